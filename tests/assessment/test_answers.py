"""Conduct, many looks, definitions, and the whole assessment on records whose truth is known."""

import datetime as dt
import json
import math
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.assessment import assess
from ceasefire.assessment.columns import Days
from ceasefire.assessment.conduct import conduct, together
from ceasefire.assessment.displacement import holm
from ceasefire.assessment.effect import Effect
from ceasefire.assessment.rules import rules
from ceasefire.assessment.seen import Seen
from ceasefire.assessment.watched import watched_days
from ceasefire.clock import ReportedTime, Span, TimeSet
from ceasefire.geometry import Disc, PointPlace
from ceasefire.kernel import taxonomy
from ceasefire.matching.watching import Watch
from ceasefire.record import Effort, Event
from ceasefire.scope import IdSet, Scope, Where, product
from ceasefire.terms import read_text

TERMS = """
format: ceasefire-terms/1
ceasefire: assess-test
title: {en: "a test"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas: {zone: {point: [30.0, 50.0], radius: 10 km}}
windows: {w: {from: "2022-01-01", until: "2022-01-28"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2021-12-20}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2021-12-20}]}
"""
FIRST, START = dt.date(2019, 1, 1), dt.date(2022, 1, 1)
FIRE = frozenset({"fire.mortar"})


@cache
def record(rate, during, seed=3, days=1200, after=None, quiet_days=28):
    """Steady reports in the zone and in eight places far off; `during` is the zone's rate in the first days of the window."""
    draw = np.random.default_rng(seed)
    start = (START - FIRST).days
    events = []
    for place in range(9):
        rates = np.full(days, float(rate))
        if place == 0:
            rates[start : start + quiet_days] = during
            rates[start + quiet_days :] = rate if after is None else after
        counts = draw.poisson(rates)
        for day in np.repeat(np.arange(days), counts).tolist():
            on = FIRST + dt.timedelta(days=day)
            point = PointPlace(30.0 + 2.0 * place, 50.0, 100.0)
            time = ReportedTime.on_day(on, "UTC")
            events.append(Event(f"e{len(events)}", "made up", len(events), point, time, FIRE, deaths=0))
    return tuple(events)


def watch(share_of_days=1.0, days_before=0):
    every = taxonomy.acts().leaves(taxonomy.EVERY)
    start = ReportedTime.on_day(START, "UTC").start_us
    day = 24 * 3600 * 1_000_000
    return [
        Effort(f"w{n}", "M", "post", Disc(30.0, 50.0, 12_000), "", start + n * day, start + (n + 1) * day, every)
        for n in range(-days_before, round(28 * share_of_days))
    ]


def main(found):
    return next(each for each in found.results if each.party is None)


@pytest.fixture(scope="module")
def terms():
    return read_text(TERMS)


def test_a_real_fall_is_found_and_nobody_is_named(terms):
    found = assess(terms, record(4, 1))
    result = main(found)
    assert result.conduct.answer == "reduced"
    assert result.form.answer == "ended"
    assert result.main.effect.answer == "fell"
    assert [each.conduct.answer for each in found.results if each.party] == ["cannot_tell", "cannot_tell"]
    assert {why.code for each in found.results if each.party for why in each.reasons} >= {"party_never_named"}


def test_where_nobody_knows_what_a_side_said_the_form_and_what_rests_on_it_cannot_be_told():
    p2 = "{party: P2, clauses: [C1], history: [{state: accepted, on: 2021-12-20}]}"
    unknown = read_text(TERMS.replace(p2, "{party: P2, clauses: [C1], history: [{state: not_stated}]}"))
    document = assess(unknown, record(4, 1)).to_json()
    forms = {each["party"]: each["form"] for each in document["results"]}
    assert forms == {None: "cannot_tell", "P1": "ended", "P2": "cannot_tell"}
    [of_all] = [each for each in document["results"] if each["party"] is None]
    assert {"acceptance_not_known", "state_not_stated"} <= {why["code"] for why in of_all["reasons"]}
    answers = {each["name"]: each["answer"] for each in of_all["definitions"]}
    assert (answers["ran_to_its_end_without_deaths"], answers["formal_end"]) == ("cannot_tell", "cannot_tell")


def test_nothing_that_happened_is_never_a_fall(terms):
    answers = [main(assess(terms, record(4, 4, seed=seed))).conduct.answer for seed in range(3)]
    assert answers.count("reduced") <= 1


