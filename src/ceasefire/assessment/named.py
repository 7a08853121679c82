"""Whom a report names, by the keys of the terms: a source's own name for a party is one of its aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ceasefire.matching.whom import key_of
from ceasefire.record import Event


def is_by(event: Event, party: str, keys: Mapping[str, str]) -> bool:
    """Tell whether the report names this party alone as the one who did it."""
    return event.actor_is_known and not event.actor.but and _keyed(event.actor.ids, keys) == {party}


def may_be_by(event: Event, party: str, keys: Mapping[str, str]) -> bool:
    """Tell whether this party may be the one who did it: the report names nobody, or not others alone."""
    named = _keyed(event.actor.ids, keys)
    return party not in named if event.actor.but else not named or party in named


def is_between(event: Event, bound: Iterable[str], keys: Mapping[str, str]) -> bool:
    """Tell whether the report names one of `bound`, as doer or side, and nobody but parties of the terms.

    A target that is no party, such as a class of people, is not held against it.
    """
    doers = event.actor.ids if not event.actor.but else frozenset[str]()
    named = _keyed(doers | event.sides, keys)
    return not named.isdisjoint(bound) and named <= frozenset(keys.values())


def _keyed(names: Iterable[str], keys: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key_of(name, keys) for name in names)
