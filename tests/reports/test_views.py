"""Tallies, histories, comparisons and hours that hang on a zone: each from terms, each on the page by itself."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ceasefire import terms
from ceasefire.clock import HOUR, ReportedTime, parse_instant
from ceasefire.geometry.places import PointPlace
from ceasefire.matching import match
from ceasefire.record import Event
from ceasefire.reports import Amount, Conclusion, MapView, PageView, Section, TableView, TimelineView, html_page
from ceasefire.reports.comparison import comparison_section
from ceasefire.reports.hanging import hanging, zone_name
from ceasefire.reports.histories import history_lanes, history_table, open_phases
from ceasefire.reports.match_page import match_page
from ceasefire.reports.tallies import tallies_section
from ceasefire.terms.compare import compare

TEXT = """
format: ceasefire-terms/1
ceasefire: views-test
title: {en: "Views"}
timezone: ZONE
parties: {B: {}, A: {}}
areas:
  zone: {point: [37.8, 48.0], radius: 12 km}
  west: {point: [37.3, 48.05], radius: 9 km, shape_status: approximated_by_us}
windows:
  w: {from: "2023-01-06T12:00", until: "2023-01-07T24:00"}
  p: {phase: {after: first line repaired}}
  q: {phase: {after: mines cleared}, from: "2023-01-01"}
  fixed: {from: "2023-01-06T12:00Z", until: "2023-01-07T12:00Z"}
clauses:
  C1: {kind: refrain, acts: [fire, assault], bound: [A, B], targets: any, area: zone, window: w}
  C2: {kind: refrain, acts: [fire], bound: [A, B], targets: any, area: west, window: p}
  C3: {kind: refrain, acts: [air], bound: [B], area: west, window: fixed}
declarations:
  - {party: B, clauses: [C1, C2, C3], history: [{state: rejected, on: 2023-01-05, clauses: [C1]}, {state: announced, on: 2023-01-06, clauses: [C3]}, {state: conditional, on: 2023-01, clauses: [C2], condition: after a withdrawal}]}
  - {party: A, clauses: [C1, C2], history: [{state: ordered, on: 2023-01-05, said_by: {who: the head of state}, source: "https://example.org/a"}, {state: explored}]}
amendments: [{date: 2023-01-07, changes: {areas: {zone: {radius: 14 km}}}, accepted_by: [A, B]}]
claims:
  - {by: B, about: A, window: w, counts: [{label: shellings, n: 40, unit: episode}, {label: dead, n: 3, unit: casualty_event, approx: true}]}
  - {by: A, about: B, window: w, counts: [{label: attacks, n: 150, unit: attack}], rule: a_rule}
  - {by: M, about: B, window: w, counts: [{label: attacks, n: 75, unit: attack}, {label: shots, n: 75, unit: shot}], rule: a_rule}
  - {by: M, about: B, window: fixed, counts: [{label: attacks, n: 9, unit: attack}], rule: a_rule}
