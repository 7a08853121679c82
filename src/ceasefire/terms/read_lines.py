"""Reading `lines`: reference lines in dated versions, each with its source and who disputes it."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.tree import Node
from ceasefire.terms.compound import Field, ListOf, Record
from ceasefire.terms.kinds import DATE, Choice, Text
from ceasefire.terms.model import LineVersion
from ceasefire.terms.per_party import PARTIES
from ceasefire.terms.read_geometry import LINES, GeometryKind
from ceasefire.terms.reading import At, Values

SHAPE_STATUS: Final = Choice(("deposited", "stated", "approximated_by_us"))


def _build_line(values: Values, node: Node, at: At) -> LineVersion:
    del at
    known = {name: values[name] for name in ("source", "disputed_by", "shape_status") if name in values}
    return LineVersion(values.get("as_of"), values.get("geometry"), place=node.place, **known)


LINE_VERSION: Final = Record(
    "line_version",
    "A reference line as of a date; lines move and are disputed, so each version stands by itself.",
    (
        Field("as_of", DATE, "The date for which the line is drawn."),
        Field("geometry", GeometryKind(LINES), "The line; left out while only its existence is known."),
        Field("source", Text(), "Where the line comes from."),
        Field("disputed_by", PARTIES, "Who does not agree that this is the line."),
        Field("shape_status", SHAPE_STATUS, "How the shape is known."),
    ),
    _build_line,
)
LINE_VERSIONS: Final = ListOf(LINE_VERSION, or_one=True)
