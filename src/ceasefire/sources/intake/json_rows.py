"""JSON as a table: features of GeoJSON, submissions of ODK Central and of KoboToolbox."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import shapely

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.sheet import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, sheet_of

DEEPEST: Final = 12
Cells = dict[str, str]


def sheet_of_json(text: str, name: str) -> Sheet:
    """Read GeoJSON features, or submissions as ODK Central (`value`) or KoboToolbox (`results`) give them, or a list.

    Groups become `group/question`, as in the form. Each entry of a repeat is a row of its own, beside the answers above
    it. A point becomes `lon` and `lat` (and `accuracy` in metres where it has one), any other outline `wkt`. Raises
    BadInput once for what is no such document, also for keys given twice, numbers that are none, and sizes beyond the
    limits.
    """
    tree = _parsed(text, name)
    if isinstance(tree, dict) and tree.get("type") == "FeatureCollection":
        listed = _list(tree.get("features"), name, "features")
        entries = [_feature(each, name, at) for at, each in enumerate(listed, 1)]
    else:
        entries = [
            cells for at, each in enumerate(_submissions(tree, name), 1) for cells in _submission(each, name, at)
        ]
    return _sheet(entries, name)


def _parsed(text: str, name: str) -> Any:  # noqa: ANN401 - JSON is of every type
    if len(text) > MOST_BYTES:
        raise BadInput(Problem(codes.TOO_LARGE, Place(name), f"{len(text):,} signs", f"at most {MOST_BYTES:,}"))
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as told:
        got = "brackets too deep" if isinstance(told, RecursionError) else str(told)
        line = getattr(told, "lineno", None)
        raise BadInput(Problem(codes.NOT_JSON, Place(name, line), got)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in names if names.count(key) > 1)!r} twice")
    return made


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant}, which is no number")


def _list(tree: object, name: str, what: str) -> list[Any]:
    if not isinstance(tree, list) or len(tree) > MOST_ROWS:
        got = f"{len(tree):,} entries" if isinstance(tree, list) else type(tree).__name__
        raise BadInput(Problem(codes.NOT_JSON, Place(name, field=what), got, f"a list of at most {MOST_ROWS:,}"))
    return tree


def _submissions(tree: object, name: str) -> list[Any]:
    if isinstance(tree, dict):
        for key in ("value", "results"):
            if key in tree:
                return _list(tree[key], name, key)
        return [tree]
    return _list(tree, name, "submissions")


# ---------------------------------------------------------------- features


def _feature(feature: object, name: str, at: int) -> Cells:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BadInput(Problem(codes.NOT_JSON, Place(name, field=f"features[{at}]"), expected="a Feature"))
    properties = feature.get("properties") or {}
    cells = _flat(properties, "", name, at) if isinstance(properties, dict) else {}
    if "id" in feature:
        cells.setdefault("id", str(feature["id"]))
    return cells | (_geometry(feature["geometry"], name, at) if feature.get("geometry") else {})


def _geometry(geometry: Mapping[str, Any], name: str, at: int) -> Cells:
    place = Place(name, field=f"entry {at}")
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.ShapelyError, TypeError, ValueError):
        raise BadInput(Problem(codes.BAD_GEOMETRY, place, str(geometry)[:60])) from None
    if shape.is_empty or not all(map(math.isfinite, shape.bounds)):
        raise BadInput(Problem(codes.BAD_GEOMETRY, place, str(geometry)[:60]))
    if shape.geom_type == "Point":
        return {"lon": repr(float(shape.x)), "lat": repr(float(shape.y)), **_accuracy(geometry)}
    return {"wkt": shapely.to_wkt(shape, rounding_precision=-1)}


def _accuracy(geometry: Mapping[str, Any]) -> Cells:
    properties = geometry.get("properties")
    stated = properties.get("accuracy") if isinstance(properties, Mapping) else None
    return {} if stated is None else {"accuracy": str(stated)}


# ---------------------------------------------------------------- submissions


def _submission(tree: object, name: str, at: int) -> Iterator[Cells]:
    if not isinstance(tree, dict):
        raise BadInput(Problem(codes.NOT_JSON, Place(name, field=f"submission {at}"), expected="an object"))
    above: dict[str, Any] = {}
    repeats: dict[str, list[dict[str, Any]]] = {}
    _sort_out(tree, "", above, repeats, 0, Place(name, field=f"submission {at}"))
    cells = _flat(above, "", name, at)
    if not repeats:
        yield cells
    for path, entries in repeats.items():
        for entry in entries:
            inner = {key.removeprefix(f"{path}/"): value for key, value in entry.items()}
            yield cells | _flat(inner, f"{path}/", name, at)


def _sort_out(
    tree: Mapping[str, Any], path: str, above: dict[str, Any], repeats: dict[str, Any], depth: int, place: Place
) -> None:
    """Part the repeats, lists of objects, from the answers above them."""
    if depth > DEEPEST:
        raise BadInput(Problem(codes.NOT_JSON, place, f"over {DEEPEST} groups inside one another"))
    for key, value in tree.items():
        if key in {"_attachments", "__system", "_notes", "_validation_status"} or "@odata" in key:
            continue
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            repeats[f"{path}{key}"] = value
        elif isinstance(value, dict) and "coordinates" not in value:
            _sort_out(value, f"{path}{key}/", above, repeats, depth + 1, place)
        else:
            above[f"{path}{key}"] = value


def _flat(tree: Mapping[str, Any], path: str, name: str, at: int, depth: int = 0) -> Cells:
    if depth > DEEPEST:
        got = f"over {DEEPEST} groups inside one another"
        raise BadInput(Problem(codes.NOT_JSON, Place(name, field=f"entry {at}"), got))
    cells: Cells = {}
    for key, value in tree.items():
        whole = f"{path}{key}"
        if isinstance(value, Mapping) and "coordinates" in value:
            cells |= _named(_geometry(value, name, at), whole)
        elif isinstance(value, Mapping):
            cells |= _flat(value, f"{whole}/", name, at, depth + 1)
        elif key == "_geolocation":
            cells |= _kobo_point(value)
        else:
            cells[whole] = _text(value)
    return cells


def _named(cells: Cells, path: str) -> Cells:
    """The position of a question, each part under the name of the question."""
    return {f"{path}/{key}": value for key, value in cells.items()}


def _kobo_point(value: object) -> Cells:
    """KoboToolbox writes latitude first; two nulls where nobody gave a point."""
    if not isinstance(value, Sequence) or len(value) != 2 or None in value:
        return {}
    return {"lat": _text(value[0]), "lon": _text(value[1])}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(_text(each) for each in value)
    return str(value)


def _sheet(entries: Sequence[Cells], name: str) -> Sheet:
    header = tuple(dict.fromkeys(key for cells in entries for key in cells))
    if len(header) > MOST_COLUMNS:
        raise BadInput(Problem(codes.TOO_LARGE, Place(name), f"{len(header):,} questions", f"at most {MOST_COLUMNS}"))
    rows = [(at, [cells.get(key, "") for key in header]) for at, cells in enumerate(entries, 1)]
    return sheet_of(name, [(0, header), *rows])
