"""The columns a caller gives, checked: lengths, kinds, and what counts as no place or no time."""

from __future__ import annotations

import datetime as dt
from numbers import Real
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ceasefire.clock import to_moment
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.scope import codes
from ceasefire.scope.bulk_axis import Floats, Ints

NO_TIME: Final = np.iinfo(np.int64).min  # what NaT is as an integer
_MOST: Final = 2**31 - 1
_TIMES: Final = "datetime64, int64 microseconds UTC, or datetimes that state their zone"
Column = npt.NDArray[Any]


def columns_of(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike) -> tuple[Floats, Floats, Ints]:
    """Longitudes, latitudes and microseconds UTC as contiguous columns; BadInput lists every misfit."""
    lons, lats, times = _numbers(lon), _numbers(lat), _times(t)
    problems = (_misfit("lon", lons), _misfit("lat", lats), _misfit("t", times))
    if found := [problem for problem in problems if problem]:
        raise BadInput(found)
    check_lengths(lon=lons, lat=lats, t=times)
    return _floats(lons), _floats(lats), microseconds(times)


def number_column(name: str, column: npt.ArrayLike) -> Floats:
    """One column of numbers; BadInput when it is something else."""
    given = _numbers(column)
    if problem := _misfit(name, given):
        raise BadInput(problem)
    return _floats(given)


def check_lengths(**columns: Column) -> None:
    """Raise `BadInput` when the columns are not equally long, or too long for one batch."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        got = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
        raise BadInput(Problem(codes.UNEQUAL_COLUMNS, got=got))
    if max(lengths.values()) > _MOST:
        raise BadInput(Problem(codes.TOO_MANY_EVENTS, got=f"{max(lengths.values()):,} events"))


def microseconds(t: Column) -> Ints:
    """Moments as int64 microseconds UTC; NaT becomes the least integer."""
    if t.dtype.kind == "M":
        t = t.astype("datetime64[us]", copy=False)
        return np.ascontiguousarray(t).view(np.int64)
    return np.ascontiguousarray(t, dtype=np.int64)


def placed_and_timed(lon: Floats, lat: Floats, t: Ints) -> npt.NDArray[np.bool_]:
    """Which events have a finite place and a time."""
    kept: npt.NDArray[np.bool_] = np.isfinite(lon) & np.isfinite(lat) & (t != NO_TIME)
    return kept


def _numbers(column: npt.ArrayLike) -> Column:
    """The column as an array; what is masked or None becomes NaN, so that it is no place."""
    if isinstance(column, np.ma.MaskedArray):
        return np.where(column.mask, np.nan, column.data.astype(np.float64))
    given = np.asarray(column)
    if given.dtype == object and all(each is None or isinstance(each, Real) for each in given.flat):
        return given.astype(np.float64)
    return given


def _times(column: npt.ArrayLike) -> Column:
    """The column as an array; what is masked, None or NaT is no time, and aware datetimes are turned to UTC."""
    if isinstance(column, np.ma.MaskedArray):
        return np.asarray(column.filled(NO_TIME if column.dtype.kind == "i" else np.datetime64("NaT")))
    given = np.asarray(column)
    if given.dtype != object:
        return given
    moments = [_moment(each) for each in given.flat]
    known = all(moment is not None for moment in moments)
    return np.array(moments, dtype=np.int64).reshape(given.shape) if known else given


def _moment(each: object) -> int | None:
    """Microseconds UTC of an aware datetime; None when that cannot be told."""
    if each is None or each != each:  # NaT is not equal to itself  # noqa: PLR0124
        return NO_TIME
    if isinstance(each, dt.datetime) and each.tzinfo is not None:
        return to_moment(each)
    return None


def _floats(column: Column) -> Floats:
    return np.ascontiguousarray(column, dtype=np.float64)


def _misfit(name: str, column: Column) -> Problem | None:
    is_time = name == "t"
    if column.ndim == 1 and (column.dtype.kind in ("Mi" if is_time else "fiu") or (is_time and not len(column))):
        return None
    got = f"{column.dtype}, shape {column.shape}"
    if column.ndim != 1:
        return Problem(codes.NOT_A_COLUMN, Place(field=name), got, "one dimension")
    return Problem(codes.NOT_A_COLUMN, Place(field=name), got, _TIMES if is_time else "a column of numbers")
