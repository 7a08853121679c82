"""One row per actor and declaration: the form in which researchers compare ceasefires."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from ceasefire.clock import TimeSet
from ceasefire.kernel.languages import in_language
from ceasefire.kernel.tree import MapNode
from ceasefire.scope import Scope
from ceasefire.terms.agreement import agreed
from ceasefire.terms.days import days_of
from ceasefire.terms.meaning import BY_NAME, clause_scope
from ceasefire.terms.model import Clause, Declaration, Step, Terms
from ceasefire.terms.states import SIGNED
from ceasefire.terms.words.areas import area_in_words
from ceasefire.terms.words.times import spans_json

FORMAT: Final = "ceasefire-declarations/1"
COLUMNS: Final = (
    "ceasefire",
    "title",
    "declaration",
    "party",
    "names",
    "form",
    "purpose",
    "clauses",
    "acts",
    "duties",
    "excluded",
    "states",
    "first_state_on",
    "last_state",
    "last_state_on",
    "agreed",
    "conditions",
    "via",
    "mediators",
    "starts",
    "ends",
    "time_is_certain",
    "timezone",
    "areas",
    "has_own_version",
    "monitored_by",
    "counting_rule",
    "renewals",
    "sources",
)


def declarations(terms: Terms) -> list[dict[str, Any]]:
    """Return one record per actor and declaration, in the order of the file; lists stay lists.

    Who only signed declared by that: such records stand last.
    `starts` and `ends` are UTC, empty where open or unknown; `agreed` maps each clause to yes, no or
    cannot_tell by the party's own word alone. Whether anything was kept is not part of it.
    """
    every = [*terms.declarations, *_by_signature(terms)]
    return [_record(terms, number, each) for number, each in enumerate(every, start=1)]


def to_json(*every: Terms) -> dict[str, Any]:
    """Return the records of one text of terms or of several as one JSON document."""
    rows = [row for terms in every for row in declarations(terms)]
    return {"format": FORMAT, "ceasefires": [terms.key for terms in every], "rows": rows}


def to_csv(*every: Terms) -> str:
    """Return the records of one text of terms or of several as CSV with a header; lists are joined by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(record[name]) for name in COLUMNS] for terms in every for record in declarations(terms))
    return text.getvalue()


def _by_signature(terms: Terms) -> Iterator[Declaration]:
    instrument, spoken = terms.instrument, {each.party for each in terms.declarations}
    for party in instrument.signed_by:
        if party not in spoken and _binding(terms, party):
            signed = Step("accepted", instrument.signed_on, text=SIGNED, place=instrument.place)
            yield Declaration(party, _binding(terms, party), (signed,))


def _binding(terms: Terms, party: str) -> tuple[str, ...]:
    return tuple(key for key, clause in terms.clauses.items() if party in clause.bound)


def _record(terms: Terms, number: int, declaration: Declaration) -> dict[str, Any]:
    clauses = _declared(terms, declaration)
    steps = sorted(declaration.history, key=lambda step: days_of(step.on)[0].toordinal() if step.on else 0)
    dated = [step for step in steps if step.on]
    party = terms.parties[declaration.party]
    return {
        "ceasefire": terms.key,
        "title": in_language(terms.title),
        "declaration": number,
        "party": declaration.party,
        "names": [alias.text for alias in party.aliases],
        "form": terms.instrument.form,
        "purpose": terms.purpose_kind,
        "clauses": [clause.key for clause in clauses],
        "acts": sorted({act for clause in clauses for act in clause.acts}),
        "duties": sorted({clause.duty for clause in clauses if clause.duty}),
        "excluded": sorted({each.actor for clause in clauses for each in clause.excluded}),
        "states": [f"{_state(step)} {step.on}" if step.on else _state(step) for step in steps],
        "first_state_on": dated[0].on if dated else None,
        "last_state": _state(steps[-1]) if steps else None,
        "last_state_on": dated[-1].on if dated else None,
        "agreed": {clause.key: agreed(terms, declaration.party, clause.key).value for clause in clauses},
        "conditions": [step.condition for step in steps if step.condition],
        "via": sorted({step.via for step in steps if step.via}),
        "mediators": list(terms.instrument.mediators),
        **_time(terms, declaration),
        "timezone": (declaration.zone or terms.zone).name,
        "areas": sorted({area_in_words(terms, key) for clause in clauses for key in clause.area.values()}),
        "has_own_version": isinstance(declaration.own_version, MapNode),
        "monitored_by": list(terms.monitoring_by),
        "counting_rule": terms.monitoring_rule,
        "renewals": len(terms.renewal.get("history", ())),
        "sources": sorted({step.source for step in steps if step.source}) or list(terms.sources),
    }


def _state(step: Step) -> str:
    """What the party did; of accounts that differ none leads."""
    return " or ".join(dict.fromkeys(step.states))


def _declared(terms: Terms, declaration: Declaration) -> list[Clause]:
    """The clauses of a declaration; one that names none declares all that bind its party."""
    keys = declaration.clauses or _binding(terms, declaration.party)
    return [terms.clauses[key] for key in keys if key in terms.clauses]


def _time(terms: Terms, declaration: Declaration) -> dict[str, Any]:
    """From the first to the last moment of the declared clauses that are bound to a time."""
    keys = [clause.key for clause in _declared(terms, declaration) if clause.window]
    scope = Scope.union(clause_scope(terms, key, declaration.party, how=BY_NAME) for key in keys)
    sure, maybe = scope.certain.times(), scope.possible.times()
    hull = (sure if not sure.is_empty else maybe).hull
    starts, ends = (None, None) if hull is None else spans_json(TimeSet((hull,)))[0]
    return {"starts": starts, "ends": ends, "time_is_certain": not sure.is_empty and sure == maybe}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name} {answer}" for name, answer in value.items())
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else value
