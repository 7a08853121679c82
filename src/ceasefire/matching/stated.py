"""Objects that no map shows: a report matches by the object that it states, never by what lies near."""

from __future__ import annotations

from ceasefire.record import Event


def stated_among(event: Event, objects: frozenset[str] | None) -> tuple[str, ...]:
    """Return the objects that the report states and the clause protects, by name or class, whatever their case."""
    if objects is None:
        return ()
    protected = {each.casefold() for each in objects}
    return tuple(each for each in event.objects if each.casefold() in protected)
