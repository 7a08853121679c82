"""From a file to `Terms`: every field read, every problem collected, told once.

`FORMAT` is what a file says in its first line; the rule for other versions is in the terms reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, get_args

from ceasefire.errors import BadInput, Problem
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.tree import MapNode, Node, TextNode
from ceasefire.terms import codes
from ceasefire.terms.compound import Either, Field, ListOf, MapOf, Record, read_value
from ceasefire.terms.kinds import DATE, DUE, DURATION, Choice, Flag, Key, Number, Ref, Text, Words, what
from ceasefire.terms.model import Area, HeldIf, Instrument, Party, Reached, Terms, Zone
from ceasefire.terms.per_party import PARTIES
from ceasefire.terms.read_areas import AREA, AREA_FIELDS
from ceasefire.terms.read_clauses import ACTS, CLAUSE, CLAUSES, EXCEPTION
from ceasefire.terms.read_declarations import AMENDMENT, BY_WHOM, CLAIM, DECLARATION, HARM, OUTCOME
from ceasefire.terms.read_lines import LINE_VERSIONS
from ceasefire.terms.read_parties import GUARANTEE, INSTRUMENT, PARTY
from ceasefire.terms.read_windows import WINDOW, WINDOW_FIELDS, ZONE
from ceasefire.terms.reading import At, Reading, Values
from ceasefire.terms.tangles import refuse_tangles
from ceasefire.terms.yaml_text import parse_text, read_file

KIND: Final = "ceasefire-terms"
MAJOR: Final = 1
FORMAT: Final = f"{KIND}/{MAJOR}"

_RENEWALS: Final = Choice(("mutual_agreement", "automatic", "guarantors", "one_side", "not_stated"))
_TRIGGERS: Final = Choice(("any_breach", "confirmed_breach", "serious_breach", "notice", "event"))

OCCASION: Final = Record(
    "occasion",
    "What made the arrangement necessary.",
    (
        Field("on", DATE, "When that was."),
        Field("text", Words(), "What happened, in words."),
        Field("source", Text(), "Where it can be read."),
    ),
)
PURPOSE: Final = Record(
    "purpose",
    "What the arrangement is for, and when that is reached.",
    (
        Field("kind", Text(), "Such as repair, evacuation, feast_day, sector, assets, resupply."),
        Field("occasion", OCCASION, "What made it necessary, and when."),
        Field("success", Words(), "What has to be reached for the purpose to be met."),
        Field("met_on", DATE, "When that was reached; left out until it was."),
        Field("reached", Choice(get_args(Reached)), "How far it was met in the end, as the sources say."),
        Field("text", Words(), "The purpose in words."),
    ),
)
HELD_IF: Final = Record(
    "held_if",
    "The leading criterion by which people will say that it held, fixed before the start.",
    (
        Field("acts", ACTS, "Which acts the criterion looks at."),
        Field("clause", Ref("clauses"), "Which clause it looks at."),
        Field("rule", Text(), "The criterion, such as no_confirmed."),
        Field("coverage", Number(0, 1), "The share of place and time that has to have been watched."),
        Field("set_on", DATE, "The day on which it was fixed; without it nobody can show which came first."),
        Field("text", Words(), "The criterion in words."),
    ),
    lambda values, node, _at: HeldIf(place=node.place, **values),
)
RENEWAL_STEP: Final = Record(
    "renewal_step",
    "One renewal that happened.",
    (
        Field("on", DATE, "When it was renewed."),
        Field("until", DATE, "Until when."),
        Field("lasts", DURATION, "For how long."),
        Field("by", PARTIES, "Who renewed."),
        Field("source", Text(), "Where it can be read."),
        Field("text", Words(), "In words."),
    ),
)
RENEWAL: Final = Record(
    "renewal",
    "How the arrangement is prolonged, and when it was.",
    (
        Field("rule", _RENEWALS, "How it is renewed."),
        Field("by", PARTIES, "Whose agreement it needs."),
        Field("lasts", DURATION, "For how long each time."),
        Field("times", Number(0, 1000, whole=True), "How often at most."),
        Field("notice", DURATION, "How long before."),
        Field("history", ListOf(RENEWAL_STEP), "The renewals that happened."),
        Field("text", Words(), "In words."),
        Field("source", Text(), "Where it can be read."),
    ),
)  # fmt: skip
TRIGGER: Final = Record(
    "trigger",
    "What has to happen before a party is free.",
    (
        Field("kind", _TRIGGERS, "What sets a party free."),
        Field("clauses", CLAUSES, "Breaches of which clauses; of any when left out."),
        Field("confirmed_by", PARTIES, "Who has to confirm it first."),
        Field("text", Words(), "In words."),
    ),
)  # fmt: skip
RELEASE: Final = Record(
    "release",
    "How a party gets free of the arrangement.",
    (
        Field("trigger", TRIGGER, "What sets a party free."),
        Field("notice", DURATION, "How long before leaving notice has to be given."),
        Field("decided_by", PARTIES, "Who decides."),
        Field("text", Words(), "In words."),
        Field("source", Text(), "Where it can be read."),
    ),
)
FOLLOW_ON: Final = Record(
    "follow_on",
    "What is to come after the arrangement.",
    (
        Field("talks", ListOf(Words(), or_one=True), "Talks that are to follow, and on what."),
        Field("next", Text(), "The key of the arrangement that came next."),
        Field("start_by", DUE, "By when the next step begins."),
        Field("by", PARTIES, "Who takes the next step."),
        Field("text", Words(), "In words."),
        Field("source", Text(), "Where it can be read."),
    ),
)
MONITORING: Final = Record(
    "monitoring",
    "Who watches, and by which rule breaches are counted.",
    (
        Field("by", PARTIES, "Who monitors."),
        Field("none", Flag(), "`true`: no monitoring was agreed."),
        Field("rule", Text(), "The rule by which breaches are counted."),
        Field("text", Words(), "How it is monitored, in words."),
        Field("source", Text(), "Where it can be read."),
    ),
)

_PARTIES: Final = MapOf(PARTY, reserved=AREA_FIELDS | WINDOW_FIELDS)

TERMS: Final = Record(
    "terms",
    "Everything that one file of terms says.",
    (
        Field("format", Text(), f"The kind and version of the file: `{FORMAT}`.", required=True),
        Field("ceasefire", Key(), "The key of the arrangement.", required=True),
        Field("title", Words(), "The title for people."),
        Field("timezone", ZONE, "The zone of every local time, or that the text gives none."),
        Field("purpose", PURPOSE, "What the arrangement is for."),
        Field("held_if", HELD_IF, "The leading criterion, fixed before the start."),
        Field("parties", _PARTIES, "Everybody named, by neutral key.", required=True),
        Field("instrument", INSTRUMENT, "The form of the arrangement and who put a name under it."),
        Field("glossary", MapOf(Words()), "Terms with their agreed meaning."),
        Field("lines", MapOf(LINE_VERSIONS), "Reference lines in dated versions."),
        Field("areas", MapOf(AREA), "Where, by key."),
        Field("windows", MapOf(WINDOW), "When, by key."),
        Field("clauses", MapOf(CLAUSE), "What is promised, by key."),
        Field("exceptions", MapOf(EXCEPTION), "What is taken out of clauses, by key."),
        Field("exchange", ListOf(BY_WHOM), "Different undertakings given for each other."),
        Field("declarations", ListOf(DECLARATION), "What each party declared, with its history."),
        Field("guarantees", MapOf(GUARANTEE), "Promises of safety for works or passages, by key."),
        Field("renewal", RENEWAL, "How it is renewed, and when it was."),
        Field("release", RELEASE, "How a party gets free of it."),
        Field("amendments", ListOf(AMENDMENT), "Dated changes and who accepted them."),
        Field("follow_on", FOLLOW_ON, "What is to come after it."),
        Field("monitoring", MONITORING, "Who watches, and by which rule."),
        Field("claims", ListOf(CLAIM), "Published tallies, side by side."),
        Field("outcome", ListOf(Either(Text(), OUTCOME)), "What happened, as sources say."),
        Field("harm", ListOf(HARM), "What people suffered in its course, as sources say."),
        Field("caveats", ListOf(Words()), "What has to be known before using this file."),
        Field("sources", ListOf(Text()), "Addresses of the sources."),
        Field("external_ids", MapOf(ListOf(Text(), or_one=True), free_keys=True), "Its numbers in other collections."),
        Field("not_expressed", ListOf(Words()), "Facts that no field holds yet, one sentence each."),
    ),
)  # fmt: skip


def read(path: str | Path, overlays: Iterable[str | Path] = ()) -> Terms:
    """Read the terms file at `path`, with parties' private overlays merged in memory.

    Raises BadInput with every problem of the file and its place; UnknownFormat for another kind or
    version. It does not judge the terms: that is `lint`.
    """
    return _with_overlays(read_file(path), [read_file(overlay) for overlay in overlays])


def read_text(text: str, name: str = "terms", overlays: Iterable[str] = ()) -> Terms:
    """Read terms from a text; `name` stands for the file in the places of problems."""
    patches = [parse_text(overlay, f"{name} (overlay {i + 1})") for i, overlay in enumerate(overlays)]
    return _with_overlays(parse_text(text, name), patches)


def read_tree(tree: Node) -> Terms:
    """Read terms from a tree, the own versions and amendments in it included."""
    terms = read_tree_alone(tree)
    from ceasefire.terms.versions import problems_of_versions

    problems = problems_of_versions(terms)
    if problems:
        raise BadInput(problems)
    return terms


def _with_overlays(tree: Node, overlays: list[Node]) -> Terms:
    if not overlays:
        return read_tree(tree)
    from ceasefire.terms.overlays import merged

    read_tree(tree)  # what is wrong in the shared file is told first, and by itself
    whole, by_party = merged(tree, overlays)
    return replace(read_tree(whole), shared=tree, overlays=by_party)


def read_tree_alone(tree: Node) -> Terms:
    """Read terms from a tree; own versions and amendments are kept but not tried out."""
    if not isinstance(tree, MapNode):
        raise BadInput(Problem(codes.WRONG_KIND, tree.place, what(tree), "a mapping that begins with `format:`"))
    stated = tree.get("format")
    check_format(stated.text if isinstance(stated, TextNode) else None, KIND, MAJOR, (stated or tree).place)
    reading = Reading.of(tree)
    values = read_value(TERMS, tree, At(reading))
    if "ceasefire" not in values and not reading.problems:
        At(reading, "ceasefire").problem(codes.MISSING_FIELD, tree, "no key", "the key of the arrangement")
    if not reading.problems:
        refuse_tangles(_areas(values, reading), At(reading))
    if reading.problems:
        raise BadInput(sorted(_once(reading.problems), key=_in_file_order))
    return _terms(values, tree, reading)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _in_file_order(problem: Problem) -> tuple[int, int, str]:
    return (problem.place.line or 0, problem.place.column or 0, problem.code.code)


_AS_THEY_ARE: Final = (
    "title", "instrument", "glossary", "lines", "clauses", "exceptions", "exchange", "declarations", "guarantees",
    "renewal", "release", "amendments", "follow_on", "held_if", "claims", "harm", "caveats", "sources", "external_ids",
    "not_expressed",
)  # fmt: skip


def _terms(values: Values, tree: Node, reading: Reading) -> Terms:
    purpose: Mapping[str, Any] = values.get("purpose", {})
    monitoring: Mapping[str, Any] = values.get("monitoring", {})
    empty: dict[str, Any] = {"title": {}, "clauses": {}, "declarations": (), "instrument": Instrument()}
    return Terms(
        key=values["ceasefire"],
        zone=values.get("timezone", Zone(None)),
        parties={key: values.get("parties", {}).get(key) or Party(key) for key in reading.keys["parties"]},
        areas=_areas(values, reading),
        windows=values.get("windows", {}) | reading.windows,
        tree=tree,
        purpose_kind=purpose.get("kind"),
        purpose_occasion=purpose.get("occasion", {}),
        purpose_success=purpose.get("success", {}),
        purpose_text=purpose.get("text", {}),
        purpose_met_on=purpose.get("met_on"),
        purpose_reached=purpose.get("reached"),
        monitoring_by=monitoring.get("by", ()),
        monitoring_none=monitoring.get("none", False),
        monitoring_rule=monitoring.get("rule"),
        monitoring_text=monitoring.get("text", {}),
        outcome=tuple(({"en": each}, None) if isinstance(each, str) else each for each in values.get("outcome", ())),
        qualifications=reading.qualifications,
        **(empty | {name: values[name] for name in _AS_THEY_ARE if name in values}),
    )


def _areas(values: Values, reading: Reading) -> dict[str, Area]:
    areas: dict[str, Area] = values.get("areas", {}) | reading.areas
    return areas
