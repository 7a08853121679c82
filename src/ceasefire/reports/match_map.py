"""The map of a match: the zones of the clauses, and the reports that touch them at the places they may have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ceasefire.geometry.places import PointPlace
from ceasefire.kernel.languages import say, say_plural
from ceasefire.matching import Match, Row
from ceasefire.record import Event
from ceasefire.reports.match_answers import ANSWERS, telling_reasons
from ceasefire.reports.view import Layer, LayerStyle, MapView, Mark
from ceasefire.scope import Scope
from ceasefire.terms import Terms

WIDEST_SHAPE_DEG: Final = 60.0
REASONS_IN_A_LABEL: Final = 4
Key = tuple[str, int]


def match_map(
    terms: Terms, scopes: Mapping[str, Scope], match: Match, events: Sequence[Event], lang: str = "en"
) -> MapView:
    """Return the map; reports of one answer at one point are one mark with their number."""
    layers = tuple(layer for slot, key in enumerate(scopes) for layer in zone_layers(key, scopes[key], slot))
    answers = strongest(match)
    drawn = [(event, answers[event.id, event.line]) for event in events if (event.id, event.line) in answers]
    placed = [(event, row) for event, row in drawn if event.place.centre() is not None]
    caption = say(
        "{drawn} of {all} reports that touch a clause are drawn; {missing} have no point on a map.",
        lang,
        drawn=len(placed),
        all=len(drawn),
        missing=len(drawn) - len(placed),
    )
    if not layers and not placed:
        caption = say("No area of these clauses and no report that touches one can be drawn on a map.", lang)
    return MapView(caption, layers, tuple(_marks(placed, lang)), ours(terms, lang))


def ours(terms: Terms, lang: str = "en") -> str:
    """Return the sentence about shapes that were drawn here; empty when there are none."""
    approximated = any(area.shape_status == "approximated_by_us" for area in terms.areas.values())
    return say("Hatched shapes are drawn by us: the true shapes are not public.", lang) if approximated else ""


def strongest(match: Match) -> Mapping[Key, Row]:
    """Return one row per report that touches a clause: that of its most telling answer."""
    ranks = ("inside", "exception_claimed", "cannot_tell", "not_bound", "outside")
    touching = [row for row in match.rows if row.clause is not None]
    last_wins = sorted(touching, key=lambda row: -ranks.index(row.answer))
    return {(row.event, row.line): row for row in last_wins}


def zone_layers(label: str, scope: Scope, slot: int) -> Iterator[Layer]:
    """Yield the areas of a scope that a map can show, hatched where they are not sure."""
    sure = {part.where for part in scope.certain.parts()}
    maybe = {part.where for part in scope.possible.parts()} - sure
    styles: tuple[tuple[set[object], LayerStyle], ...] = ((set(sure), "sure"), (set(maybe), "maybe"))
    for areas, style in styles:
        for where in areas:
            shape = where.geometry()  # type: ignore[attr-defined]
            if shape is not None and shape.bounds[2] - shape.bounds[0] < WIDEST_SHAPE_DEG:
                yield Layer(label, shape, style, slot)


def _marks(placed: Sequence[tuple[Event, Row]], lang: str) -> Iterator[Mark]:
    groups: dict[tuple[float, float, float, str], list[tuple[Event, Row]]] = {}
    for event, row in placed:
        lon, lat = event.place.centre() or (0.0, 0.0)
        radius = event.place.radius95_m if isinstance(event.place, PointPlace) else 0.0
        groups.setdefault((lon, lat, radius, row.answer), []).append((event, row))
    for (lon, lat, radius, answer), group in groups.items():
        yield Mark(lon, lat, radius, answer, _label(group, lang), len(group))  # type: ignore[arg-type]


def _label(group: Sequence[tuple[Event, Row]], lang: str) -> str:
    event, row = group[0]
    why = "; ".join(each.in_words(lang) for each in telling_reasons(row)[:REASONS_IN_A_LABEL])
    told = f"{event.id}: {say(ANSWERS[row.answer], lang)}. {why}"
    if len(group) == 1:
        return told
    return say_plural(
        "{told}; and {n} more report here", "{told}; and {n} more reports here", len(group) - 1, lang, told=told
    )
