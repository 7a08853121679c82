"""What a page shows, as plain frozen values; the drawing reads nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

LayerStyle = Literal["sure", "maybe", "line"]
MarkStyle = Literal["inside", "cannot_tell", "outside", "not_bound", "exception_claimed", "place"]
BarStyle = Literal["sure", "maybe", "plan", "event"]


@dataclass(frozen=True, slots=True)
class Layer:
    """A zone or a line on the map; `slot` picks one of the neutral colours, `maybe` is drawn hatched."""

    label: str
    geometry: BaseGeometry
    style: LayerStyle = "sure"
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A report on the map: degrees, the radius within which it lies (metres, 0 = a point), and its answer."""

    lon: float
    lat: float
    radius_m: float
    style: MarkStyle
    label: str


@dataclass(frozen=True, slots=True)
class MapView:
    """A picture of where: layers below, marks above, and the sentence that says what is not true of it."""

    caption: str
    layers: tuple[Layer, ...] = ()
    marks: tuple[Mark, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time (µs UTC; None = open) on a lane; a bar of no length is drawn as a tick."""

    start: int | None
    end: int | None
    label: str
    style: BarStyle = "sure"
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the timeline with its name at the side."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A picture of when, in one stated time zone; `utc_offset_us` shifts the tick labels into it."""

    caption: str
    lanes: tuple[Lane, ...]
    zone: str = "UTC"
    utc_offset_us: int = 0
    warning: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with a caption; numbers are given as text already in the reader's form."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence that the page stands for, and the reasons it rests on."""

    sentence: str
    reasons: tuple[str, ...] = ()
    caveat: str = ""


Item = MapView | TimelineView | TableView | Conclusion | str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, in order."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page: title, who it is for, what must be said first, sections, and its sources."""

    title: str
    reader: str
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    lang: str = "en"
    subtitle: str = ""
