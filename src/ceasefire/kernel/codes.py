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
    "The YAML document cannot be read.",
    "Correct the line that is named; quote texts that hold `: `, `#` or start with a sign.",
)
YAML_NOT_PLAIN = Code(
    "CF-KERNEL-011",
    "The YAML document uses an alias, a tag, a key that is not text, or too much nesting.",
    "Write the value out in full where it is used.",
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