def test_silence_is_quiet_only_where_somebody_watched(terms):
    silent = record(4, 0)
    assert main(assess(terms, silent, effort=watch())).conduct.answer == "quiet"
    assert main(assess(terms, silent, effort=watch(0.3))).conduct.answer != "quiet"
    assert main(assess(terms, silent)).conduct.answer != "quiet"
    quiet = main(assess(terms, silent, effort=watch())).conduct
    assert {"quiet_before", "quiet_without_ceasefire"} <= {why.code for why in quiet.reasons}
    assert quiet.summary == "held"


def test_a_fall_in_reports_beside_a_fall_in_watching_is_no_finding(terms):
    fewer = record(4, 1)
    assert main(assess(terms, fewer, effort=watch(1.0, days_before=28))).conduct.answer == "reduced"
    left = main(assess(terms, fewer, effort=watch(0.5, days_before=28)))
    assert left.conduct.answer == "cannot_tell"
    assert "effort_changed" in {why.code for why in left.main.effect.reasons}


def deployed(before, during, seed=3, extra=1.0):
    """Reports in proportion to the watching: the zone watched `before` of each day until the start, then `during`.

    Eight far places are watched through every day. `extra` is what the window's rate really changes by. Returns the
    reports and the whole record of watching.
    """
    draw, start, events, effort = np.random.default_rng(seed), (START - FIRST).days, [], []
    every = taxonomy.acts().leaves(taxonomy.EVERY)
    for place in range(9):
        for day in range(1200):
            share = (during if day >= start else before) if place == 0 else 1.0
            rate = 6 * share * (extra if place == 0 and start <= day < start + 28 else 1.0)
            time = ReportedTime.on_day(FIRST + dt.timedelta(days=day), "UTC")
            point = PointPlace(30.0 + 2.0 * place, 50.0, 100.0)
            for _ in range(draw.poisson(rate)):
                events.append(Event(f"e{len(events)}", "made up", len(events), point, time, FIRE, deaths=0))
            until = time.start_us + round(share * 86_400_000_000)
            seen = Disc(30.0 + 2.0 * place, 50.0, 45_000)
            effort.append(Effort(f"w{len(effort)}", "M", "post", seen, "", time.start_us, until, every))
    return events, effort


def test_monitors_that_deploy_at_the_start_bring_no_rise_and_hide_no_fall(terms):
    """Watching triples on the first day and reports with it; the record of watching is whole, so they are set against it."""
    for seed in range(3):
        result = main(assess(terms, (given := deployed(0.3, 0.9, seed))[0], effort=given[1]))
        assert result.main.effect.answer != "rose"
        assert "per_effort" in {why.code for why in result.main.effect.reasons}
        assert abs(result.main.effect.per_cent) < 40
        assert all(each.answer != "rose" for each in result.displacement)
    events, effort = deployed(0.3, 0.9, extra=0.25)
    assert main(assess(terms, events, effort=effort)).main.effect.answer == "fell"
    assert main(assess(terms, events)).main.effect.answer != "fell"


def test_without_a_whole_record_of_watching_a_deployment_takes_the_answer_back(terms):
    events, effort = deployed(0.3, 0.9)
    late = [each for each in effort if each.start_us >= ReportedTime.on_day(dt.date(2021, 6, 1), "UTC").start_us]
    result = main(assess(terms, events, effort=late))
    assert result.main.effect.answer == "cannot_tell"
    assert "effort_changed" in {why.code for why in result.main.effect.reasons}


def test_the_watched_share_of_every_day_equals_the_measure_of_the_scopes(terms):
    """Against the scope algebra itself: watches that overlap in place and time, over midnight and months."""
    draw = np.random.default_rng(4)
    every, day = taxonomy.acts().leaves(taxonomy.EVERY), 86_400_000_000
    begin = ReportedTime.on_day(FIRST, "UTC").start_us
    effort = []
    for n in range(40):
        start = begin + round(draw.uniform(-2, 28) * day)
        disc = Disc(30 + draw.uniform(-0.2, 0.2), 50 + draw.uniform(-0.2, 0.2), draw.uniform(3_000, 20_000))
        end = start + round(draw.choice([0.2, 1.5, 12]) * day)
        effort.append(Effort(f"w{n}", "M", "post", disc, "", start, end, every))
    watch, days = Watch.of(terms, effort), Days(FIRST, 30, "UTC")
    grounds = (Where(Disc(30.0, 50.0, 10_000)), Where(Disc(30.2, 50.1, 5_000)), Where(Disc(60.0, 10.0, 5_000)))
    shares = watched_days(watch, terms.clauses["C1"], grounds, days)
    starts, seen = days.starts(), Scope.union(each.extent for each in watch.seen)
    for row, ground in zip(shares, grounds, strict=True):
        by_hand = [
            seen.measure(within=product(ground, TimeSet((Span(int(a), int(b)),)))) / (ground.area_km2() * 24)
            for a, b in pairwise(starts)
        ]
        assert row == pytest.approx(by_hand)
    assert shares[0].max() > 0.5
    assert not shares[2].any()


