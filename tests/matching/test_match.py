"""What a match says of one report: inside, not bound, cannot tell, none applies; and what it adds up to."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from ceasefire import terms
from ceasefire.clock import ReportedTime, parse_instant
from ceasefire.geometry.places import PointPlace, UnknownPlace
from ceasefire.geometry.shapes import Disc
from ceasefire.kernel import taxonomy
from ceasefire.matching import Match, Row, match
from ceasefire.matching.output import to_arrow, to_csv, to_geojson, to_json_lines
from ceasefire.record import Effort, Event, Notice
from ceasefire.scope import IdSet

TEXT = """
format: ceasefire-terms/1
ceasefire: match-test
title: {en: "test"}
timezone: UTC
parties: {P1: {aliases: [{text: First Side, lang: en}]}, P2: {}, X9: {}}
areas: {zone: {point: [34.5, 47.5], radius: 10 km}}
windows: {w: {from: "2025-10-18T00:00", until: "2025-10-20T00:00"}}
clauses:
  C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: zone, window: w EXCLUDED}
EXCEPTIONS
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1], history: [{state: STATE, on: 2025-10-01}]}
"""
FIRE = taxonomy.acts().leaves("fire")


def promised(state: str = "accepted", excluded: str = "", exceptions: str = "") -> terms.Terms:
    return terms.read_text(TEXT.replace("STATE", state).replace("EXCLUDED", excluded).replace("EXCEPTIONS", exceptions))


def report(
    ident: str = "e1", lon: float = 34.5, radius: float = 0.0, actor: IdSet | None = None, **more: object
) -> Event:
    time = ReportedTime.on_day(dt.date(2025, 10, 18), "UTC")
    place = PointPlace(lon, 47.5, radius)
    given = {"acts": frozenset({"fire.mortar"}), "place_key": f"{lon} {radius}", "actor_basis": "said so"} | more
    return Event(ident, "test", 2, place, time, actor=actor or IdSet.any(), **given)  # type: ignore[arg-type]


def only_row(found: Match) -> Row:
    (row,) = found.rows
    return row


def codes_of(row: Row) -> set[str]:
    return {reason.code for reason in row.reasons}


def test_a_report_in_place_and_time_is_inside_and_names_nobody() -> None:
    row = only_row(match(promised(), [report()]))
    assert (row.clause, row.answer, row.party, row.basis) == ("C1", "inside", None, "not established")
    assert row.probability == 1.0
    assert row.margin_m == pytest.approx(10_000, abs=1)
    assert row.margin_min == 0
    assert row.certain
    assert row.watched == "unknown"


def test_a_named_actor_is_found_by_its_alias() -> None:
    row = only_row(match(promised(), [report(actor=IdSet.of("First side"))]))
    assert (row.party, row.answer) == ("P1", "inside")


def test_who_never_agreed_breaks_nothing() -> None:
    row = only_row(match(promised("rejected"), [report(actor=IdSet.of("P2"))]))
    assert row.answer == "not_bound"
    assert "never_agreed" in codes_of(row)
    summary = match(promised("rejected"), [report(actor=IdSet.of("P2"))]).clauses[0]
    assert (summary.certain, summary.possible) == (0, 0)


@pytest.mark.parametrize("state", ["not_stated", "{reports_differ: [{value: proposed}, {value: accepted}]}"])
def test_of_a_party_whose_word_is_not_known_nobody_can_tell(state: str) -> None:
    found = match(promised(state), [report(actor=IdSet.of("P2"))])
    row = only_row(found)
    assert (row.answer, row.party, row.probability, row.p_max) == ("cannot_tell", "P2", 0.0, 1.0)
    assert (row.certain, row.possible) == (False, True)
    assert "perhaps_bound" in codes_of(row)
    assert not {"never_agreed", "actor_bound"} & codes_of(row)
    assert any(why.code in {"state_not_stated", "state_accounts_differ"} for why in row.reasons)
    summary = found.clauses[0]
    assert (summary.certain, summary.possible, summary.expected, summary.interval) == (0, 1, None, (0, 1))


@pytest.mark.parametrize(
    ("bound", "answers"),
    [
        ("{status: unknown}", ["cannot_tell", "cannot_tell"]),
        ("{reports_differ: [{value: [P1]}, {value: [P1, P2]}]}", ["inside", "cannot_tell"]),
        ("{reports_differ: [{value: [P1, P2]}, {value: [P1]}]}", ["inside", "cannot_tell"]),
        ("{reports_differ: [{value: [P1]}, {value: [P2]}]}", ["cannot_tell", "cannot_tell"]),
        ("{value: [P1, P2], status: inferred}", ["inside", "inside"]),
    ],
)
def test_whom_a_text_binds_may_be_unknown_and_no_account_of_it_leads(bound: str, answers: list[str]) -> None:
    text = TEXT.replace("STATE", "accepted").replace("EXCLUDED", "").replace("EXCEPTIONS", "")
    read = terms.read_text(text.replace("bound: [P1, P2]", f"bound: {bound}"))
    rows = [only_row(match(read, [report(actor=IdSet.of(party))])) for party in ("P1", "P2")]
    assert [row.answer for row in rows] == answers
    assert [("bound_not_known" in codes_of(row)) for row in rows] == [each == "cannot_tell" for each in answers]
    assert [row.possible for row in rows] == [True, True]
    who_never_spoke = only_row(match(read, [report(actor=IdSet.of("X9"))]))
    assert (who_never_spoke.answer, who_never_spoke.p_max) == ("not_bound", 0.0)


def test_a_word_that_nobody_knows_leaves_an_unknown_actor_open_and_the_other_side_bound() -> None:
    unknown = promised("not_stated")
    assert only_row(match(unknown, [report()])).answer == "cannot_tell"
    assert only_row(match(unknown, [report(actor=IdSet.of("P1"))])).answer == "inside"
    assert only_row(match(unknown, [report(actor=IdSet.of("X9"))])).answer == "not_bound"


def test_before_the_day_of_an_unknown_word_no_word_is_on_record() -> None:
    later = terms.read_text(
        TEXT.replace("STATE, on: 2025-10-01", "not_stated, on: 2025-10-19")
        .replace("EXCLUDED", "")
        .replace("EXCEPTIONS", "")
    )
    assert only_row(match(later, [report(actor=IdSet.of("P2"))])).answer == "not_bound"


def test_who_left_is_not_said_never_to_have_agreed() -> None:
    row = only_row(match(promised("accepted, on: 2025-09-01}, {state: denounced"), [report(actor=IdSet.of("P2"))]))
    assert row.answer == "not_bound"
    assert "not_bound_then" in codes_of(row)
    assert "never_agreed" not in codes_of(row)


@pytest.mark.parametrize("state", ["accepted", "rejected", "not_stated", "conditional", "proposed"])
@pytest.mark.parametrize("actor", [None, "P1", "P2", "X9", "somebody else"])
@pytest.mark.parametrize("lon", [34.5, 34.5 + 10_000 / 75_400, 36.0])
def test_reasons_and_chances_fit_the_answer(state: str, actor: str | None, lon: float) -> None:
    text = "exceptions: {X1: {of: [C1], acts: [fire], only_if: [offensive_action_by_other]}}"
    who = None if actor is None else IdSet.of(actor)
    row = only_row(match(promised(state, exceptions=text), [report(lon=lon, radius=4_000, actor=who)]))
    free = {"never_agreed", "not_bound_then", "not_addressed", "nobody_addressed", "perhaps_bound"} & codes_of(row)
    assert not (free and "actor_bound" in codes_of(row))
    assert ("never_agreed" in free) <= (row.answer in {"not_bound", "cannot_tell"})
    if row.answer == "not_bound":
        assert (row.probability, row.p_max, row.possible, row.exception) == (0.0, 0.0, False, None)
        assert free
    if row.answer == "inside":
        assert not free
    if row.answer == "outside":
        assert not free


def test_an_unknown_actor_where_one_side_never_agreed_cannot_be_told() -> None:
    row = only_row(match(promised("rejected"), [report()]))
    assert row.answer == "cannot_tell"
    assert (row.probability, row.p_max) == (0.0, 1.0)


def test_an_unknown_actor_where_an_actor_is_excluded_cannot_be_told() -> None:
    found = match(promised(excluded=", excluded: [{actor: X9, decided_by: P1}]"), [report()])
    assert only_row(found).answer == "cannot_tell"
    assert "may_be_excluded" in codes_of(only_row(found))
    assert found.clauses[0].expected is None


def test_a_report_far_off_has_one_row_that_says_so() -> None:
    row = only_row(match(promised(), [report(lon=36.0)]))
    assert (row.clause, row.answer) == (None, "outside")
    assert "no_clause_applies" in codes_of(row)


def test_another_act_is_outside_and_an_act_that_may_be_another_is_open() -> None:
    outside = only_row(match(promised(), [report(acts=frozenset({"uav.recon"}))]))
    assert outside.clause is None
    open_row = only_row(match(promised(), [report(acts=frozenset({"uav.recon", "fire.mortar"}))]))
    assert (open_row.answer, open_row.probability, open_row.p_max) == ("cannot_tell", 0.0, 1.0)


def test_a_place_that_nobody_can_draw_cannot_be_told() -> None:
    row = only_row(match(promised(), [report(place_key="?")]))
    assert row.answer == "inside"
    nowhere = Event("e", "t", 1, UnknownPlace("somewhere"), row_time(), frozenset({"fire.mortar"}))
    assert only_row(match(promised(), [nowhere])).answer == "cannot_tell"


def row_time() -> ReportedTime:
    return ReportedTime.on_day(dt.date(2025, 10, 18), "UTC")


def test_expected_numbers_add_up_and_shared_places_widen_them() -> None:
    near_edge = 34.5 + 10_000 / 75_400
    together = [report(f"e{k}", near_edge, 4_000) for k in range(20)]
    apart = [report(f"e{k}", near_edge, 4_000, place_key=str(k)) for k in range(20)]
    one, other = match(promised(), together).clauses[0], match(promised(), apart).clauses[0]
    assert one.expected == pytest.approx(other.expected)
    assert one.interval == (0, 20)
    assert other.interval[1] - other.interval[0] < 10
    assert (one.certain, one.possible) == (0, 20)


def test_a_span_that_only_touches_the_window_is_possible_and_not_certain() -> None:
    long = Event(
        "e",
        "t",
        1,
        PointPlace(34.5, 47.5),
        ReportedTime.on_days(dt.date(2025, 9, 1), dt.date(2025, 10, 18), "UTC"),
        FIRE,
    )
    found = match(promised(), [long])
    assert (found.clauses[0].certain, found.clauses[0].possible) == (0, 1)
    assert only_row(found).probability == pytest.approx(1 / 48)


def watch(start: str, end: str, *, acts: frozenset[str] = FIRE, status: str = "watched") -> Effort:
    zone = Disc(34.5, 47.5, 20_000)
    span = parse_instant(start, "UTC"), parse_instant(end, "UTC")
    return Effort("w", "M1", "camera", zone, "", *span, acts, status)  # type: ignore[arg-type]


def test_watching_is_yes_no_or_unknown_and_covers_a_share() -> None:
    first_day = [watch("2025-10-18", "2025-10-19")]
    found = match(promised(), [report()], effort=first_day)
    assert only_row(found).watched == "yes"
    assert found.clauses[0].coverage == pytest.approx(0.5)
    assert found.notices == ()
    assert found.coverage[0].share == pytest.approx(0.5)
    later = match(promised(), [report()], effort=[watch("2025-10-19", "2025-10-20")])
    assert only_row(later).watched == "no"
    denied = match(promised(), [report()], effort=[watch("2025-10-18", "2025-10-20", status="denied")])
    assert denied.clauses[0].coverage == 0.0


def test_silence_without_effort_proves_nothing_and_says_so() -> None:
    found = match(promised(), [])
    assert [notice.code for notice in found.notices] == ["no_effort_recorded"]
    assert found.clauses[0].coverage is None


def notice(received: str | None) -> Notice:
    span = parse_instant("2025-10-18", "UTC"), parse_instant("2025-10-19", "UTC")
    came = None if received is None else parse_instant(received, "UTC")
    return Notice("N1", "P1", Disc(34.5, 47.5, 5_000), "", *span, FIRE, came, about="training")


def test_a_notice_in_time_is_a_claim_and_a_late_one_says_so() -> None:
    timely = only_row(match(promised(), [report()], notices=[notice("2025-10-17")]))
    assert (timely.answer, timely.exception) == ("exception_claimed", "N1")
    late = only_row(match(promised(), [report()], notices=[notice("2025-10-18T06:00")]))
    assert (late.answer, late.exception) == ("inside", "N1")
    assert "notice_late" in codes_of(late)
    unknown = only_row(match(promised(), [report()], notices=[notice(None)]))
    assert "receipt_unknown" in codes_of(unknown)


def test_an_exception_with_human_conditions_never_excuses_by_itself() -> None:
    text = "exceptions: {X1: {of: [C1], acts: [fire], only_if: [offensive_action_by_other]}}"
    row = only_row(match(promised(exceptions=text), [report()]))
    assert (row.answer, row.exception) == ("inside", "X1")
    assert "exception_needs_finding" in codes_of(row)


def test_every_output_holds_every_row() -> None:
    events = [report("a"), report("b", 36.0)]
    found = match(promised(), events)
    document = found.to_json([])
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert [row["event"] for row in document["rows"]] == ["a", "b"]
    assert to_csv(found).count("\n") == 3
    assert [json.loads(line)["event"] for line in to_json_lines(found).splitlines()] == ["a", "b"]
    assert to_arrow(found).num_rows == 2
    drawn = to_geojson(found, {(event.id, event.line): event for event in events})
    assert [feature["geometry"]["type"] for feature in drawn["features"]] == ["Point", "Point"]


def test_a_source_row_that_may_be_nothing_is_never_sure() -> None:
    row = only_row(match(promised(), [report(may_be_nothing=True)]))
    assert (row.answer, row.probability) == ("cannot_tell", 0.0)


def test_a_mediator_that_proposed_and_a_monitor_with_a_duty_are_not_suspects() -> None:
    text = (
        TEXT.replace("STATE", "accepted")
        .replace("EXCLUDED", "")
        .replace("X9: {}", "X9: {}, M1: {role: mediator}, M2: {role: monitor}")
        .replace("EXCEPTIONS", "  D1: {kind: do, duty: patrol, by: [M2], area: zone, window: w}")
    )
    proposed = "  - {party: M1, clauses: [C1, D1], history: [{state: proposed, on: 2025-09-01}]}\n"
    row = only_row(match(terms.read_text(text + proposed), [report()]))
    assert (row.clause, row.answer, row.party) == ("C1", "inside", None)


def test_a_clause_that_binds_nobody_is_touched_by_nothing_not_even_by_a_report_without_a_time() -> None:
    nobody = promised(excluded=", excluded: [{actor: P1, decided_by: P2}, {actor: P2, decided_by: P1}]")
    timeless = Event("e", "t", 1, UnknownPlace("somewhere"), ReportedTime.unknown(), frozenset({"fire.mortar"}))
    row = only_row(match(nobody, [timeless]))
    assert (row.clause, row.answer) == (None, "outside")
