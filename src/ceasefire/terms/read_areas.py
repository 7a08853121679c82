"""Reading `areas` and `lines`: every way in which a text says where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from ceasefire.clock import parse_duration
from ceasefire.errors import BadInput
from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode
from ceasefire.terms import codes
from ceasefire.terms.compound import Either, Field, ListOf, Record
from ceasefire.terms.kinds import (
    DURATION,
    MOMENT,
    Choice,
    Flag,
    Kind,
    Length,
    Number,
    Ref,
    Schema,
    Text,
    Words,
    what,
)
from ceasefire.terms.model import Area
from ceasefire.terms.per_party import PARTIES, PerParty
from ceasefire.terms.read_geometry import LINE, LINE_PAIR, OUTLINES, POSITION, GeometryKind
from ceasefire.terms.read_lines import SHAPE_STATUS
from ceasefire.terms.reading import At, Values

_EVERYWHERE: Final = "everywhere"
_SIDES: Final = Choice(("both", "left", "right"))


def inline_key(path: str) -> str:
    """The key of a part written inline: `clauses.C1.area` gives `C1.area`."""
    head, _, rest = path.partition(".")
    return rest if head in ("clauses", "exceptions", "areas", "windows", "guarantees") else path


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An area: a key of `areas`, one written inline, a list of them taken together, or the word `everywhere`."""

    def read(self, node: Node, at: At) -> str | None:
        """Return the key; what is written inline becomes an area under a key such as `C1.area`."""
        key = inline_key(at.path)
        if isinstance(node, TextNode):
            if node.text != _EVERYWHERE or _EVERYWHERE in at.reading.keys["areas"]:
                return Ref("areas").read(node, at)
            area: Area | None = Area(key, _EVERYWHERE, {}, place=node.place)
        elif isinstance(node, ListNode):
            parts = ListOf(self).read(node, at)
            area = Area(key, "together", {"areas": parts or ()}, place=node.place)
        else:
            area = AREA.read(node, at)
        if area is not None:
            at.reading.areas[key] = area
        return key

    def schema(self) -> Schema:
        """Return the schema of a key, an area or a list."""
        one: list[Schema] = [Ref("areas").schema(), {"$ref": "#/$defs/area"}]
        return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


AREA_REF: Final[Kind] = AreaRef()


_FIX: Final = Record(
    "fix",
    "Where a moving object was at one time.",
    (
        Field("at", MOMENT, "When the object was there.", required=True),
        Field("point", POSITION, "Where it was, [longitude, latitude].", required=True),
    ),
    lambda values, _node, _at: (values["at"], *values["point"]) if len(values) == 2 else None,
)


@dataclass(frozen=True, slots=True)
class _Track:
    """A moving object: its name, whose track comes with the events, or its fixes."""

    records: ClassVar = (_FIX,)

    def read(self, node: Node, at: At) -> Any:
        """Return the name, or a tuple of (time text, longitude, latitude)."""
        return Text().read(node, at) if isinstance(node, TextNode) else ListOf(_FIX).read(node, at)

    def schema(self) -> Schema:
        """Return the schema of both forms."""
        return {"anyOf": [Text().schema(), ListOf(_FIX).schema()]}