def test_ended_on_paper_and_quiet_in_fact(terms):
    found = assess(terms, record(4, 0), effort=watch(), on=dt.date(2022, 3, 1))
    assert (main(found).form.answer, main(found).conduct.answer) == ("ended", "quiet")


def test_each_party_is_assessed_on_reports_that_name_it_alone(terms):
    named = [
        Event(e.id, e.source, e.line, e.place, e.time, e.acts, actor=IdSet.of("P1"), deaths=0) for e in record(4, 1)
    ]
    by_party = {each.party: each for each in assess(terms, named).results}
    assert by_party["P1"].conduct.answer == "reduced"
    assert by_party["P2"].conduct.answer == "cannot_tell"


def test_terms_without_ground_or_outside_the_record_cannot_be_told(terms):
    undrawn = read_text(TERMS.replace("{point: [30.0, 50.0], radius: 10 km}", "{unstated: the front}"))
    result = main(assess(undrawn, record(2, 2)))
    assert (result.conduct.answer, result.main) == ("cannot_tell", None)
    assert "no_ground" in {why.code for why in result.reasons}
    late = read_text(TERMS.replace("2022-01-01", "2032-01-01").replace("2022-01-28", "2032-01-28"))
    assert "outside_the_record" in {why.code for why in main(assess(late, record(2, 2))).reasons}


def test_every_stated_start_is_asked_beside_the_common_one(terms):
    text = TERMS.rstrip()[:-1] + ', own_version: {C1: {window: {from: "2022-01-05"}}}}\n'
    versions = main(assess(read_text(text), record(4, 1))).versions
    assert [(each.stretch.said_by, each.seen.day(0).day) for each in versions] == [(None, 5), ("P1", 1)]


def test_the_document_is_whole_and_the_same_again(terms):
    events = record(4, 1)
    first, second = (json.dumps(assess(terms, events).to_json(), sort_keys=True) for _ in range(2))
    assert first == second
    result = json.loads(first)["results"][0]
    assert {
        "party", "acts", "unit", "conduct", "form", "purpose", "harm", "effect", "displacement", "broke_on", "coverage",
        "definitions", "rules_version", "reasons",
    } <= result.keys()  # fmt: skip
    assert {"where", "effect", "p_holm"} <= result["displacement"][0].keys()
    assert all({"name", "answer", "value"} <= each.keys() for each in result["definitions"])
    assert all(each["chosen"] == "afterwards" for each in result["definitions"])


HELD_IF = "held_if: {clause: C1, rule: no_report, coverage: 0.5SET_ON}\n"
AMENDED = (
    "amendments: [{date: DAY, changes: {held_if: {clause: C1, rule: no_report, coverage: 0.2}}, accepted_by: BY}]\n"
)


def by_criterion(text, events, effort=None):
    """Each criterion of the terms as (place in the annex from the end, coverage asked, answer, chosen)."""
    stated = main(assess(read_text(TERMS + text), events, effort=effort)).definitions
    return [
        (at - len(stated), each.value["coverage_asked"], each.answer, each.chosen)
        for at, each in enumerate(stated)
        if each.name == "held_if"
    ]


@pytest.mark.parametrize(
    ("set_on", "chosen"),
    [
        (", set_on: 2021-12-31", "before"),
        (", set_on: 2021-12", "before"),
        (", set_on: 2022-01-01", "cannot_tell"),
        (", set_on: 2022", "cannot_tell"),
        ("", "cannot_tell"),
        (", set_on: 2022-01-02", "afterwards"),
    ],
)
def test_only_a_criterion_logged_before_the_start_is_called_so(set_on, chosen):
    [(place, _, answer, said)] = by_criterion(HELD_IF.replace("SET_ON", set_on), record(4, 0), watch())
    assert (answer, said) == ("held", chosen)
    assert (place == -1) == (chosen == "afterwards")


