"""Problems with who reads."""

from ceasefire.errors import Code

UNKNOWN_READER = Code(
    "CF-DISCLOSURE-001",
    "Nobody of that name can be the reader.",
    "Give `public`, `mission`, or the key of a party of these terms.",
)
NOTHING_HERE = Code(
    "CF-DISCLOSURE-003",
    "There is nothing here for this reader.",
    "Ask the mission; what is for the mission alone is told to nobody else, nor whether it exists.",
)