CORRIDOR: Final = Record(
    "corridor",
    "A strip along a line, with round ends.",
    (
        Field("line", LINE, "The line in the middle, or at the edge when only one side counts.", required=True),
        Field("half_width", Length(), "Distance from the line on each side that counts.", required=True),
        Field("side", _SIDES, "Which side of the line, seen along its direction; both when left out."),
    ),
)
BESIDE: Final = Record(
    "beside_line",
    "The ground on one side of a line, to a depth.",
    (
        Field("line", LINE, "The reference line; its direction tells left from right.", required=True),
        Field("side", Choice(("left", "right")), "Which side, seen along the line's direction.", required=True),
        Field("depth", Length(), "How deep from the line.", required=True),
    ),
)
WIDTH: Final = Record(
    "width_between",
    "A zone of one total width, shared between two lines.",
    (
        Field("lines", LINE_PAIR, "The two lines, one for each side.", required=True),
        Field("total", Length(), "The whole width that the two sides make up together.", required=True),
        Field("split", Number(0, 1), "Share of the width on the first line's side; not stated when left out."),
    ),
)
MOVING: Final = Record(
    "moving",
    "A distance round something that moves.",
    (
        Field("track", _Track(), "The object's name, or its fixes [{at, point}].", required=True),
        Field("radius", Length(), "Distance kept round the object.", required=True),
        Field("stale_after", DURATION, "How old the last fix may be before nothing can be told."),
    ),
)
OBJECTS: Final = Record(
    "objects",
    "Objects protected by class or by name, wherever they lie.",
    (
        Field("classes", ListOf(Text(), or_one=True), "Classes of protected objects."),
        Field("named", ListOf(Text(), or_one=True), "Single objects by name."),
        Field("list_by", Text(), "Who made the list of objects."),
        Field("list_version", Text(), "Which version of the list, or its date."),
        Field("test", Choice(("damaged", "aimed_at")), "Whether damage counts or only aim."),
        Field("buffer", Length(), "Distance round each object that counts as the object."),
        Field("within", AREA_REF, "The area in which the objects lie."),
    ),
)
PLACE: Final = Record(
    "named_place",
    "A place by its name, with what is known of where it lies.",
    (
        Field("name", Words(), "The place's name.", required=True),
        Field("point", POSITION, "Its centre, [longitude, latitude]."),
        Field("radius", Length(), "How far round the centre."),
        Field("outline", GeometryKind(OUTLINES), "Its outline."),
    ),
)
AREA_WAYS: Final = (
    "everywhere", "polygon", "point", "corridor", "beside_line", "width_between", "moving", "objects", "place",
    "unstated", "together", "same_as",
)  # fmt: skip


def _build_area(values: Values, node: Node, at: At) -> Area | None:
    written = [way for way in AREA_WAYS if isinstance(node, MapNode) and node.get(way) is not None]
    if len(written) != 1:
        at.problem(
            codes.NO_KIND_OF_AREA, node, " and ".join(written) or what(node), "exactly one of " + ", ".join(AREA_WAYS)
        )
        return None
    kind = written[0]
    _check_companions(kind, values, node, at)
    spec = _spec(kind, values, at, node)
    minus = tuple(values.get("minus", ()))
    common = {
        name: values[name] for name in ("shape_status", "label", "text", "source", "disputed_by") if name in values
    }
    return Area(inline_key(at.path), kind, spec, minus=minus, place=node.place, **common)


def _check_companions(kind: str, values: Values, node: Node, at: At) -> None:
    if "radius" in values and kind != "point":
        at.under("radius").problem(
            codes.EXCLUDE_EACH_OTHER, node, f"`radius` beside `{kind}`", "`radius` beside `point`"
        )
    if "within" in values and kind != "unstated":
        at.under("within").problem(
            codes.EXCLUDE_EACH_OTHER, node, f"`within` beside `{kind}`", "`within` beside `unstated`"
        )
    if values.get("everywhere") is False:
        at.under("everywhere").problem(codes.WRONG_KIND, node, "false", "true, or another way of drawing the area")
    if kind == "point" and isinstance(node, MapNode) and node.get("radius") is None:
        at.under("radius").problem(
            codes.MISSING_FIELD, node, "no `radius`", "the radius round the point, such as 1.5 km"
        )


def _spec(kind: str, values: Values, at: At, node: Node) -> Mapping[str, Any]:
    value = values.get(kind)
    match kind:
        case "everywhere":
            return {}
        case "polygon":
            return {"geometry": value}
        case "point":
            lon, lat = value or (None, None)
            return {"lon": lon, "lat": lat, "radius_m": values.get("radius")}
        case "unstated":
            return {"text": value or {}, "within": values.get("within")}
        case "together":
            return {"areas": value or ()}
        case "same_as":
            return {"area": value}
        case "place":
            return _place(value)
        case _:
            return _SPECS[kind](value or {}, at, node)


