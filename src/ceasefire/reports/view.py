"""What a page shows, as plain frozen values; the drawing reads nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from shapely.geometry.base import BaseGeometry

from ceasefire.reports.figure_views import RangesView, SpreadView, WaterfallView

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
    """Reports on the map: degrees, the radius within which they lie (metres, 0 = a point), their answer, how many."""

    lon: float
    lat: float
    radius_m: float
    style: MarkStyle
    label: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class MapView:
    """A picture of where: layers below, marks above, and the sentence that says what is not true of it."""

    caption: str
    layers: tuple[Layer, ...] = ()
    marks: tuple[Mark, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time (µs UTC; None = open) on a lane; a bar of no length is drawn as a tick.

    `label` is told in full where the picture is pointed at or read out; `text` stands written beside the
    bar. `level`, above 0 and up to 1, is its height.
    """

    start: int | None
    end: int | None
    label: str
    style: BarStyle = "sure"
    slot: int = 0
    text: str = ""
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the timeline with its name at the side."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A picture of when, on the clock of `zone`; `span` (µs UTC) limits it to a part of the time."""

    caption: str
    lanes: tuple[Lane, ...]
    zone: str = "UTC"
    warning: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list, in a cell or on the page: `shown` at once, `more` when it is opened."""

    shown: tuple[str, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell with a figure and a small bar of `share` (0 to 1) beside it; only figures of one kind share a scale."""

    text: str
    share: float


Cell = str | Points | Amount


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with a caption; numbers are given as text already in the reader's form."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    warning: str = ""

    def without_empty_columns(self) -> TableView:
        """Return the table without the columns in which no row says anything."""
        kept = [place for place in range(len(self.columns)) if any(row[place] for row in self.rows)]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
            numeric=frozenset(now for now, place in enumerate(kept) if place in self.numeric),
        )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence that the page stands for, what belongs beside it, the reasons it rests on, and more, folded away."""

    sentence: str
    reasons: tuple[str, ...] = ()
    caveat: str = ""
    beside: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    warning: str = ""


Figure = MapView | TimelineView | WaterfallView | RangesView | SpreadView
Item = Figure | TableView | Conclusion | Points | str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, in order."""

    title: str
    items: tuple[Item, ...]

    def warned(self, warning: str) -> Section:
        """Return the section with `warning` in every conclusion, picture and table of it; bare text stays as it is.

        One that is copied out of the page then still says that its data is simulated.
        """
        return replace(self, items=tuple(_warned(item, warning) for item in self.items))


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

    def warned(self, warning: str) -> PageView:
        """Return the page with `warning` first on it, and in every conclusion, picture and table of it."""
        sections = tuple(section.warned(warning) for section in self.sections)
        return replace(self, sections=sections, notices=(warning, *self.notices))


def _warned(item: Item, warning: str) -> Item:
    if isinstance(item, MapView | TimelineView | TableView | Conclusion):
        return replace(item, warning=" ".join(filter(None, (warning, item.warning))))
    return item
