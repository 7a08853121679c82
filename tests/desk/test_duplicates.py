"""Duplicates are proposed with reasons, equal to brute force, calibrated under their own assumptions; people join."""

import dataclasses
import itertools
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.case_acts import START, case_of

from ceasefire.clock import DAY, HOUR, MINUTE, ReportedTime
from ceasefire.desk import Likeness, Piece, compare, join, merge, part, propose_duplicates
from ceasefire.desk.alike import Crowd, act, count, sigma_m, space, time
from ceasefire.errors import BadInput
from ceasefire.geometry import AreaPlace, Disc, PointPlace, RingSector, UnknownPlace, destination
from ceasefire.kernel import units
from ceasefire.record import Allegation, Count, Event, Observation

HOW = Likeness()
LON, LAT = 37.8, 48.1
RULE = units.rule("smm_violation")


def report(
    ident="a", east_m=0.0, minute=0, lasting=None, radius=200.0, acts=("fire.mortar",), n=None, place=None, **more
):
    lon, lat = destination(LON, LAT, 90.0 if east_m >= 0 else 270.0, abs(east_m)) if east_m else (LON, LAT)
    begin = START + minute * MINUTE
    when = ReportedTime(begin, begin + (lasting or 0) * MINUTE + 1)
    counts = () if n is None else (Count(n, "explosion", RULE),)
    return Event(ident, "test", 1, place or PointPlace(lon, lat, radius), when, frozenset(acts), counts=counts, **more)


ANYWHERE, ANY_TIME = UnknownPlace("a village"), ReportedTime.unknown()


def test_two_posts_that_heard_one_blast_are_proposed_with_a_sentence_for_each_feature():
    [pair] = propose_duplicates([report("a", n=5), report("b", 300, 3, n=6)])
    assert (pair.one, pair.other) == ("a", "b")
    assert pair.probability > 0.9
    assert [each.name for each in pair.features] == ["space", "time", "act", "count"]
    assert len(pair.reasons) == 5
    assert "300 m apart" in " ".join(each.text for each in pair.reasons)
    bits = sum(each.bits for each in pair.features) + math.log2(HOW.prior / (1 - HOW.prior))
    assert pair.probability == pytest.approx(1 / (1 + 2**-bits))
    assert json.loads(json.dumps(pair.to_json()))["features"][0]["text"]


@pytest.mark.parametrize(
    "other",
    [report("b", 20_000), report("b", minute=600), report("b", 8_000, 25, acts=["uav.recon"], n=200)],
)
def test_what_lies_far_off_is_not_proposed(other):
    assert propose_duplicates([report("a", n=5), other]) == ()


@pytest.mark.parametrize(
    ("feature", "near", "far"),
    [
        (space, report("b", 100), report("b", 5_000)),
        (space, report("b", 900), report("b", 50_000)),
        (time, report("b", minute=2), report("b", minute=15)),
        (act, report("b"), report("b", acts=["fire.mortar", "fire.tank"])),
        (act, report("b", acts=["fire.mortar", "fire.tank"]), report("b", acts=["fire.tank"])),
        (count, report("b", n=10), report("b", n=80)),
    ],
)
def test_the_nearer_the_more_it_speaks_for_one_happening(feature, near, far):
    one = report("a", n=10)
    assert feature(one, near, HOW).factor > feature(one, far, HOW).factor


@pytest.mark.parametrize(
    ("feature", "one", "other"),
    [
        (space, report("a"), report("b", place=ANYWHERE)),
        (time, report("a"), dataclasses.replace(report("b"), time=ANY_TIME)),
        (count, report("a", n=5), report("b")),
        (
            count,
            report("a", n=5),
            dataclasses.replace(report("b"), counts=(Count(5, "explosion", units.rule("not_stated")),)),
        ),
        (
            count,
            report("a", n=5),
            dataclasses.replace(report("b"), counts=(Count(5, "explosion", RULE, lower_bound=True),)),
        ),
        (count, report("a", n=5), dataclasses.replace(report("b"), counts=(Count(5, "projectile", RULE),))),
        (count, report("a", n=5), dataclasses.replace(report("b"), counts=(Count(0, "explosion", RULE, most=9),))),
    ],
)
def test_what_is_not_known_or_not_comparable_says_nothing(feature, one, other):
    assert feature(one, other, HOW).factor == 1.0
    assert feature(one, other, HOW).reason.text


def test_an_imprecise_place_says_less():
    exact = space(report("a", radius=0), report("b", 50, radius=0), HOW).factor
    town = space(report("a", radius=3_000), report("b", 50, radius=3_000), HOW).factor
    area = AreaPlace(Disc(LON, LAT, 20_000).polygon(), "district")
    assert exact > town > space(report("a", place=area), report("b"), HOW).factor > 0.2
    sector = RingSector(LON, LAT, 2000, 4000, 90, 120)
    assert space(report("a", place=sector), report("b", 3000), HOW).factor > 1


