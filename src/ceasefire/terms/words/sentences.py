"""How a piece of text becomes a sentence."""

from __future__ import annotations


def sentence(text: str) -> str:
    """Return the text with a capital at its start and a stop at its end."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!", ".”")) else whole + "."
