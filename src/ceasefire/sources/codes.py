"""Problems with other people's data: whole files, single rows, options, mappings and downloads."""

from ceasefire.errors import Code

# ---------------------------------------------------------------- whole files
UNKNOWN_SOURCE = Code(
    "CF-SOURCES-001",
    "No source of that name is known.",
    "Name one of the sources, or read the file as `csv` with a mapping file.",
)
CANNOT_OPEN = Code(
    "CF-SOURCES-002",
    "The file cannot be opened.",
    "Check the path and that you may read the file.",
)
IS_A_FOLDER = Code(
    "CF-SOURCES-003",
    "The path is a folder, not a file.",
    "Name the file inside the folder.",
)
EMPTY_FILE = Code(
    "CF-SOURCES-004",
    "The file is empty.",
    "Download or export the file again.",
)
NOT_A_TABLE = Code(
    "CF-SOURCES-005",
    "The file is not a CSV table.",
    "Give the CSV file of the publisher, or save the table as CSV in UTF-8.",
)
WRONG_ENCODING = Code(
    "CF-SOURCES-006",
    "The file is not written in the encoding in which it is read.",
    "Name its encoding with the option `encoding`, such as `encoding=cp1251`, or save it as UTF-8.",
)
MISSING_COLUMNS = Code(
    "CF-SOURCES-007",
    "The file lacks columns of the format that was named.",
    "Name the format that the file is in, or write a mapping file and read it as `csv`.",
)
NOTHING_USABLE = Code(
    "CF-SOURCES-008",
    "No row of the file can be used.",
    "Look at the reasons above; an option may let rows in that are set aside by default.",
)
SAME_COLUMN_TWICE = Code(
    "CF-SOURCES-009",
    "Two columns of the file have the same name, so it is not clear which one is meant.",
    "Rename one of the two columns.",
)
UNKNOWN_OPTION = Code(
    "CF-SOURCES-010",
    "The source has no such option.",
    "Use an option of the list.",
)
BAD_OPTION = Code(
    "CF-SOURCES-011",
    "The option has a value that it does not know.",
    "Use one of the values of the option.",
)
NEEDS_MAPPING = Code(
    "CF-SOURCES-012",
    "A CSV table of one's own is read with a mapping file, and only such a table is.",
    "Name a mapping file for `csv`, and none for a source that the project knows.",
)
BAD_MAPPING = Code(
    "CF-SOURCES-013",
    "The mapping file says something that cannot be used.",
    "Correct the line that is named; the reference page of mapping files lists every field.",
)
READ_ONCE = Code(
    "CF-SOURCES-014",
    "A reading of a file was asked for its events a second time.",
    "Open the file again with `read_events`.",
)

# ---------------------------------------------------------------- rows that cannot be read
BAD_WIDTH = Code(
    "CF-SOURCES-020",
    "The row has more or fewer cells than the header.",
    "Check the row for a missing quote or an extra comma.",
)
CUT_OFF = Code(
    "CF-SOURCES-033",
    "The file ends in the middle of this row: it was probably cut off while it was downloaded or copied.",
    "Get the file again and compare its size with the publisher's: the rows after it are missing from every count.",
)
BAD_NUMBER = Code(
    "CF-SOURCES-021",
    "A cell that should hold a number does not.",
    "Check the cell against the source.",
)
BAD_DATE = Code(
    "CF-SOURCES-022",
    "A date or time in the row cannot be read or does not exist.",
    "Check the cell; in a mapping file, check `format`.",
)
BAD_POSITION = Code(
    "CF-SOURCES-023",
    "The row's position is not on the Earth.",
    "Longitude runs from -180 to 180, latitude from -90 to 90.",
)
SWAPPED_POSITION = Code(
    "CF-SOURCES-024",
    "The row's latitude and longitude look exchanged.",
    "Check which column is which; exchange them in the file or in the mapping.",
)
ENDS_BEFORE_START = Code(
    "CF-SOURCES-025",
    "The row ends before it starts.",
    "Check the two dates against the source.",
)
NOT_TEXT = Code(
    "CF-SOURCES-026",
    "The row holds bytes that are not in the file's encoding.",
    "Correct the row, or name the encoding with the option `encoding`.",
)
BROKEN_ROW = Code(
    "CF-SOURCES-027",
    "The row cannot be taken apart into cells.",
    "Look for a quote that is opened and not closed.",
)
UNKNOWN_VALUE = Code(
    "CF-SOURCES-028",
    "A cell holds a value that the manifest or the mapping does not know.",
    "Add the value to the mapping, or an `otherwise`.",
)
EMPTY_VALUE = Code(
    "CF-SOURCES-029",
    "A cell that has to be filled is empty.",
    "Check the row against the source.",
)