"""
ASSUMED = "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}"


def promised(zone: str = ASSUMED) -> terms.Terms:
    return terms.read_text(TEXT.replace("ZONE", zone))


def report(ident: str, text: str) -> Event:
    moment = parse_instant(text, "UTC")
    time = ReportedTime(moment, moment + HOUR)
    return Event(ident, "t", 2, PointPlace(37.8, 48.0, 100.0), time, frozenset({"fire.mortar"}), place_key="k")


def page_of(read: terms.Terms, *events: Event) -> PageView:
    return match_page(read, match(read, events), events, "mission")


def section(page: PageView, title: str) -> Section | None:
    return next((each for each in page.sections if each.title == title), None)


# ---------------------------------------------------------------- tallies


def tally_rows() -> list[tuple[object, ...]]:
    (found,) = tallies_section(promised())
    (table,) = (item for item in found.items if isinstance(item, TableView))
    return list(table.rows)


def test_tallies_stand_by_publisher_and_have_no_sum() -> None:
    rows = tally_rows()
    assert [row[0] for row in rows] == ["A", "B", "B", "M", "M", "M"]
    assert not any("265" in str(cell) for row in rows for cell in row)
    words = " ".join(item for item in tallies_section(promised())[0].items if isinstance(item, str))
    assert "never added" in words
    assert "units differ: attack, casualty event, episode, shot" in words
    assert "rules differ: a_rule, not stated" in words


def test_a_bar_compares_only_one_rule_one_unit_and_one_length_of_time() -> None:
    bars = {(row[0], row[3], row[4].text): row[4].share for row in tally_rows() if isinstance(row[4], Amount)}
    assert bars == {("A", "attacks", "150"): 1.0, ("M", "attacks", "75"): 0.5}
    assert [row[4] for row in tally_rows() if row[3] == "dead"] == ["about 3"]


def test_nobody_who_published_nothing_has_a_section() -> None:
    assert tallies_section(terms.read_text(TEXT.replace("ZONE", "UTC").split("claims:")[0])) == ()


# ---------------------------------------------------------------- histories


def test_a_history_has_a_lane_per_party_with_its_states_written_beside() -> None:
    lanes = history_lanes(promised("Europe/Kyiv"))
    assert [lane.label for lane in lanes] == ["A: declared", "B: declared", "changes of the text"]
    assert [bar.text for bar in lanes[1].bars] == [
        "rejected 2023-01-05",
        "announced 2023-01-06",
        "on a condition 2023-01",
    ]
    assert [bar.style for bar in lanes[1].bars] == ["sure", "sure", "maybe"]
    assert lanes[0].bars[0].start == parse_instant("2023-01-05", "Europe/Kyiv")
    assert lanes[2].bars[0].text == "amended 2023-01-07"
    assert "accepted by A and B" in lanes[2].bars[0].label


def test_a_state_without_a_date_stands_in_the_table() -> None:
    (table,) = history_table(promised())
    assert [row[:3] for row in table.rows[:2]] == [("A", "2023-01-05", "ordered"), ("A", "not dated", "explored")]
    assert table.rows[0][4:] == ("the head of state", "", "https://example.org/a")


def test_a_phase_without_a_date_is_told_and_one_with_a_date_is_drawn() -> None:
    assert [text.split(" ")[0] for text in open_phases(promised())] == ["p", "q"]
    met = TEXT.replace("ZONE", "UTC").replace("{after: mines cleared}", "{after: mines cleared, met_on: 2023-01-09}")
    lanes = {lane.label: lane for lane in history_lanes(terms.read_text(met))}
    assert lanes["phases"].bars[0].text == "“mines cleared” 2023-01-09"


# ---------------------------------------------------------------- hours that hang on the zone


def test_the_hours_between_two_clocks_are_cannot_tell_with_their_length() -> None:
    (found,) = hanging(promised())
    assert (found.window, found.clauses) == ("w", ("C1",))
    assert [tuple(span) for span in found.doubt.spans] == [
        (parse_instant("2023-01-06T09:00", "UTC"), parse_instant("2023-01-06T10:00", "UTC")),
        (parse_instant("2023-01-07T21:00", "UTC"), parse_instant("2023-01-07T22:00", "UTC")),
    ]
    page = page_of(promised(), report("in", "2023-01-07T21:10"), report("out", "2023-01-07T12:00"))
    told = section(page, "Hours that hang on the time zone")
    assert told is not None
    (answer,) = (item for item in told.items if isinstance(item, Conclusion))
    assert "of 2 h nobody can tell" in answer.sentence
    assert "1 report may fall into these hours." in answer.beside
    views = [item for item in told.items if isinstance(item, TimelineView)]
    assert {view.zone for view in views} == {"UTC"}
    doubt = views[0].lanes[-1]
    assert (doubt.bars[0].style, doubt.bars[0].text) == ("maybe", "cannot tell: 1 h")
    assert views[0].lanes[0].bars[0].text == "2023-01-06 12:00 – 2023-01-07 24:00"


def test_each_edge_has_its_own_picture_where_the_whole_would_hide_it() -> None:
    long = TEXT.replace("ZONE", ASSUMED).replace("2023-01-07T24:00", "2023-03-07T24:00")
    told = section(page_of(terms.read_text(long)), "Hours that hang on the time zone")
    assert told is not None
    views = [item for item in told.items if isinstance(item, TimelineView)]
    assert [view.span is not None for view in views] == [True, True]
    assert 'class="timeline wide"' in html_page(PageView("t", "mission", (told,)))


def test_a_stated_zone_leaves_no_hour_in_doubt() -> None:
    assert hanging(promised("Europe/Kyiv")) == ()
    assert section(page_of(promised("Europe/Kyiv")), "Hours that hang on the time zone") is None


def test_a_zone_left_wholly_open_is_read_at_both_ends_of_the_earth() -> None:
    (found,) = hanging(promised("{unstated: true}"))
    assert [zone_name(zone) for zone in found.readings] == ["UTC-12", "UTC+14"]


def test_a_party_that_stated_a_clock_of_its_own_is_read_on_it() -> None:
    own = TEXT.replace("ZONE", "Europe/Kyiv").replace("{party: A,", f"{{party: A, timezone: {ASSUMED},")
    assert [each.said_by for each in hanging(terms.read_text(own))] == ["A"]


# ---------------------------------------------------------------- comparison


def test_a_comparison_shows_every_part_in_words_on_a_map_and_on_lanes() -> None:
    read = promised("Europe/Kyiv")
    found = compare(read)
    told = comparison_section(read, found)
    first = told.items[0]
    assert isinstance(first, Conclusion)
    assert first.sentence.startswith("Mutual: 0; Reciprocal: 0; One-sided: ")
    (drawn,) = (item for item in told.items if isinstance(item, MapView))
    labels = {layer.label for layer in drawn.layers}
    assert {"A alone: C1", "B alone: C3"} <= labels
    hatched = {layer.label for layer in drawn.layers if layer.style == "maybe"}
    assert "B alone: C3" in hatched
    assert "A alone: C1" not in hatched
    (lanes,) = (item.lanes for item in told.items if isinstance(item, TimelineView))
    assert [lane.label for lane in lanes] == ["A: C1", "A: C2", "B: C2", "B: C3"]
    sentences = [item.sentence for item in told.items if isinstance(item, Conclusion)]
    assert any(text.startswith("A alone promised") for text in sentences)


def test_clauses_of_equal_times_share_a_lane() -> None:
    both = (
        TEXT.replace("ZONE", "Europe/Kyiv")
        .replace("state: rejected", "state: accepted")
        .replace("window: p}", "window: w}")
    )
    read = terms.read_text(both)
    (view,) = (item for item in comparison_section(read, compare(read)).items if isinstance(item, TimelineView))
    assert [lane.label for lane in view.lanes if lane.label.startswith("A: ")] == ["A: C1, C2"]


def test_parties_have_one_colour_each_in_alphabetical_order_and_mutual_its_own() -> None:
    both = TEXT.replace("ZONE", "Europe/Kyiv").replace("state: rejected", "state: accepted")
    read = terms.read_text(both)
    (drawn,) = (item for item in comparison_section(read, compare(read)).items if isinstance(item, MapView))
    slots = {layer.label: layer.slot for layer in drawn.layers}
    mutual = next(slot for label, slot in slots.items() if label.startswith("mutual: "))
    assert mutual not in {slot for label, slot in slots.items() if " alone: " in label}


# ---------------------------------------------------------------- all of it on the page


def test_the_page_of_a_match_has_all_of_it_by_itself() -> None:
    page = page_of(promised(), report("in", "2023-01-07T21:10"))
    titles = [each.title for each in page.sections]
    assert titles == [
        "What was found", "Where", "When", "Hours that hang on the time zone", "How many", "What others counted",
        "Every report that touches a clause",
    ]  # fmt: skip
    when = section(page, "When")
    assert when is not None
    assert "p starts when “first line repaired” has happened; no date is given for that." in when.items
    text = html_page(page)
    assert len(re.findall(r'<section id="s\d"', text)) == len(titles)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_texts_beside_bars_stay_in_the_picture_and_apart(lang: str) -> None:
    text = html_page(PageView("t", "mission", page_of(promised()).sections, (), (), lang))
    for picture in re.findall(r'<svg viewBox="0 0 \d+ \d+" role="img" class="timeline.*?</svg>', text, re.DOTALL):
        width = float(re.findall(r'viewBox="0 0 (\d+)', picture)[0])
        placed = [
            (float(y), float(x), float(x) + 0.56 * 12 * len(words))
            for x, y, words in re.findall(r'<text x="([\d.]+)" y="([\d.]+)" class="beside">([^<]*)<', picture)
        ]
        assert all(start >= 0 and end <= width + 1 for _, start, end in placed)
        rows = sorted(placed)
        assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(rows))
