"""What happened and who was watching: events, observations, allegations, counts, effort, posts, notices."""

from ceasefire.record.allegation import Allegation
from ceasefire.record.contradicted import Contradicted
from ceasefire.record.counts import AnyCount, Count, count_from_json, read_count, side_by_side, total
from ceasefire.record.effort import Effort, read_effort
from ceasefire.record.event import Event, place_key
from ceasefire.record.incident import Incident
from ceasefire.record.notice import Notice, read_notices
from ceasefire.record.observation import Bearing, Observation
from ceasefire.record.past import Past, PastColumns, past_columns, read_past
from ceasefire.record.post import Post, read_posts

__all__ = [
    "Allegation",
    "AnyCount",
    "Bearing",
    "Contradicted",
    "Count",
    "Effort",
    "Event",
    "Incident",
    "Notice",
    "Observation",
    "Past",
    "PastColumns",
    "Post",
    "count_from_json",
    "past_columns",
    "place_key",
    "read_count",
    "read_effort",
    "read_notices",
    "read_past",
    "read_posts",
    "side_by_side",
    "total",
]
