"""Time lives here: moments, spans, zones and their changes, days, durations, repeated windows.

Inside the package a moment is a whole number of microseconds since 1970-01-01 UTC; spans are
half-open; local time exists only together with its zone.
"""

from ceasefire.clock.durations import Duration, parse_duration
from ceasefire.clock.local import (
    LocalReading,
    day_span,
    parse_date,
    parse_instant,
    parse_time_of_day,
    read_local,
    reporting_day,
    start_of_day,
)
from ceasefire.clock.readings import AssumedZones, one_of, over_zones, window, zones_of
from ceasefire.clock.recurrence import occurrences
from ceasefire.clock.reported import ReportedTime
from ceasefire.clock.spans import DAY, HOUR, MAX, MIN, MINUTE, SECOND, Span, TimeSet
from ceasefire.clock.zones import (
    ClockChange,
    changes_within,
    check_zone,
    local_time,
    offset_at,
    place_of_zone,
    to_datetime,
    to_moment,
    utc_iso,
)

__all__ = [
    "DAY",
    "HOUR",
    "MAX",
    "MIN",
    "MINUTE",
    "SECOND",
    "AssumedZones",
    "ClockChange",
    "Duration",
    "LocalReading",
    "ReportedTime",
    "Span",
    "TimeSet",
    "changes_within",
    "check_zone",
    "day_span",
    "local_time",
    "occurrences",
    "offset_at",
    "one_of",
    "over_zones",
    "parse_date",
    "parse_duration",
    "parse_instant",
    "parse_time_of_day",
    "place_of_zone",
    "read_local",
    "reporting_day",
    "start_of_day",
    "to_datetime",
    "to_moment",
    "utc_iso",
    "window",
    "zones_of",
]
