"""The tiers of readers to which a case is released; each tier has a log of its own."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from ceasefire.desk import codes
from ceasefire.errors import BadInput, Place, Problem

TIERS: Final = MappingProxyType(
    {
        "monitor-internal": "The mission itself.",
        "guarantor": "Those who stand in for the parties.",
        "humanitarian": "Those who help, repair and evacuate.",
        "public": "Everybody.",
    }
)
PARTY: Final = "party-"
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


def tier_of_party(key: str) -> str:
    """Return the tier of the party with this key in the terms, such as `party-p1`; BadInput where it makes no name."""
    return check_tier(f"{PARTY}{key.strip().lower()}")


def check_tier(tier: str) -> str:
    """Return `tier` when there is such a tier; raise BadInput with the tiers there are otherwise."""
    is_party = tier.startswith(PARTY) and _KEY.fullmatch(tier.removeprefix(PARTY))
    if tier not in TIERS and not is_party:
        expected = f"{', '.join(TIERS)}, or {PARTY}KEY"
        raise BadInput(Problem(codes.UNKNOWN_TIER, Place(field="tier"), got=tier or "nothing", expected=expected))
    return tier
