"""Heat anomalies as a reader may see them: a cell is for the mission alone, everybody else gets months of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ceasefire.assessment import Heat
from ceasefire.disclosure.reader import Reader

FEWEST_ASKED: Final = 100  # cells and weeks of a month; a share of fewer would point at places


def heat_for(reader: Reader, found: Heat) -> Heat:
    """Return the anomalies for this reader; the mission gets them as they are.

    Everybody else is told by month how many of all asked cells and weeks had more heat than the season explains, and no
    cell, day or count: where something burned is where something was hit. Months with fewer than a hundred asked cells
    and weeks are left out.
    """
    if reader.sees_everything:
        return found
    return replace(found, anomalies=(), months=tuple(each for each in found.months if each.asked >= FEWEST_ASKED))
