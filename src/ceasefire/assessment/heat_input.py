"""Heat detections by cell and day, checked: what the expected count is learnt from, and which days nobody saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ceasefire.assessment import codes
from ceasefire.assessment.columns import Ints, columns_of
from ceasefire.assessment.question import checked_counts
from ceasefire.assessment.surroundings import Cells
from ceasefire.assessment.windows import Floats
from ceasefire.errors import BadCounts, BadInput, Code, Place, Problem
from ceasefire.record import Event

SHORTEST: Final = 730  # days of history: each year is foretold from the others
SMALLEST_KM: Final = 10.0  # a smaller cell would show single sites
_ROUND: Final = 15  # days either side, from which it is told whether a day without any detection was seen
_BUSY: Final = 10  # detections a day in all: from so many on, none at all means that nobody saw


@dataclass(frozen=True, slots=True, eq=False)
class HeatCells:
    """Detections of square cells: `counts` (cells × days) from the day `first` on; `cells` are (row, column)."""

    counts: Ints
    first: dt.date
    cells: tuple[tuple[int, int], ...]


def heat_counts(events: Iterable[Event], cell_km: float = 25.0) -> HeatCells:
    """Count detections by square cell and day (UTC), for `heat_anomalies`.

    Cells have `cell_km` kilometres a side, 10 at least: a smaller one would show single sites. BadInput for less, or
    when no detection has a place and a day. A cell in which nothing was ever detected is none.
    """
    if not cell_km >= SMALLEST_KM:
        problem = Problem(
            codes.BAD_OPTION, Place(field="cell_km"), got=f"{cell_km:g}", expected=f"{SMALLEST_KM:g} or more"
        )
        raise BadInput(problem)
    columns = columns_of(events, "UTC")
    laid = Cells(columns, None, cell_km)
    cells = laid.cells()
    return HeatCells(laid.rows(cells), columns.days.first, tuple(cells))


@dataclass(frozen=True, slots=True, eq=False)
class HeatQuestion:
    """The checked question.

    counts      (cells × days) detections
    dates       (days,) the year and the day of the year of each, and its weekday
    start       the first asked day; all before it is history
    days        how many days are asked about together
    covariates  (covariates, cells or 1, days), each with mean 0 and spread 1 over the history, kept to its range
    groups      (cells,) cells with about as much crop land have the same number
    seen        (days,) whether anybody saw
    elsewhere   cells that fighting cannot have touched
    """

    counts: Floats
    day_of_year: Ints
    weekday: Ints
    start: int
    days: int
    covariates: tuple[Floats, ...]
    groups: Ints
    seen: NDArray[np.bool_]
    elsewhere: tuple[int, ...]
    level: float


def ask_of_heat(  # noqa: PLR0913 - the arguments of heat_anomalies, in its order
    counts: ArrayLike,
    first: dt.date,
    start: int,
    *,
    days: int,
    covariates: Mapping[str, ArrayLike] | None,
    crop_land: ArrayLike | None,
    seen: ArrayLike | None,
    elsewhere: Iterable[int],
    level: float,
) -> HeatQuestion:
    """Return the checked question; raise BadCounts with every problem of it."""
    problems: list[Problem] = []
    table = checked_counts(counts, problems)
    if table is None:
        raise BadCounts(problems)
    cells, length = table.shape
    if not (start >= SHORTEST and days >= 1 and start + days <= length):
        got, expected = f"days {start} to {start + days} of {length}", f"days inside the series with {SHORTEST} before"
        problems.append(_wrong(codes.BAD_WINDOW, "start", got, expected))
    if not 0 < level < 1:
        problems.append(_wrong(codes.BAD_OPTION, "level", repr(level), "a share between 0 and 1, such as 0.01"))
    rows = tuple(elsewhere)
    if any(not 0 <= row < cells for row in rows):
        problems.append(
            _wrong(codes.BAD_CONTROLS, "elsewhere", ", ".join(map(str, rows)), f"cells from 0 to {cells - 1}")
        )
    beside = [_covariate(name, values, table, start, problems) for name, values in (covariates or {}).items()]
    land = _crop_groups(crop_land, cells, problems)
    eyes = _seen(seen, table, problems)
    if problems:
        raise BadCounts(problems)
    dates = [first + dt.timedelta(days=at) for at in range(length)]
    of_year = np.array([date.timetuple().tm_yday for date in dates], dtype=np.int64)
    weekday = np.array([date.weekday() for date in dates], dtype=np.int64)
    known = tuple(each for each in beside if each is not None)
    return HeatQuestion(table, of_year, weekday, start, days, known, land, eyes, rows, level)


def _covariate(name: str, values: ArrayLike, table: Floats, start: int, problems: list[Problem]) -> Floats | None:
    """One covariate, for all cells or for each; past what the history has seen it is kept to the nearest seen value."""
    field = f"covariates[{name}]"
    given = _numbers(field, values, problems)
    if given is None:
        return None
    if given.shape not in {table.shape, table.shape[1:]}:
        problems.append(_wrong(codes.WRONG_SHAPE, field, f"shape {given.shape}", f"{table.shape} or {table.shape[1:]}"))
        return None
    wide = np.atleast_2d(given)
    known = wide[:, :start]
    spread = float(known.std()) or 1.0
    return np.asarray((np.clip(wide, known.min(), known.max()) - known.mean()) / spread)


def _crop_groups(crop_land: ArrayLike | None, cells: int, problems: list[Problem]) -> Ints:
    """Up to four groups of cells by their share of crop land, so that each has a season of its own."""
    if crop_land is None:
        return np.zeros(cells, dtype=np.int64)
    share = _numbers("crop_land", crop_land, problems)
    if share is None or share.shape != (cells,) or ((share < 0) | (share > 1)).any():
        if share is not None:
            problems.append(
                _wrong(codes.WRONG_SHAPE, "crop_land", f"shape {share.shape}", f"{cells} shares from 0 to 1")
            )
        return np.zeros(cells, dtype=np.int64)
    edges = np.unique(np.quantile(share, [0.25, 0.5, 0.75]))
    return np.unique(np.searchsorted(edges, share, side="left"), return_inverse=True)[1].astype(np.int64)


def _seen(seen: ArrayLike | None, table: Floats, problems: list[Problem]) -> NDArray[np.bool_]:
    """Days that somebody saw, as stated; else all but days without any detection in a busy or an empty month."""
    total = table.sum(axis=0)
    if seen is not None:
        marks = _numbers("seen", seen, problems)
        if marks is None or marks.shape != total.shape or not np.isin(marks, (0.0, 1.0)).all():
            problems.append(_wrong(codes.WRONG_SHAPE, "seen", "other values", f"true or false for {len(total)} days"))
            return np.ones(len(total), dtype=bool)
        return np.asarray(marks == 1.0)
    padded = np.pad(total, _ROUND, mode="reflect")
    month = np.lib.stride_tricks.sliding_window_view(padded, 2 * _ROUND + 1)
    return np.asarray((total > 0) | ((np.median(month, axis=1) < _BUSY) & (month.sum(axis=1) > 0)))


def _numbers(field: str, values: ArrayLike, problems: list[Problem]) -> Floats | None:
    try:
        given = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        problems.append(_wrong(codes.WRONG_SHAPE, field, str(error), "numbers"))
        return None
    if not np.isfinite(given).all():
        problems.append(_wrong(codes.NOT_FINITE, field, "gaps", "finite numbers"))
        return None
    return given


def _wrong(code: Code, field: str, got: str, expected: str) -> Problem:
    return Problem(code, Place(field=field), got=got, expected=expected)