def test_where_separate_reports_heap_lying_together_says_less():
    one, other = report("a"), report("b", 100)
    factors = [
        space(one, other, HOW, crowd).factor for crowd in (Crowd(0, 200), Crowd(), Crowd(20, 200), Crowd(200, 200))
    ]
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] < 4
    days = [report(f"d{day}", (-1) ** day * 10, 2000 * (day + 1)) for day in range(60)]
    [alone] = propose_duplicates([report("a", n=5), report("b", 100, 3, n=5)])
    crowded = propose_duplicates([report("a", n=5), report("b", 100, 3, n=5), *days], at_least=0)
    pair = next(each for each in crowded if (each.one, each.other) == ("a", "b"))
    assert pair.probability < alone.probability
    assert "60 lie there too" in pair.features[0].reason.text


def test_small_figures_are_alike_by_chance():
    assert (
        1
        < count(report("a", n=1), report("b", n=1), HOW).factor
        < count(report("a", n=50), report("b", n=50), HOW).factor
    )


def test_a_range_says_less_than_the_figure_in_its_middle():
    wide = dataclasses.replace(report("b"), counts=(Count(20, "explosion", RULE, most=80),))
    one = report("a", n=40)
    assert (
        count(one, report("b", n=90), HOW).factor
        < count(one, wide, HOW).factor
        < count(one, report("b", n=40), HOW).factor
    )


def test_who_is_blamed_is_no_feature():
    from ceasefire.scope import IdSet

    blamed = [
        compare(report("a", actor=IdSet.of(one)), report("b", actor=IdSet.of(other)))
        for one, other in [("P1", "P1"), ("P1", "P2")]
    ]
    assert blamed[0].probability == blamed[1].probability


def test_a_pair_is_the_same_from_both_sides():
    one, other = report("a", n=5), report("b", 800, 4, acts=["fire.mortar", "fire.tank"], n=9)
    assert compare(one, other) == compare(other, one)


REPORTS = st.builds(
    report,
    st.uuids().map(str),
    st.floats(-30_000, 30_000).map(round),
    st.integers(0, 200),
    st.sampled_from([None, 30, 1440]),
    st.sampled_from([0.0, 500.0, 5_000.0]),
    st.sampled_from([("fire.mortar",), ("fire.tank",), ("fire.mortar", "fire.tank")]),
    st.none() | st.integers(0, 40),
    st.none() | st.just(ANYWHERE),
)


def crowd_by_hand(one, reports):
    """Count the reports of other times in two squares round a report, one by one."""
    near = of = 0
    error = 2 * sigma_m(one.place) ** 2 + HOW.least_error_m**2
    for other in reports:
        gap = max(other.time.start_us - one.time.end_us, one.time.start_us - other.time.end_us)
        if one.place.centre() is None or other.place.centre() is None or gap <= 2 * HOW.clock_us:
            continue
        (lon, lat), (x, y) = one.place.centre(), other.place.centre()
        off = max(abs(x - lon) * math.cos(math.radians(lat)), abs(y - lat)) * 111_320
        near += off <= 2.448 * math.sqrt(error)
        of += off <= 2.448 * math.hypot(math.sqrt(error), HOW.spread_m)
    return Crowd(near, of)


@settings(deadline=None)
@given(st.lists(REPORTS, max_size=9, unique_by=lambda each: each.id), st.randoms())
def test_the_proposals_are_those_of_brute_force_whatever_the_order(reports, random):
    crowd = {each.id: crowd_by_hand(each, reports) for each in reports}
    every = [
        compare(
            one, other, HOW, max(crowd[one.id], crowd[other.id], key=lambda each: (each.near / max(1, each.of), each))
        )
        for one, other in itertools.combinations(reports, 2)
    ]
    expected = {(each.one, each.other, each.probability) for each in every if each.probability >= 0.5}
    mixed = list(reports)
    random.shuffle(mixed)
    found = propose_duplicates(mixed)
    assert {(each.one, each.other, each.probability) for each in found} == expected
    assert found == propose_duplicates(reports)


def test_a_probability_is_kept_under_the_assumptions_that_it_states():
    """Draw pairs as the docstrings say they come; of those told p, about p are one happening."""
    random, how = np.random.default_rng(7), Likeness(prior=0.3)
    error, lasting = math.hypot(math.sqrt(2) * 4000 / 2.448, how.least_error_m), 240
    kinds = ("mortar", "tank", "artillery", "mlrs", "small_arms", "agl", "heavy_mg", "atgm")
    told, truth = [], []
    for _ in range(4000):
        same = random.random() < how.prior
        east, north = random.normal(0, error if same else math.hypot(error, how.spread_m), 2)
        gap = random.uniform(-130, 130, 2).sum() if same else random.uniform(-720, 720)
        first = random.integers(8)
        second = first if same and random.random() > how.mistaken else random.integers(8)
        figures = np.exp(random.uniform(6, 8) + random.normal(0, how.count_off if same else how.counts_spread, 2))
        lon, lat = destination(LON, LAT, math.degrees(math.atan2(east, north)), math.hypot(east, north))
        one = report("a", 0, 0, lasting, 4000, (f"fire.{kinds[first]}",), round(figures[0]))
        two = report(
            "b", 0, round(gap), lasting, 4000, (f"fire.{kinds[second]}",), round(figures[1]), PointPlace(lon, lat, 4000)
        )
        told.append(compare(one, two, how).probability)
        truth.append(same)
    told, truth = np.array(told), np.array(truth)
    for low, high in [(0, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1.01)]:
        some = (told >= low) & (told < high)
        off = 4 * math.sqrt((told[some] * (1 - told[some])).sum()) + 1
        assert some.sum() > 50
        assert abs(truth[some].sum() - told[some].sum()) < off


