"""Problems that the geometry of terms and reports can have."""

from ceasefire.errors import Code

SELF_CROSSING = Code(
    "CF-GEOMETRY-001",
    "The outline crosses or touches itself, so its inside is not defined.",
    "Redraw the outline so that its edges meet only at their common corners; several pieces are a MultiPolygon.",
)
SWAPPED = Code(
    "CF-GEOMETRY-002",
    "Longitude and latitude are swapped: the second number of a position is no latitude, the first would be.",
    "Write every position as [longitude, latitude], in degrees.",
)
OUT_OF_RANGE = Code(
    "CF-GEOMETRY-003",
    "A position is not on the Earth.",
    "Write longitudes from -180 to 180 and latitudes from -90 to 90, in degrees.",
)
UNCLOSED = Code(
    "CF-GEOMETRY-004",
    "A ring of the outline is not closed.",
    "Repeat the first position of the ring as its last.",
)
TOO_FEW_POINTS = Code(
    "CF-GEOMETRY-005",
    "There are too few different positions for this shape.",
    "A ring needs at least three different corners (four positions, the last being the first), a line at least two.",
)
NOT_A_NUMBER = Code(
    "CF-GEOMETRY-006",
    "A coordinate is not a finite number.",
    "Write coordinates as plain decimal degrees, such as 34.59.",
)
EMPTY = Code(
    "CF-GEOMETRY-007",
    "The geometry is empty.",
    "Give at least one position; an area that the text does not draw is `unstated`, not empty.",
)
OVER_ANTIMERIDIAN = Code(
    "CF-GEOMETRY-008",
    "An edge is longer than half the Earth: the shape probably crosses the 180° meridian.",
    "Cut the shape at the 180° meridian into a MultiPolygon (RFC 7946, section 3.1.9).",
)
UNREADABLE = Code(
    "CF-GEOMETRY-009",
    "This is not a GeoJSON geometry of a kind that is used here.",
    "Give a Point, LineString, Polygon or MultiPolygon, or a Feature that carries one (RFC 7946).",
)
BAD_DISTANCE = Code(
    "CF-GEOMETRY-010",
    "A radius, width or depth is not a usable distance.",
    "Give a positive number of metres, at most 10,000 km.",
)
BAD_SIDE = Code(
    "CF-GEOMETRY-011",
    "The side of a line is not one that is known here.",
    "Write left or right, as seen along the line as it is drawn; a corridor may also lie on both sides.",
)
LINE_CROSSES_ITSELF = Code(
    "CF-GEOMETRY-012",
    "The line crosses itself, so its sides are not defined.",
    "Redraw the line without the loop, or use a corridor on both sides.",
)
LINE_TOO_LONG = Code(
    "CF-GEOMETRY-013",
    "The line is too long for a corridor or a depth to be drawn along it.",
    "Cut the line into pieces that stay within 3,000 km of their middle.",
)
LINES_RUN_APART = Code(
    "CF-GEOMETRY-014",
    "The two lines are not drawn in the same direction, or the first does not lie to the left of the second.",
    "Draw both lines in the same direction with the first side's own ground on the left of its line.",
)
BAD_SPLIT = Code(
    "CF-GEOMETRY-015",
    "The share of a width is not between 0 and 1.",
    "Give the share of the total width that lies behind the first line, such as 0.5 for equal parts.",
)
BAD_TRACK = Code(
    "CF-GEOMETRY-016",
    "The track cannot be followed.",
    "Give at least one fix (time, longitude, latitude), in order of time, one fix per moment.",
)
BAD_SECTOR = Code(
    "CF-GEOMETRY-017",
    "A distance and direction from a post could not be read.",
    "Write a distance or a range with a unit and a compass word, such as 2–4 km ESE.",
)
LOOKS_SWAPPED = Code(
    "CF-GEOMETRY-018",
    "The shape lies far from where the others are, and would lie there with longitude and latitude exchanged.",
    "Check the order: [longitude, latitude].",
)
OVERLAPPING_PARTS = Code(
    "CF-GEOMETRY-019",
    "Rings of the outline cross or cover one another: a hole leaves its ring, or parts overlap.",
    "Keep holes inside their ring and unite overlapping parts into one.",
)
NOT_AN_AREA = Code(
    "CF-GEOMETRY-020",
    "An area is needed here, and this geometry has none.",
    "Give a Polygon or a MultiPolygon, or add a radius or a half-width.",
)
BAD_RADIUS_OF_REPORT = Code(
    "CF-GEOMETRY-021",
    "The location error of a report is not a distance.",
    "Give the radius within which the place lies with 95 %, in metres; 0 means exact.",
)
BAD_RINGS = Code(
    "CF-GEOMETRY-022",
    "The arrays of rings, points and pairs do not fit together.",
    "Give offsets that start at 0, rise, and end at the length of what they divide; indices within range.",
)
NOT_A_LINE = Code(
    "CF-GEOMETRY-023",
    "A line is needed here, and this geometry is none.",
    "Give one LineString of two positions or more; several lines are several areas.",
)
