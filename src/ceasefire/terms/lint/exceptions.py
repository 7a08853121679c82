"""Checks of exceptions, exclusions and release."""

from __future__ import annotations

import re
from typing import Final

from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found, leaves_of
from ceasefire.terms.model import Clause, Exception_, Terms

PROTECTED: Final = ("civilian", "protected_object_hit", "humanitarian", "monitor")
_SELF_DEFENCE: Final = re.compile(r"self.?defen[cs]e|return.?fire|respon[ds]|repel|retaliat|own.?safety", re.IGNORECASE)
_CONDITIONED: Final = re.compile(
    r"ordered|after|failed|only.?against|confirmed|notified|proportion|necess", re.IGNORECASE
)


def reaches_protected(terms: Terms) -> Found:
    """Exceptions and permissions of acts against civilians, protected objects, relief or monitors."""
    for key, each in terms.exceptions.items():
        reached = _protected(_excepted(terms, each))
        watchers = sorted(set(each.targets or ()) & set(terms.monitoring_by))
        if reached or watchers:
            name = "acts" if reached else "targets"
            got = ", ".join(sorted(reached)[:4]) or f"directed at {', '.join(watchers)}"
            path = f"exceptions.{key}.{name}"
            yield found(terms, codes.EXCEPTION_REACHES_PROTECTED, path, got, "acts between forces", severity="error")
    for path, clause in clauses_of(terms):
        reached = _protected(leaves_of(clause.acts)) if clause.kind == "allow" else frozenset()
        if reached:
            got = ", ".join(sorted(reached)[:4])
            yield found(
                terms, codes.EXCEPTION_REACHES_PROTECTED, f"{path}.acts", got, "acts between forces", severity="error"
            )


def _excepted(terms: Terms, each: Exception_) -> frozenset[str]:
    """The acts really taken out: those named, as far as the clauses forbid them; all of theirs when none is named."""
    forbidden = frozenset[str]().union(*(leaves_of(clause.acts) for clause in _clauses(terms, each)))
    return leaves_of(each.acts) if each.acts else forbidden


def _clauses(terms: Terms, each: Exception_) -> list[Clause]:
    """The clauses that it is taken out of, without those still to be set."""
    return [terms.clauses[key] for key in each.of if key in terms.clauses]


def _protected(leaves: frozenset[str]) -> frozenset[str]:
    return frozenset(leaf for leaf in leaves if leaf.partition(".")[0] in PROTECTED)


def self_defence_unbounded(terms: Terms) -> Found:
    """Self-defence, or any exception of known acts, without a condition or with no other condition than itself."""
    for key, each in terms.exceptions.items():
        words = " ".join([key, *each.only_if, *each.text.values()])
        bounded = any(
            not _SELF_DEFENCE.search(condition) or _CONDITIONED.search(condition) for condition in each.only_if
        )
        unconditional = not each.only_if and bool(_excepted(terms, each))
        own = each.by is None or any(set(each.by) & set(clause.bound) for clause in _clauses(terms, each))
        if not bounded and own and (_SELF_DEFENCE.search(words) or unconditional):
            got = ", ".join(each.only_if) or "no `only_if`"
            yield found(
                terms, codes.SELF_DEFENCE_UNBOUNDED, f"exceptions.{key}.only_if", got, "conditions somebody can find"
            )


def nobody_decides(terms: Terms) -> Found:
    """Excluded actors with nobody to say who they are."""
    for path, clause in clauses_of(terms):
        for i, each in enumerate(clause.excluded):
            if each.decided_by is None:
                yield found(
                    terms, codes.NOBODY_DECIDES, f"{path}.excluded.{i}.decided_by", each.actor, "a party or body"
                )


def without_effect(terms: Terms) -> Found:
    """Exceptions from what is not forbidden."""
    for key, each in terms.exceptions.items():
        forbidden = frozenset[str]().union(*(leaves_of(clause.acts) for clause in _clauses(terms, each)))
        unstated = any(clause.acts_unstated is not None for clause in _clauses(terms, each))
        if each.acts and not unstated and not leaves_of(each.acts) & forbidden:
            got = f"{', '.join(each.acts)} is not forbidden by {', '.join(each.of)}"
            yield found(terms, codes.EXCEPTION_WITHOUT_EFFECT, f"exceptions.{key}.acts", got)


def release(terms: Terms) -> Found:
    """Ways out that any claim of a breach opens, or that nobody can tell."""
    if not terms.release:
        return
    trigger = terms.release.get("trigger", {})
    unconfirmed = trigger.get("kind") in ("confirmed_breach", "serious_breach") and not trigger.get("confirmed_by")
    if trigger.get("kind") == "any_breach" or unconfirmed:
        got = trigger["kind"] + (" with nobody to confirm it" if unconfirmed else "")
        yield found(terms, codes.RELEASE_ON_ANY_BREACH, "release.trigger.kind", got, "a breach that somebody confirmed")
    missing = [name for name in ("trigger", "notice", "decided_by") if name not in terms.release]
    missing = [name for name in missing if f"release.{name}" not in terms.qualifications]
    if missing:
        yield found(terms, codes.RELEASE_UNCLEAR, f"release.{missing[0]}", f"no {', no '.join(missing)}")


CHECKS: Final = (reaches_protected, self_defence_unbounded, nobody_decides, without_effect, release)
