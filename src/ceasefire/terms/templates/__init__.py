"""Templates of terms, one per kind of local ceasefire, with comments that say what to settle and why."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

NAMES: Final = ("repair", "evacuation", "feast-day", "sector", "assets", "resupply")


def template(name: str, key: str = "") -> str:
    """Return the text of the template `name`; `key` becomes the key of the arrangement when given."""
    text = (files(__name__) / f"{name}.yaml").read_text("utf-8")
    return text.replace(f"\nceasefire: new-{name}\n", f"\nceasefire: {key}\n", 1) if key else text
