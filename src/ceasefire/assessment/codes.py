"""Problems with the counts by area and day that an assessment is made of, and with what is asked of them."""

from ceasefire.errors import Code

WRONG_SHAPE = Code(
    "CF-ASSESSMENT-001",
    "A table has another shape than it needs.",
    "Give one row for each area and one column for each day; every table beside the counts has their shape.",
)
NOT_COUNTS = Code(
    "CF-ASSESSMENT-002",
    "The table holds values that are no counts of things that happened.",
    "Give whole numbers from 0 on; leave out days that nobody counted instead of guessing a figure for them.",
)
BAD_UNIT = Code(
    "CF-ASSESSMENT-003",
    "The assessed area is not one of the rows.",
    "Give the number of its row; the first row is 0.",
)
BAD_WINDOW = Code(
    "CF-ASSESSMENT-004",
    "The assessed days do not lie inside the series.",
    "Check the first day and the number of days; the first day of the series is 0, and all of the window is counted.",
)
BAD_CONTROLS = Code(
    "CF-ASSESSMENT-005",
    "The areas for comparison are not other rows of the table, each named once.",
    "Name rows that the ceasefire cannot have touched, or give an empty list to compare with history alone.",
)
BAD_EXPOSURE = Code(
    "CF-ASSESSMENT-006",
    "The effort has values that no effort can have, or there are counts where nobody is said to have watched.",
    "Give hours, patrols or another measure from 0 on for every area and day, by which the counts were made.",
)
BAD_EXCLUDED = Code(
    "CF-ASSESSMENT-007",
    "The table of days under another ceasefire holds something else than true and false.",
    "Give true for every area and day under another ceasefire, and false for all others.",
)
NOTHING_TO_COUNT = Code(
    "CF-ASSESSMENT-060",
    "No report has both a place and a day, so there is nothing to count.",
    "Give the files that hold places and dates, and look at what the reader set aside and why.",
)
BAD_OPTION = Code(
    "CF-ASSESSMENT-008",
    "An option has a value that it cannot have.",
    "Use a value of the range that is named.",
)
NOT_A_DAYS_COUNT = Code(
    "CF-ASSESSMENT-020",
    "This is no count of what happened on a day.",
    "Give a whole number from 0 on, or None when nobody watched that day; never a guess in its place.",
)
BAD_MEAN = Code(
    "CF-ASSESSMENT-021",
    "An expected count has to be above zero: against an expectation of nothing there is no rise to speak of.",
    "Give the mean of quiet days, as small as it may be; for a day that nobody watched give None as its count.",
)
BAD_DISPERSION = Code(
    "CF-ASSESSMENT-022",
    "The dispersion is none that counts can have.",
    "Give k of variance = mean + mean²/k, or math.inf for Poisson; a small k means that counts come in heaps.",
)
BAD_RUN_LENGTH = Code(
    "CF-ASSESSMENT-023",
    "The mean run without a break is no number of days.",
    "Say after how many quiet days one false alarm is bearable on average, such as 1000.",
)
BAD_AUTOCORRELATION = Code(
    "CF-ASSESSMENT-024",
    "The autocorrelation of one day with the next is outside what this alarm can allow for.",
    "Give 0 for independent days; when days hang together more than that, count weeks instead of days.",
)
BASELINE_TOO_SHORT = Code(
    "CF-ASSESSMENT-025",
    "The baseline has too few watched days to say what is usual.",
    "Take a longer quiet stretch, or set the alarm by a mean and a dispersion that are known from elsewhere.",
)
BASELINE_EMPTY = Code(
    "CF-ASSESSMENT-026",
    "Nothing was counted on any day of the baseline, so how counts vary cannot be learned from it.",
    "Check that somebody watched; if so, set the alarm by a mean above zero and a dispersion from a similar place.",
)
BAD_ALARM_FILE = Code(
    "CF-ASSESSMENT-027",
    "The stored alarm cannot be taken up again as it stands.",
    "Give what `to_json` returned, unchanged; if it is lost, make a new alarm and feed it the days so far.",
)
BAD_REPORT_DAYS = Code(
    "CF-ASSESSMENT-028",
    "The days of events and of their reports do not fit together.",
    "Give whole days, each report on the day of its event or later, and none after the day of asking.",
)
TOO_FEW_REPORTS = Code(
    "CF-ASSESSMENT-029",
    "There are too few reports to say how late they come.",
    "Wait for more reports, or take the last days as not yet known.",
)
BAD_SPELL = Code(
    "CF-ASSESSMENT-030",
    "A duration cannot be read.",
    "Give the last day on which it surely held, the first day by which it had ended, and how it ended.",
)
BAD_RECORD = Code(
    "CF-ASSESSMENT-031",
    "The past ceasefires do not make a record.",
    "Give for each past ceasefire its type and whether it held, and for a model one chance for each of them.",
)
NOT_FINITE = Code(
    "CF-ASSESSMENT-009",
    "The table of a second opinion has gaps or infinite values.",
    "Give a finite number for every area and time, or leave out areas and times that nobody counted.",
)
NOT_A_DRAFT = Code(
    "CF-ASSESSMENT-061",
    "The document is no draft, so it cannot be released.",
    "Give the document that `ceasefire assess --json` printed; one that was released stays as it is.",
)
UNKNOWN_RULES = Code(
    "CF-ASSESSMENT-062",
    "The draft was made under other rules than those in force.",
    "Assess again under the rules in force, and release that.",
)
BAD_RELEASE = Code(
    "CF-ASSESSMENT-063",
    "A release needs a name, an office, and a day on which the draft could exist.",
    "Give who releases it, in which office, and on which day; leave out an empty dissent.",
)
NOT_RELEASED = Code(
    "CF-ASSESSMENT-064",
    "The document does not say who released it.",
    "Give the file that `ceasefire release` wrote, unchanged.",
)
OTHER_ASSESSMENT = Code(
    "CF-ASSESSMENT-065",
    "What was released is not what is found from these files now.",
    "Give the terms, events, options and reader of the draft; if one of them has changed, release the new draft.",
)
CHANGED_DRAFT = Code(
    "CF-ASSESSMENT-066",
    "The draft is not as it was made: its digest is missing or is that of something else.",
    "Give the document that `ceasefire assess` wrote, unchanged; write what you disagree with as a dissent.",
)
