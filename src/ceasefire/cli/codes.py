"""Problems that the command line itself can report."""

from ceasefire.errors import Code

OUR_FAULT = Code(
    "CF-CLI-001",
    "This is a fault of ceasefire, not of your input.",
    "Run the command again with CEASEFIRE_TRACE=trace.txt before it, read that file through, and report it.",
)
USAGE = Code(
    "CF-CLI-002",
    "The command was not given as it has to be.",
    "Run the command with --help to see what it takes.",
)
UNKNOWN_VERB = Code(
    "CF-CLI-003",
    "There is no such command.",
    "Run `ceasefire --help` to see the commands.",
)
NO_SUCH_PATH = Code(
    "CF-CLI-004",
    "There is no file or folder of this name.",
    "Check the spelling and the folder you are in.",
)
IS_A_FOLDER = Code(
    "CF-CLI-005",
    "The path is a folder, and a file is needed.",
    "Name a file inside that folder.",
)
SAME_CASE_TWICE = Code(
    "CF-CLI-046",
    "Two files of the folder have the same key, so that one answer would be written over the other.",
    "Give each arrangement its own `ceasefire:` key, or take one of the files out of the folder.",
)
NOT_A_FOLDER = Code(
    "CF-CLI-006",
    "The path is a file, and a folder is needed.",
    "Name a folder, or leave the option out.",
)
NOT_READABLE = Code(
    "CF-CLI-007",
    "The file may not be read.",
    "Ask its owner for the right to read it, or copy it to a place where you may.",
)
EMPTY_FILE = Code(
    "CF-CLI-008",
    "The file is empty.",
    "Fetch or export the file again; an interrupted download often leaves an empty file.",
)
TOO_LARGE = Code(
    "CF-CLI-009",
    "The file is too large for a kind of file that is read whole.",
    "Check that it is the file you meant; event files are read line by line and may be of any size.",
)
NOT_A_FILE = Code(
    "CF-CLI-010",
    "The path is a device, a pipe or a socket, and a file is needed.",
    "Save the data to a file first, then name that file.",
)
NO_SUCH_FOLDER = Code(
    "CF-CLI-011",
    "The folder that the output should go to does not exist.",
    "Make the folder first, or choose another.",
)
INTERRUPTED = Code(
    "CF-CLI-012",
    "The command was interrupted; output that was not finished has not been written.",
    "Run it again when you are ready.",
)
SYSTEM_SAID_NO = Code(
    "CF-CLI-013",
    "The operating system refused something that the command needs.",
    "Check rights, free space and that the disk or network drive is still there.",
)
OUT_OF_MEMORY = Code(
    "CF-CLI-014",
    "The memory of this machine is not enough for this input.",
    "Split the input by date or region, or use a machine with more memory.",
)
UNKNOWN_CODE = Code(
    "CF-CLI-015",
    "There is no such error code.",
    "Run `ceasefire codes` to see them all.",
)
NOT_A_SETTING = Code(
    "CF-CLI-016",
    "A setting of a source is not written as a name, an equals sign and a value.",
    "Write it such as `--option date_prec=any`; the source's page in the reference lists its settings.",
)
UNKNOWN_KIND_OF_FILE = Code(
    "CF-CLI-017",
    "The ending of the output's name does not say which kind of file to write.",
    "Choose a name that ends in one of the expected endings.",
)
NEEDS_EXTRA = Code(
    "CF-CLI-018",
    "This needs a part that is not installed.",
    "Install it with `pip install 'ceasefire[parquet]'`, or choose another kind of output.",
)
UNKNOWN_TEMPLATE = Code(
    "CF-CLI-020",
    "There is no template of this name.",
    "Choose one of the templates expected.",
)
FILE_EXISTS = Code(
    "CF-CLI-021",
    "There is a file of this name already, and it is not overwritten.",
    "Choose another name, or move the file away first.",
)
NOT_A_DOCUMENT = Code(
    "CF-CLI-048",
    "The file holds no JSON document.",
    "Give a file that a command wrote with --json, unchanged.",
)
SAME_FILE_TWICE = Code(
    "CF-CLI-040",
    "Two of the event files hold the same content, so every report would be counted twice.",
    "Give each file once.",
)
TWO_FORMS = Code(
    "CF-CLI-041",
    "One run prints its answer in one form, and two were asked for.",
    "Leave one of them out; `--to FILE.jsonl` writes the rows to a file beside the document that `--json` prints.",
)
AREA_OF_WHICH_CASE = Code(
    "CF-CLI-049",
    "Who watched is told by the name of an area, and several of the cases draw another area of that name.",
    "Give the place of each watch by its shape (`wkt`, or `lon`, `lat` and `radius`), rename the areas, or assess each "
    "case alone with its own file of effort.",
)
