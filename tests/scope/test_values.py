"""Sets of ids, products, bounds, words and features."""

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.scope.universe import NAMED, PARTIES

from ceasefire.clock import DAY, HOUR, TimeSet
from ceasefire.errors import BadInput
from ceasefire.geometry.shapes import BesideLine, Corridor, Disc, Polygons
from ceasefire.kernel import taxonomy
from ceasefire.kernel.kleene import Bounds
from ceasefire.scope import IdSet, Scope, Where, everything, nothing, product
from ceasefire.scope.idset import unite

ZONE = Disc(34.59, 47.51, 1500)
WEEK = TimeSet.between(0, 7 * DAY)
id_sets = st.builds(IdSet, st.frozensets(st.sampled_from(NAMED)), st.booleans())


def held(ids):
    return {one for one in PARTIES if (one in ids.ids) != ids.but}


@given(id_sets, id_sets)
def test_sets_of_ids_equal_sets_over_a_world_with_an_unnamed_one(a, b):
    world = set(PARTIES)
    assert held(a & b) == held(a) & held(b)
    assert held(a | b) == held(a) | held(b)
    assert held(a - b) == held(a) - held(b)
    assert held(~a) == world - held(a)
    assert (a <= b) == (held(a) <= held(b))
    assert a.is_empty == (not held(a))
    assert {one for one in PARTIES if one in a} == held(a)
    assert unite([a, b]) == a | b


def test_inner_codes_stand_for_their_leaves():
    assert product(ZONE, WEEK, "fire") == product(ZONE, WEEK, taxonomy.leaves("fire"))
    assert product(ZONE, WEEK, "all") == product(ZONE, WEEK)
    assert product(ZONE, WEEK, ["fire", "uav"]) == product(ZONE, WEEK, "fire") | product(ZONE, WEEK, "uav")
    duty = next(iter(taxonomy.duties()))
    assert product(ZONE, WEEK, duty).parts()[0].what == taxonomy.duties().leaves(duty)


def test_unknown_acts_are_all_named_at_once():
    with pytest.raises(BadInput) as caught:
        product(ZONE, WEEK, ["fire", "shelling of any kind", "morter"])
    assert [problem.got for problem in caught.value.problems] == ["shelling of any kind", "morter"]


@pytest.mark.parametrize(
    "scope",
    [
        product(Where.nowhere(), WEEK),
        product(ZONE, TimeSet.empty()),
        product(ZONE, WEEK, []),
        product(ZONE, WEEK, "fire", IdSet()),
        product(ZONE, WEEK, "fire", IdSet.any(), IdSet()),
        product(Where(Polygons(shapely.box(0, 0, 1, 1))) & Where(Polygons(shapely.box(1, 0, 2, 1))), WEEK),
    ],
)
def test_a_product_with_an_empty_side_is_nothing(scope):
    assert scope.is_empty
    assert scope == nothing
    assert hash(scope) == hash(nothing)
    assert scope.describe() == "Nothing."
    assert scope.to_geojson()["features"] == []


def test_possibly_something_is_not_empty():
    front = product(Bounds(Where.nowhere(), Where(ZONE)), WEEK)
    assert not front.is_empty
    assert front.certain.is_empty
    assert front != nothing
    assert front.parts() == ()


def test_parts_of_a_union_of_parties_with_equal_duties_are_one():
    two = product(ZONE, WEEK, "fire.mortar", IdSet.of("P1")) | product(ZONE, WEEK, "fire.mortar", IdSet.of("P2"))
    (part,) = two.parts()
    assert part.bound == IdSet.of("P1", "P2")
    assert part.what == {"fire.mortar"}
    assert part.when == WEEK
    assert part.where == Where(ZONE)


def test_the_normal_form_does_not_depend_on_the_order():
    products = [
        product(ZONE, TimeSet.between(at * HOUR, (at + 3) * HOUR), acts, IdSet.of(*who))
        for at, (acts, who) in enumerate(
            [("fire.mortar", ["P1"]), ("fire", ["P2", "P3"]), ("uav", ["P1", "P2"]), ("fire.tank", ["P3"])]
        )
    ]
    one, other = Scope.union(products), Scope.union(products[::-1])
    assert one.sure.boxes == other.sure.boxes
    assert one.describe() == other.describe()


def test_words():
    scope = product(ZONE, WEEK, "fire", IdSet.of("P1", "P2"), IdSet.any_but("X9"))
    assert scope.describe() == (
        "Fire; bound: P1, P2; toward: everybody but X9; where: 1.5 km round 47.5100, 34.5900 (7.069 km²); "
        "when: from 1970-01-01T00:00:00Z to 1970-01-08T00:00:00Z."
    )
    assert everything().describe().endswith("bound: everybody; toward: everybody; where: everywhere; when: always.")
    line = shapely.LineString([(34, 47), (35, 47)])
    road = product(Where(Corridor(line, 6000)) - Where(ZONE), TimeSet.between(0), "uav")
    assert "6 km on both sides of a line except 1.5 km round" in road.describe()
    assert "from 1970-01-01T00:00:00Z, no end stated" in road.describe()
    assert "(left)" in product(BesideLine(line, "left", 3000), WEEK).describe()


def test_words_say_what_may_be_meant_besides():
    scope = product(ZONE, Bounds(TimeSet.between(0, HOUR), TimeSet.between(0, 2 * HOUR)), "fire.mortar")
    certain, perhaps = scope.describe().splitlines()
    assert certain.endswith("to 1970-01-01T01:00:00Z.")
    assert perhaps.startswith("Perhaps also: Mortar fire;")
    assert "from 1970-01-01T01:00:00Z to 1970-01-01T02:00:00Z" in perhaps


def test_words_name_acts_by_what_is_left_out_when_that_is_shorter():
    text = (product(ZONE, WEEK, "fire") - product(ZONE, WEEK, "fire.mortar")).describe()
    assert text.startswith("Fire except Mortar fire;")


def test_features():
    scope = product(ZONE, Bounds(WEEK, TimeSet.between(0)), "fire.mortar", IdSet.of("P1"), IdSet.any_but("X9"))
    collection = json.loads(json.dumps(scope.to_geojson()))
    sure, maybe = collection["features"]
    assert shapely.geometry.shape(sure["geometry"]).area == pytest.approx(Where(ZONE).geometry().area, rel=1e-6)
    assert sure["properties"] == {
        "certainty": "sure",
        "everywhere": False,
        "what": ["fire.mortar"],
        "bound": {"only": ["P1"]},
        "targets": {"all_but": ["X9"]},
        "when": [["1970-01-01T00:00:00Z", "1970-01-08T00:00:00Z"]],
    }
    assert maybe["properties"]["certainty"] == "maybe"
    assert maybe["properties"]["when"] == [["1970-01-08T00:00:00Z", None]]
    (all_of_it,) = product(Where.everywhere(), WEEK).to_geojson()["features"]
    assert all_of_it["geometry"] is None
    assert all_of_it["properties"]["everywhere"]


def test_nothing_and_everything_are_neutral():
    scope = product(ZONE, WEEK)
    assert scope | everything() == everything()
    assert scope & nothing == nothing
    assert scope - everything() == nothing
    assert nothing - scope == nothing
