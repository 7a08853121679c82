"""The columns a caller gives, checked: lengths, kinds, and what counts as no place or no time."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.scope import codes
from ceasefire.scope.bulk_axis import Floats, Ints

NO_TIME: Final = np.iinfo(np.int64).min  # what NaT is as an integer
_MOST: Final = 2**31 - 1


def columns_of(lon: npt.ArrayLike, lat: npt.ArrayLike, t: npt.ArrayLike) -> tuple[Floats, Floats, Ints]:
    """Longitudes, latitudes and microseconds UTC as contiguous columns; BadInput lists every misfit."""
    given = {"lon": np.asarray(lon), "lat": np.asarray(lat), "t": np.asarray(t)}
    problems = [_misfit(name, column) for name, column in given.items()]
    if found := [problem for problem in problems if problem]:
        raise BadInput(found)
    check_lengths(**given)
    return number_column("lon", given["lon"]), number_column("lat", given["lat"]), microseconds(given["t"])


def number_column(name: str, column: npt.ArrayLike) -> Floats:
    """One column of numbers; BadInput when it is something else."""
    given = np.asarray(column)
    if problem := _misfit(name, given):
        raise BadInput(problem)
    return np.ascontiguousarray(given, dtype=np.float64)


def check_lengths(**columns: npt.NDArray[np.generic]) -> None:
    """Raise `BadInput` when the columns are not equally long, or too long for one batch."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        got = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
        raise BadInput(Problem(codes.UNEQUAL_COLUMNS, got=got))
    if max(lengths.values()) > _MOST:
        raise BadInput(Problem(codes.TOO_MANY_EVENTS, got=f"{max(lengths.values()):,} events"))


def microseconds(t: npt.NDArray[np.generic]) -> Ints:
    """Moments as int64 microseconds UTC; NaT becomes the least integer."""
    if t.dtype.kind == "M":
        t = t.astype("datetime64[us]")
        return np.ascontiguousarray(t).view(np.int64)
    return np.ascontiguousarray(t, dtype=np.int64)


def placed_and_timed(lon: Floats, lat: Floats, t: Ints) -> npt.NDArray[np.bool_]:
    """Which events have a finite place and a time."""
    kept: npt.NDArray[np.bool_] = np.isfinite(lon) & np.isfinite(lat) & (t != NO_TIME)
    return kept


def _misfit(name: str, column: npt.NDArray[np.generic]) -> Problem | None:
    got = f"{column.dtype}, shape {column.shape}"
    if column.ndim != 1:
        return Problem(codes.NOT_A_COLUMN, Place(field=name), got, "one dimension")
    if name == "t" and len(column) and column.dtype.kind not in "Mi":
        return Problem(codes.NOT_A_COLUMN, Place(field=name), got, "datetime64, or int64 microseconds UTC")
    if name != "t" and column.dtype.kind not in "fiu":
        return Problem(codes.NOT_A_COLUMN, Place(field=name), got, "a column of numbers")
    return None
