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
