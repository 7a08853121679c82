"""Checks of who is bound, by whose word, and how success is judged."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found
from ceasefire.terms.model import Declaration, Terms

_OWN_WORD: Final = frozenset({"announced", "ordered", "accepted", "mirror", "guaranteed", "extended", "conditional"})


def _declared(terms: Terms) -> dict[str, set[str]]:
    """The clauses that each party took on: those its declarations name, all without a list or by a signature."""
    declared: dict[str, set[str]] = {party: set(terms.clauses) for party in terms.instrument.signed_by}
    for each in terms.declarations:
        declared.setdefault(each.party, set()).update(each.clauses or terms.clauses)
    return declared


def bound_party_absent(terms: Terms) -> Found:
    """Parties bound by the signature of others."""
    instrument = terms.instrument
    spoken = {each.party for each in terms.declarations if any(step.state in _OWN_WORD for step in each.history)}
    present = spoken | set(instrument.signed_by)
    for i, party in enumerate(instrument.bound_not_signing):
        if party not in spoken:
            path = f"instrument.bound_not_signing.{i}"
            yield found(terms, codes.BOUND_PARTY_ABSENT, path, party, "a declaration of its own")
    for i, each in enumerate(instrument.guarantors):
        if each.on_behalf_of is not None and each.on_behalf_of not in present:
            got = f"{each.who} for {each.on_behalf_of}"
            yield found(
                terms, codes.BOUND_PARTY_ABSENT, f"instrument.guarantors.{i}.for", got, "a declaration of its own"
            )


def bound_without_declaration(terms: Terms) -> Found:
    """Clauses that bind a party which has not declared them; a permission binds nobody."""
    declared = _declared(terms)
    for path, clause in clauses_of(terms):
        for i, party in enumerate(() if clause.kind == "allow" else clause.bound):
            if clause.key not in declared.get(party, ()):
                name = "by" if clause.kind == "do" else "bound"
                got = f"{party} has not declared {clause.key}"
                yield found(terms, codes.BOUND_WITHOUT_DECLARATION, f"{path}.{name}.{i}", got)


def declared_not_bound(terms: Terms) -> Found:
    """Declarations of clauses that do not bind the declaring party."""
    for i, each in enumerate(terms.declarations):
        for j, clause in enumerate(each.clauses):
            if clause in terms.clauses and each.party not in terms.clauses[clause].bound and not _rejects(each):
                path = f"declarations.{i}.clauses.{j}"
                yield found(terms, codes.DECLARED_NOT_BOUND, path, f"{clause} does not bind {each.party}", "`bound`")


def _rejects(declaration: Declaration) -> bool:
    return not any(step.state in _OWN_WORD for step in declaration.history)


def histories(terms: Terms) -> Found:
    """Declarations that were never made, and steps out of the order of time."""
    for i, each in enumerate(terms.declarations):
        if not each.history:
            yield found(terms, codes.NO_HISTORY, f"declarations.{i}.history", f"{each.party}: no step", "dated steps")
        dated = [(j, step.on) for j, step in enumerate(each.history) if step.on is not None]
        for (_, before), (j, after) in pairwise(dated):
            shortest = min(len(before), len(after), 10)
            if after[:shortest] < before[:shortest]:
                path = f"declarations.{i}.history.{j}.on"
                yield found(terms, codes.HISTORY_OUT_OF_ORDER, path, f"{after} after {before}", "the order of time")


def own_version_open(terms: Terms) -> Found:
    """Own versions that stand in the shared file and are not marked as private."""
    for i, each in enumerate(terms.declarations):
        if each.own_version is not None and not each.private:
            path = f"declarations.{i}.own_version"
            got = f"{each.party}'s own version, not private"
            yield found(terms, codes.OWN_VERSION_OPEN, path, got, "an overlay, unless published", severity="note")


def no_held_if(terms: Terms) -> Found:
    """Arrangements without a criterion that can be shown to have been fixed before the start."""
    if terms.held_if is None and terms.clauses:
        yield found(terms, codes.NO_HELD_IF, "held_if", "no `held_if`", "{acts, clause, rule, coverage, set_on}")
    elif terms.held_if is not None and terms.held_if.set_on is None:
        expected = "a day before the start"
        yield found(terms, codes.HELD_IF_NOT_LOGGED, "held_if.set_on", "no `set_on`", expected, severity="note")


def role_disputed(terms: Terms) -> Found:
    """Participants whose role each side names differently."""
    for key, party in terms.parties.items():
        if len(set(party.role_says.values())) > 1:
            got = ", ".join(f"{who}: {word}" for who, word in party.role_says.items())
            yield found(terms, codes.ROLE_DISPUTED, f"parties.{key}.role.says", got, severity="note")


CHECKS: Final = (
    bound_party_absent, bound_without_declaration, declared_not_bound, histories, own_version_open, no_held_if,
    role_disputed,
)  # fmt: skip
