"""Heat as corroboration: the stated share of false anomalies under burning seasons, found fighting, and what is told."""

import datetime as dt
import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from ceasefire.assessment import BadCounts, heat_anomalies, heat_counts
from ceasefire.assessment.fires import FEWEST_DETECTIONS, GRADE
from ceasefire.assessment.heat_input import ask_of_heat
from ceasefire.assessment.heat_model import _calendar, _common, expected_heat
from ceasefire.assessment.log_linear import log_linear
from ceasefire.clock import ReportedTime
from ceasefire.disclosure import Reader, heat_for
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace
from ceasefire.record import Event
from ceasefire.terms import read_text

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from burning import FIRST, Burning

TERMS = """
format: ceasefire-terms/1
ceasefire: heat
title: {en: "a test"}
timezone: UTC
parties: {P1: {}, P2: {}}
"""


def false_share(world, level, many=4, **given):
    found = asked = 0
    for seed in range(many):
        counts, cloud = world.made(np.random.default_rng(seed))
        beside = {"cloud": cloud} if world.cloud else None
        heat = heat_anomalies(counts, FIRST, world.start, level=level, covariates=beside, **given)
        found, asked = found + len(heat.anomalies), asked + heat.asked
    assert asked > 0.9 * many * world.cells * 52
    return found / asked


