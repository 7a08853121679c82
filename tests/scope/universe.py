"""A small world for the laws: few shapes with shared edges, few hours, acts and parties, and a brute force.

The brute force knows nothing of `ceasefire.scope`: it asks one point at a time, with its own ray casting,
a geodesic library for discs, and Kleene's tables written out.
"""

from dataclasses import dataclass

import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import strategies as st

from ceasefire.clock import HOUR, Span, TimeSet
from ceasefire.geometry.shapes import Disc, Everywhere, Polygons
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import IdSet, Scope, Where, product

ACTS = ("fire.mortar", "fire.tank", "uav.recon", "uav.fpv")
PARTIES = ("P1", "P2", "P3", "somebody nobody named")
NAMED = PARTIES[:3]
HOURS = 6

RINGS = {
    "west": [(30, 46), (32, 46), (32, 48), (30, 48)],
    "east": [(32, 46), (34, 46), (34, 48), (32, 48)],
    "both": [(30, 46), (34, 46), (34, 48), (30, 48)],
    "middle": [(31, 46), (33, 46), (33, 49), (31, 49)],
    "triangle": [(30, 46), (34, 46.7), (31.3, 49)],
    "slanted": [(30.1, 47.2), (33.3, 45.7), (33.9, 46.9), (31.1, 48.3)],
    "star": [
        (32, 48.5),
        (32.3, 47.3),
        (33.5, 47.1),
        (32.4, 46.7),
        (32.2, 45.6),
        (31.8, 46.8),
        (30.4, 46.9),
        (31.7, 47.4),
    ],
}
DISCS = {"disc": (32.0, 47.0, 60_000.0), "small": (31.0, 47.0, 30_000.0)}
PLACES = (*RINGS, *DISCS, "everywhere", "outside west")


def where(name):
    if name == "everywhere":
        return Where(Everywhere())
    if name == "outside west":
        return ~where("west")
    if name in DISCS:
        return Where(Disc(*DISCS[name]))
    return Where(Polygons(shapely.Polygon(RINGS[name])))


def inside(name, lon, lat):
    """Own test of one point."""
    if name == "everywhere":
        return True
    if name == "outside west":
        return not inside("west", lon, lat)
    if name in DISCS:
        x, y, radius = DISCS[name]
        return Geodesic.WGS84.Inverse(y, x, lat, lon)["s12"] < radius
    ring, crossings = RINGS[name], 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


@dataclass(frozen=True)
class Leaf:
    """One product as plain names; the second place and hours are what it may be, the first what it surely is."""

    sure_place: str
    maybe_place: str
    hours: tuple[tuple[int, int], ...]
    acts: tuple[str, ...]
    bound: tuple[bool, tuple[str, ...]]
    targets: tuple[bool, tuple[str, ...]]

    def scope(self):
        times = TimeSet(tuple(Span(start * HOUR, end * HOUR) for start, end in self.hours))
        area = where(self.sure_place)
        if self.sure_place != self.maybe_place:
            area = Bounds(area & where(self.maybe_place), area | where(self.maybe_place))
        return product(area, times, self.acts, ids(self.bound), ids(self.targets))

    def truth(self, point):
        """0 no, 1 cannot tell, 2 yes."""
        lon, lat, time, act, actor, target = point
        rest = (
            any(start * HOUR <= time < end * HOUR for start, end in self.hours)
            and act in self.acts
            and (actor in self.bound[1]) != self.bound[0]
            and (target in self.targets[1]) != self.targets[0]
        )
        return rest * (inside(self.sure_place, lon, lat) + inside(self.maybe_place, lon, lat))


def ids(plain):
    return IdSet(frozenset(plain[1]), plain[0])


def truth_of(tree, point):
    if isinstance(tree, Leaf):
        return tree.truth(point)
    sign, left, right = tree
    a, b = truth_of(left, point), truth_of(right, point)
    return {"&": min(a, b), "|": max(a, b), "-": min(a, 2 - b)}[sign]


def scope_of(tree) -> Scope:
    if isinstance(tree, Leaf):
        return tree.scope()
    sign, left, right = tree
    a, b = scope_of(left), scope_of(right)
    return {"&": a.__and__, "|": a.__or__, "-": a.__sub__}[sign](b)


def some(values, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True).map(lambda x: tuple(sorted(x)))


spans = st.lists(
    st.tuples(st.integers(0, HOURS), st.integers(0, HOURS)).map(lambda x: tuple(sorted(x))), min_size=1, max_size=2
).map(tuple)
whom = st.tuples(st.booleans(), some(NAMED))


@st.composite
def leaves(draw, uncertain=True):
    place = draw(st.sampled_from(PLACES))
    other = draw(st.sampled_from([place, place, *PLACES])) if uncertain else place
    return Leaf(place, other, draw(spans), draw(some(ACTS, 1)), draw(whom), draw(whom))


def trees(uncertain=True):
    signs = st.sampled_from("&|-")
    return st.recursive(leaves(uncertain), lambda inner: st.tuples(signs, inner, inner), max_leaves=5)


scopes = trees().map(scope_of)
crisp_scopes = trees(uncertain=False).map(scope_of)

points = st.tuples(
    st.floats(29.5, 34.5),
    st.floats(45.5, 49.5),
    st.integers(-HOUR, (HOURS + 1) * HOUR),
    st.sampled_from(ACTS),
    st.sampled_from(PARTIES),
    st.sampled_from(PARTIES),
)
