"""Problems with dates, times, zones, durations and repeated windows."""

from ceasefire.errors import Code

UNREADABLE_TIME = Code(
    "CF-CLOCK-001",
    "A date or time is not written in a form that can be read without guessing.",
    "Write year-month-day and a 24-hour clock, such as `2025-10-18T08:00` or `2025-10-18`.",
)
NO_SUCH_DATE = Code(
    "CF-CLOCK-002",
    "The calendar has no such date or the clock no such time.",
    "Check the day, the month, the hour and the minute against the source.",
)
NO_ZONE = Code(
    "CF-CLOCK-003",
    "A time of the clock stands without a time zone, so it names no moment.",
    "State `timezone:`, or add the offset to the time, such as `+03:00`.",
)
UNKNOWN_ZONE = Code(
    "CF-CLOCK-004",
    "The time zone is not in the time zone database.",
    "Use a name of the database, such as `Europe/Kyiv`.",
)
SKIPPED_TIME = Code(
    "CF-CLOCK-005",
    "The clock was put forward and this local time never happened.",
    "Write the time with its offset.",
)
REPEATED_TIME = Code(
    "CF-CLOCK-006",
    "The clock was put back and this local time happened twice.",
    "Write the time with its offset.",
)
UNREADABLE_DURATION = Code(
    "CF-CLOCK-007",
    "A length of time is not written in a form that can be read without guessing.",
    "Write it as `PT36H`, `P7D`, `36 h` or `90 min`.",
)
NO_FIXED_LENGTH = Code(
    "CF-CLOCK-008",
    "Months and years have no fixed length, so they cannot say how long a window lasts.",
    "Give the length in weeks, days, hours or minutes, or give the end with `until:`.",
)
UNREADABLE_RULE = Code(
    "CF-CLOCK-009",
    "The rule by which a window repeats cannot be read.",
    "Write an RFC 5545 rule, such as `FREQ=DAILY` or `FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20251231`.",
)
TOO_MANY_WINDOWS = Code(
    "CF-CLOCK-010",
    "The rule makes more windows than can be worked with.",
    "Give the rule an `UNTIL` or a smaller `COUNT`, or repeat it less often.",
)
END_OR_LENGTH = Code(
    "CF-CLOCK-011",
    "A repeated window needs either its length or the time of day at which it ends.",
    "Give exactly one of `lasts:` and `until:`.",
)
END_BEFORE_START = Code(
    "CF-CLOCK-012",
    "A span of time ends before it starts.",
    "Check the two times and their zones; the end has to be the later moment.",
)
TIME_OUT_OF_RANGE = Code(
    "CF-CLOCK-013",
    "The moment lies outside the years 1 to 9999.",
    "Check the year; leave an open start or end away instead of writing a far date.",
)