@pytest.mark.slow
def test_a_heavy_night_is_gone_through_in_seconds():
    from time import perf_counter

    random = np.random.default_rng(1)
    night = [report(str(n), random.uniform(-30_000, 30_000), random.integers(0, 700), n=5) for n in range(1500)]
    begin = perf_counter()
    assert propose_duplicates(night)
    assert perf_counter() - begin < 20


# ---------------------------------------------------------------- joining and parting

OBSERVED = Observation(
    "o1",
    "post 2",
    "post",
    ReportedTime(START, START + HOUR),
    PointPlace(LON, LAT, 500),
    frozenset({"fire.mortar", "fire.tank"}),
    (Count(5, "explosion", RULE),),
    sense="heard",
)
ALLEGED = Allegation(
    "l1",
    "P1",
    ReportedTime.at(START + HOUR // 2),
    PointPlace(LON, LAT, 2_000),
    frozenset({"fire.mortar"}),
    counts=(Count(9, "explosion", RULE),),
)
ROW = report("e1", 400, 90, radius=5_000)
KNOWN = {each.id: each for each in (OBSERVED, ALLEGED, ROW)}


def test_an_incident_is_what_its_reports_allow_and_keeps_them_all():
    incident = join([ROW, ALLEGED, OBSERVED], "i1", "olena")
    assert set(incident.reports) == set(KNOWN)
    assert incident.place == OBSERVED.place
    assert incident.acts == {"fire.mortar"}
    assert (incident.time.start_us, incident.time.end_us) == (START, ROW.time.end_us)
    assert incident.counts == ()
    assert incident.actor.is_any
    assert join([OBSERVED, ALLEGED], "i", "olena").time == ReportedTime(ALLEGED.time.start_us, ALLEGED.time.end_us)


def test_figures_of_two_reports_are_never_added():
    assert join([OBSERVED, ALLEGED], "i", "olena", counts_of="o1").counts == OBSERVED.counts


@pytest.mark.parametrize(
    ("reports", "by", "counts_of", "codes"),
    [([], "", "x", ["031", "002", "030"]), ([ROW], " ", "", ["002"]), ([ROW], "olena", "o1", ["030"])],
)
def test_an_incident_is_made_by_a_named_person_of_reports(reports, by, counts_of, codes):
    with pytest.raises(BadInput) as refused:
        join(reports, "i", by, counts_of=counts_of)
    assert [each.code.code for each in refused.value.problems] == [f"CF-DESK-{code}" for code in codes]


@pytest.mark.parametrize(
    ("leaving", "known"), [(["zz"], KNOWN), ([], KNOWN), (["o1", "l1", "e1"], KNOWN), (["o1"], {"o1": OBSERVED})]
)
def test_nothing_leaves_that_was_not_there_and_nothing_is_left_empty(leaving, known):
    with pytest.raises(BadInput):
        part(join(KNOWN.values(), "i1", "olena"), leaving, known, "i2", "olena")


@settings(deadline=None)
@given(st.lists(REPORTS, min_size=2, max_size=7, unique_by=lambda each: each.id), st.data())
def test_joining_and_parting_lose_nothing_and_undo_each_other(reports, data):
    known = {each.id: each for each in reports}
    whole = join(data.draw(st.permutations(reports)), "i1", "olena")
    assert whole == join(reports, "i1", "olena")
    leaving = data.draw(st.sets(st.sampled_from(sorted(known)), min_size=1, max_size=len(known) - 1))
    left, gone = part(whole, leaving, known, "i2", "olena")
    assert set(gone.reports) == leaving
    assert set(left.reports) == set(known) - leaving
    assert merge(left, gone, known, "olena") == whole
    again, away = part(merge(left, gone, known, "olena"), leaving, known, "i2", "olena")
    assert (again, away) == (left, gone)


def test_a_proposal_becomes_an_act_only_with_an_officer_and_words():
    [pair] = propose_duplicates([report("r1"), report("b", 300, 3)])
    proposal = pair.proposal(Piece("b", "direct", frozenset({"occurred"}), "post 2", "post"))
    case = case_of("register", "triage")
    joined = case.after(proposal.taken_up("olena", START + DAY, "same minute, same crater"))
    assert joined.reports == ("r1", "b")
    kept = joined.history[-1].body["proposal"]
    assert kept["probability"] == round(pair.probability, 4)
    assert len(kept["reasons"]) == 5
