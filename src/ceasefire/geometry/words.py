"""Distances and directions as reports write them: "2–4 km ESE", "approximately 3km north-west of X"."""

from __future__ import annotations

import re

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.geometry.codes import BAD_SECTOR
from ceasefire.geometry.places import RingSector

COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_STEP_DEG = 360 / len(COMPASS)
_UNITS_M = {"m": 1.0, "metre": 1.0, "meter": 1.0, "km": 1000.0, "kilometre": 1000.0, "kilometer": 1000.0}
_UNITS_M |= {"nmi": 1852.0, "mi": 1609.344, "mile": 1609.344}
_LETTERS = {"north": "N", "east": "E", "south": "S", "west": "W"}

_NUMBER = r"\d+(?:[.,]\d+)?"
_SECTOR = re.compile(
    rf"(?:about|approximately|approx\.?|around|some|c\.|ca\.|~)?\s*"
    rf"(?P<near>{_NUMBER})\s*(?:(?P<near_unit>[a-z]+)\s*)?"
    rf"(?:(?:-|‐|‑|–|—|to|and)\s*(?P<far>{_NUMBER})\s*(?P<far_unit>[a-z]+)?\s*)?"
    r"(?:to\s+the\s+)?(?P<word>[a-z]+(?:[\s-]*[a-z]+){0,2}?)\.?(?:\s+of\b.*)?",
    re.IGNORECASE | re.DOTALL,
)


def ring_sector_from_words(words: str, post_lon: float, post_lat: float, place: Place = NOWHERE) -> RingSector:
    """The ring sector that a report means by "2–4 km ESE" of a post.

    The compass word is one of sixteen points (ESE, east-south-east) and means its bearing ± 11.25°; "between
    2 and 4 km" and "2km - 4km" are read too. A single distance is as exact as it is written: 3 km means 2.5
    to 3.5 km, 2.5 km means 2.45 to 2.55 km, 500 m means 450 to 550 m. Anything else raises `BadInput`.
    """
    text = re.sub(r"^\s*between\s+", "", words.strip(), flags=re.IGNORECASE)
    found = _SECTOR.fullmatch(text)
    if not found:
        raise _unreadable(words, "a distance, a unit and a compass word", place)
    near, far = _distances_m(found, words, place)
    left, right = compass_bearings(_point(found["word"], words, place))
    return RingSector(post_lon, post_lat, near, far, left % 360, right % 360)


def compass_bearings(point: str) -> tuple[float, float]:
    """The bearings between which one of the sixteen points of `COMPASS` lies, in degrees; N from below zero."""
    middle = COMPASS.index(point) * _STEP_DEG
    return middle - _STEP_DEG / 2, middle + _STEP_DEG / 2


def _distances_m(found: re.Match[str], words: str, place: Place) -> tuple[float, float]:
    if found["word"].lower() in _UNITS_M:
        raise _unreadable(words, f"a unit and then one of {', '.join(COMPASS)}", place)
    units = found["near_unit"], found["far_unit"]
    near_unit, far_unit = units[0] or units[1], units[1] or units[0]
    if near_unit is None or far_unit is None:
        raise _unreadable(words, "a unit: m, km, nmi or mi", place)
    near = _number(found["near"]) * _metres(near_unit, words, place)
    if found["far"] is None:
        half = 0.5 * 10.0 ** -_decimals(found["near"], near_unit) * _metres(near_unit, words, place)
        return max(0.0, near - half), near + half
    far = _number(found["far"]) * _metres(far_unit, words, place)
    if not near < far:
        raise _unreadable(words, "the smaller distance first", place)
    return near, far


def _point(word: str, words: str, place: Place) -> str:
    """Degrees of a compass word, in letters or written out."""
    letters = re.sub(r"north|east|south|west", lambda part: _LETTERS[part[0]], word.lower())
    point = re.sub(r"[\s-]+", "", letters).upper()
    if point not in COMPASS:
        raise _unreadable(words, f"one of {', '.join(COMPASS)}", place)
    return point


def _metres(unit: str, words: str, place: Place) -> float:
    name = unit.lower()
    metres = _UNITS_M.get(name, _UNITS_M.get(name.removesuffix("s")))
    if metres is None:
        raise _unreadable(words, "a unit: m, km, nmi or mi", place)
    return metres


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _decimals(text: str, unit: str) -> int:
    """Digits after the point that are meant: those written, less the zeros that round metres end in."""
    whole, _, part = text.replace(",", ".").partition(".")
    rounded = (
        len(whole) - len(whole.rstrip("0")) if unit.lower().startswith("m") and not unit.lower().startswith("mi") else 0
    )
    return len(part) if part else -rounded


def _unreadable(words: str, expected: str, place: Place) -> BadInput:
    return BadInput(Problem(BAD_SECTOR, place, repr(words), expected))
