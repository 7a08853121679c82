"""A zero that comes from not being able to look is told as one, and a real zero is left alone."""

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime
from ceasefire.geometry.places import PointPlace, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.matching import match
from ceasefire.record import Effort, Event
from ceasefire.reports.match_page import match_page

TEXT = """
format: ceasefire-terms/1
ceasefire: looking
title: {en: Looking}
timezone: UTC
parties: {P1: {}, P2: {}}
areas:
  zone: {point: [38.5, 48.3], radius: 30 km}
  away: {point: [10.0, 10.0], radius: 10 km}
windows:
  june: {from: "2020-06-01", until: "2020-06-30"}
  earlier: {from: "2019-06-01", until: "2019-06-30"}
  later: {from: "2021-06-01", until: "2021-06-30"}
  half: {from: "2020-06-21", until: "2020-07-10"}
  open: {from: "2020-06-01"}
  unset: {from: {status: to_be_set, by: P1}, lasts: P7D}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: AREA, window: WINDOW}
declarations:
  - {party: P1, clauses: [C1], history: [{state: WORD}]}
  - {party: P2, clauses: [C1], history: [{state: WORD}]}
"""
FIRE = taxonomy.acts().leaves("fire")


def promised(area="zone", window="june", word="accepted"):
    return terms.read_text(TEXT.replace("AREA", area).replace("WINDOW", window).replace("WORD", word))


def report(day, lon=37.0, place=None):
    when = ReportedTime.on_day(dt.date.fromisoformat(day), "UTC")
    return Event(f"e{day}", "test", 1, place or PointPlace(lon, 48.3, 100.0), when, FIRE)


JUNE = (report("2020-05-20"), report("2020-06-30"), report("2020-05-25", lon=38.0))
"""A record through the whole of June, with nothing in the zone."""


def line(text, events=JUNE, **options):
    (found,) = match(text, events, **options).clauses
    return found


def codes(found):
    return [each.code for each in found.reasons]


def test_a_full_record_with_nothing_inside_is_a_count_of_nothing():
    found = line(promised())
    assert (found.reasons, found.certain, found.expected, found.interval) == ((), 0, 0.0, (0, 0))


@pytest.mark.parametrize(
    ("text", "options", "code", "words"),
    [
        (promised(window="later"), {}, "outside_record", "ends on 2020-06-30, before the clause begins"),
        (promised(window="earlier"), {}, "outside_record", "begins on 2020-05-20, after the clause ends"),
        (promised(), {"events": (report("2020-06-02"), report("2020-06-29", lon=39.0))}, None, ""),
        (promised(area="away"), {"events": (report("2020-06-01"), report("2020-06-30"))}, "places_elsewhere", "lies far off"),
        (promised(), {"sees": taxonomy.acts().leaves("cyber")}, "acts_not_seen", "cannot see such acts"),
    ],
)  # fmt: skip
def test_what_the_record_cannot_show_is_no_count(text, options, code, words):
    found = line(text, **options)
    if code is None:
        assert found.is_looked_at
        return
    assert codes(found) == [code]
    assert words in found.reasons[0].text
    assert (found.expected, found.interval, found.is_looked_at) == (None, None, False)
    told = found.to_json()
    assert (told["certain"], told["possible"], told["expected"], told["interval"]) == (0, 0, None, [None, None])
    assert told["reasons"][0]["code"] == code


def test_a_place_that_is_not_known_may_lie_anywhere():
    events = (report("2020-06-01"), report("2020-06-30", place=UnknownPlace("somewhere")))
    assert "places_elsewhere" not in codes(line(promised(area="away"), events))


def test_a_record_of_a_part_says_how_much_and_that_of_the_rest_nobody_can_tell():
    found = line(promised(window="half"))
    assert codes(found) == ["record_covers_part"]
    assert found.reasons[0].values["percent"] == 50
    assert found.reasons[0].text.endswith("reaches 50 % of the clause's time: of the rest nobody can tell")
    assert found.interval == (0, 0)


def test_a_watch_reaches_further_than_the_last_report():
    late = dt.datetime(2020, 7, 11, tzinfo=dt.UTC).timestamp() * 1_000_000
    watch = Effort("w", "M1", "patrol", None, "zone", int(late) - 10**9, int(late), FIRE)
    assert "record_covers_part" not in codes(line(promised(window="half"), effort=[watch]))


def test_a_clause_without_an_end_outruns_every_record():
    assert codes(line(promised(window="open"))) == ["record_ends"]
    late = (report("2020-06-20"), report("2020-06-30"))
    assert codes(line(promised(window="open"), late)) == ["record_begins_late"]


def test_what_nobody_took_on_is_a_zero_of_its_own_kind():
    found = line(promised(word="rejected"))
    assert codes(found) == ["nobody_bound"]
    assert found.interval == (0, 0)
    filled = TEXT.replace("AREA", "zone").replace("WINDOW", "june").replace("WORD", "accepted")
    nobody = terms.read_text(filled.replace("bound: [P1, P2]", "bound: []"))
    assert codes(line(nobody)) == ["binds_nobody"]


def test_a_condition_leaves_open_whether_anybody_is_bound():
    assert codes(line(promised(word="conditional"))) == ["perhaps_nobody_bound"]


def test_a_start_that_is_still_to_be_set_is_named_with_who_sets_it():
    found = line(promised(window="unset"))
    assert codes(found) == ["to_be_set"]
    assert found.reasons[0].text == "the start of the window “unset” is still to be set by P1"


def test_acts_beyond_the_source_are_counted_out():
    some = taxonomy.acts().leaves("fire.mortar")
    found = line(promised(), sees=some)
    assert codes(found) == ["acts_partly_seen"]
    assert found.reasons[0].values == {"seen": 1, "all": len(FIRE)}


def test_no_report_at_all_has_no_dates():
    assert codes(line(promised(), ())) == ["no_dates"]


@pytest.mark.parametrize(("window", "head"), [("later", "this record cannot show"), ("half", "no full count"), ("june", "no report lies inside")])  # fmt: skip
def test_the_page_says_which_zero_it_is(window, head):
    text = promised(window=window)
    page = match_page(text, match(text, JUNE), JUNE, "mission")
    found = next(section for section in page.sections if section.title == "What was found")
    assert head in found.items[0].sentence
