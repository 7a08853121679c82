"""Problems with the carried cases."""

from ceasefire.errors import Code

UNKNOWN_CASE = Code(
    "CF-CASES-001",
    "No case of that name is carried by the package.",
    "List the cases with `ceasefire cases`.",
)
