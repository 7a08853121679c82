"""Problems with counts, effort and notices."""

from ceasefire.errors import Code

RULES_DIFFER = Code(
    "CF-RECORD-001",
    "The counts were made under different counting rules, so they have no sum.",
    "Show them side by side, each with its rule; never add what two owners count differently.",
)
UNITS_DIFFER = Code(
    "CF-RECORD-002",
    "The counts are in units that their rule does not put together.",
    "Add figures in one unit, or in units that the rule's composite unit is made of.",
)
RULE_DOES_NOT_ADD = Code(
    "CF-RECORD-003",
    "Nobody stated how these figures were made, so even two of them have no sum.",
    "Find out the counting rule of the source, or show the figures one by one.",
)
NOT_A_COUNT = Code(
    "CF-RECORD-004",
    "The text is not a number of things counted.",
    "Write a whole number, such as `25,005`, with `≥` or `~` before it where the source says so.",
)
NEGATIVE_COUNT = Code(
    "CF-RECORD-005",
    "A count cannot be below zero.",
    "Check the figure against the source.",
)
NOTHING_TO_ADD = Code(
    "CF-RECORD-006",
    "There is no count, and nothing counted is not the same as a count of zero.",
    "Give at least one count, or say that nobody counted.",
)
NOT_A_RANGE = Code(
    "CF-RECORD-007",
    "The figure is a range that does not rise, or has both a range and an `at least`.",
    "Write the smaller number first, such as `20–30`; or one bound, such as `≥20` or `up to 30`.",
)
NO_COLUMN = Code(
    "CF-RECORD-010",
    "The table lacks a column that it needs.",
    "Add the column; the reference page lists the columns of each table.",
)
UNKNOWN_COLUMN = Code(
    "CF-RECORD-011",
    "The table has a column that is not read.",
    "Rename the column to one of the list, or take it out, so that nothing is lost unnoticed.",
)
EMPTY_CELL = Code(
    "CF-RECORD-012",
    "A cell that has to be filled is empty.",
    "Fill the cell.",
)
BAD_CELL = Code(
    "CF-RECORD-013",
    "A cell cannot be read.",
    "Write the cell as the expected form says.",
)
NO_PLACE = Code(
    "CF-RECORD-014",
    "The row does not say where: neither a position with a radius, nor an outline, nor an area of the terms.",
    "Fill `lon`, `lat` and `radius`, or `wkt`, or `area`.",
)
TWO_PLACES = Code(
    "CF-RECORD-015",
    "The row says where in more than one way.",
    "Keep one of: `lon`, `lat` and `radius`; `wkt`; `area`.",
)
NOT_A_TABLE = Code(
    "CF-RECORD-016",
    "The file is not a CSV table in UTF-8 with a header.",
    "Save the table as CSV in UTF-8, with the names of the columns in the first line.",
)
END_NOT_AFTER_START = Code(
    "CF-RECORD-017",
    "The row ends before it starts, or lasts no time.",
    "Check `from` and `to`; an end of the day is written `24:00`.",
)
SAME_ID = Code(
    "CF-RECORD-018",
    "Two rows have the same id.",
    "Give every row an id of its own.",
)
SAME_COLUMN = Code(
    "CF-RECORD-019",
    "Two columns of the table have the same name, so one of them would be lost.",
    "Rename one of them, or take it out.",
)
