"""Problems with what is taken in: phrases, messages, tables, forms."""

from ceasefire.errors import Code

# ---------------------------------------------------------------- phrases
NO_PHRASE = Code(
    "CF-INTAKE-001",
    "There is no phrase to read, or it is far longer than a phrase.",
    "Write what was heard or seen in one or two sentences.",
)
NOT_UNDERSTOOD = Code(
    "CF-INTAKE-002",
    "Some words were not understood.",
    "Say them in words of the grammar, or take them out; the reference page lists every form.",
)
NO_POST = Code(
    "CF-INTAKE-003",
    "Nothing says from which post, camera or patrol it was perceived.",
    "Say the post, such as `post 7`.",
)
UNKNOWN_POST = Code(
    "CF-INTAKE-004",
    "The mission has no post of that name.",
    "Name a post of the list, or add the post to it first.",
)
NO_TIME = Code(
    "CF-INTAKE-005",
    "Nothing says when it was.",
    "Say a time such as `20:18`, a span such as `19:32-19:45`, or a length such as `24 h`.",
)
TIME_TO_COME = Code(
    "CF-INTAKE-006",
    "The time had not come yet when the report came in.",
    "Check the day and the time; the day stands before the month.",
)
NOTHING_PERCEIVED = Code(
    "CF-INTAKE-007",
    "The phrase names nothing that was perceived.",
    "Say what and how many, such as `12 explosions`; or, when there was nothing, `nothing heard`.",
)
NOTHING_AND_SOMETHING = Code(
    "CF-INTAKE-008",
    "One report says that there was nothing and that there was something.",
    "Send two reports, each with its own time.",
)

# ---------------------------------------------------------------- watches and text messages
ZERO_WITHOUT_WATCH = Code(
    "CF-INTAKE-009",
    "A zero report comes from who was not watching: access was denied, signals jammed or the equipment down.",
    "Report the time without watch alone; nothing can be said of it.",
)
NO_REACH = Code(
    "CF-INTAKE-010",
    "Nobody has said how far one hears or sees from the post, so what was watched has no place.",
    "Fill `reach` of the post in the table of posts.",
)
NO_NUMBER = Code(
    "CF-INTAKE-011",
    "A correction or withdrawal does not say of which message.",
    "Give the number of the message, such as `corr #14`.",
)
VOID_WITH_MORE = Code(
    "CF-INTAKE-012",
    "A message is withdrawn and something is reported in one line.",
    "Send `void #14` alone; to replace a message send `corr #14` with the right content.",
)
NUMBER_USED = Code(
    "CF-INTAKE-013",
    "The post has already sent another message under this number.",
    "Send `corr` with the number to replace it, or the next free number for a new report.",
)
NOTHING_TO_CORRECT = Code(
    "CF-INTAKE-014",
    "The post has sent no message of this number in the last seven days.",
    "Check the number and the post, or send the report as a new one.",
)

# ---------------------------------------------------------------- tables, workbooks, JSON
NOT_A_TABLE = Code(
    "CF-INTAKE-020",
    "The text cannot be taken apart into cells.",
    "Copy the cells again, or save the table as CSV in UTF-8 and look for a quote that is not closed.",
)
EMPTY_TABLE = Code(
    "CF-INTAKE-021",
    "The table has no row.",
    "Copy or export the rows again.",
)
TOO_LARGE = Code(
    "CF-INTAKE-022",
    "The table is larger than what is taken in at once.",
    "Give it in parts; large archives are read with `ceasefire match`.",
)
NO_COLUMN_NAME = Code(
    "CF-INTAKE-023",
    "A column has cells and no name.",
    "Name the column, or take it out.",
)
SAME_COLUMN_NAME = Code(
    "CF-INTAKE-024",
    "Two columns have the same name, so it is not clear which is meant.",
    "Rename one of them.",
)
TOO_MANY_CELLS = Code(
    "CF-INTAKE-025",
    "A row has more cells than the header.",
    "Look for a separator inside a cell, and put quotes round it.",
)
NOT_A_WORKBOOK = Code(
    "CF-INTAKE-026",
    "The file is not an XLSX workbook that can be read.",
    "Save it as .xlsx without a password, or as CSV in UTF-8.",
)
NO_SUCH_SHEET = Code(
    "CF-INTAKE-027",
    "The workbook has no sheet of that name.",
    "Name one of its sheets.",
)
HOSTILE_FILE = Code(
    "CF-INTAKE-028",
    "The file holds what a table does not need and what can do harm; nothing of it was read.",
    "Ask who sent it; copy the cells into a new workbook, or save the sheet as CSV.",
)
NOT_JSON = Code(
    "CF-INTAKE-029",
    "The file is not JSON of a kind that is known: GeoJSON features, or submissions of ODK Central or KoboToolbox.",
    "Export it again as GeoJSON or JSON.",
)
BAD_GEOMETRY = Code(
    "CF-INTAKE-030",
    "A position or outline cannot be read.",
    "Check the geometry of the entry.",
)

# ---------------------------------------------------------------- rows and their columns
NO_DAY = Code(
    "CF-INTAKE-040",
    "A cell that should hold a day does not.",
    "Write the day as year-month-day.",
)
WHICH_ORDER = Code(
    "CF-INTAKE-041",
    "The day can be read in two ways, and nobody has said which is meant.",
    "Say of the column whether the day or the month comes first.",
)
UNANSWERED = Code(
    "CF-INTAKE-042",
    "A column holds what can be read in two ways, and the question about it has no answer.",
    "Answer the question for the column.",
)
NO_CLOCK = Code(
    "CF-INTAKE-043",
    "A cell that should hold a time does not.",
    "Write a time such as `20:18`, or a span such as `19:32-19:45`.",
)
BAD_NUMBER = Code(
    "CF-INTAKE-044",
    "A cell that should hold a number does not, or nothing says what it counts.",
    "Write a whole number such as `12`, `about 12` or `>20`, and what was counted beside it.",
)
FORMULA = Code(
    "CF-INTAKE-045",
    "A cell holds a formula, and formulas are never run.",
    "Put the value itself into the cell.",
)
NO_SUCH_COLUMN = Code(
    "CF-INTAKE-046",
    "The table has no column of that name.",
    "Name one of its columns.",
)
NO_SUCH_FIELD = Code(
    "CF-INTAKE-047",
    "A column is said to be a field that does not exist.",
    "Name a field of the list.",
)
FIELD_TWICE = Code(
    "CF-INTAKE-048",
    "Two columns are said to be the same field.",
    "Choose one of them; the other stays in the text of its row.",
)
UNKNOWN_KIND = Code(
    "CF-INTAKE-049",
    "A row is of a kind that is not known.",
    "Write observation, allegation or effort.",
)
SAME_ROW_ID = Code(
    "CF-INTAKE-050",
    "Two rows have the same id.",
    "Give every row an id of its own.",
)
WHO_SAYS = Code(
    "CF-INTAKE-051",
    "An allegation does not say who alleges.",
    "Fill `said_by`; an allegation without a voice is no allegation.",
)
MISSING_COLUMNS = Code(
    "CF-INTAKE-052",
    "The table lacks columns of the monitors' tables.",
    "Name the columns as the reference page does, or confirm the columns of the table one by one.",
)
