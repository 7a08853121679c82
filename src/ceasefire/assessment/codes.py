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
BAD_OPTION = Code(
    "CF-ASSESSMENT-008",
    "An option has a value that it cannot have.",
    "Use a value of the range that is named.",
)
