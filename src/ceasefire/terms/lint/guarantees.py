"""Checks of promises of safety for works and passages."""

from __future__ import annotations

from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.clock import MAX, MIN, read_local
from ceasefire.errors import BadInput
from ceasefire.geometry import margins_m
from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found, times_of
from ceasefire.terms.lint.outlines import outline
from ceasefire.terms.model import Terms

_NEEDS_SAFETY: Final = frozenset({"repair", "demine", "evacuate", "restore_service"})


def too_small(terms: Terms) -> Found:
    """Guarantees whose area does not hold the works, the road and the margin."""
    for key, each in terms.guarantees.items():
        given = outline(terms, each.area) if each.area is not None else None
        if given is None:
            continue
        for i, part in enumerate(each.must_cover):
            needed = outline(terms, part)
            if needed is None:
                continue
            least = _least_margin_m(given, needed)
            if least < (each.margin_m or 0.0) - 1.0:
                wanted = f"{each.margin_m or 0:,.0f} m inside {each.area}"
                got = (
                    f"{part} reaches {-least:,.0f} m outside"
                    if least < 0
                    else f"{part} comes within {least:,.0f} m of the edge"
                )
                path = f"guarantees.{key}.must_cover.{i}"
                yield found(terms, codes.GUARANTEE_TOO_SMALL, path, got, wanted, severity="error")


def _least_margin_m(given: BaseGeometry, needed: BaseGeometry) -> float:
    """The smallest distance to the edge of the guarantee, from inside, over the corners of what is needed."""
    corners = shapely.get_coordinates(shapely.segmentize(needed, max(needed.length / 256, 1e-6)))
    return float(margins_m(given, corners[:, 0], corners[:, 1]).min())


def vague(terms: Terms) -> Found:
    """Guarantees without place, time or what they are to cover."""
    for key, each in terms.guarantees.items():
        missing = [name for name in ("area", "window", "must_cover") if not getattr(each, name)]
        missing += ["margin"] if each.margin_m is None else []
        missing = [name for name in missing if f"guarantees.{key}.{name}" not in terms.qualifications]
        if missing:
            path = f"guarantees.{key}.{missing[0]}"
            yield found(
                terms, codes.GUARANTEE_VAGUE, path, f"no {', no '.join(missing)}", "area, window, must_cover, margin"
            )


def late_or_short(terms: Terms) -> Found:
    """Guarantees that came after the start, or end before the end, of their window."""
    for key, each in terms.guarantees.items():
        window = terms.windows.get(each.window or "")
        for times in times_of(terms, window) if window is not None else ():
            received = _moment(each.received, times.zone)
            expires = _moment(each.expires, times.zone, end=True)
            if received is not None and times.start != MIN and received > times.start:
                got = f"received {each.received}, start {window.start if window else ''}"
                yield found(terms, codes.GUARANTEE_LATE, f"guarantees.{key}.received", got, "before the start")
            if expires is not None and times.end != MAX and expires < times.end:
                path = f"guarantees.{key}.expires"
                yield found(
                    terms,
                    codes.GUARANTEE_EXPIRES_EARLY,
                    path,
                    f"{each.expires}",
                    "the end of the window",
                    severity="error",
                )
            break


def _moment(text: str | None, zone: str, *, end: bool = False) -> int | None:
    if text is None or len(text) < 10:
        return None
    try:
        return read_local(f"{text}T24:00" if end and "T" not in text else text, zone).earliest
    except BadInput:
        return None


def works_without(terms: Terms) -> Found:
    """Works and evacuations for which a bound party's guarantee is not recorded."""
    works = [path for path, clause in clauses_of(terms) if clause.duty in _NEEDS_SAFETY]
    if not works:
        return
    given = {each.by for each in terms.guarantees.values()}
    given |= {each.party for each in terms.declarations if any(step.state == "guaranteed" for step in each.history)}
    bound = {party for _, clause in clauses_of(terms) if clause.kind == "refrain" for party in clause.bound}
    for party in sorted(bound - given):
        yield found(
            terms, codes.WORKS_WITHOUT_GUARANTEE, "guarantees", f"none of {party}", f"a guarantee for {works[0]}"
        )


CHECKS: Final = (too_small, vague, late_or_short, works_without)
