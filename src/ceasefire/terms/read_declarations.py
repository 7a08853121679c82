"""Reading `declarations`, `amendments`, `claims`, `outcome` and `harm`: who said what, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast, get_args

from ceasefire.kernel.tree import Node
from ceasefire.terms.compound import Either, Field, ListOf, MapOf, Record, Untouched
from ceasefire.terms.kinds import DATE, DAY, Choice, Flag, Number, Ref, Text, Words
from ceasefire.terms.model import Amendment, Claim, Declaration, Harm, HarmKind, Qualification, State, Step
from ceasefire.terms.per_party import PARTIES
from ceasefire.terms.read_clauses import CLAUSES, UNIT
from ceasefire.terms.read_windows import WINDOW_REF, ZONE
from ceasefire.terms.reading import At, Values

SAID_BY: Final = Record(
    "said_by",
    "A person or body, and the office held.",
    (
        Field("who", Text(), "The person or body that said it."),
        Field("office", Text(), "The office held."),
    ),
)


def _build_step(values: Values, node: Node, at: At) -> Step | None:
    day, state = (at.reading.qualifications.get(f"{at.path}.{name}") for name in ("on", "state"))
    state_is_open = state is not None and state.is_open
    if "state" not in values and not state_is_open:
        return None
    to_come = state_is_open or (day is not None and day.status == "to_be_set")
    said = values.get("said_by", {})
    said = {"who": said} if isinstance(said, str) else said
    kept: dict[str, Any] = {name: value for name, value in values.items() if name not in ("state", "on", "said_by")}
    return Step(
        values.get("state", "not_stated"), values.get("on"),
        said_by_who=said.get("who"), said_by_office=said.get("office"),
        on_accounts=_told(day), state_accounts=cast("tuple[State, ...]", _told(state)),
        is_open=to_come and "state" in values, place=node.place, **kept,
    )  # fmt: skip


def _told(known: Qualification | None) -> tuple[str, ...]:
    """The values that several accounts give."""
    return () if known is None else tuple(text for text, _ in known.reports_differ)


STEP: Final = Record(
    "step",
    "One dated step of a declaration's history.",
    (
        Field("state", Choice(get_args(State)), "What the party did; `not_stated`: nobody knows.", required=True),
        Field("on", DATE, "When; left out when no date is known."),
        Field("until", DATE, "Until when, for an extension or an order with an end."),
        Field("clauses", CLAUSES, "To which clauses it applies; to all of the declaration when left out."),
        Field("said_by", Either(Text(), SAID_BY), "Who said it, and in which office."),
        Field("reported_by", Text(), "Who reported it."),
        Field("via", Ref("parties"), "Through whom the word came; a third party's word binds nobody."),
        Field("quote", Text(), "The words themselves, as far as they may be quoted."),
        Field("source", Text(), "Where it can be read."),
        Field("condition", Text(), "The condition it hangs on."),
        Field("text", Words(), "What happened, in words."),
    ),
    _build_step,
)


def _build_declaration(values: Values, node: Node, at: At) -> Declaration | None:
    if "party" not in values:
        return None
    return Declaration(
        values["party"],
        values.get("clauses", ()),
        _history(values, node, at),
        values.get("own_version"),
        values.get("timezone"),
        values.get("private", False),
        place=node.place,
    )


def _history(values: Values, node: Node, at: At) -> tuple[Step, ...]:
    """The steps; where the history or a step is not known as a whole, or accounts of it differ, nobody knows more."""
    steps: tuple[Step, ...] = values.get("history", ())
    whole = f"{at.path}.history"
    unsettled = any(
        known.is_open or known.reports_differ
        for path, known in at.reading.qualifications.items()
        if path == whole or (path.rpartition(".")[0] == whole)
    )
    if not unsettled:
        return steps
    return (*(replace(step, is_open=True) for step in steps), Step("not_stated", None, place=node.place))


DECLARATION: Final = Record(
    "declaration",
    "What one party declared, as a dated history; a third party cannot declare for it.",
    (
        Field("party", Ref("parties"), "Who declares.", required=True),
        Field("clauses", CLAUSES, "The clauses that it declares."),
        Field("history", ListOf(STEP), "What the party did, in the order of time."),
        Field("own_version", Untouched(), "Where its version differs, by clause and field, or by section."),
        Field("timezone", ZONE, "The zone of its own times, where it differs from the document's."),
        Field("private", Flag(), "`true`: the own version is for its owner only."),
    ),
    _build_declaration,
)


def _build_amendment(values: Values, node: Node, _at: At) -> Amendment | None:
    if "date" not in values or "changes" not in values:
        return None
    return Amendment(
        values["date"], values["changes"], values.get("accepted_by", ()), values.get("text", {}), place=node.place
    )


AMENDMENT: Final = Record(
    "amendment",
    "A dated change, and who accepted it; those who did not keep the old text.",
    (
        Field("date", DAY, "The day from which it holds for those who accepted it.", required=True),
        Field("changes", Untouched(), "The changes, by section, key and field.", required=True),
        Field("accepted_by", PARTIES, "Who accepted it."),
        Field("text", Words(), "What it is about, in words."),
    ),
    _build_amendment,
)

CLAIM_COUNT: Final = Record(
    "claim_count",
    "One number of a tally, with its unit.",
    (
        Field("label", Text(), "The publisher's own word for what was counted."),
        Field("n", Number(0, 1_000_000_000, whole=True), "The number.", required=True),
        Field("unit", UNIT, "The unit of the registry.", required=True),
        Field("approx", Flag(), "`true`: said to be about this number."),
        Field("lower_bound", Flag(), "`true`: said to be more than this number."),
    ),
    lambda values, _node, _at: (
        values.get("label", values.get("unit", "")),
        values.get("n", 0),
        values.get("approx", False),
        values.get("lower_bound", False),
        values.get("unit", ""),
    ),
)
CLAIM: Final = Record(
    "claim",
    "A tally that somebody published; it is never added to another's.",
    (
        Field("by", Text(), "Who published the tally: a party's key, or a name.", required=True),
        Field("about", Text(), "About whom: a party's key, or a name."),
        Field("window", WINDOW_REF, "For which time."),
        Field("counts", ListOf(CLAIM_COUNT), "The numbers as published; never added to another's.", required=True),
        Field("rule", Text(), "The counting rule; left out when the publisher stated none."),
        Field("source", Text(), "Where it was published."),
        Field("text", Words(), "What was claimed, in words."),
    ),
    lambda values, node, _at: Claim(
        values.get("by", ""), values.get("about"), values.get("window"), values.get("counts", ()),
        values.get("rule"), values.get("source"), values.get("text", {}), place=node.place,
    ),
)  # fmt: skip

OUTCOME: Final = Record(
    "outcome",
    "What happened, as one source says.",
    (
        Field("text", Words(), "What happened, as the source says.", required=True),
        Field("source", Text(), "Which source."),
    ),
    lambda values, _node, _at: (values.get("text", {}), values.get("source")),
)

HARM: Final = Record(
    "harm",
    "What people suffered in the arrangement's course, as one source says.",
    (
        Field("kind", Choice(get_args(HarmKind)), "What was suffered.", required=True),
        Field("text", Words(), "What happened, as the source says.", required=True),
        Field("n", Number(0, 1_000_000_000, whole=True), "How many people."),
        Field("approx", Flag(), "`true`: said to be about this number."),
        Field("lower_bound", Flag(), "`true`: said to be more than this number."),
        Field("source", Text(), "Which source."),
    ),
    lambda values, node, _at: Harm(place=node.place, **values) if {"kind", "text"} <= values.keys() else None,
)

BY_WHOM: Final = MapOf(CLAUSES, refers_to="parties")