def _place(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or "name" not in value:
        return {"name": value or {}}
    spec: dict[str, Any] = {"name": value["name"]}
    if "point" in value:
        spec["lon"], spec["lat"] = value["point"]
    return spec | {new: value[old] for old, new in (("radius", "radius_m"), ("outline", "geometry")) if old in value}


def _corridor(value: Values, _at: At, _node: Node) -> Values:
    return {"line": value.get("line"), "half_width_m": value.get("half_width"), "side": value.get("side", "both")}


def _beside(value: Values, _at: At, _node: Node) -> Values:
    return {"line": value.get("line"), "side": value.get("side"), "depth_m": value.get("depth")}


def _width(value: Values, at: At, node: Node) -> Values:
    lines = value.get("lines", ())
    if value and len(lines) != 2:
        at.under("width_between.lines").problem(codes.WRONG_KIND, node, f"{len(lines)} lines", "two lines")
    return {"lines": lines, "total_m": value.get("total"), "split": value.get("split")}


def _moving(value: Values, at: At, node: Node) -> Values:
    stale, exact = value.get("stale_after"), None
    if stale is not None:
        try:
            exact = parse_duration(stale).exact_us()
        except BadInput as refusal:
            at.under("moving.stale_after").adopt(refusal.problems, node)
    return {"track": value.get("track"), "radius_m": value.get("radius"), "stale_after_us": exact}


def _objects(value: Values, _at: At, _node: Node) -> Values:
    empty: Values = {"classes": (), "named": ()}
    names = ("list_by", "list_version", "test", "within")
    return empty | value | {name: value.get(name) for name in names} | {"buffer_m": value.get("buffer")}


_SPECS: Final[Mapping[str, Callable[[Values, At, Node], Values]]] = {
    "corridor": _corridor,
    "beside_line": _beside,
    "width_between": _width,
    "moving": _moving,
    "objects": _objects,
}

AREA: Final = Record(
    "area",
    "Where, drawn in exactly one way: everywhere, polygon, point, corridor, beside_line, "
    "width_between, moving, objects, place, unstated, together or same_as.",
    (
        Field("everywhere", Flag(), "`true`: no place is outside."),
        Field("polygon", GeometryKind(OUTLINES), "An outline as GeoJSON, or a ring of [longitude, latitude]."),
        Field("point", POSITION, "The centre of a disc, [longitude, latitude]; `radius` beside it."),
        Field("radius", Length(), "The radius of the disc, such as `1.5 km`."),
        Field("corridor", CORRIDOR, "A strip along a line."),
        Field("beside_line", BESIDE, "One side of a reference line, to a depth."),
        Field("width_between", WIDTH, "A zone between two lines of one total width."),
        Field("moving", MOVING, "A distance round something that moves."),
        Field("objects", OBJECTS, "A class of objects, or objects by name, wherever they lie."),
        Field("place", Either(Words(), PLACE), "A named place."),
        Field("unstated", Words(), "The words of a text that draws nothing."),
        Field("within", AREA_REF, "An area that surely holds the unstated one."),
        Field("together", ListOf(AREA_REF), "Several areas as one."),
        Field("same_as", Ref("areas"), "Another area by its key."),
        Field("minus", ListOf(AREA_REF, or_one=True), "Areas cut out of this one."),
        Field("shape_status", SHAPE_STATUS, "How it is known; `approximated_by_us` makes a match possible at best."),
        Field("label", Words(), "The area's name for people."),
        Field("text", Words(), "What the text says, in words."),
        Field("source", Text(), "Where the shape comes from."),
        Field("disputed_by", PARTIES, "Who does not agree that this is the shape."),
    ),
    _build_area,
)  # fmt: skip
AREA_FIELDS: Final = frozenset(each.name for each in AREA.fields)
AREA_PER_PARTY: Final = PerParty(AREA_REF, lambda: AREA_FIELDS)
