"""What forbids quiet and a fall though the counts would give it, each beside the same record without that doubt."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.assessment.test_answers import FIRST, START, TERMS, main, record, watch

from ceasefire.assessment import Aside, assess
from ceasefire.clock import HOUR, ReportedTime
from ceasefire.kernel import taxonomy
from ceasefire.record import Contradicted
from ceasefire.scope import IdSet
from ceasefire.terms import read_text

DAY = 24 * HOUR
END = START + dt.timedelta(days=28)


@pytest.fixture(scope="module")
def terms():
    return read_text(TERMS)


def codes(result):
    return {why.code for why in result.conduct.reasons}


def of_party(found, party):
    return next(each for each in found.results if each.party == party)


def by(events, name, *, also=()):
    """The same reports, all by P1, but those of the window by `name`; `also` come on top, by nobody who is known."""
    start, end = (ReportedTime.on_day(day, "UTC").start_us for day in (START, END))
    in_window = IdSet.any() if name is None else IdSet.of(name)
    named = [replace(each, actor=in_window if start <= each.time.start_us < end else IdSet.of("P1")) for each in events]
    return [*named, *also]


@pytest.mark.parametrize(("who", "answer"), [("P2", "quiet"), (None, "cannot_tell")])
def test_a_party_is_quiet_only_where_no_report_inside_may_be_its_own(terms, who, answer):
    result = of_party(assess(terms, by(record(4, 1), who), effort=watch()), "P1")
    assert result.conduct.answer == answer
    assert (result.conduct.summary == "held") is (answer == "quiet")
    assert ("perhaps_its_own" in codes(result)) is (answer == "cannot_tell")
    assert answer == "quiet" or not [each.name for each in result.definitions if each.answer == "held"]


def test_a_partys_fall_stands_with_one_report_of_nobody_and_not_with_many(terms):
    start = ReportedTime.on_day(START, "UTC").start_us
    every = by(record(4, 1), "P1")
    inside = [each for each in every if start <= each.time.start_us < start + 28 * DAY and each.place.lon == 30.0]
    nobody = [replace(each, id=f"x{n}-{each.id}", actor=IdSet.any()) for n in range(4) for each in inside]
    assert of_party(assess(terms, [*every, nobody[0]]), "P1").conduct.answer == "reduced"
    result = of_party(assess(terms, [*every, *nobody]), "P1")
    assert (result.conduct.answer, result.main.effect.answer) == ("cannot_tell", "cannot_tell")
    assert "author_decides" in codes(result)


@pytest.mark.parametrize(("rows", "answer"), [(1, "quiet"), (400, "cannot_tell")])
def test_rows_that_cannot_be_read_forbid_quiet_where_they_are_many(terms, rows, answer):
    aside = [Aside("CF-SOURCES-022", "the date cannot be read", rows, 0)]
    result = main(assess(terms, record(4, 0), effort=watch(), set_aside=aside))
    assert result.conduct.answer != "quiet" if answer == "cannot_tell" else result.conduct.answer == answer
    assert "may_lie_inside" in codes(result)


def test_rows_left_out_for_what_they_are_forbid_nothing(terms):
    aside = [Aside("CF-SOURCES-043", "not about the war", 5000, 0)]
    result = main(assess(terms, record(4, 0), effort=watch(), set_aside=aside))
    assert result.conduct.answer == "quiet"
    assert "may_lie_inside" not in codes(result)


def test_a_fall_has_to_stand_with_what_could_not_be_read(terms):
    aside = [Aside("CF-SOURCES-022", "the date cannot be read", 400, 0)]
    result = main(assess(terms, record(4, 1), set_aside=aside))
    assert result.conduct.answer == "cannot_tell"
    assert "unread_decide" in codes(result)


def test_a_record_that_cannot_see_the_act_says_nothing_of_it(terms):
    fire, uav = (taxonomy.acts().leaves(act) for act in ("fire", "uav"))
    assert main(assess(terms, record(4, 0), effort=watch(), sees=fire)).conduct.answer == "quiet"
    blind = main(assess(terms, record(4, 0), effort=watch(), sees=uav))
    assert (blind.conduct.answer, blind.main.effect.answer) == ("cannot_tell", "cannot_tell")
    assert "acts_not_seen" in codes(blind)
    part = main(assess(terms, record(4, 0), effort=watch(), sees=frozenset({"fire.mortar"})))
    assert part.conduct.answer != "quiet"
    assert "acts_partly_seen" in codes(part)


def test_one_stray_report_does_not_carry_a_record_over_the_window(terms):
    until = ReportedTime.on_day(START - dt.timedelta(days=10), "UTC").start_us
    kept = [each for each in record(4, 0) if each.time.start_us < until]
    stray = replace(kept[0], id="stray", time=ReportedTime.on_day(dt.date(2030, 1, 1), "UTC"))
    result = main(assess(terms, [*kept, stray], effort=watch()))
    assert result.conduct.answer == "cannot_tell"
    assert "record_stops" in codes(result)
    assert not [each.name for each in result.definitions if each.answer == "held"]


def test_calm_of_the_only_area_within_the_window_is_no_stop_of_the_record(terms):
    alone = [each for each in record(4, 0) if each.place.lon == 30.0]
    assert (START - FIRST).days > 1000
    assert main(assess(terms, alone, effort=watch())).conduct.answer == "quiet"


def test_where_nothing_was_in_force_there_was_nothing_to_hold():
    p2 = "  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2021-12-20}]}\n"
    found = assess(read_text(TERMS.replace(p2, "")), record(4, 0), effort=watch())
    assert main(found).form.answer == "never_in_force"
    assert (main(found).conduct.answer, main(found).conduct.summary, found.summary) == ("quiet", None, None)


def test_a_watch_that_its_watcher_denies_does_not_count(terms):
    denied = [replace(each, id=f"d{each.id}", status="denied") for each in watch()]
    result = main(assess(terms, record(4, 0), effort=[*watch(), *denied]))
    assert result.conduct.answer != "quiet"
    assert "watch_contradicted" in codes(result)
    others = [replace(each, by="somebody else") for each in denied]
    assert main(assess(terms, record(4, 0), effort=[*watch(), *others])).conduct.answer == "quiet"


def test_only_the_contradicted_hours_are_cut_out_of_a_watch():
    [one] = watch()[:1]
    noon = replace(one, status="denied", start_us=one.start_us + 12 * HOUR, end_us=one.start_us + 13 * HOUR)
    rows = Contradicted.of([one, noon])
    assert [each.span for each in rows.kept if each.watched] == [
        (one.start_us, one.start_us + 12 * HOUR),
        (one.start_us + 13 * HOUR, one.end_us),
    ]
    assert rows.times.hours() == pytest.approx(1.0)


def test_a_party_that_watches_itself_is_told(terms):
    theirs = [replace(each, by="P1") for each in watch()]
    assert "watched_by_a_party" in codes(main(assess(terms, record(4, 0), effort=theirs)))
    assert "watched_by_a_party" not in codes(main(assess(terms, record(4, 0), effort=watch())))
