"""What is asked of the counts, checked: every problem at once, before anything is worked out."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ceasefire.assessment import codes
from ceasefire.errors import BadCounts, Code, Place, Problem

SIZES: Final = (-0.3, -0.5, -0.6, -0.8)  # changes for which the power is worked out, unless others are asked for
_LARGEST = 2**53  # beyond it a float skips whole numbers


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Counts (areas × days), the assessed row and days, and what may be compared with it.

    `watched` is the effort of every area and day (1 where none is stated); `open_days` is false on days under
    another ceasefire, and `others_named` tells whether anybody said which days those are. `history` is the number
    of days before the start that nothing of the ceasefire has touched.
    """

    counts: NDArray[np.float64]
    unit: int
    start: int
    days: int
    controls: tuple[int, ...]
    watched: NDArray[np.float64]
    has_effort: bool
    open_days: NDArray[np.bool_]
    others_named: bool
    history: int
    effects: tuple[float, ...]
    level: float
    seed: int

    @property
    def end(self) -> int:
        """The first day after the window."""
        return self.start + self.days


def ask(  # noqa: PLR0913 - the arguments of estimate_effect, in its order
    counts: ArrayLike,
    unit: int,
    start: int,
    days: int,
    *,
    controls: Iterable[int] | None,
    exposure: ArrayLike | None,
    anticipation: int,
    excluded: ArrayLike | None,
    effects: Iterable[float] = SIZES,
    level: float,
    seed: int,
) -> Question:
    """Return the checked question; raise BadCounts with every problem of it."""
    problems: list[Problem] = []
    table = checked_counts(counts, problems)
    if table is None:
        raise BadCounts(problems)
    areas, length = table.shape
    whole = {"unit": unit, "start": start, "days": days, "anticipation": anticipation, "seed": seed}
    number = {name: _whole(name, value, problems) for name, value in whole.items()}
    problems += _outside(number, areas, length)
    rows = _controls(controls, number["unit"], areas, problems)
    watched = _exposure(exposure, table, problems)
    free = open_days(excluded, table.shape, problems)
    sizes, share = _sizes(effects, problems), _share(level, problems)
    if problems:
        raise BadCounts(problems)
    history = max(number["start"] - number["anticipation"], 0)
    return Question(
        table,
        number["unit"],
        number["start"],
        number["days"],
        rows,
        watched,
        exposure is not None,
        free,
        excluded is not None,
        history,
        sizes,
        share,
        number["seed"],
    )


def checked_counts(counts: ArrayLike, problems: list[Problem]) -> NDArray[np.float64] | None:
    """Return counts (areas × days) as floats without a fraction, or add to `problems` and return None."""
    table = _numbers("counts", counts, codes.NOT_COUNTS, problems)
    if table is None:
        return None
    if table.ndim != 2 or 0 in table.shape:
        problems.append(_wrong(codes.WRONG_SHAPE, "counts", f"shape {table.shape}", "areas × days, at least one each"))
        return None
    bad = ~((table >= 0) & (table <= _LARGEST) & (table == np.floor(table)))
    if bad.any():
        problems.append(_wrong(codes.NOT_COUNTS, *_first(bad, table, "counts"), "whole numbers from 0 on"))
        return None
    return table


def _numbers(name: str, values: ArrayLike, code: Code, problems: list[Problem]) -> NDArray[np.float64] | None:
    """The values as floats of whatever shape; ragged rows, words and complex numbers are problems."""
    try:
        raw = np.asarray(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan), dtype=float)
    except (TypeError, ValueError) as error:
        problems.append(_wrong(code, name, str(error), "a table of numbers, one row for each area"))
        return None
    return raw


def _whole(name: str, value: int, problems: list[Problem]) -> int:
    """The value as an int; a fraction, a word or a truth value is a problem."""
    if isinstance(value, bool | np.bool_):
        problems.append(_wrong(codes.BAD_OPTION, name, str(value), "a whole number"))
        return 0
    try:
        return operator.index(value)
    except TypeError:
        problems.append(_wrong(codes.BAD_OPTION, name, repr(value), "a whole number"))
        return 0


def _outside(number: dict[str, int], areas: int, length: int) -> Iterator[Problem]:
    unit, start, days = number["unit"], number["start"], number["days"]
    if not 0 <= unit < areas:
        yield _wrong(codes.BAD_UNIT, "unit", str(unit), f"0 to {areas - 1}")
    if not 0 <= start < length:
        yield _wrong(codes.BAD_WINDOW, "start", str(start), f"0 to {length - 1}")
    elif not 1 <= days <= length - start:
        yield _wrong(codes.BAD_WINDOW, "days", str(days), f"1 to {length - start}, the days left from day {start} on")
    for name in ("anticipation", "seed"):
        if number[name] < 0:
            yield _wrong(codes.BAD_OPTION, name, str(number[name]), "0 or more")


