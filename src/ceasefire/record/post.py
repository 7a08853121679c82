"""Posts: from where a mission watches, by what means, how far and what can be perceived there.

The table `posts.csv`, one row per post, camera or patrol base:

    name     the name under which it reports, such as 7; unique
    by       who keeps it
    lon, lat its position in degrees
    reach    how far one hears or sees from it, such as `5 km`; empty means that nobody has said
    means    optional; post (default), camera, patrol, uav, satellite, acoustic, staff, remote or other
    acts     optional; what can be perceived from it, such as `fire uav`; empty means every act
    zone     optional; the zone of its clock, such as Europe/Kyiv; empty means that of the case
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ceasefire.clock import check_zone
from ceasefire.errors import BadInput, Problem
from ceasefire.geometry import Disc, Shape, check_position
from ceasefire.kernel.lengths import read_length
from ceasefire.record import codes
from ceasefire.record.effort import MEANS
from ceasefire.record.tables import Columns, Row, read_rows

COLUMNS: Final = Columns(("name", "by", "lon", "lat"), ("reach", "means", "acts", "zone"))


@dataclass(frozen=True, slots=True)
class Post:
    """A place from where `by` watches by `means`: position in degrees, `reach_m` metres, acts that can be perceived.

    `reach_m` is None where nobody has said how far one hears or sees: then what it watched has no shape.
    """

    name: str
    by: str
    lon: float
    lat: float
    acts: frozenset[str]
    reach_m: float | None = None
    means: str = "post"
    zone: str = ""

    def __post_init__(self) -> None:
        """Refuse a position that is not on the Earth."""
        check_position(self.lon, self.lat)

    def in_reach(self) -> Shape | None:
        """The disc that is within hearing or sight, None where the reach is not known."""
        return None if self.reach_m is None else Disc(self.lon, self.lat, self.reach_m)


def by_name(posts: Iterable[Post]) -> Mapping[str, Post]:
    """Posts by the name under which people call them, whatever its case; BadInput for a name given twice."""
    listed = tuple(posts)
    named = {post.name.casefold(): post for post in listed}
    if len(named) != len(listed):
        names = [post.name.casefold() for post in listed]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise BadInput([Problem(codes.SAME_ID, got=name, expected="one post of each name") for name in twice])
    return named


def read_posts(path: Path) -> tuple[Post, ...]:
    """Read `posts.csv`; raises BadInput once, with every problem of every row."""
    posts = read_rows(path, COLUMNS, _post)
    by_name(posts)
    return posts


def _post(row: Row) -> Post:
    name, by = row.needed("name"), row.needed("by")
    lon, lat = row.degrees("lon"), row.degrees("lat")
    reach, zone = row.text("reach"), row.text("zone")
    return Post(
        name=name,
        by=by,
        lon=lon,
        lat=lat,
        reach_m=row.tried(lambda: read_length(reach, row.place("reach")), None) if reach else None,
        means=row.one_of("means", MEANS, "post"),
        acts=row.acts("acts"),
        zone=row.tried(lambda: check_zone(zone, row.place("zone")), "") if zone else "",
    )
