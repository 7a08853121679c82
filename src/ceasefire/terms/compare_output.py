"""A comparison as data: one JSON document, GeoJSON for maps, spans per party for timelines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from ceasefire.scope import Scope
from ceasefire.terms.comparison import CannotTell, Common, Comparison, Contested, Reciprocal
from ceasefire.terms.model import Terms
from ceasefire.terms.words.areas import area_in_words
from ceasefire.terms.words.comparison import PartInWords, comparison_in_words
from ceasefire.terms.words.times import spans_json

FORMAT: Final = "ceasefire-compare/1"
GEOJSON_FORMAT: Final = "ceasefire-compare-geojson/1"


def to_json(terms: Terms, found: Comparison, lang: str = "en") -> dict[str, Any]:
    """Return the whole comparison: each part as data and in words, and the timeline.

    Times are UTC, null where a side is open; `km2h` is null where no area or no end is drawn.
    """
    words = {part.key: part for part in comparison_in_words(terms, found, lang)}
    return {
        "format": FORMAT,
        "ceasefire": found.ceasefire,
        "parties": list(found.parties),
        "is_contested": bool(found.contested),
        "mutual": _with_words(words["mutual"], [_common(each) for each in found.mutual]),
        "reciprocal": _with_words(words["reciprocal"], [_reciprocal(each) for each in found.reciprocal]),
        "one_sided": _with_words(words["one_sided"], [_common(each) for each in found.one_sided]),
        "contested": _with_words(words["contested"], [_contested(each) for each in found.contested]),
        "not_stated": [why.to_json() for why in found.not_stated],
        "cannot_tell": _with_words(words["cannot_tell"], [_unsure(each) for each in found.cannot_tell]),
        "timeline": timeline(found),
    }


def _with_words(part: PartInWords, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**data, "words": " ".join([told.head, *told.lines])} for data, told in zip(entries, part.entries, strict=True)
    ]


def _size(scope: Scope) -> float | None:
    size = scope.measure()
    return round(size, 3) if math.isfinite(size) else None


def _acts(scope: Scope) -> list[str]:
    return sorted(frozenset().union(*(part.what for part in scope.parts())))


def _common(found: Common) -> dict[str, Any]:
    certain = found.scope.certain
    return {
        "parties": list(found.parties),
        "clauses": list(found.clauses),
        "acts": _acts(certain),
        "when": spans_json(certain.times()),
        "km2h": None if found.by_name else _size(certain),
        "place_by_name": found.by_name,
    }


def _reciprocal(found: Reciprocal) -> dict[str, Any]:
    sides = {party: list(clauses) for party, clauses in found.sides.items()}
    return {"sides": sides, "basis": found.basis, "agreed": found.agreed.value}


def _contested(found: Contested) -> dict[str, Any]:
    return {
        "clause": found.clause,
        "parties": list(found.parties),
        "fields": [{"field": each.field, "says": dict(each.says)} for each in found.fields],
        "only": {
            party: {"when": spans_json(scope.times()), "km2h": _size(scope)} for party, scope in found.only.items()
        },
    }


def _unsure(found: CannotTell) -> dict[str, Any]:
    possible = found.common.scope.possible
    return {
        "part": found.part,
        "parties": list(found.common.parties),
        "clauses": list(found.common.clauses),
        "acts": _acts(possible),
        "when": spans_json(possible.times()),
        "reasons": [why.to_json() for why in found.reasons],
    }


def timeline(found: Comparison) -> list[dict[str, Any]]:
    """Return one row per party and clause: when it surely is bound, when perhaps, and its part of the exchange."""
    exchanged = {(party, clause) for each in found.reciprocal for party, keys in each.sides.items() for clause in keys}
    return [
        {
            "party": each.party,
            "clause": each.clause.key,
            "kind": each.clause.kind,
            "exchanged": (each.party, each.clause.key) in exchanged,
            "sure": spans_json(each.by_name.certain.times()),
            "maybe": spans_json(each.by_name.possible.times() - each.by_name.certain.times()),
        }
        for each in found.undertakings
    ]


def to_geojson(terms: Terms, found: Comparison) -> dict[str, Any]:
    """Return a FeatureCollection: `part` tells which of the parts a feature belongs to.

    What no map shows has no geometry and its words; a shape approximated here has `hatched: true`.
    """
    del terms
    features = [*_features("mutual", found.mutual), *_features("one_sided", found.one_sided)]
    features += [feature for each in found.contested for feature in _contested_features(each)]
    features += [
        feature for each in found.reciprocal for one in each.undertakings
        for feature in _features("reciprocal", [Common((one,), one.by_name, one.exact != one.by_name)])
    ]  # fmt: skip
    unsure = [each.common for each in found.cannot_tell]
    features += [feature for each in unsure for feature in _drawn("cannot_tell", each, each.scope.possible)]
    return {"type": "FeatureCollection", "format": GEOJSON_FORMAT, "features": features}


def _features(part: str, commons: Any) -> Iterator[dict[str, Any]]:
    for each in commons:
        yield from _drawn(part, each, each.scope.certain)


def _drawn(part: str, common: Common, scope: Scope) -> Iterator[dict[str, Any]]:
    side = common.sides[0]
    area = side.text.areas.get(side.area or "")
    extra = {
        "part": part,
        "parties": list(common.parties),
        "clauses": list(common.clauses),
        "hatched": area is not None and area.shape_status == "approximated_by_us",
        "where": area_in_words(side.text, side.area),
    }
    for feature in scope.to_geojson()["features"]:
        kept = {name: feature["properties"][name] for name in ("everywhere", "what", "when")}
        stated_everywhere = area is not None and area.kind == "everywhere"
        yield {**feature, "properties": {**extra, **kept, "everywhere": kept["everywhere"] and stated_everywhere}}


def _contested_features(found: Contested) -> Iterator[dict[str, Any]]:
    for party, scope in found.only.items():
        for feature in scope.to_geojson()["features"]:
            kept = {name: feature["properties"][name] for name in ("what", "when")}
            extra = {"part": "contested", "clause": found.clause, "parties": list(found.parties), "version_of": party}
            yield {**feature, "properties": {**extra, **kept}}
