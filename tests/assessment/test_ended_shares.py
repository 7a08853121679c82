"""Intervals of shares that ended: against statsmodels, and by how often they hold where watching was not innocent."""

import math

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from ceasefire.assessment import Spell, durations, ended_shares
from ceasefire.errors import BadInput

DAY = 10


def seen(rng, n):
    """Ends of two kinds seen at visits; many a watch stops shortly before a breakdown, because of it."""
    for _ in range(n):
        true, end = rng.exponential(15), "breakdown" if rng.random() < 0.6 else "expired"
        visits = np.cumsum(rng.uniform(1, 8, 60))
        at = int(np.searchsorted(visits, true))
        last = float(visits[at - 1]) if at else 0.0
        left_early = end == "breakdown" and rng.random() < 0.4
        yield Spell(last, math.inf, None) if left_early else Spell(last, float(visits[at]), end)


def test_exact_days_give_the_interval_of_statsmodels():
    days = [2, 3, 3, 7, 12, 12, 20, 31]
    spells = [Spell(day, day, "breakdown" if at % 2 else "expired") for at, day in enumerate(days)]
    for share in ended_shares(durations(spells), (1, 3, 12, 40), level=0.8):
        k = sum(spell.end == share.end and spell.ended <= share.day for spell in spells)
        low, high = proportion_confint(k, len(spells), alpha=0.2, method="beta")
        assert (share.low, share.high) == pytest.approx((low, high), abs=1e-9)
        assert share.least == share.most == pytest.approx(k / len(spells))


@pytest.mark.parametrize("n", [5, 20])
def test_it_holds_as_often_as_it_says_also_where_watching_stopped_before_the_break(n):
    rng, truth, inside = np.random.default_rng(4), 0.6 * (1 - math.exp(-DAY / 15)), []
    for _ in range(300):
        found = durations(tuple(seen(rng, n)))
        share = next((each for each in ended_shares(found, [DAY]) if each.end == "breakdown"), None)
        if share is not None:
            inside.append(share.low <= truth <= share.high)
            assert share.low <= share.least <= share.most <= share.high
    assert np.mean(inside) >= 0.9


def test_those_of_unknown_duration_count_either_way():
    spells = [Spell(5, 5, "breakdown")] * 2 + [Spell(9, 9, "expired")] * 2
    share = ended_shares(durations(spells), [7], unknown=6)[0]
    assert share.low == pytest.approx(proportion_confint(2, 10, alpha=0.1, method="beta")[0], abs=1e-9)
    assert share.high == pytest.approx(proportion_confint(8, 10, alpha=0.1, method="beta")[1], abs=1e-9)
    assert share.least == share.most == pytest.approx(0.5)


@pytest.mark.parametrize("level", [0, 1, math.nan])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(BadInput, match="CF-ASSESSMENT-008"):
        ended_shares(durations([Spell(1, 1, "breakdown")]), [1], level=level)