def test_a_criterion_that_comes_with_an_amendment_is_dated_by_it():
    first = HELD_IF.replace("SET_ON", ", set_on: 2021-12-01")

    def amended(day, by="[P1, P2]"):
        return AMENDED.replace("DAY", day).replace("BY", by)

    quiet = (record(4, 0), watch())
    assert [each[1:] for each in by_criterion(first + amended("2021-12-24"), *quiet)] == [(0.2, "held", "before")]
    later = by_criterion(first + amended("2022-01-10"), *quiet)
    assert [each[1:] for each in later] == [(0.5, "held", "before"), (0.2, "held", "afterwards")]
    assert later[-1][0] == -1
    assert [each[1:] for each in by_criterion(amended("2022-01-10"), *quiet)] == [(0.2, "held", "afterwards")]
    assert by_criterion(amended("2022-01-10", "[P1]"), *quiet) == []


@pytest.mark.parametrize(
    ("criterion", "during", "effort", "answer"),
    [
        ("{rule: no_report, coverage: 0.5}", 0, watch(), "held"),
        ("{rule: no_report, coverage: 0.5}", 1, watch(), "not_held"),
        ("{rule: no_report, coverage: 0.5}", 0, watch(0.3), "cannot_tell"),
        ("{rule: no_report, coverage: 0.5}", 0, None, "cannot_tell"),
        ("{rule: no_report, acts: [uav]}", 1, watch(), "held"),
        ("{rule: no_report, acts: [fire]}", 1, watch(), "not_held"),
        ("{rule: no_confirmed}", 0, watch(), "held"),
        ("{rule: no_confirmed}", 1, watch(), "cannot_tell"),
        ("{rule: half_as_many}", 0, watch(), "cannot_tell"),
    ],
)
def test_a_criterion_is_answered_from_its_own_acts_and_its_own_rule(criterion, during, effort, answer):
    [(_, _, told, _)] = by_criterion(f"held_if: {criterion}\n", record(4, during), effort)
    assert told == answer


def test_a_criterion_about_another_clause_says_nothing_of_this_one():
    second = TERMS.replace(
        "window: w}}", "window: w}, C2: {kind: refrain, acts: [uav], bound: [P1], area: zone, window: w}}"
    )
    text = second.replace("clauses: [C1]", "clauses: [C1, C2]", 1) + HELD_IF.replace("SET_ON", "")
    results = assess(read_text(text), record(4, 1)).results
    assert {each.clause for each in results if any(one.name == "held_if" for one in each.definitions)} == {"C1"}
    assert any(each.clause == "C2" and each.definitions for each in results)


def test_a_return_is_found_after_it_began(terms):
    long = read_text(TERMS.replace("2022-01-28", "2022-02-25"))
    result = main(assess(long, record(6, 0.3, after=9, quiet_days=44)))
    assert result.conduct.answer == "resumed"
    assert dt.date(2022, 2, 14) <= result.main.broke_on <= dt.date(2022, 2, 25)
    assert result.conduct.summary == "eroded"


def test_days_under_another_ceasefire_are_no_placebo(terms):
    other = read_text(
        TERMS.replace("assess-test", "other").replace("2022-01-01", "2021-06-01").replace("2022-01-28", "2021-09-30")
    )
    events = record(4, 1)
    alone, beside = (main(assess(terms, events, others=others)).main.effect for others in ((), (other,)))
    assert beside.placebos <= alone.placebos


def between(events, sides, west_of=90):
    return [replace(each, sides=frozenset(sides)) if each.place.lon < west_of else each for each in events]


def look(result, where):
    return next((each for each in result.displacement if each.where == where), None)


