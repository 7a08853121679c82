"""How much was watched: a share, no record, or no measure; never one of them in the words of another."""

from __future__ import annotations

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime, parse_instant
from ceasefire.geometry.places import PointPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.kernel import taxonomy
from ceasefire.matching import Match, match
from ceasefire.matching.words import in_percent, watched_in_short
from ceasefire.record import Effort, Event

TEXT = """
format: ceasefire-terms/1
ceasefire: watching-test
title: {en: "test"}
timezone: Europe/Kyiv
parties: {P1: {}, P2: {}}
areas:
  zone: {point: [34.5, 47.5], radius: 10 km}
  ours: {point: [34.5, 47.5], radius: 10 km, shape_status: approximated_by_us}
  all: {everywhere: true}
  front: {unstated: the whole front, within: zone}
  ship: {moving: {track: the ship, radius: 10 nmi}}
  masts: {objects: {classes: [mast]}}
  later: {point: [34.5, 47.5], radius: {status: to_be_set, by: P1}}
  both: {together: [zone, front]}
windows:
  open: {from: "2025-10-18T00:00"}
  shut: {from: "2025-10-18T00:00", until: "2025-10-22T00:00"}
  old: {until: "2020-01-01"}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: AREA, window: WINDOW}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
"""
FIRE = taxonomy.acts().leaves("fire")


def promised(area: str = "zone", window: str = "open") -> terms.Terms:
    return terms.read_text(TEXT.replace("AREA", area).replace("WINDOW", window))


def watch(start: str, end: str, area: str = "", status: str = "watched") -> Effort:
    zone = None if area else Disc(34.5, 47.5, 20_000)
    span = parse_instant(start, "Europe/Kyiv"), parse_instant(end, "Europe/Kyiv")
    return Effort("w1", "M1", "camera", zone, area, *span, FIRE, status)  # type: ignore[arg-type]


def report(day: dt.date) -> Event:
    when = ReportedTime.on_day(day, "Europe/Kyiv")
    return Event("e1", "test", 2, PointPlace(34.5, 47.5, 0.0), when, frozenset({"fire.mortar"}), place_key="k")


def told(found: Match) -> tuple[str, float | None, str]:
    (line,) = found.clauses
    return line.watching.reason.code, line.coverage, line.watching.reason.text


def test_a_clause_without_an_end_is_measured_within_the_watches_and_says_so() -> None:
    effort = [watch("2025-10-18", "2025-10-19"), watch("2025-10-21", "2025-10-22")]
    found = match(promised(), [], effort=effort)
    code, share, words = told(found)
    assert (code, share) == ("share_of_period", pytest.approx(0.5))
    assert "watched 50 % of its time and place from 2025-10-18 00:00 to 2025-10-22 00:00 (Europe/Kyiv)" in words
    assert "no end" in words
    assert found.coverage[0].share == pytest.approx(0.5)
    assert found.notices == ()


def test_the_period_reaches_to_the_last_report_and_to_watches_that_failed() -> None:
    effort = [watch("2025-10-18", "2025-10-19")]
    assert told(match(promised(), [report(dt.date(2025, 10, 21))], effort=effort))[1] == pytest.approx(0.25)
    denied = [*effort, watch("2025-10-19", "2025-10-20", status="denied")]
    assert told(match(promised(), [], effort=denied))[1] == pytest.approx(0.5)


def test_the_period_begins_with_the_clause() -> None:
    code, share, words = told(match(promised(), [], effort=[watch("2025-10-10", "2025-10-20")]))
    assert (code, share) == ("share_of_period", pytest.approx(1.0))
    assert "from 2025-10-18 00:00 to 2025-10-20 00:00" in words


def test_a_clause_with_an_end_is_measured_whole() -> None:
    found = match(promised(window="shut"), [], effort=[watch("2025-10-18", "2025-10-19")])
    assert told(found) == (
        "share_of_whole",
        pytest.approx(0.25),
        "watched 25 % of its time and place; of the rest nobody can tell",
    )


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("all", "area_without_limit"),
        ("front", "area_not_drawn"),
        ("both", "area_not_drawn"),
        ("ship", "area_moves"),
        ("masts", "area_of_objects"),
        ("later", "area_not_drawn"),
    ],
)
@pytest.mark.parametrize("window", ["open", "shut"])
def test_what_has_no_size_says_why_and_that_silence_proves_nothing(area: str, code: str, window: str) -> None:
    found = match(promised(area, window), [], effort=[watch("2025-10-18", "2025-10-19")])
    assert told(found)[:2] == (code, None)
    assert [each.code for each in found.notices] == ["coverage_not_measurable"]
    assert "silence there proves nothing" in found.notices[0].text
    assert found.coverage == ()
    assert watched_in_short(found.clauses[0].watching) == "cannot be measured"


def test_no_effort_file_is_a_third_case() -> None:
    found = match(promised(), [report(dt.date(2025, 10, 21))])
    assert told(found)[:2] == ("no_effort_recorded", None)
    assert watched_in_short(found.clauses[0].watching) == "not recorded"
    assert found.clauses[0].to_json()["coverage"] is None


def test_an_empty_effort_file_is_not_a_missing_one() -> None:
    assert told(match(promised(), [], effort=[]))[:2] == ("no_period", None)
    found = match(promised(), [report(dt.date(2025, 10, 21))], effort=[])
    assert told(found)[:2] == ("share_of_period", 0.0)
    assert [each.code for each in found.notices] == ["nobody_watched"]
    old = match(promised(window="old"), [], effort=[watch("2025-10-18", "2025-10-19")])
    assert told(old)[:2] == ("outside_period", None)


def test_an_area_approximated_here_is_watched_where_the_clause_may_hold() -> None:
    found = match(promised("ours", "shut"), [], effort=[watch("2025-10-18", "2025-10-19", area="ours")])
    code, share, words = told(found)
    assert (code, share) == ("share_of_possible", pytest.approx(0.25))
    assert "where it may hold" in words


def test_a_watch_of_an_area_that_nobody_drew_is_named_and_never_called_no_watch() -> None:
    found = match(promised(window="shut"), [], effort=[watch("2025-10-18", "2025-10-19", area="front")])
    assert told(found)[:2] == ("share_of_whole", 0.0)
    assert [each.code for each in found.notices] == ["watches_not_drawn"]
    assert "w1" in found.notices[0].text


@pytest.mark.parametrize(
    ("share", "percent"), [(0.5, 50), (1 / 3, 33.3), (0.0042, 0.42), (0.99996, 99.9), (1.0, 100), (0.0, 0)]
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, percent: float) -> None:
    assert in_percent(share) == percent
