"""The page of a match: local days, plain answers, warnings that travel with every picture and table."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ceasefire import terms
from ceasefire.clock import ReportedTime, day_span, parse_instant
from ceasefire.disclosure import Reader, events_for
from ceasefire.geometry.places import PointPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.kernel import taxonomy
from ceasefire.matching import match
from ceasefire.record import Effort, Event
from ceasefire.reports import Conclusion, MapView, PageView, TableView, TimelineView, html_page
from ceasefire.reports.match_page import match_page
from ceasefire.scope import IdSet

TEXT = """
format: ceasefire-terms/1
ceasefire: page-test
title: {en: "A page"}
timezone: ZONE
parties: {P1: {}, P2: {}}
areas: {zone: {point: [34.5, 47.5], radius: 10 km}}
windows: {w: {from: "2025-10-18T00:00"}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: w}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-17}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-17}]}
"""
FIRE = taxonomy.acts().leaves("fire")
MADE_UP = "Every report here is made up <by us>."


def promised(zone: str = "Europe/Kyiv") -> terms.Terms:
    return terms.read_text(TEXT.replace("ZONE", zone))


def report(ident: str, time: ReportedTime, lon: float = 34.5) -> Event:
    return Event(ident, "test", 2, PointPlace(lon, 47.5, 100.0), time, frozenset({"fire.mortar"}), place_key=ident)


def page_of(events: list[Event], zone: str = "Europe/Kyiv", effort: list[Effort] | None = None) -> PageView:
    read = promised(zone)
    return match_page(read, match(read, events, effort=effort), events, "mission")


def items(page: PageView, kind: type) -> list[object]:
    return [item for section in page.sections for item in section.items if isinstance(item, kind)]


def days_of_reports(page: PageView) -> list[tuple[int | None, int | None]]:
    (view,) = items(page, TimelineView)
    lane = next(lane for lane in view.lanes if lane.label.startswith("reports that touch"))
    return [(bar.start, bar.end) for bar in lane.bars]


def test_a_report_late_in_the_evening_utc_stands_on_its_local_day() -> None:
    moment = parse_instant("2025-10-20T00:30", "Europe/Kyiv")
    assert days_of_reports(page_of([report("e", ReportedTime.at(moment))])) == [
        day_span(dt.date(2025, 10, 20), "Europe/Kyiv")
    ]
    moment = parse_instant("2025-10-20T22:00", "America/Bogota")
    page = page_of([report("e", ReportedTime.at(moment))], "America/Bogota")
    assert days_of_reports(page) == [day_span(dt.date(2025, 10, 20), "America/Bogota")]


def test_a_day_of_25_hours_is_drawn_as_one() -> None:
    day = ReportedTime.on_day(dt.date(2025, 10, 26), "Europe/Kyiv")
    ((start, end),) = days_of_reports(page_of([report("e", day)]))
    assert (end - start) // 3_600_000_000 == 25


def test_the_public_sees_the_local_day_too() -> None:
    for zone in ("Europe/Kyiv", "America/Bogota"):
        moment = parse_instant("2025-10-20T23:30", zone)
        (seen,) = events_for(Reader("public"), [report("e", ReportedTime.at(moment))], zone)
        assert seen.time.span == day_span(dt.date(2025, 10, 20), zone)


def test_a_report_of_a_whole_week_is_not_put_on_its_first_day() -> None:
    week = ReportedTime.on_days(dt.date(2025, 10, 20), dt.date(2025, 10, 26), "Europe/Kyiv")
    page = page_of([report("e", week)])
    assert days_of_reports(page) == []
    (view,) = items(page, TimelineView)
    lane = next(lane for lane in view.lanes if "not known" in lane.label)
    assert [bar.style for bar in lane.bars] == ["maybe"]


def test_ticks_after_the_clock_has_changed_stand_where_the_local_day_begins() -> None:
    days = [report(f"e{day}", ReportedTime.on_day(dt.date(2025, 10, day), "Europe/Kyiv")) for day in range(18, 30)]
    drawn = re.search(r'<svg [^>]*class="timeline wide".*?</svg>', html_page(page_of(days)), re.DOTALL)
    assert drawn is not None
    starts = {day: float(x) for x, day in re.findall(r'<rect x="([\d.]+)"[^>]*><title>([\d-]+): 1', drawn[0])}
    shown = [float(x) for x in re.findall(r'<path d="M([\d.]+) [\d.]+V', drawn[0])]
    labels = [label for label in re.findall(r'class="tick">([\d-]+)<', drawn[0]) if label in starts]
    assert any(label > "2025-10-27" for label in labels)
    for label in labels:
        assert any(abs(starts[label] - x) < 0.06 for x in shown)


def test_a_warning_is_in_every_picture_and_in_the_caption_of_every_table() -> None:
    watched = Effort("w", "M1", "post", Disc(34.5, 47.5, 9e3), "", *day_span(dt.date(2025, 10, 20), "UTC"), FIRE)
    day = ReportedTime.on_day(dt.date(2025, 10, 20), "UTC")
    page = page_of([report("e", day)], effort=[watched]).warned(MADE_UP)
    assert page.notices[0] == MADE_UP
    pictures_and_tables = [*items(page, MapView), *items(page, TimelineView), *items(page, TableView)]
    assert len(pictures_and_tables) >= 5
    assert all(MADE_UP in item.warning for item in pictures_and_tables)
    text = html_page(page)
    escaped = MADE_UP.replace("<", "&lt;").replace(">", "&gt;")
    captions = re.findall(r"<caption>.*?</caption>", text)
    assert captions
    assert all(escaped in caption for caption in captions)
    drawn = re.findall(r'<svg [^>]*class="(?:map|timeline) \w+".*?</svg>', text, re.DOTALL)
    assert len(drawn) == 4
    for picture in drawn:
        written = " ".join(re.findall(r'class="warning">([^<]*)</text>', picture))
        assert written == escaped


def test_the_answer_comes_first_and_says_what_was_watched() -> None:
    day = ReportedTime.on_day(dt.date(2025, 10, 20), "Europe/Kyiv")
    watched = Effort(
        "w", "M1", "post", Disc(34.5, 47.5, 2e4), "", *day_span(dt.date(2025, 10, 20), "Europe/Kyiv"), FIRE
    )
    page = page_of([report("e", day)], effort=[watched])
    found = items(page, Conclusion)[0]
    assert page.sections[0].items[0] is found
    assert found.sentence == "C1: 1 report lies inside this clause."
    assert any("watched 100 %" in text.lower() for text in found.beside)
    none = items(page_of([]), Conclusion)[0]
    assert none.sentence == "C1: whether anything lies inside this clause, this record cannot show."
    assert any("silence proves nothing" in text for text in none.beside)
    assert "not recorded" not in html_page(page)


def test_reports_at_one_point_are_one_mark_with_their_number() -> None:
    day = ReportedTime.on_day(dt.date(2025, 10, 20), "UTC")
    (view,) = items(page_of([report("a", day), report("b", day), report("c", day, 34.51)]), MapView)
    assert sorted(mark.n for mark in view.marks) == [1, 2]


def test_reasons_of_a_row_are_points_the_telling_ones_first() -> None:
    day = ReportedTime.on_day(dt.date(2025, 10, 20), "UTC")
    table = items(page_of([report("a", day)]), TableView)[-1]
    why = table.rows[0][-1]
    assert len(why.shown) <= 3
    assert not any("is meant" in text for text in why.shown)
    assert any("is meant" in text for text in why.more)


def test_what_cannot_be_measured_or_drawn_is_said_in_full() -> None:
    read = terms.read_text(
        TEXT.replace("ZONE", "UTC").replace("{point: [34.5, 47.5], radius: 10 km}", "{unstated: the front}")
    )
    page = match_page(read, match(read, [], effort=[]), [], "mission")
    why = "How much of it was watched cannot be measured: the text names its area and nobody drew it; so silence proves nothing."
    assert why in items(page, Conclusion)[0].beside
    (view,) = items(page, MapView)
    assert "can be drawn on a map" in view.caption
    (summary, *_) = items(page, TableView)[1:]
    assert summary.rows[0][-1] == "cannot be measured"
    assert why in summary.note


def test_the_reason_that_an_answer_rests_on_comes_first() -> None:
    read = terms.read_text(
        TEXT.replace("ZONE", "UTC").replace(
            "{party: P2, clauses: [C1], history: [{state: accepted",
            "{party: P2, clauses: [C1], history: [{state: rejected",
        )
    )
    event = replace(report("a", ReportedTime.on_day(dt.date(2025, 10, 20), "UTC")), actor=IdSet.of("P2"))
    page = match_page(read, match(read, [event]), [event], "mission")
    why = items(page, TableView)[-1].rows[0][-1]
    assert why.shown[0] == "P2 did not agree to this clause and can break nothing"


def test_whether_a_report_was_watched_stands_beside_it_where_that_is_known() -> None:
    days = [ReportedTime.on_day(dt.date(2025, 10, day), "Europe/Kyiv") for day in (20, 21)]
    events = [report("a", days[0]), report("b", days[1])]
    watched = Effort(
        "w", "M1", "post", Disc(34.5, 47.5, 2e4), "", *day_span(dt.date(2025, 10, 20), "Europe/Kyiv"), FIRE
    )
    table = items(page_of(events, effort=[watched]), TableView)[-1]
    assert [row[table.columns.index("watched")] for row in table.rows] == ["yes", "no"]
    assert "watched" not in items(page_of(events), TableView)[-1].columns
