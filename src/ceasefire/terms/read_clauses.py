"""Reading `clauses` and `exceptions`: what is promised, by whom, and what is taken out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ceasefire.kernel.taxonomy import acts, duties
from ceasefire.kernel.tree import Node, TextNode
from ceasefire.kernel.units import units
from ceasefire.terms import codes
from ceasefire.terms.compound import Field, ListOf, Record
from ceasefire.terms.kinds import DUE, DURATION, Choice, Length, Number, Ref, Schema, TaxonomyCode, Text, Words
from ceasefire.terms.model import Baseline, Clause, Exception_, Excluded, Quota, WeaponBand
from ceasefire.terms.per_party import PARTIES
from ceasefire.terms.read_areas import AREA_PER_PARTY, AREA_REF
from ceasefire.terms.read_windows import WINDOW_PER_PARTY, WINDOW_REF
from ceasefire.terms.reading import At, Values

ACTS: Final = ListOf(TaxonomyCode(acts, codes.UNKNOWN_ACT), or_one=True)
UNIT: Final = TaxonomyCode(units, codes.UNKNOWN_UNIT)
CLAUSES: Final = ListOf(Ref("clauses"), or_one=True)
ANY: Final = ("any",)


@dataclass(frozen=True, slots=True)
class _Targets:
    """Whom or what the acts must not be directed at: `any`, or parties."""

    def read(self, node: Node, at: At) -> tuple[str, ...] | None:
        """Return ("any",) or the parties."""
        if isinstance(node, TextNode) and node.text.strip() == "any":
            return ANY
        found: tuple[str, ...] | None = PARTIES.read(node, at)
        return found

    def schema(self) -> Schema:
        """Return the schema of both forms."""
        return {"anyOf": [{"const": "any"}, PARTIES.schema()]}


EXCLUDED: Final = Record(
    "excluded",
    "An actor whom the clause leaves out.",
    (
        Field("actor", Ref("parties"), "The actor left out.", required=True),
        Field("decided_by", Ref("parties"), "Who decides whether somebody is that actor."),
    ),
    lambda values, _node, _at: Excluded(values["actor"], values.get("decided_by")) if "actor" in values else None,
)

COUNT: Final = Number(0, 1_000_000_000, whole=True)
AT_LEAST: Final = Record(
    "at_least",
    "So many of something in each period, at least.",
    (
        Field("n", COUNT, "How many at least.", required=True),
        Field("of", UNIT, "Of what, as a unit of the registry.", required=True),
        Field("per", DURATION, "In which period; in all when left out."),
        Field("anchor", Choice(("start", "calendar", "rolling", "not_stated")), "From when periods are counted."),
        Field("carry_over", Choice(("yes", "no", "not_stated")), "Whether what is missing or left counts later."),
    ),
    lambda values, _node, _at: _quota(values, "of"),
)
AT_MOST: Final = Record(
    "at_most",
    "So many of a unit in each period, at most.",
    (
        Field("n", COUNT, "How many at most.", required=True),
        Field("unit", UNIT, "Of which unit.", required=True),
        Field("per", DURATION, "In which period; in all when left out."),
        Field("anchor", Choice(("start", "calendar", "rolling", "not_stated")), "From when periods are counted."),
    ),
    lambda values, _node, _at: _quota(values, "unit"),
)


def _quota(values: Values, of: str) -> Quota | None:
    if "n" not in values or of not in values:
        return None
    return Quota(values["n"], values[of], values.get("per"), values.get("anchor"), values.get("carry_over"))


BASELINE: Final = Record(
    "baseline",
    "The level that a reduction starts from.",
    (
        Field("n", Number(), "The level before."),
        Field("unit", UNIT, "In which unit."),
        Field("per", DURATION, "In which period."),
        Field("period", Text(), "Which time the level was taken from."),
        Field("source", Text(), "Who says so."),
    ),
    lambda values, _node, _at: Baseline(**values),
)
CALIBRE: Final = Record(
    "calibre_mm",
    "A band of calibres in millimetres; `from` belongs to it and `to` does not.",
    (
        Field("from", Number(0, 1000), "Millimetres from which the band counts, this calibre included."),
        Field("to", Number(0, 1000), "Millimetres up to which it counts, this calibre excluded."),
    ),
)
WEAPONS: Final = Record(
    "weapons",
    "Weapons by kind and calibre, and how far they go back.",
    (
        Field("types", ListOf(Text(), or_one=True), "Kinds of weapons, such as tube_artillery, mortar, mlrs, tank."),
        Field("calibre_mm", CALIBRE, "The calibre band, from (included) to (excluded)."),
        Field("distance", Length(), "How far they have to be taken back."),
    ),
    lambda values, _node, _at: WeaponBand(
        values.get("types", ()),
        values.get("calibre_mm", {}).get("from"),
        values.get("calibre_mm", {}).get("to"),
        values.get("distance"),
    ),
)


def _build_clause(values: Values, node: Node, at: At) -> Clause | None:
    if "bound" in values and "by" in values:
        at.problem(codes.EXCLUDE_EACH_OTHER, node, "`bound` and `by`", "`bound` for acts, `by` for a duty")
    if "acts" in values and "acts_unstated" in values:
        at.problem(codes.EXCLUDE_EACH_OTHER, node, "`acts` and `acts_unstated`", "the acts, or the words of the text")
    if values.get("kind") == "do" and "duty" not in values and not _stands(node, "duty"):
        at.under("duty").problem(codes.MISSING_FIELD, node, "`kind: do` without `duty`", "the duty to be done")
    if values.get("kind") in ("refrain", "limit", "allow") and "duty" in values:
        at.under("duty").problem(
            codes.EXCLUDE_EACH_OTHER, node, f"`duty` beside `kind: {values['kind']}`", "`kind: do`"
        )
    if "kind" not in values:
        return None
    return Clause(at.path.partition(".")[2], bound=_bound(values), place=node.place, **_same_names(values))


def _stands(node: Node, name: str) -> bool:
    return not isinstance(node, TextNode) and name in getattr(node, "keys", tuple)()


def _bound(values: Values) -> tuple[str, ...]:
    bound: tuple[str, ...] = values.get("bound") or values.get("by") or ()
    return bound


def _same_names(values: Values) -> dict[str, Any]:
    renamed = {"at_least": "quota", "at_most": "limit"}
    kept = {renamed.get(name, name): value for name, value in values.items() if name not in ("bound", "by", "targets")}
    return kept | {"targets": _targets(values)}


def _targets(values: Values) -> tuple[str, ...] | None:
    targets: tuple[str, ...] = values.get("targets", ANY)
    return None if targets == ANY else targets


CLAUSE: Final = Record(
    "clause",
    "One promise: to leave acts undone, to do a duty, to keep under a limit, or to allow something.",
    (
        Field("kind", Choice(("refrain", "do", "limit", "allow")), "Not to do, do, limit, allow.", required=True),
        Field("acts", ACTS, "Codes of the taxonomy of acts; an inner code means all below it, `all` every act."),
        Field("acts_unstated", Text(), "The words of a text that names no act."),
        Field("duty", TaxonomyCode(duties, codes.UNKNOWN_DUTY), "The code of the duty to be done."),
        Field("bound", PARTIES, "Who is bound."),
        Field("by", PARTIES, "Who has to do the duty; says the same as `bound`."),
        Field("targets", _Targets(), "`any`, or the parties at whom the acts must not be directed."),
        Field("excluded", ListOf(EXCLUDED), "Actors outside the clause, and who decides who that is."),
        Field("area", AREA_PER_PARTY, "Where: a key of `areas`, an area, `everywhere`, or one per party."),
        Field("window", WINDOW_PER_PARTY, "When: a key of `windows`, a window, or one per party."),
        Field("start_by", DUE, "By when the duty is begun: a date, or a time after the start."),
        Field("finish_by", DUE, "By when the duty is done: a date, or a time after the start."),
        Field("at_least", AT_LEAST, "A quota to be reached."),
        Field("at_most", AT_MOST, "A limit to be kept."),
        Field("baseline", BASELINE, "The level that a reduction is measured against."),
        Field("target_level", Text(), "How far down a reduction has to go."),
        Field("weapons", ListOf(WEAPONS, or_one=True), "Which weapons, by kind and calibre."),
        Field("objects", ListOf(Text(), or_one=True), "Objects the clause protects or concerns, by name or class."),
        Field("eligible", Words(), "Which people the clause is for."),
        Field("ref", Text(), "The place in the document, such as `D1 art. 2`."),
        Field("verified_by", PARTIES, "Who verifies."),
        Field("rule", Text(), "The counting rule for this clause, where it differs from `monitoring.rule`."),
        Field("text", Words(), "What the text says, in words."),
        Field("source", Text(), "Where the clause comes from."),
    ),
    _build_clause,
)  # fmt: skip


def _build_exception(values: Values, node: Node, at: At) -> Exception_:
    kept = {name: value for name, value in values.items() if name not in ("of", "targets")}
    return Exception_(
        at.path.partition(".")[2], of=values.get("of", ()), targets=_targets(values), place=node.place, **kept
    )


EXCEPTION: Final = Record(
    "exception",
    "What is taken out of clauses; whether its conditions were met is a person's finding.",
    (
        Field("of", CLAUSES, "The clauses that it is taken out of.", required=True),
        Field("acts", ACTS, "Which acts are excepted."),
        Field("only_if", ListOf(Text(), or_one=True), "Conditions, each of which only a person's finding can meet."),
        Field("area", AREA_REF, "Where it holds; everywhere in the clause when left out."),
        Field("window", WINDOW_REF, "When it holds; all the clause's time when left out."),
        Field("by", PARTIES, "Who may use it; everybody bound when left out."),
        Field("targets", _Targets(), "At whom the excepted acts may be directed; as in the clause when left out."),
        Field("text", Words(), "What the text says, in words."),
    ),
    _build_exception,
)
