"""Neutral colours that stay apart for colour-blind readers and in print; red is never a party.

The hues are those of Okabe and Ito's palette without vermillion, so that no zone or party looks like
an alarm; outlines and lines are darker shades of them, which stand out from white by 4.5 to 1 and more.
Hatching, not hue, says that something is uncertain, and its direction differs from slot to slot.
"""

from __future__ import annotations

from typing import Final

PARTY_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9")
OUTLINES = ("#004c78", "#855600", "#005f46", "#8d3a68", "#1b6793")
HATCH_DEGREES = (45, 135, 20, 90, 160)


NEUTRAL: Final = -1
"""The slot of what belongs to no clause and no party: dates, reports, what cannot be told."""
GREY, DARK_GREY, GREY_HATCH = "#a3abb5", "#4b5563", 70


def colour(slot: int) -> str:
    """Return the fill of a slot; more slots than colours wrap round."""
    return GREY if slot == NEUTRAL else PARTY_COLOURS[slot % len(PARTY_COLOURS)]


def outline(slot: int) -> str:
    """Return the shade of a slot for lines."""
    return DARK_GREY if slot == NEUTRAL else OUTLINES[slot % len(OUTLINES)]


def hatch_degrees(slot: int) -> int:
    """Return the direction in which a slot is hatched."""
    return GREY_HATCH if slot == NEUTRAL else HATCH_DEGREES[slot % len(HATCH_DEGREES)]


def hatch(ident: str, slot: int, pixels: int) -> str:
    """Return the SVG pattern of a slot's hatching under the name `ident`, its lines so many pixels apart."""
    return (
        f'<pattern id="{ident}" width="{pixels}" height="{pixels}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({hatch_degrees(slot)})">'
        f'<rect width="{pixels}" height="{pixels}" fill="{colour(slot)}" fill-opacity=".08"/>'
        f'<path d="M0 0V{pixels}" stroke="{outline(slot)}" stroke-width="2" stroke-opacity=".6"/></pattern>'
    )