def test_the_same_parties_elsewhere_are_looked_at_where_a_source_names_them(terms):
    aliased = read_text(TERMS.replace("P2: {}", "P2: {aliases: [{text: Front of the East}]}"))
    events = between(record(4, 1), ("P1", "front of the east"), west_of=41)
    found = main(assess(aliased, events))
    elsewhere = look(found, "the same parties elsewhere").effect
    first = (START - FIRST).days
    days = range(first, first + 28)
    by_hand = sum(
        (event.time.start_us // 86_400_000_000 - FIRST.toordinal() + dt.date(1970, 1, 1).toordinal()) in days
        for event in events
        if 30.5 < event.place.lon < 41
    )
    assert elsewhere.observed == by_hand > 0
    assert elsewhere.method.endswith("history only")
    assert "parties_not_named" not in {why.code for why in found.reasons}
    strangers = main(assess(terms, between(record(4, 1), ("P1", "somebody else"))))
    for nobody_named in (strangers, main(assess(terms, record(4, 1)))):
        assert look(nobody_named, "the same parties elsewhere") is None
        assert "parties_not_named" in {why.code for why in nobody_named.reasons}


def test_violence_between_the_same_parties_that_went_far_away_is_told(terms):
    """Twenty times as many reports in two far places during the window; the correction counts this look too."""
    start = ReportedTime.on_day(START, "UTC").start_us
    end = start + 28 * 86_400_000_000
    events = between(record(4, 1), ("P1", "P2"))
    far = [each for each in events if each.place.lon > 45 and start <= each.time.start_us < end]
    again = [replace(each, id=f"{each.id} {n}") for each in far for n in range(19)]
    found = main(assess(terms, [*events, *again]))
    moved_far = look(found, "the same parties elsewhere")
    assert moved_far.answer == "rose"
    told = [each.effect for each in found.displacement if not math.isnan(each.p_holm)]
    assert moved_far.p_holm >= 2 * min(each.p_rise for each in told)


def test_a_party_is_known_by_every_name_that_the_terms_give_it():
    aliased = read_text(TERMS.replace("P1: {}", "P1: {aliases: [{text: Front of the West}]}"))
    named = [replace(each, actor=IdSet.of("Front of the West")) for each in record(4, 1)]
    by_party = {each.party: each for each in assess(aliased, named).results}
    assert by_party["P1"].conduct.answer == "reduced"


def test_the_rules_draw_the_lines_between_the_answers(terms):
    """Found at .05 and not at .002, and steady counts show no large change unless more power is asked for."""
    fallen, steady = record(4, 1), record(4, 4)
    assert main(assess(terms, fallen)).main.effect.answer == "fell"
    assert main(assess(terms, fallen, by=replace(rules(), finding_at=0.0005))).main.effect.answer != "fell"
    assert main(assess(terms, steady)).main.effect.answer == "no_large_change"
    assert main(assess(terms, steady, by=replace(rules(), power_needed=1.01))).main.effect.answer == "cannot_tell"
    smaller = main(assess(terms, steady, by=replace(rules(), large_change=-0.3))).main.effect
    assert any("-30 %" in str(why.text) for why in smaller.reasons if "power" in why.code)


def seen(events, start, length, watched=None):
    events = np.asarray(events)
    return Seen(Days(FIRST, len(events), "UTC"), events, events * 0, start, length, watched)


def effect(answer):
    nothing = math.nan
    return Effect(answer, 0.0, 0.0, (nothing, nothing), 0.5, 0.5, 1, 1.0, {}, 300, 0.0, (), "test", 0)


@pytest.mark.parametrize(
    ("answer", "broke_on", "expected", "summary"),
    [
        ("fell", None, "reduced", "held_with_incidents"),
        ("fell", 8, "resumed", "eroded"),
        ("fell", 2, "resumed", "collapsed"),
        ("rose", None, "increased", None),
        ("no_large_change", None, "no_large_change", None),
        ("cannot_tell", 8, "cannot_tell", None),
    ],
)
def test_conduct_follows_the_effect_and_a_return_needs_a_fall(answer, broke_on, expected, summary):
    found = conduct(seen([1] * 40, 20, 10), effect(answer), broke_on, rules())
    assert (found.answer, found.summary) == (expected, summary)


def test_how_cheap_quiet_is_stands_beside_it():
    assert seen([0] * 40, 20, 10).quiet_share() == 1.0
    assert seen([1] + [0] * 39, 20, 10).quiet_share() == pytest.approx(10 / 11)
    assert seen([0] * 40, 5, 10).quiet_share() is None


def test_one_word_for_several():
    assert together(["held", "held"]) == "held"
    assert together(["held", "held_with_incidents"]) == "held_with_incidents"
    assert together(["held", None]) == "partial"
    assert together([None, None]) is None
    assert together(["eroded", "collapsed"]) is None


def test_holm_on_a_worked_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_monotone_and_never_below_the_raw_p(p_values):
    corrected = holm(p_values)
    assert all(one >= raw and one <= 1 for one, raw in zip(corrected, p_values, strict=True))
    order = np.argsort(p_values, kind="stable")
    assert all(corrected[a] <= corrected[b] for a, b in pairwise(order))


def test_what_was_not_looked_at_stays_unlooked():
    first, second = holm([math.nan, 0.02])
    assert math.isnan(first)
    assert second == 0.02
