"""Problems that the log can report: the first lines are about files, the later ones about what they prove."""

from ceasefire.errors import Code

# ---------------------------------------------------------------- what cannot be read (exit 2)

NOT_JSON = Code(
    "CF-LEDGER-001",
    "The line is not JSON in UTF-8.",
    "Check that it is the file you meant; ask for it again when it was changed on the way.",
)
NOT_CANONICAL = Code(
    "CF-LEDGER-002",
    "The line is not in the one canonical form (RFC 8785) over which hashes are made.",
    "Ask for the file again and let nothing rewrite it: an editor, or a mail program that changes line ends, does.",
)
DUPLICATE_KEY = Code(
    "CF-LEDGER-003",
    "The same key stands twice in one object, so two readers could read two things.",
    "Do not trust this file; ask for it again.",
)
NO_CANONICAL_FORM = Code(
    "CF-LEDGER-004",
    "The value has no canonical form, so it cannot be hashed.",
    "Use texts without lone surrogates, true, false, null, finite numbers, whole numbers up to 9007199254740991, "
    "lists, and objects whose keys are texts.",
)
TOO_DEEP = Code(
    "CF-LEDGER-005",
    "The value is nested deeper than any entry of ours.",
    "Check that it is the file you meant.",
)
LINE_TOO_LONG = Code(
    "CF-LEDGER-006",
    "A line is longer than any line of ours.",
    "Check that it is the file you meant; a large attachment goes into an entry as its hash.",
)
NOT_A_LOG = Code(
    "CF-LEDGER-007",
    "The file does not begin as a log that this release reads.",
    "Give a file that was exported from a log; if it is of a newer format, install a release that reads it.",
)
BAD_FIELD = Code(
    "CF-LEDGER-008",
    "A field is missing, unknown, or not of its kind.",
    "Check that it is the file you meant; ask for it again when it was changed on the way.",
)
CUT_SHORT = Code(
    "CF-LEDGER-009",
    "The file breaks off in the middle of a line.",
    "Ask for the file again; the download or the copy was not finished.",
)
NO_HEAD_IN_FILE = Code(
    "CF-LEDGER-010",
    "The file holds no signed head.",
    "Give a log or a bundle that you were handed earlier, or a file with one line of it that begins with the head.",
)
OUT_OF_RANGE = Code(
    "CF-LEDGER-011",
    "The log has no entry or no size of this number.",
    "Ask for a size up to that of the log, and for an entry below that size.",
)

# ---------------------------------------------------------------- what does not hold (exit 1)

WRONG_LINE = Code(
    "CF-LEDGER-020",
    "A line stands where none of its kind may stand.",
    "Do not rely on this file; ask for it again, and keep this one.",
)
WRONG_SEQ = Code(
    "CF-LEDGER-021",
    "An entry is missing, repeated or out of order.",
    "Do not rely on this file; ask for it again, and keep this one.",
)
OTHER_LOG = Code(
    "CF-LEDGER-022",
    "A part belongs to another log or another tier.",
    "Do not rely on this file; ask for the log of the tier you meant.",
)
CHAIN_BROKEN = Code(
    "CF-LEDGER-023",
    "An entry does not follow from the one before it.",
    "Do not rely on this file: one of the two entries, or a salt, is not the one that was logged.",
)
COUNT_DIFFERS = Code(
    "CF-LEDGER-024",
    "The file does not hold what its first line announces.",
    "Ask for the file again; a part was lost or added on the way.",
)
BAD_SIGNATURE = Code(
    "CF-LEDGER-030",
    "A head is not signed by the key that it names.",
    "Do not rely on this file: the head was changed or forged.",
)
HEADS_BROKEN = Code(
    "CF-LEDGER-031",
    "A head does not follow from the head before it.",
    "Do not rely on this file: a head is missing, repeated, out of order or forged.",
)
KEY_NOT_VOUCHED = Code(
    "CF-LEDGER-032",
    "A head is signed by a key for which the fingerprint you gave does not vouch.",
    "Ask the mission for its present fingerprint, by a way other than the one this file came; if it is the one you "
    "gave, the file is forged.",
)
NOT_COVERED = Code(
    "CF-LEDGER-033",
    "No signed head covers these entries.",
    "Ask for an export that ends with a head.",
)
ROOT_DIFFERS = Code(
    "CF-LEDGER-040",
    "The entries are not those over which the head was signed.",
    "Do not rely on this file: an entry or a salt was changed, added or left out.",
)
NOT_INCLUDED = Code(
    "CF-LEDGER-041",
    "The proof does not lead from the entry to the head.",
    "Do not rely on this entry: it is not the one that was logged, or its proof was changed.",
)
NOT_CONSISTENT = Code(
    "CF-LEDGER-042",
    "The proof does not show that the later head keeps all that the earlier one covered.",
    "Do not rely on this file; keep both heads.",
)
NO_PROOF_SINCE = Code(
    "CF-LEDGER-043",
    "The file does not tell how it follows from the head that you saw earlier.",
    "Ask for the whole log, or for an export made since the size of that head.",
)
SHORTER = Code(
    "CF-LEDGER-050",
    "The log is shorter than the one you saw earlier: entries are missing at its end.",
    "Ask for a newer export; if the mission has none, entries were taken back. Keep both files.",
)
SPLIT = Code(
    "CF-LEDGER-051",
    "The log does not keep what you saw earlier: two histories were signed.",
    "Keep both files: together they prove it. Tell the other readers and compare heads with them.",
)
EARLIER_HEAD_UNKNOWN = Code(
    "CF-LEDGER-052",
    "The head that you saw earlier is not a signed head of this log.",
    "Give a head of the same log and tier, as it was handed to you.",
)
TOO_FEW = Code(
    "CF-LEDGER-053",
    "The log has fewer entries than you know of.",
    "Ask for a newer export; if the mission has none, entries were taken back.",
)

# ---------------------------------------------------------------- fingerprints, seals and keys (exit 2)

NO_FINGERPRINT = Code(
    "CF-LEDGER-060",
    "Nothing can be proven without the fingerprint of the key.",
    "Ask the mission for it by telephone or in person, never by the way the file came, and give it with --fingerprint.",
)
BAD_FINGERPRINT = Code(
    "CF-LEDGER-061",
    "This is not a fingerprint: ten groups of five digits, the fifth of each being its check digit.",
    "Have the groups named read out again.",
)
WRONG_LENGTH = Code(
    "CF-LEDGER-070",
    "A key, salt, nonce or hash is not of its length.",
    "Take it from the generator of secrets that the machine has, in the length that is expected.",
)
CANNOT_OPEN = Code(
    "CF-LEDGER-071",
    "The seal does not open: it was changed, moved to another entry, or closed with another key.",
    "Open it at the entry in which it was logged, with the key of its source.",
)
OTHER_KEY = Code(
    "CF-LEDGER-072",
    "This is not the key that closed the seal.",
    "Use the key of the source that the seal names; if that key was destroyed, nobody can open the seal.",
)
WEAK_PASSPHRASE = Code(
    "CF-LEDGER-073",
    "The passphrase is too short to keep a stolen key file closed.",
    "Take six words or more that have nothing to do with one another.",
)
WRONG_PASSPHRASE = Code(
    "CF-LEDGER-074",
    "The key file does not open with this passphrase, or it was changed.",
    "Type it again, minding the keyboard's language; otherwise use the second copy that lies in the safe.",
)
KEY_FILE_COST = Code(
    "CF-LEDGER-075",
    "The key file asks for less work than is safe, or for more than is sensible.",
    "Use the key file as this software wrote it.",
)
