"""What each state of a history makes of a party's word: it binds, it sets free, it leaves open, it says nothing."""

from __future__ import annotations

from typing import Final

AGREEING: Final = frozenset({"announced", "ordered", "accepted", "mirror", "guaranteed", "extended"})
LEAVING: Final = frozenset({"rejected", "denounced", "released", "suspended"})
OPEN: Final = frozenset({"conditional"})
UNKNOWN: Final = "not_stated"
SIGNED: Final = {"en": "signed"}
INITIALLED: Final = {"en": "initialled"}
