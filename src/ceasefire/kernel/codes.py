"""Problems that the kernel can report."""

from ceasefire.errors import Code

NO_FORMAT = Code(
    "CF-KERNEL-001",
    "The document does not say which format it is in.",
    "Add a first line such as `format: ceasefire-terms/1`.",
)
OTHER_KIND = Code(
    "CF-KERNEL-002",
    "The document is of another kind than this command reads.",
    "Give the command a document of the expected kind.",
)
OTHER_MAJOR = Code(
    "CF-KERNEL-003",
    "The document is in a version of the format that this release does not read.",
    "Install a release that reads this version, or convert the document with `ceasefire migrate` of that release.",
)
CANNOT_WRITE = Code(
    "CF-KERNEL-004",
    "The output could not be written; nothing was changed.",
    "Choose a folder that exists and that you may write to, with enough space on the disk.",
)
BAD_YAML = Code(
    "CF-KERNEL-010",
    "The file is not well-formed YAML.",
    "Look at the line named and the one above it: indentation, a missing colon or closing sign; quote texts that "
    "hold `: ` or ` #`, or that begin with a sign.",
)
DUPLICATE_KEY = Code(
    "CF-KERNEL-012",
    "The same key stands twice in one mapping, so one of the two would be lost.",
    "Keep one of the two keys, or rename one.",
)
UNKNOWN_WORD = Code(
    "CF-KERNEL-013",
    "The word is not in the taxonomy.",
    "Use a code of the taxonomy; an inner code such as `fire` stands for all that is below it.",
)
UNKNOWN_RULE = Code(
    "CF-KERNEL-014",
    "No counting rule of that name is known.",
    "Name a rule of the list, or `not_stated` when the source does not say how it counts.",
)
UNIT_NOT_IN_RULE = Code(
    "CF-KERNEL-015",
    "The counting rule does not count in this unit.",
    "Use a unit of the rule, or name the rule under which the figure was made.",
)
BAD_LENGTH = Code(
    "CF-KERNEL-016",
    "A length is not written as a number with its unit.",
    "Write it with its unit, such as `500 m`, `1.5 km` or `10 nmi`.",
)
ALIAS = Code(
    "CF-KERNEL-017",
    "YAML anchors and aliases are not read: a copy that nobody sees is no text to agree on.",
    "Write the content out at both places, or name the area or window once and refer to its key.",
)
TAG = Code(
    "CF-KERNEL-018",
    "YAML tags are not read; every value stays the text that was written.",
    "Remove the tag that begins with `!`; a text that begins with `!` stands in quotes.",
)
MANY_DOCUMENTS = Code(
    "CF-KERNEL-019",
    "The file holds more than one YAML document.",
    "Put each document in a file of its own.",
)
TOO_DEEP = Code(
    "CF-KERNEL-020",
    "The file is nested deeper than any document of ours.",
    "Check the brackets; no field of a format lies deeper.",
)
KEY_NOT_TEXT = Code(
    "CF-KERNEL-021",
    "A key is left out, or is itself a list or a mapping.",
    "Give the entry a short name, such as `C1:`.",
)
UNPRINTABLE = Code(
    "CF-KERNEL-022",
    "A text holds a character that cannot be printed, or that turns the direction of a line.",
    "Type the text again; such characters come from copying out of other programs.",
)
YAML_TOO_LARGE = Code(
    "CF-KERNEL-023",
    "The YAML document holds more than any document of ours.",
    "Check that it is the file you meant; give long geometry with fewer points.",
)