def _controls(controls: Iterable[int] | None, unit: int, areas: int, problems: list[Problem]) -> tuple[int, ...]:
    if controls is None:
        return tuple(row for row in range(areas) if row != unit)
    try:
        rows = tuple(_whole("controls", row, problems) for row in controls)
    except TypeError:
        problems.append(_wrong(codes.BAD_CONTROLS, "controls", repr(controls), "a list of rows"))
        return ()
    if any(problem.place.field == "controls" for problem in problems):
        return ()
    wrong = [row for row in rows if not 0 <= row < areas or row == unit]
    wrong += [row for row in set(rows) if rows.count(row) > 1]
    if wrong:
        expected = f"rows from 0 to {areas - 1} other than {unit}, each once"
        problems.append(_wrong(codes.BAD_CONTROLS, "controls", ", ".join(map(str, wrong)), expected))
    return rows


def _exposure(exposure: ArrayLike | None, table: NDArray[np.float64], problems: list[Problem]) -> NDArray[np.float64]:
    """Effort in units of its own mean, so that hours and patrols give the same answer."""
    ones = np.ones_like(table)
    if exposure is None:
        return ones
    effort = _numbers("exposure", exposure, codes.BAD_EXPOSURE, problems)
    if effort is None:
        return ones
    if effort.shape != table.shape:
        problems.append(_wrong(codes.WRONG_SHAPE, "exposure", f"shape {effort.shape}", f"shape {table.shape}"))
        return ones
    bad = ~((effort >= 0) & np.isfinite(effort))
    if bad.any():
        problems.append(_wrong(codes.BAD_EXPOSURE, *_first(bad, effort, "exposure"), "finite numbers from 0 on"))
        return ones
    unseen = (effort == 0) & (table > 0)
    if unseen.any():
        field, got = _first(unseen, table, "counts")
        problems.append(_wrong(codes.BAD_EXPOSURE, field, f"{got} with an effort of 0", "an effort above 0 there"))
        return ones
    return effort / (effort.mean() or 1.0)


def open_days(excluded: ArrayLike | None, shape: tuple[int, ...], problems: list[Problem]) -> NDArray[np.bool_]:
    """Return which days are under no other ceasefire; a table that does not say so is a problem."""
    if excluded is None:
        return np.ones(shape, dtype=bool)
    marks = _numbers("excluded", excluded, codes.BAD_EXCLUDED, problems)
    if marks is None:
        return np.ones(shape, dtype=bool)
    if marks.shape != shape:
        problems.append(_wrong(codes.WRONG_SHAPE, "excluded", f"shape {marks.shape}", f"shape {shape}"))
        return np.ones(shape, dtype=bool)
    bad = ~np.isin(marks, (0.0, 1.0))
    if bad.any():
        problems.append(_wrong(codes.BAD_EXCLUDED, *_first(bad, marks, "excluded"), "true or false"))
    return np.asarray(marks != 1.0)


def _sizes(effects: Iterable[float], problems: list[Problem]) -> tuple[float, ...]:
    try:
        sizes = tuple(float(size) for size in effects)
    except (TypeError, ValueError):
        problems.append(_wrong(codes.BAD_OPTION, "effects", repr(effects), "a list of changes, such as -0.5"))
        return ()
    wrong = [size for size in sizes if not (-1 <= size < np.inf and size != 0)]
    if wrong:
        expected = "changes as shares: -1 (all gone) or more, and not 0"
        problems.append(_wrong(codes.BAD_OPTION, "effects", ", ".join(map(str, wrong)), expected))
    return sizes


def _share(level: float, problems: list[Problem]) -> float:
    try:
        share = float(level)
    except (TypeError, ValueError):
        share = np.nan
    if not 0 < share < 1:
        problems.append(_wrong(codes.BAD_OPTION, "level", repr(level), "a share between 0 and 1, such as 0.9"))
    return share


def _first(bad: NDArray[np.bool_], values: NDArray[np.float64], name: str) -> tuple[str, str]:
    """The first bad cell and what stands there."""
    cell = tuple(int(part) for part in np.argwhere(bad)[0])
    more = int(bad.sum()) - 1
    return f"{name}[{', '.join(map(str, cell))}]", f"{values[cell]:g}" + (f", and {more} more" if more else "")


def _wrong(code: Code, field: str, got: str, expected: str) -> Problem:
    return Problem(code, Place(field=field), got=got, expected=expected)
