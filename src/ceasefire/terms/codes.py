"""Problems that the reader of terms, their versions and overlays can report; lint codes are in `lint/codes.py`."""

from ceasefire.errors import Code

CANNOT_OPEN = Code(
    "CF-TERMS-001",
    "The terms file cannot be opened.",
    "Check the path and your right to read it; a file is needed, not a folder.",
)
TOO_LARGE = Code(
    "CF-TERMS-002",
    "The terms file is larger than any text of terms.",
    "Check that it is the file you meant; give long geometry with fewer points or events with `--events`.",
)
NOT_UTF8 = Code(
    "CF-TERMS-003",
    "The file is not text in UTF-8.",
    "Save it again as UTF-8; a word processor file has to be exported as plain text.",
)
EMPTY = Code(
    "CF-TERMS-004",
    "The file holds no terms.",
    "Begin with `format: ceasefire-terms/1`, or write a template with `ceasefire new`.",
)
UNKNOWN_FIELD = Code(
    "CF-TERMS-020",
    "The format has no field of this name here.",
    "Use a field of the reference, or keep the fact as a sentence under `not_expressed`.",
)
MISSING_FIELD = Code(
    "CF-TERMS-021",
    "A field that has to be there is missing.",
    "Add it; where the value is not known yet write `{status: to_be_set, by: …, due: …}`; where no source tells "
    "it, `{status: unknown}`.",
)
WRONG_KIND = Code(
    "CF-TERMS-022",
    "The value is of another kind than the field takes.",
    "Write it in the form that is expected here; the terms reference shows every field.",
)
UNKNOWN_CHOICE = Code(
    "CF-TERMS-023",
    "The word is not among those that this field knows.",
    "Use one of the words expected.",
)
UNKNOWN_ACT = Code(
    "CF-TERMS-024",
    "The taxonomy has no act of this code.",
    "Use a code of the taxonomy; a text that names no act is kept under `acts_unstated`.",
)
UNKNOWN_DUTY = Code(
    "CF-TERMS-025",
    "The taxonomy has no duty of this code.",
    "Use a code of the taxonomy of duties; anything else stands under `not_expressed`.",
)
UNKNOWN_UNIT = Code(
    "CF-TERMS-026",
    "There is no unit of this name.",
    "Use a unit of the registry: a number without its unit is not a count.",
)
UNKNOWN_REFERENCE = Code(
    "CF-TERMS-027",
    "The key refers to something that the file does not define.",
    "Correct the key, or define it in its section.",
)
NOT_A_NUMBER = Code(
    "CF-TERMS-028",
    "The value is not a number of the kind that the field takes.",
    "Write the number in plain digits with a point, such as `0.5`.",
)
BAD_LENGTH = Code(
    "CF-TERMS-029",
    "A distance is not written as a number with its unit.",
    "Write `500 m`, `1.5 km` or `10 nmi`.",
)
BAD_DATE = Code(
    "CF-TERMS-030",
    "A date or time cannot be read or is not in the calendar.",
    "Write `2025-10-18`, `2025-10-18T08:00`, or `2025-10` where only the month is known.",
)
BAD_DURATION = Code(
    "CF-TERMS-031",
    "A length of time cannot be read.",
    "Write it as `P7D`, `PT48H`, `36 h` or `90 min`.",
)
BAD_GEOMETRY = Code(
    "CF-TERMS-032",
    "A geometry cannot be read.",
    "Give GeoJSON, or positions as [longitude, latitude] in degrees.",
)
EXCLUDE_EACH_OTHER = Code(
    "CF-TERMS-033",
    "Two fields stand together of which only one can hold.",
    "Keep one of the two.",
)
NO_KIND_OF_AREA = Code(
    "CF-TERMS-034",
    "An area says not exactly one way in which it is drawn.",
    "Give one of everywhere, polygon, point, corridor, beside_line, width_between, moving, objects, place, unstated.",
)
RESERVED_KEY = Code(
    "CF-TERMS-035",
    "A key has a name that the format itself uses, so a reader could not tell them apart.",
    "Choose another key, such as P1, zone_a or C1.",
)
GOES_IN_CIRCLES = Code(
    "CF-TERMS-036",
    "Areas refer to each other in a circle.",
    "Draw one of them without the others.",
)
TOO_MANY_PARTS = Code(
    "CF-TERMS-037",
    "An area is drawn by so many other areas that nobody could check it.",
    "Draw it as one outline, or refer to fewer areas.",
)
BAD_ZONE = Code(
    "CF-TERMS-038",
    "A time zone has no such name.",
    "Write a name of the time zone database, such as Europe/Kyiv; an offset such as +03:00 belongs to each time.",
)
OVERLAY_FIELD = Code(
    "CF-TERMS-040",
    "An overlay may not change this part of the terms.",
    "It adds areas, windows, lines, guarantees, aliases and its party's version, and changes nothing shared.",
)
OVERLAY_CONFLICT = Code(
    "CF-TERMS-041",
    "Two overlays say different things about the same value.",
    "Merge one overlay at a time, or let their owners settle which value holds.",
)
OVERLAY_OTHER = Code(
    "CF-TERMS-042",
    "The overlay belongs to another arrangement or to no party of it.",
    "Give the overlay of this arrangement; its `ceasefire` and `overlay_of` have to match the terms.",
)
TOO_MANY_READINGS = Code(
    "CF-TERMS-043",
    "The open values of the text make more readings than can be worked with.",
    "Settle some of the values under `reports_differ`, or give fewer zones to assume.",
)
PATCH_MISSES = Code(
    "CF-TERMS-044",
    "A change refers to something that the terms do not hold.",
    "Correct the key; a new part needs all the fields of its kind.",
)
NOT_A_PARTY = Code(
    "CF-TERMS-045",
    "The terms have no such party, or it has declared nothing.",
    "Use a key of `parties` that stands in a declaration.",
)
TOO_MANY_VERSIONS = Code(
    "CF-TERMS-046",
    "The own versions and amendments are too many for a text of this length, each of which has to be read whole.",
    "Fold older amendments into the text, or split the file by area.",
)
