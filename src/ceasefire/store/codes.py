"""Problems with the file that holds a mission's day."""

from ceasefire.errors import Code

NO_FILE = Code(
    "CF-STORE-001",
    "There is no store at this place.",
    "Check the path, or let the desk make a new store there.",
)
NOT_A_STORE = Code(
    "CF-STORE-002",
    "The file is no store of a mission; it was left as it is.",
    "Name the file that the desk made, or a backup of it; choose another name for a new store.",
)
NEWER = Code(
    "CF-STORE-003",
    "The store was written by a newer release; it was left as it is.",
    "Install that release or a later one. An older release cannot know what the newer one means.",
)
DAMAGED = Code(
    "CF-STORE-004",
    "The store is damaged: what stands in the file cannot be what was written.",
    "Stop the desk, keep the file with its `-wal` and `-shm` neighbours as they are, and restore the last backup.",
)
HELD = Code(
    "CF-STORE-005",
    "Another desk has this store open.",
    "Use that desk, or stop it first: two desks on one file are refused so that neither overwrites the other.",
)
BUSY = Code(
    "CF-STORE-006",
    "Somebody else was writing all the while; nothing of this was written.",
    "Try again. When it stays so, another program holds the file open: close it.",
)
DISK_FULL = Code(
    "CF-STORE-007",
    "The disk is full; nothing of this was written, and all that was confirmed before is kept.",
    "Make room on the disk, then do the last step again.",
)
READ_ONLY = Code(
    "CF-STORE-008",
    "The store cannot be written to where it lies; nothing was changed.",
    "Move it to a folder and a disk that you may write to, or open it to read only.",
)
DISK_FAULT = Code(
    "CF-STORE-009",
    "The disk refused to read or write; nothing of this was written.",
    "Check the disk, its cable and its quota. Keep the store with its `-wal` and `-shm` neighbours together.",
)
CLOCK_BACK = Code(
    "CF-STORE-010",
    "The clock says that it is earlier than the last act in the store; nothing was written.",
    "Set the machine's clock right. Where the last act was the wrong one, an officer says so by name.",
)
STEP_TAKEN = Code(
    "CF-STORE-011",
    "Somebody else took this step first; nothing of this was written.",
    "Look at what was done meanwhile, then decide again.",
)
STEP_MISSING = Code(
    "CF-STORE-012",
    "An act would leave a gap: the steps before it are not in the store.",
    "Give the steps in their order, from the one after the last that is there.",
)
OTHER_LEAVES = Code(
    "CF-STORE-013",
    "A signed head of a log does not stand for as many entries as the log holds.",
    "Append the entries first, then the head that was signed over them.",
)
LOG_GAP = Code(
    "CF-STORE-014",
    "Entries would be put into a log at another place than behind its last one.",
    "Read how many entries the log holds inside the same transaction, and append behind them.",
)
BAD_PLACE = Code(
    "CF-STORE-015",
    "A place is none on the globe.",
    "Give degrees: west and east from -180 to 180, south and north from -90 to 90, south not above north.",
)
BAD_DAYS = Code(
    "CF-STORE-016",
    "Days or moments end before they begin.",
    "Give the first day or moment first.",
)
NOT_HERE = Code(
    "CF-STORE-017",
    "What is asked for is not in the store.",
    "Check the name; it may have been written differently.",
)
SQLITE_LACKS = Code(
    "CF-STORE-018",
    "The SQLite of this Python is too old, or was built without what the store needs.",
    "Use a Python from python.org or the system's package; SQLite 3.37 or later with R*Tree is needed.",
)
NESTED = Code(
    "CF-STORE-019",
    "A transaction was begun inside another one of the same thread.",
    "Do everything of one act in one transaction, or end the first before the second begins.",
)
SPENT = Code(
    "CF-STORE-020",
    "What was read in a transaction is asked after that transaction ended, or the store is closed.",
    "Open the store, and read and write inside `with store.reading()` or `with store.transaction()`.",
)
KEPT = Code(
    "CF-STORE-021",
    "Acts and entries of a log are kept as they were written.",
    "Write a new act that corrects the old one.",
)
TAKEN_NAME = Code(
    "CF-STORE-022",
    "Something of that name is in the store already.",
    "Choose another name, or change what is there by an act of its own.",
)
TOO_LARGE = Code(
    "CF-STORE-023",
    "A text or a number is larger than the store can hold.",
    "Keep long material as a file beside the store, and its hash in the store.",
)
WRONG_TALLY = Code(
    "CF-STORE-024",
    "What the store counted beside the reports differs from the reports.",
    "Keep a copy of the file for whoever looks into it, and restore the last backup.",
)
IN_THE_WAY = Code(
    "CF-STORE-025",
    "There is a file already where something is to be written; it was left as it is.",
    "Choose another name, or move that file away first.",
)
READING_ONLY = Code(
    "CF-STORE-026",
    "Something was to be written where the store is only read; nothing was written.",
    "Write inside `with store.transaction()`, on a store that was not opened to read only.",
)
EARLIER = Code(
    "CF-STORE-027",
    "The store was written by an earlier release and is only read here, so it cannot be brought to today's version.",
    "Open it once in the desk, where it may be written to; a backup before that does no harm.",
)
