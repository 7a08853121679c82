"""The outline of an area where the text draws one: what lint compares areas by."""

from __future__ import annotations

from typing import Final

from shapely.geometry.base import BaseGeometry

from ceasefire.errors import BadInput
from ceasefire.terms.area_meaning import area_where
from ceasefire.terms.model import Terms

_NOT_DRAWN: Final = frozenset({"everywhere", "unstated", "objects", "moving"})


def outline(terms: Terms, key: str) -> BaseGeometry | None:
    """Return the polygon of an area, or None where the text draws none or leaves a part to be set."""
    if not _is_drawn(terms, key):
        return None
    try:
        drawn = area_where(terms, key).maybe.geometry()
    except BadInput:  # a shape that cannot be made: whoever uses it is told why
        return None
    return None if drawn is None or drawn.is_empty else drawn


def _is_drawn(terms: Terms, key: str) -> bool:
    area = terms.areas.get(key)
    if area is None:  # still to be set
        return False
    parts = (*area.spec.get("areas", ()), *((area.spec["area"],) if area.kind == "same_as" else ()))
    return area.kind not in _NOT_DRAWN and all(_is_drawn(terms, part) for part in parts)
