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
