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
NOT_A_SCOPE = Code(
    "CF-SCOPE-005",
    "Something that is not a scope stands where a sequence of scopes is read.",
    "Give a list of scopes, such as `zone_window`, `product` or the terms make them.",
)
NOT_A_COLUMN = Code(
    "CF-SCOPE-006",
    "A column of events is not of a kind that can be read without guessing.",
    "Give longitudes and latitudes as numbers in degrees, times as datetime64 (UTC), int64 microseconds UTC,"
    " or datetimes that state their zone.",
)
UNEQUAL_COLUMNS = Code(
    "CF-SCOPE-007",
    "The columns of the events are not equally long.",
    "Give every event a longitude, a latitude and a time; NaN and NaT stand for what is missing.",
)
TOO_MANY_EVENTS = Code(
    "CF-SCOPE-008",
    "There are more events than one batch can number.",
    "Join the events in batches of at most 2,147,483,647.",
)
BAD_LOCATION_ERROR = Code(
    "CF-SCOPE-009",
    "The location error of an event is negative or no number.",
    "Give the standard deviation in metres; 0 means that the place is exact.",
)
BAD_THRESHOLD = Code(
    "CF-SCOPE-010",
    "The probability above which pairs are kept is not one.",
    "Choose 0 <= threshold < 1, such as 0.01.",
)
UNKNOWN_BREAKDOWN = Code(
    "CF-SCOPE-011",
    "A measure is asked for by something that it is not broken down by.",
    'Ask `by="act"`, or leave it out for one figure.',
)
UNKNOWN_ACTS = Code(
    "CF-SCOPE-012",
    "A report names an act that no taxonomy has.",
    "Use the codes of the taxonomy of acts; an inner code such as `fire` stands for all its leaves.",
)
