"""What a query string asks for, in the words of OGC API – Features."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import QueryParams

from ceasefire.app import codes
from ceasefire.clock import DAY, MAX, MIN, parse_instant
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.store import After, Ask, Box
from ceasefire.store.report import Kind

USUAL, MOST = 100, 1000
NAMES = ("after", "bbox", "datetime", "f", "limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reports, how many of them, and behind which."""

    ask: Ask
    limit: int
    after: After | None


def read(query: QueryParams, kind: Kind) -> Asked:
    """Read a query string; raise BadInput for a name that nobody knows, given twice, or a value that is none."""
    for name in query:
        if name not in NAMES or len(query.getlist(name)) > 1:
            raise _bad(name[:80], "", f"each at most once: {', '.join(NAMES)}")
    if query.get("f", "json") not in ("json", "geojson"):
        raise _bad("f", query["f"], "json")
    box = _box(query["bbox"]) if "bbox" in query else None
    span = _span(query["datetime"]) if "datetime" in query else None
    after = After.read(query["after"]) if "after" in query else None
    if after is not None and max(abs(after.day), abs(after.start_us), abs(after.key)) > MAX:
        raise _bad("after", query["after"], "the `after` of a page")
    return Asked(Ask(box=box, span=span, kinds=frozenset({kind})), _limit(query.get("limit", str(USUAL))), after)


def _limit(text: str) -> int:
    """A larger number than `MOST` is allowed and means `MOST`, as the standard has it."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise _bad("limit", text, f"a whole number from 1; at most {MOST} come on one page")
    return min(int(text), MOST)


def _box(text: str) -> Box:
    try:
        sides = [float(part) for part in text.split(",")]
    except ValueError:
        sides = []
    if len(sides) not in (4, 6):
        raise _bad("bbox", text, "west,south,east,north in degrees")
    half = len(sides) // 2
    return Box(sides[0], sides[1], sides[half], sides[half + 1])


def _span(text: str) -> tuple[int, int]:
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 2 and all(_open(part) for part in parts)):
        raise _bad("datetime", text, "a moment, or `start/end` of which one may be `..`")
    start = MIN if _open(parts[0]) and len(parts) == 2 else _moment(parts[0])
    if _open(parts[-1]) and len(parts) == 2:
        return start, MAX
    return start, _moment(parts[-1]) + (DAY if len(parts[-1]) == len("2026-03-14") else 1)


def _open(part: str) -> bool:
    return part in ("", "..")


def _moment(text: str) -> int:
    return parse_instant(text, "UTC", Place(field="datetime"))


def _bad(name: str, got: str, expected: str) -> BadInput:
    return BadInput(Problem(codes.BAD_QUERY, Place(field=name), got=got[:80], expected=expected))