# ---------------------------------------------------------------- rows that are set aside on purpose
DATE_TOO_COARSE = Code(
    "CF-SOURCES-040",
    "The date is known less precisely than asked for; such a row may sum up a week, a month or a year.",
    "Set the option `date_prec` to let it in.",
)
PLACE_TOO_COARSE = Code(
    "CF-SOURCES-041",
    "The place is known less precisely than asked for.",
    "Set the option that limits the precision of places to let it in.",
)
NO_ZONE_OF_COUNTRY = Code(
    "CF-SOURCES-042",
    "The dates are those of a country that has several time zones, or that the manifest does not list.",
    "State the zone with the option `zone`, such as `zone=Africa/Kinshasa`.",
)
NOT_MILITARY = Code(
    "CF-SOURCES-043",
    "The source's classifier says that the report is not about the war.",
    "Set the option `military=any` to let it in.",
)
STATIC_HEAT = Code(
    "CF-SOURCES-044",
    "The source marks the heat as a volcano, a plant or a flare that glows all year.",
    "Set the option `static=keep` to let it in.",
)
LOW_CONFIDENCE = Code(
    "CF-SOURCES-045",
    "The detection is less sure than asked for.",
    "Set the option `confidence=low` to let it in.",
)
TOO_LONG = Code(
    "CF-SOURCES-046",
    "The alert lasts longer than asked for; some stay open for months.",
    "Set the option `longest=any` to let it in.",
)
END_NOT_KNOWN = Code(
    "CF-SOURCES-047",
    "The end of the alert is not known.",
    "Set the option `open_end=keep` to let it in.",
)
ASKED_TO_LEAVE_OUT = Code(
    "CF-SOURCES-048",
    "The mapping file says that such rows are left out.",
    "Take the entry out of `set_aside` in the mapping to let them in.",
)
END_ASSUMED = Code(
    "CF-SOURCES-049",
    "The end of the alert was assumed by the source, not observed.",
    "Set the option `naive=keep` to let it in.",
)
CROP_BURNING = Code(
    "CF-SOURCES-050",
    "The heat was seen in the months in which fields are burnt.",
    "Set the option `crop_season=keep` to let it in.",
)

# ---------------------------------------------------------------- downloads
NOTHING_TO_FETCH = Code(
    "CF-SOURCES-060",
    "The source has no file of that name to download.",
    "Use a name of the list.",
)
DOWNLOAD_FAILED = Code(
    "CF-SOURCES-061",
    "The file could not be downloaded; what has arrived is kept for a second try.",
    "Check the connection and run the same command again: it goes on where it stopped.",
)
WRONG_CHECKSUM = Code(
    "CF-SOURCES-062",
    "The downloaded file is not the one whose checksum was given; it was thrown away.",
    "Download it again; if it happens twice, ask the publisher for the checksum.",
)
WRONG_SIZE = Code(
    "CF-SOURCES-063",
    "More or fewer bytes arrived than the server announced.",
    "Run the same command again.",
)
EXISTS = Code(
    "CF-SOURCES-064",
    "The file is there already and would be replaced.",
    "Name another folder, or say that it may be replaced.",
)
NOT_A_WEB_ADDRESS = Code(
    "CF-SOURCES-065",
    "The address is not one that can be downloaded from.",
    "Use an address that starts with https://.",
)