@pytest.mark.parametrize("level", [0.01, 0.05])
@pytest.mark.parametrize(
    ("world", "elsewhere"),
    [
        (Burning("two peaks a year"), ()),
        (Burning("higher peaks, plants without a season", peaks=2.5, own=0.8), ()),
        (Burning("seen through cloud", cloud=True), ()),
        (Burning("days that nobody saw", gaps=True), ()),
        (Burning("dry weeks", dry=0.4), range(30, 60)),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_where_nothing_happened_anomalies_are_as_rare_as_stated(world, elsewhere, level):
    assert 0.3 * level < false_share(world, level, elsewhere=elsewhere) < 1.4 * level


def test_the_peaks_of_the_season_are_no_anomalies():
    """In the burning months as many are found as in the others, although ten times as much burns."""
    world = Burning("two peaks a year", peaks=2.5)
    counts, _ = world.made(np.random.default_rng(3))
    heat = heat_anomalies(counts, FIRST, world.start, level=0.05)
    summer = [each for each in heat.months if each.month[-2:] in {"07", "08", "09"}]
    assert sum(each.more for each in summer) <= 0.08 * sum(each.asked for each in summer)


def test_fighting_that_lights_ten_times_as_much_is_found_and_only_there():
    world = Burning("two peaks a year")
    counts, _ = world.made(np.random.default_rng(1))
    burning = np.s_[:3, world.start + 10 : world.start + 66]
    counts[burning] += np.random.default_rng(2).poisson(3.0, counts[burning].shape)
    heat = heat_anomalies(counts, FIRST, world.start, level=0.01)
    there = [each for each in heat.anomalies if each.cell < 3 and each.first < dt.date(2021, 3, 12)]
    assert len(there) >= 18
    assert len(heat.anomalies) - len(there) <= 3 * heat.by_chance


def test_the_common_season_is_that_of_a_negative_binomial_model_of_statsmodels():
    world = Burning("two peaks a year", cells=8, mean=3.0)
    counts, cloud = world.made(np.random.default_rng(4))
    beside = {"heat": cloud[0] + np.arange(counts.shape[1]) % 3}
    question = asked(counts, world.start, covariates=beside, seen=np.ones(counts.shape[1]))
    total = question.counts[:, : world.start].sum(axis=0)
    design = np.column_stack([_calendar(question.day_of_year, question.weekday), question.covariates[0][0]])
    learnt = design[: world.start]
    family = sm.families.NegativeBinomial(alpha=1 / log_linear(learnt, total).k)
    other = sm.GLM(total, learnt, family=family).fit(tol=1e-12, maxiter=200)
    assert _common(question)[:, : world.start].sum(axis=0) == pytest.approx(other.fittedvalues, rel=1e-5)


def test_a_cell_that_is_always_hot_expects_it():
    rng = np.random.default_rng(5)
    counts = rng.poisson(0.2, (20, 2000))
    counts[0] = rng.poisson(4.0, 2000)
    blocks = expected_heat(asked(counts, start=1600))
    own, others = blocks.expected[0, blocks.history :], blocks.expected[1:, blocks.history :]
    assert own.mean() == pytest.approx(28, rel=0.1)
    assert others.mean() == pytest.approx(1.4, rel=0.1)


def test_a_year_of_the_history_is_told_from_the_other_years():
    """A cell that burned in one year only does not expect it in that year."""
    counts = np.random.default_rng(6).poisson(1.0, (10, 1460 + 365))
    counts[0, 365:730] += 20
    blocks = expected_heat(asked(counts, start=1460))
    that_year = (blocks.start >= 365) & (blocks.start + 7 <= 730)
    others = (blocks.start >= 730) & (blocks.start < 1460)
    assert blocks.expected[0, that_year].mean() < 0.5 * blocks.expected[0, others].mean()


def test_days_without_any_detection_in_a_busy_month_were_not_seen():
    counts = np.random.default_rng(7).poisson(2.0, (20, 1200))
    counts[:, 1000] = 0
    counts[:, 400:460] = 0
    unseen = np.flatnonzero(~asked(counts, start=900).seen)
    assert unseen[unseen > 900].tolist() == [1000]
    assert 400 < unseen.min() <= 430
    assert asked(np.random.default_rng(7).poisson(0.01, (5, 1200)), start=900).seen.mean() > 0.5


def test_grade_and_words_claim_nothing():
    world = Burning("two peaks a year")
    counts, _ = world.made(np.random.default_rng(1))
    counts[5, world.start + 100 : world.start + 107] += 30
    [found, *_] = [each for each in heat_anomalies(counts, FIRST, world.start).anomalies if each.cell == 5]
    told = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert told["grade"] == GRADE == "reported"
    assert "consistent with fighting and with much else" in told["reasons"][0]["text"]
    assert found.observed >= FEWEST_DETECTIONS


def test_only_the_mission_is_told_of_cells():
    world, terms = Burning("two peaks a year"), read_text(TERMS)
    counts, _ = world.made(np.random.default_rng(8))
    heat = heat_anomalies(counts, FIRST, world.start, level=0.05)
    assert heat_for(Reader.named("mission", terms), heat) == heat
    for reader in ("public", "P1"):
        seen = heat_for(Reader.named(reader, terms), heat)
        assert seen.anomalies == ()
        assert sum(each.more for each in seen.months) <= len(heat.anomalies)
        assert all(each.asked >= 100 for each in seen.months)
    few = heat_anomalies(counts[:4], FIRST, world.start, level=0.05)
    assert heat_for(Reader.named("public", terms), few).months == ()


def test_months_add_up():
    world = Burning("two peaks a year")
    heat = heat_anomalies(world.made(np.random.default_rng(9))[0], FIRST, world.start, level=0.05)
    assert sum(each.more for each in heat.months) == len(heat.anomalies)
    assert sum(each.asked for each in heat.months) == heat.asked
    assert heat.by_chance == pytest.approx(0.05 * heat.asked)


def detection(lon, lat, day):
    place, time = PointPlace(lon, lat, 400.0), ReportedTime.on_day(day, "UTC")
    return Event(f"{lon} {lat} {day}", "made up", 1, place, time, frozenset({"fire.mortar"}))


def test_detections_are_counted_by_square_cell_and_day():
    first = dt.date(2021, 1, 1)
    events = [detection(30.0, 50.0, first), detection(30.01, 50.01, first), detection(33.0, 50.0, first.replace(day=3))]
    found = heat_counts(events, 25.0)
    assert (found.first, found.counts.tolist()) == (first, [[2, 0, 0], [0, 0, 1]])
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        heat_counts(events, 5.0)


def asked(counts, start, **given):
    defaults = {"days": 7, "covariates": None, "crop_land": None, "seen": None, "elsewhere": (), "level": 0.01}
    return ask_of_heat(counts, FIRST, start, **(defaults | given))


def test_crop_land_gives_cells_a_season_of_their_own():
    world = Burning("crops", peaks=0.0, cells=40, mean=2.0, apart=0.2)
    counts, _ = world.made(np.random.default_rng(10))
    share = np.linspace(0, 1, 40)
    harvest = np.arange(counts.shape[1]) % 365.25 // 30 == 7
    counts[share > 0.75] *= np.where(harvest, 6, 1)
    question = asked(counts, world.start, crop_land=share)
    mean = _common(question)
    ratio = mean[:, harvest].mean(axis=1) / mean[:, ~harvest].mean(axis=1)
    assert len(set(question.groups)) == 4
    assert ratio[share > 0.76].min() > 2.5
    assert ratio[share < 0.5].max() < 1.5


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"start": 500}, ["004"]),
        ({"days": 0}, ["004"]),
        ({"days": 400}, ["004"]),
        ({"level": 0.0}, ["008"]),
        ({"level": math.nan}, ["008"]),
        ({"elsewhere": [3]}, ["005"]),
        ({"covariates": {"rain": np.ones(5)}}, ["001"]),
        ({"covariates": {"rain": ["x"]}}, ["001"]),
        ({"covariates": {"rain": np.full(1100, np.nan)}}, ["009"]),
        ({"crop_land": [0.1, 2.0, 0.3]}, ["001"]),
        ({"crop_land": [0.1, 0.2]}, ["001"]),
        ({"seen": np.full(1100, 3)}, ["001"]),
        ({"start": 500, "level": 2, "seen": [1]}, ["004", "008", "001"]),
    ],
)
def test_every_bad_argument_is_named(given, codes):
    counts, whole = np.ones((3, 1100), dtype=int), {"start": 900} | given
    with pytest.raises(BadCounts) as raised:
        heat_anomalies(counts, FIRST, whole.pop("start"), **whole)
    assert [problem.code.code for problem in raised.value.problems] == [f"CF-ASSESSMENT-{code}" for code in codes]


def test_bad_counts_are_refused():
    with pytest.raises(BadCounts, match="CF-ASSESSMENT-002"):
        heat_anomalies(np.full((3, 1100), -1), FIRST, 900)


def test_nothing_ever_detected_is_no_anomaly():
    heat = heat_anomalies(np.zeros((3, 1100), dtype=int), FIRST, 900)
    assert heat.anomalies == ()
