"""Quiet never stands alone: beside it stands how often such days are quiet with no ceasefire at all."""

import datetime as dt
import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.assessment import assess, quiet
from ceasefire.assessment.columns import Days
from ceasefire.assessment.quiet import QuietShare, QuietShares, quiet_elsewhere, quiet_shares, reports_in_28_days
from ceasefire.assessment.seen import Seen
from ceasefire.clock import ReportedTime
from ceasefire.geometry import Disc, PointPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort, Event
from ceasefire.reports import html_page
from ceasefire.reports.assess_page import assess_page
from ceasefire.reports.assess_summary import summary_page
from ceasefire.reports.quiet_words import conduct_in_short
from ceasefire.terms import read_text

INFINITE = float("inf")
TERMS = """
format: ceasefire-terms/1
ceasefire: silent-week
title: {en: "A silent week"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {zone: {point: [30.0, 50.0], radius: 10 km}}
windows: {w: {from: "2021-03-01", until: "2021-03-07"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2021-02-20}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2021-02-20}]}
"""


def seen(history, length=7, days_before=400):
    """A record in which `history` reports were spread over the days before a silent window."""
    events = np.zeros(days_before + length, dtype=np.int64)
    events[:days_before] = np.random.default_rng(1).multinomial(history, np.full(days_before, 1 / days_before))
    days = Days.between(dt.date(2020, 1, 1), dt.date(2020, 1, 1) + dt.timedelta(days=len(events) - 1), "UTC")
    return Seen(days, events, np.zeros_like(events), days_before, length, np.ones(len(events)))


@pytest.fixture
def shares(monkeypatch):
    rows = [
        QuietShare(days, above, up_to, 40, 10 + at, 0.1, 0.6)
        for at, (days, above, up_to) in enumerate(
            (days, *pace) for days in (7, 28) for pace in ((0.0, 0.0), (0.0, 1.0), (1.0, INFINITE))
        )
    ]
    made = QuietShares("9", "2026-01-01", "a made-up record", tuple(rows))
    monkeypatch.setattr(quiet, "quiet_shares", lambda: made)
    return made


@given(st.integers(1, 200), st.floats(0, 50))
def test_the_longest_windows_that_are_not_longer_at_the_same_pace(days, pace):
    classes = [(0.0, 0.0), (0.0, 1.0), (1.0, 3.0), (3.0, INFINITE)]
    rows = tuple(QuietShare(length, *each, 10, 5, 0.2, 0.8) for length in (7, 28, 84) for each in classes)
    found = QuietShares("1", "", "", rows).like(days, pace)
    if days < 7:
        assert found is None
        return
    assert found.days == max(length for length in (7, 28, 84) if length <= days)
    assert (pace == 0) == (found.up_to == 0)
    assert found.above < pace <= found.up_to or pace == 0


@pytest.mark.parametrize(
    ("history", "length", "share", "words"),
    [
        (0, 7, 10 / 40, "where nothing had been reported in the year before either; measured in a made-up record"),
        (5, 30, 14 / 40, "where more than 0 and up to 1 reports in 28 days had come in the year before"),
        (400, 27, 12 / 40, "of 40 windows of 7 days were without a report too (10% to 60%), where more than 1 reports"),
    ],
)
def test_the_share_of_such_days_is_told(shares, history, length, share, words):
    why = quiet_elsewhere(seen(history, length))
    assert why.code == "quiet_without_ceasefire"
    assert why.values["share"] == share
    assert why.values["version"] == shares.version
    assert words in why.text
    json.dumps(why.to_json(), allow_nan=False)


@pytest.mark.parametrize("asked", [seen(5, length=3), seen(5, days_before=60)])
@pytest.mark.usefixtures("shares")
def test_where_nothing_alike_was_measured_it_says_so(asked):
    why = quiet_elsewhere(asked)
    assert why.values["share"] is None
    assert "was not measured" in why.text


def test_the_pace_is_that_of_the_year_before_and_never_of_the_window():
    some = seen(0, days_before=800)
    some.events[:436] = 50
    some.events[436:800:7] = 1
    some.events[800:] = 9
    assert reports_in_28_days(some) == pytest.approx(4)
    assert reports_in_28_days(seen(9, days_before=83)) is None


def test_the_published_shares_are_whole_and_agree_with_themselves():
    published = quiet_shares()
    assert published.version
    assert published.shares
    for each in published.shares:
        assert 0 <= each.low <= each.quiet / each.windows <= each.high <= 1
        assert each.above < each.up_to or each.up_to == 0
    for days in {each.days for each in published.shares}:
        edges = [each for each in published.shares if each.days == days]
        assert all(one.up_to <= other.above for one, other in pairwise(edges))


def test_no_word_for_quiet_without_its_share():
    why = {"code": "quiet_without_ceasefire", "values": {"share": 0.62}}
    assert conduct_in_short("quiet", [why]) == "quiet (with no ceasefire at all, 62% of such windows were too)"
    other = {"code": "quiet_without_ceasefire", "values": {"share": 0.2}}
    assert "20% to 62% of such windows" in conduct_in_short("quiet", [why, other])
    assert "was not measured" in conduct_in_short("quiet", [])
    assert conduct_in_short("cannot_tell", [why]) == "cannot tell"


def test_every_page_prints_the_share_beside_quiet(shares):
    first = dt.date(2020, 1, 1)
    days = [first + dt.timedelta(days=at) for at in range(0, 500, 20)]
    silent = range((dt.date(2021, 3, 1) - first).days, (dt.date(2021, 3, 8) - first).days)
    events = [
        Event(
            str(at),
            "made up",
            at,
            PointPlace(30.0, 50.0, 100.0),
            ReportedTime.on_day(day, "UTC"),
            frozenset({"fire.mortar"}),
        )
        for at, day in enumerate(days)
        if (day - first).days not in silent
    ]
    begin, end = (ReportedTime.on_day(dt.date(2021, 3, day), "UTC").start_us for day in (1, 8))
    effort = Effort("e", "M", "post", Disc(30.0, 50.0, 12_000), "", begin, end, taxonomy.acts().leaves(taxonomy.EVERY))
    terms = read_text(TERMS)
    found = assess(terms, events, effort=[effort])
    assert found.results[0].conduct.answer == "quiet"
    share = shares.like(7, 1.4)
    words = f"ith no ceasefire at all, {share.quiet / share.windows:.0%} of such windows were too"
    page = html_page(assess_page(terms, found, "public"))
    assert f"no report may lie in its time and place. W{words}." in page
    assert f"of {share.windows} windows of {share.days} days were without a report too" in page
    summary = html_page(summary_page([found.to_json()], reader="mission"))
    assert summary.count(f"quiet (w{words})") == 2
