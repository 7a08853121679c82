"""Problems with scopes."""

from ceasefire.errors import Code

NOT_AN_AREA = Code(
    "CF-SCOPE-001",
    "Something that is not an area was given where an area was expected.",
    "Give a shape of `ceasefire.geometry`, a shapely polygon, or a `Where`.",
)
NOT_A_WINDOW = Code(
    "CF-SCOPE-002",
    "Something that is not a set of time was given where a window was expected.",
    "Give a `TimeSet`, or a pair of start and end, None for an open side.",
)
BAD_THRESHOLDS = Code(
    "CF-SCOPE-003",
    "The thresholds for yes and no leave no room between them.",
    "Choose 0 <= no < yes <= 1, such as 0.05 and 0.95.",
)
EMPTY_REPORT = Code(
    "CF-SCOPE-004",
    "A report has to name at least one act, one possible actor and one possible target.",
    "Give every act that it may have been; give `IdSet.any()` for an unknown actor or target.",
)
