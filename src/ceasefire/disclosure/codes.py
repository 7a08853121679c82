"""Problems with who reads."""

from ceasefire.errors import Code

UNKNOWN_READER = Code(
    "CF-DISCLOSURE-001",
    "Nobody of that name can be the reader.",
    "Give `public`, `mission`, or the key of a party of these terms.",
)
