"""The opening of a board: what the officer set at its first act, read and checked against the terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from ceasefire.clock import MINUTE, Span, check_zone
from ceasefire.desk.act import Act, Json
from ceasefire.desk.board import codes
from ceasefire.desk.board.clocks import Side
from ceasefire.desk.board.cover import Needed
from ceasefire.desk.board.lines import CONTACTS, KINDS, LONGEST_MIN
from ceasefire.desk.board.reading import as_of, terms_digest
from ceasefire.desk.board.slot import slot_of
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.terms import Terms
from ceasefire.terms.meaning import per_party


@dataclass(frozen=True, slots=True)
class Opening:
    """What was set when the board was opened; ages and intervals in microseconds, for every kind of line."""

    by: str
    on: str
    needed: Needed
    sides: tuple[Side, ...]
    decide_by_us: int
    ages_us: Mapping[str, int]
    contact_us: Mapping[str, int]
    works: Span | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties of the sides, in their order."""
        return tuple(side.party for side in self.sides)


def read_opening(act: Act, terms: Terms, window: str) -> Opening:
    """Return what the act `open` sets; BadInput with every problem.

    The form of the act was checked before. A party that the window's clauses bind to refrain has to be a side.
    """
    body = act.body
    problems = [*_of_terms(body, terms, window), *_of_sides(body, terms, window), *_of_minutes(body)]
    if problems:
        raise BadInput(problems)
    sides = tuple(_side(each) for each in cast("tuple[Mapping[str, str], ...]", body["sides"]))
    return Opening(
        act.by,
        str(body["on"]),
        Needed(
            tuple(cast("tuple[str, ...]", body["must_cover"])),
            float(cast("float", body["margin_m"])),
            _text(body["crew"]),
        ),
        tuple(sorted(sides, key=lambda side: side.party)),
        cast("int", body["decide_by_us"]),
        _in_us(body.get("ages_min"), {name: kind.age_min for name, kind in KINDS.items()}),
        _in_us(body.get("contact_min"), {name: minutes for name, (minutes, _) in CONTACTS.items()}),
        _works(body),
    )


def _works(body: Mapping[str, Json]) -> Span | None:
    """The hours of the works, where both ends are stated in their order."""
    start, end = body.get("works_from_us"), body.get("works_until_us")
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) and start < end else None


def _text(value: Json) -> str:
    return str(value).strip()


def _side(stated: Mapping[str, str]) -> Side:
    return Side(stated["party"], check_zone(stated["zone"]), stated["capital"])


def _in_us(stated: Json, default: Mapping[str, int]) -> Mapping[str, int]:
    own = cast("Mapping[str, int]", stated or {})
    return {name: own.get(name, minutes) * MINUTE for name, minutes in default.items()}


# ---------------------------------------------------------------- what may be wrong


def _of_terms(body: Mapping[str, Json], terms: Terms, window: str) -> Iterator[Problem]:
    digest = terms_digest(terms)
    if body["terms"] != digest:
        yield Problem(codes.OTHER_TERMS, Place(field="terms"), str(body["terms"])[:16], digest[:16])
    for area in cast("tuple[str, ...]", body["must_cover"]):
        if area not in terms.areas:
            yield Problem(codes.BAD_SETTING, Place(field="must_cover"), area, ", ".join(terms.areas) or "an area")
    margin = cast("float", body["margin_m"])
    if not 0 <= margin <= 100_000:
        yield Problem(codes.BAD_SETTING, Place(field="margin_m"), str(margin), "0 to 100,000 metres")
    if window not in terms.windows:
        yield Problem(codes.BAD_SETTING, Place(field="window"), window, ", ".join(terms.windows) or "a window")
        return
    works = _works(body)
    if works is None and (body.get("works_from_us") is not None or body.get("works_until_us") is not None):
        yield Problem(codes.BAD_SETTING, Place(field="works_from_us"), expected="a start, and an end after it")
    try:
        slot = slot_of(as_of(terms, str(body["on"])), window, str(body["on"]), works)
    except BadInput as refusal:
        yield from (each.at(Place(field="on")) for each in refusal.problems)
        return
    if works is not None and slot.span is None:
        yield Problem(codes.BAD_SETTING, Place(field="works_from_us"), slot.why_not[0].text, "hours within the window")
    if slot.span is not None and cast("int", body["decide_by_us"]) > slot.span.start:
        yield Problem(codes.DECIDED_LATE, Place(field="decide_by_us"))


def _of_sides(body: Mapping[str, Json], terms: Terms, window: str) -> Iterator[Problem]:
    sides = cast("tuple[Mapping[str, Json], ...]", body["sides"])
    place = Place(field="sides")
    named = [str(side.get("party")) for side in sides]
    for side in sides:
        if set(side) != {"party", "zone", "capital"} or not all(
            isinstance(each, str) and each for each in side.values()
        ):
            yield Problem(codes.BAD_SETTING, place, ", ".join(map(str, side)), "party, zone, capital, as texts")
        else:
            yield from _of_zone(str(side["zone"]), place)
    for party in named:
        if party not in terms.parties:
            yield Problem(codes.BAD_SETTING, place, party, ", ".join(terms.parties))
    if len(set(named)) != len(named) or len(named) < 2:
        yield Problem(codes.BAD_SETTING, place, ", ".join(named), "two sides or more, each named once")
    for party in sorted(bound_in(terms, window) - set(named)):
        yield Problem(codes.SIDE_LEFT_OUT, place, ", ".join(named), party)


def bound_in(terms: Terms, window: str) -> set[str]:
    """Return the parties that clauses of this window bind to refrain; clauses without a window count too."""
    return {
        party
        for clause in terms.clauses.values()
        if clause.kind == "refrain"
        for party in clause.bound
        if per_party(clause.window, party) in (window, None)
    }


def _of_zone(zone: str, place: Place) -> Iterator[Problem]:
    try:
        check_zone(zone, place)
    except BadInput as refusal:
        yield from refusal.problems


def _of_minutes(body: Mapping[str, Json]) -> Iterator[Problem]:
    for field, known in (("ages_min", KINDS), ("contact_min", CONTACTS)):
        for name, minutes in cast("Mapping[str, Json]", body.get(field) or {}).items():
            place = Place(field=f"{field}.{name}")
            if name not in known:
                yield Problem(codes.BAD_SETTING, place, name, ", ".join(known))
            elif not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= LONGEST_MIN:
                yield Problem(codes.BAD_SETTING, place, repr(minutes), f"1 to {LONGEST_MIN:,} minutes, a whole number")
