"""Checks of areas and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import place_of_zone
from ceasefire.geometry import edge_departures_m, looks_swapped
from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, forbids, found, path_of
from ceasefire.terms.lint.outlines import outline
from ceasefire.terms.model import Area, Clause, Terms

OFF_GEODESIC_M: Final = 100.0
FAR_DEGREES: Final = 5.0
FAR_FROM_CLOCK_DEGREES: Final = 12.0
Box = tuple[float, float, float, float]  # west, south, east, north
# Duties whose place needs no ban of acts: forces have to leave it or to be there, or people only meet and look there.
_PLACE_ENOUGH: Final = frozenset(
    {"withdraw", "disengage", "redeploy", "return_to_positions", "vacate_object", "store_weapons", "dismantle"}
    | {"inspect", "meet", "patrol", "notify", "keep_channel"}
)
_DISTANCE: Final = re.compile(r"[0-9]\s*(?:-\s*)?(?:km|m|nmi|nm|miles?|км|м)\b")


def distance_unclear(terms: Terms) -> Found:
    """Distances in words, or with several values, where a number should draw the area."""
    for key, area in terms.areas.items():
        path = path_of(terms, "areas", key)
        if area.kind in ("unstated", "place"):
            words = " ".join([*area.spec.get("text", area.spec.get("name", {})).values(), *area.text.values()])
            if _DISTANCE.search(words):
                yield found(
                    terms,
                    codes.DISTANCE_UNCLEAR,
                    f"{path}.{area.kind}",
                    words[:120],
                    "`point` and `radius`, or `corridor`",
                )
        for name in ("radius", "corridor.half_width", "beside_line.depth", "width_between.total", "moving.radius"):
            known = terms.qualifications.get(f"{path}.{name}")
            if known is not None and (known.reports_differ or known.status != "stated"):
                got = known.status or " | ".join(value for value, _ in known.reports_differ)
                yield found(terms, codes.DISTANCE_UNCLEAR, f"{path}.{name}", got, "one stated distance")


def area_without_act(terms: Terms) -> Found:
    """Areas in which nothing is forbidden or limited, though works, passages or people there need it."""
    used = {key for _, clause in clauses_of(terms) if _can_be_broken(clause) for key in clause.area.values()}
    used |= {value for path, value in _in_other_accounts(terms) if _forbids(terms, path)}
    used &= terms.areas.keys()
    parts = set(_parts(terms, used)) | {each.area for each in terms.exceptions.values()}
    parts |= {key for key, area in terms.areas.items() if area.kind == "together"}  # its parts are told themselves
    parts |= {part for each in terms.guarantees.values() for part in each.must_cover}
    guarded = shapely.unary_union([shaped for key in used if (shaped := outline(terms, key)) is not None])
    for key in sorted(terms.areas.keys() - used - parts):
        drawn = outline(terms, key)
        if drawn is None or not guarded.covers(drawn):
            yield found(
                terms, codes.AREA_WITHOUT_ACT, path_of(terms, "areas", key), key, "a clause of kind refrain or limit"
            )


def _can_be_broken(clause: Clause) -> bool:
    return forbids(clause) or clause.duty in _PLACE_ENOUGH


def _forbids(terms: Terms, path: str) -> bool:
    clause = terms.clauses.get(path.split(".")[1])
    return clause is not None and forbids(clause)


def _in_other_accounts(terms: Terms) -> Iterator[tuple[str, str]]:
    """Areas that only another account of a clause names, with the path of the clause."""
    for path, known in terms.qualifications.items():
        if path.startswith("clauses.") and path.split(".")[2:3] == ["area"]:
            yield from ((path, value) for value, _ in known.reports_differ)


def _parts(terms: Terms, used: set[str]) -> Iterator[str]:
    """Areas that help to draw others, and those of which a used one is put together."""
    for area in terms.areas.values():
        yield from area.minus
        if area.spec.get("within"):
            yield area.spec["within"]
    for key in used:
        yield from terms.areas[key].spec.get("areas", ())
        yield from filter(None, [terms.areas[key].spec.get("area")])


def shape_unsure(terms: Terms) -> Found:
    """Areas in words only, and shapes that are our approximation."""
    for key, area in terms.areas.items():
        path = path_of(terms, "areas", key)
        if area.kind == "unstated":
            got = next(iter(area.spec["text"].values()), "no words")
            yield found(terms, codes.AREA_UNSTATED, f"{path}.unstated", got, "a shape, or `within`")
        if area.shape_status == "approximated_by_us":
            yield found(terms, codes.AREA_APPROXIMATED, f"{path}.shape_status", area.shape_status, severity="note")


def edges_off_geodesic(terms: Terms) -> Found:
    """Edges so long that straight in degrees is not straight on the ground."""
    for key, area in terms.areas.items():
        if area.kind != "polygon" or area.spec["geometry"] is None:
            continue
        apart = edge_departures_m(shape(area.spec["geometry"]))
        if len(apart) and apart.max() > OFF_GEODESIC_M:
            got = f"edge {int(apart.argmax()) + 1} lies {apart.max():,.0f} m off"
            path = f"{path_of(terms, 'areas', key)}.polygon"
            yield found(terms, codes.EDGE_OFF_GEODESIC, path, got, f"at most {OFF_GEODESIC_M:.0f} m")


def lines_unsure(terms: Terms) -> Found:
    """Disputed lines, and versions that nobody chose between."""
    for key, versions in terms.lines.items():
        for i, version in enumerate(versions):
            if version.disputed_by:
                got = "disputed by " + ", ".join(version.disputed_by)
                yield found(terms, codes.LINE_DISPUTED, f"lines.{key}.{i}.disputed_by", got)
    for key, area in terms.areas.items():
        for path, line in _lines_of(area, path_of(terms, "areas", key)):
            if line.get("as_of") is None and len(terms.lines.get(line.get("ref", ""), ())) > 1:
                got = f"{line['ref']} has {len(terms.lines[line['ref']])} versions"
                yield found(terms, codes.LINE_WITHOUT_DATE, path, got, "`as_of`")


def _lines_of(area: Area, path: str) -> Iterator[tuple[str, Any]]:
    if area.spec.get("line") is not None:
        yield f"{path}.{area.kind}.line", area.spec["line"]
    for i, line in enumerate(area.spec.get("lines", ())):
        yield f"{path}.{area.kind}.lines.{i}", line


def half_said(terms: Terms) -> Found:
    """Recipes that leave out what decides a case."""
    for key, area in terms.areas.items():
        path, spec = path_of(terms, "areas", key), area.spec
        if area.kind == "width_between" and spec["split"] is None:
            yield found(terms, codes.SPLIT_UNSTATED, f"{path}.width_between.split", "no `split`", "a share from 0 to 1")
        if area.kind == "moving" and spec["stale_after_us"] is None:
            yield found(
                terms, codes.TRACK_NEVER_STALE, f"{path}.moving.stale_after", "no `stale_after`", "such as PT1H"
            )
        if area.kind == "objects":
            wanted = ("list_by", "list_version")
            asked = {name for name in wanted if f"{path}.objects.{name}" in terms.qualifications}
            missing = [name for name in wanted if spec[name] is None and name not in asked]
            if missing and spec["classes"]:
                got = "no " + " and no ".join(missing)
                yield found(terms, codes.OBJECTS_WITHOUT_LIST, f"{path}.objects.{missing[0]}", got)
            if spec["test"] is None:
                yield found(
                    terms, codes.OBJECTS_WITHOUT_TEST, f"{path}.objects.test", "no `test`", "damaged or aimed_at"
                )


def looks_exchanged(terms: Terms) -> Found:
    """Areas that would lie among the others, or near the place of the time zone, with their coordinates exchanged."""
    drawn = {key: shaped for key in terms.areas if (shaped := outline(terms, key)) is not None}
    others = [*_near_the_others([*drawn.values()])] if len(drawn) > 1 else [None] * len(drawn)
    clocks = _near_the_clocks(terms)
    for (key, shaped), near in zip(drawn.items(), others, strict=True):
        far_from_others = near is not None and looks_swapped(shaped, near)
        far_from_clocks = bool(clocks) and all(looks_swapped(shaped, box) for box in clocks)
        if far_from_others or far_from_clocks:
            got = f"about [{shaped.centroid.x:.2f}, {shaped.centroid.y:.2f}]"
            expected = "near the other areas" if far_from_others else "nearer to the place of the time zone"
            yield found(terms, codes.POINT_LOOKS_SWAPPED, path_of(terms, "areas", key), got, expected)


def _near_the_clocks(terms: Terms) -> list[Box]:
    """Boxes round the chief places of the zones that the times are, or may be, in."""
    zones = (terms.zone.name,) if terms.zone.name else terms.zone.assume
    places = [place for zone in zones if (place := place_of_zone(zone)) is not None]
    away = FAR_FROM_CLOCK_DEGREES
    return [(lon - away, lat - away, lon + away, lat + away) for lon, lat in places]


def _near_the_others(drawn: list[BaseGeometry]) -> Iterator[Box]:
    """For each area the box of all the others, widened; from the two outermost of each side, not pair by pair."""
    boxes = shapely.bounds(drawn)
    lows, highs = np.sort(boxes[:, :2], axis=0)[:2], np.sort(boxes[:, 2:], axis=0)[-2:]
    for box in boxes:
        low = [float(lows[1, i] if box[i] == lows[0, i] else lows[0, i]) for i in (0, 1)]
        high = [float(highs[0, i] if box[i + 2] == highs[1, i] else highs[1, i]) for i in (0, 1)]
        yield (low[0] - FAR_DEGREES, low[1] - FAR_DEGREES, high[0] + FAR_DEGREES, high[1] + FAR_DEGREES)


def works_outside(terms: Terms) -> Found:
    """Works in a place where nobody has promised not to fire."""
    guarded = [key for _, clause in clauses_of(terms) if forbids(clause) for key in clause.area.values()]
    known = [shaped for key in guarded if (shaped := outline(terms, key)) is not None]
    unknown = len(known) < len(guarded) or any(
        key in terms.areas and terms.areas[key].kind == "everywhere" for key in guarded
    )
    if unknown or not guarded:
        return
    safe = shapely.unary_union(known)
    for path, clause in clauses_of(terms):
        if clause.duty not in ("repair", "demine", "restore_service"):
            continue
        for party, key in clause.area.items():
            works = outline(terms, key)
            if works is not None and not safe.buffer(1e-9).covers(works):
                share = works.difference(safe).area / works.area if works.area else 1.0
                where = f"{path}.area.{party}" if party else f"{path}.area"
                got = f"{share:.0%} of {key} lies outside"
                yield found(terms, codes.WORKS_OUTSIDE, where, got, "an area of a refrain clause", severity="error")


CHECKS: Final = (
    distance_unclear, area_without_act, shape_unsure, edges_off_geodesic, lines_unsure, half_said, looks_exchanged,
    works_outside,
)  # fmt: skip
