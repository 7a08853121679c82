"""Lengths as tables and mapping files write them, always with their unit."""

from __future__ import annotations

import re
from typing import Final

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.kernel import codes

_LENGTH: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(m|km|nmi|mi)")
_METRES: Final = {"m": 1.0, "km": 1000.0, "nmi": 1852.0, "mi": 1609.344}
UNITS: Final = tuple(_METRES)


def read_length(text: str, place: Place = NOWHERE) -> float:
    """Metres from `500 m`, `1.5 km`, `10 nmi` or `3 mi`; BadInput without a unit."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise BadInput(Problem(codes.BAD_LENGTH, place, got=repr(text), expected="a number with m, km, nmi or mi"))
    return float(found[1]) * _METRES[found[2]]
