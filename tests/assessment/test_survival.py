"""How long ceasefires last, against independent estimates: product limits, cumulative incidence, the likelihood itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.duration.survfunc import CumIncidenceRight

from ceasefire.assessment import Spell, durations
from ceasefire.errors import BadInput

INF = math.inf
BROKE, EXPIRED = "breakdown", "expired"


def exact(day, end=BROKE):
    return Spell(day, day, end)


def holding(day):
    return Spell(day, INF, None)


def incidence(spells, end, day):
    """Aalen and Johansen, written out: at risk, hazard of each end, share that is left."""
    left, total = 1.0, 0.0
    for time in sorted({spell.held for spell in spells if spell.end}):
        at_risk = sum(spell.held >= time for spell in spells)
        ends = [spell.end for spell in spells if spell.end and spell.held == time]
        if time <= day:
            total += left * ends.count(end) / at_risk
        left *= 1 - len(ends) / at_risk
    return total


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from([BROKE, EXPIRED, None])), min_size=1, max_size=25))
def test_exact_days_give_the_cumulative_incidence(rows):
    spells = [exact(day, end) if end else holding(day) for day, end in rows]
    found = durations(spells)
    for end in (BROKE, EXPIRED):
        for day in range(13):
            least, most = found.ended(day, end)
            assert least == most == pytest.approx(incidence(spells, end, day), abs=1e-6)


def test_competing_ends_on_exact_days_are_those_of_statsmodels():
    rng = np.random.default_rng(7)
    days, ends = rng.integers(1, 40, 120), rng.choice([0, 1, 2], 120, p=[0.2, 0.5, 0.3])
    name = {0: None, 1: BROKE, 2: EXPIRED}
    found = durations(
        [exact(int(day), name[end]) if end else holding(int(day)) for day, end in zip(days, ends, strict=True)]
    )
    other = CumIncidenceRight(days, ends)
    for at, end in enumerate((BROKE, EXPIRED)):
        for day, share in zip(other.times, other.cinc[at], strict=True):
            assert found.ended(float(day), end)[0] == pytest.approx(share, abs=1e-6)


def test_one_end_and_exact_days_give_kaplan_and_meier():
    rng = np.random.default_rng(2)
    days, seen = rng.integers(1, 60, 80), rng.random(80) < 0.6
    found = durations([exact(int(day)) if ended else holding(int(day)) for day, ended in zip(days, seen, strict=True)])
    data = stats.CensoredData(uncensored=days[seen], right=days[~seen])
    survival = stats.ecdf(data).sf
    for day in range(1, 60):
        assert 1 - found.ended(day, BROKE)[0] == pytest.approx(float(survival.evaluate(day)), abs=1e-6)


def log_likelihood(spells, steps, beyond):
    total = 0.0
    for spell in spells:
        inside = sum(
            step.share
            for step in steps
            if (spell.end in (None, step.end))
            and (step.after >= spell.held)
            and (step.by <= spell.ended)
            and not (spell.end is None and step.after == step.by == spell.held)
        )
        total += math.log(inside + (beyond if spell.end is None else 0))
    return total


def test_intervals_give_the_likeliest_shares():
    """No other shares on the same steps, found by a general optimiser, are likelier; and they are as likely."""
    rng = np.random.default_rng(5)
    spells = []
    for _ in range(40):
        true, visits = rng.exponential(20), np.cumsum(rng.uniform(2, 15, 12))
        end = [BROKE, EXPIRED][int(rng.random() < 0.3)]
        at = int(np.searchsorted(visits, true))
        last = float(visits[at - 1]) if at else 0.0
        spells.append(Spell(last, float(visits[at]), end) if at < 4 else holding(float(visits[3])))
    found = durations(spells)
    assert sum(step.share for step in found.steps) + found.beyond == pytest.approx(1)
    cells = [(step.after, step.by, step.end) for step in found.steps]
    inside = np.array(
        [
            [(s.end in (None, end)) and a >= s.held and b <= s.ended for a, b, end in cells] + [s.end is None]
            for s in spells
        ]
    )

    def loss(logits):
        shares = np.exp(logits - np.logaddexp.reduce(logits))
        return -np.log(inside @ shares).sum()

    best = optimize.minimize(loss, np.zeros(len(cells) + 1), method="BFGS")
    assert log_likelihood(spells, found.steps, found.beyond) == pytest.approx(-best.fun, abs=1e-3)
    assert log_likelihood(spells, found.steps, found.beyond) >= -best.fun - 1e-4


def test_the_bounds_of_an_interval_are_told():
    found = durations([Spell(3, 10, BROKE)] * 2 + [exact(20, EXPIRED)] * 2)
    assert found.ended(3, BROKE) == (0, 0)
    assert found.ended(7, BROKE) == pytest.approx((0, 0.5))
    assert found.ended(10, BROKE) == pytest.approx((0.5, 0.5))
    assert found.ended(20, EXPIRED) == pytest.approx((0.5, 0.5))
    assert (found.beyond, found.n) == (0, 4)


def test_another_end_is_no_breakdown_and_no_censoring():
    """Four of eight expire on day 5, the rest breaks on day 9: half broke, where leaving out would say all."""
    found = durations([exact(5, EXPIRED)] * 4 + [exact(9)] * 4)
    assert found.ended(9, BROKE) == pytest.approx((0.5, 0.5))


def test_what_still_holds_lies_beyond():
    found = durations([exact(5), holding(30), holding(40)])
    assert found.beyond == pytest.approx(2 / 3)
    assert found.ended(1e9, BROKE)[1] == pytest.approx(1 / 3)
    assert durations([holding(3)]).beyond == 1


@pytest.mark.parametrize(
    "spell",
    [
        Spell(-1, 2, BROKE),
        Spell(3, 2, BROKE),
        Spell(math.nan, 2, BROKE),
        Spell(1, 2, None),
        Spell(1, INF, BROKE),
        Spell(INF, INF, None),
        Spell(True, 2, BROKE),
        Spell("1", 2, BROKE),
    ],
)
def test_what_is_no_duration_is_refused(spell):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-030") as raised:
        durations([exact(1), spell, spell])
    assert [problem.place.field for problem in raised.value.problems] == ["spells[1]", "spells[2]"]


def test_no_spell_is_no_estimate():
    with pytest.raises(BadInput, match="CF-ASSESSMENT-030"):
        durations([])
