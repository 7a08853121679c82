"""Clauses on a map: one feature per clause and area, with its words and what is not sure about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ceasefire.clock import TimeSet
from ceasefire.geometry.geojson import to_geojson as geometry_to_geojson
from ceasefire.scope import Scope, Where
from ceasefire.terms.meaning import clause_scope, per_party
from ceasefire.terms.model import Clause, Terms
from ceasefire.terms.words.areas import area_in_words
from ceasefire.terms.words.clauses import clause_in_words
from ceasefire.terms.words.times import spans_json

FORMAT: Final = "ceasefire-terms-geojson/1"


def to_geojson(terms: Terms, lang: str = "en") -> dict[str, Any]:
    """Return a FeatureCollection; `certainty` is sure or maybe, `geometry` is null for what no map shows.

    `hatched` marks a shape that was approximated here. Times are UTC, null where a side is open.
    """
    features = [feature for clause in terms.clauses.values() for feature in _clause(terms, clause, lang)]
    return {"type": "FeatureCollection", "format": FORMAT, "ceasefire": terms.key, "features": features}


def _clause(terms: Terms, clause: Clause, lang: str) -> Iterator[dict[str, Any]]:
    by_area: dict[str | None, list[str]] = {}
    for party in clause.bound:
        by_area.setdefault(per_party(clause.area, party), []).append(party)
    for area, bound in by_area.items():
        scope = Scope.union(clause_scope(terms, clause.key, party) for party in bound)
        yield from _features(terms, clause, area, bound, scope, lang)


def _features(
    terms: Terms, clause: Clause, area: str | None, bound: list[str], scope: Scope, lang: str
) -> Iterator[dict[str, Any]]:
    recipe = terms.areas.get(area or "")
    properties = {
        "clause": clause.key,
        "kind": clause.kind,
        "acts": list(clause.acts) or ([clause.duty] if clause.duty else []),
        "bound": sorted(bound),
        "area": area,
        "where": area_in_words(terms, area, lang),
        "hatched": recipe is not None and recipe.shape_status == "approximated_by_us",
        "text": " ".join(clause_in_words(terms, clause, lang)),
    }
    for certainty, part in (("sure", scope.certain), ("maybe", scope.possible - scope.certain)):
        for where, when in _by_place(part):
            drawn = None if not where.is_bounded else geometry_to_geojson(where.geometry())
            told = {**properties, "certainty": certainty, "when": spans_json(when)}
            yield {"type": "Feature", "geometry": drawn, "properties": told}


def _by_place(scope: Scope) -> list[tuple[Where, TimeSet]]:
    found: list[tuple[Where, TimeSet]] = []
    for part in scope.parts():
        at = next((at for at, (where, _) in enumerate(found) if where == part.where), None)
        if at is None:
            found.append((part.where, part.when))
        else:
            found[at] = (found[at][0], found[at][1] | part.when)
    return found
