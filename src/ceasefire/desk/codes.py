"""Problems of the desk: acts that are not whole, or that cannot be made now.

Numbers: 001 to 019 any act, 020 to 059 cases and their evidence, 060 and above the go/no-go board.
"""

from ceasefire.errors import Code

NO_KIND = Code(
    "CF-DESK-001",
    "The act does not say what was done, in a word of the reference.",
    "Write the kind of the act as small letters, digits and `_`, such as `find`.",
)
NOBODY_NAMED = Code(
    "CF-DESK-002",
    "The act names nobody who did it; only a named person's act changes anything.",
    "Put the account of the person who acts under `by`; the software can propose, and it can never act.",
)
NO_MOMENT = Code(
    "CF-DESK-003",
    "The act does not say when it was done.",
    "Put a whole number of microseconds since 1970-01-01 UTC under `at_us`.",
)
NOT_JSON = Code(
    "CF-DESK-004",
    "The body of the act holds a value that JSON cannot carry unchanged.",
    "Keep to texts, whole numbers of at most 15 digits, finite numbers, true, false, null, lists and mappings.",
)
MISSING_FIELD = Code(
    "CF-DESK-005",
    "The act lacks a field that it needs.",
    "Fill the field; the reference page lists the fields of each act.",
)
UNKNOWN_FIELD = Code(
    "CF-DESK-006",
    "The act has a field that is not read, so what it says would be lost.",
    "Rename the field to one of the act's fields, or take it out.",
)
BAD_FIELD = Code(
    "CF-DESK-007",
    "A field of the act cannot be read.",
    "Write the field as the reference page says.",
)
UNKNOWN_KIND = Code(
    "CF-DESK-008",
    "No act of that kind exists here.",
    "Use an act of the reference page.",
)
BEFORE_THE_LAST = Code(
    "CF-DESK-009",
    "The act is dated before the act that it follows.",
    "Check the clock of this machine; an act is recorded at the moment it is done, and what was done earlier is told "
    "in its text.",
)
NOT_ALLOWED_NOW = Code(
    "CF-DESK-010",
    "The act is not allowed in the present state.",
    "Do one of the acts that are allowed now.",
)
SAME_OFFICER = Code(
    "CF-DESK-011",
    "The act takes a second person, and the same person acted before.",
    "Ask another officer to do it.",
)

# ---------------------------------------------------------------- cases

BAD_PIECE = Code(
    "CF-DESK-020",
    "A piece of evidence says too little, or something that is not in the list.",
    "Say to which lines it speaks (`occurred`, `place`, `act`, `actor`), who perceived it and by what means, and whose "
    "word it is.",
)
STILL_TIME = Code(
    "CF-DESK-021",
    "A party that was asked for its account still has time to answer.",
    "Wait for the deadline, or record its reply, or that it declined to answer.",
)
DEADLINE_NOT_LATER = Code(
    "CF-DESK-022",
    "The deadline for a party's account is not later than the asking.",
    "Give the party a moment in the future.",
)
NOT_MATCHED = Code(
    "CF-DESK-023",
    "The case was not set against the terms since its reports last changed, so no finding can rest on it.",
    "Match the case first.",
)
NO_CLAUSE_TOUCHED = Code(
    "CF-DESK-024",
    "By the match of the case, no clause that binds anybody covers it, so nothing could be broken.",
    "Find `not_covered`, `unsubstantiated` or `inconclusive`; or match again, if reports or terms were corrected.",
)
NO_EXEMPTION = Code(
    "CF-DESK-025",
    "The finding and its exemption do not go together.",
    "Name the exception or the notice under `exemption` for `confirmed_exempt`, and for no other finding.",
)
ATTRIBUTION_OFF = Code(
    "CF-DESK-026",
    "The mandate of this mission does not let it say who did something.",
    "Leave it out; the mandate file says what the mission may do, and only the mission's principal changes it.",
)
NOTHING_PROPOSED = Code(
    "CF-DESK-027",
    "The second officer agrees with something that nobody proposed for the present finding.",
    "Let one officer propose first; the second one agrees word for word, or proposes anew.",
)
NOT_REVIEWED = Code(
    "CF-DESK-028",
    "The mandate asks for a second officer's look before a release, and nobody took one.",
    "Let another officer uphold the finding or send it back.",
)
UNKNOWN_TIER = Code(
    "CF-DESK-029",
    "There is no such tier of readers.",
    "Name a tier of the reference page, or `party-` and the key of a party in small letters.",
)
NOT_IN_THE_CASE = Code(
    "CF-DESK-030",
    "The case has no such report.",
    "Name reports that are in the case now.",
)
NONE_LEFT = Code(
    "CF-DESK-031",
    "No report would be left in the case.",
    "Close the case with the name of the case that it became part of.",
)
NOT_CORRECTABLE = Code(
    "CF-DESK-032",
    "The act cannot be corrected in this way.",
    "Correct an earlier act that holds facts; a match, a finding or a release is done anew.",
)
ALREADY_THERE = Code(
    "CF-DESK-034",
    "The same report is named twice.",
    "Name each report once.",
)
NO_MANDATE = Code(
    "CF-DESK-035",
    "The mandate file cannot be opened.",
    "Check the path and that the file is text in UTF-8; without the option, the most cautious mandate holds.",
)
BAD_MANDATE = Code(
    "CF-DESK-036",
    "The mandate file says something that is not read.",
    "Write the field as the reference page says; a mandate is never guessed.",
)
NOT_ASKED = Code(
    "CF-DESK-033",
    "The party was not asked for its account, so it cannot have left a question open.",
    "Ask the party first.",
)
NOT_IN_THE_LOG = Code(
    "CF-DESK-037",
    "The row that is corrected is not in the log, or was corrected before.",
    "Name the row that stands now.",
)
