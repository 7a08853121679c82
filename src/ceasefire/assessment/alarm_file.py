"""A stored alarm, checked before it is taken up again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.assessment import codes
from ceasefire.assessment.alarm_baseline import Baseline
from ceasefire.assessment.alarm_input import check_settings
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.formats import check_format

KIND: Final = "break-alarm"
FORMAT: Final = f"{KIND}/1"


@dataclass(frozen=True, slots=True)
class Stored:
    """The settings of an alarm and where it stood; lists have one number for every rise."""

    mean: float
    dispersion: float
    arl: float
    autocorrelation: float
    day: int
    alarm: bool
    since: int | None
    log_r: tuple[float, ...]
    scores: tuple[float, ...]
    starts: tuple[int, ...]
    baseline: Baseline | None


def read_stored(value: Mapping[str, Any] | str, rises: Sequence[float]) -> Stored:
    """Return what `value` holds; raise UnknownFormat or BadInput with every problem."""
    tree = _tree(value)
    stated = tree.get("format")
    check_format(stated if isinstance(stated, str) else None, KIND, 1, Place(field="format"))
    if problems := tuple(_problems(tree, list(rises))):
        raise BadInput(problems)
    dispersion = math.inf if tree["dispersion"] == "inf" else tree["dispersion"]
    check_settings(tree["mean"], dispersion, tree["arl"], tree["autocorrelation"])
    baseline = None if tree["baseline"] is None else Baseline.from_json(tree["baseline"])
    lists: dict[str, Any] = {name: tuple(tree[name]) for name in ("log_r", "scores", "starts")}
    plain = {name: tree[name] for name in ("mean", "arl", "autocorrelation", "day", "alarm", "since")}
    return Stored(dispersion=dispersion, baseline=baseline, **plain, **lists)


def _tree(value: Mapping[str, Any] | str) -> Mapping[str, Any]:
    try:
        tree = json.loads(value) if isinstance(value, str) else value
    except ValueError as error:
        raise BadInput(_wrong("", str(error), "JSON text")) from error
    if not isinstance(tree, Mapping):
        raise BadInput(_wrong("", type(tree).__name__, "an object with fields"))
    return tree


def _problems(tree: Mapping[str, Any], rises: list[float]) -> Iterator[Problem]:
    fields = {*Stored.__dataclass_fields__, "rises"}
    for name in sorted(fields - set(tree)):
        yield _wrong(name, "nothing", "this field")
    if fields <= set(tree):
        yield from _contents(tree, rises)


def _contents(tree: Mapping[str, Any], rises: list[float]) -> Iterator[Problem]:
    day, since, n = tree["day"], tree["since"], len(rises)
    if not _whole(day, 0):
        yield _wrong("day", day, "a whole number from 0 on")
    if not isinstance(tree["alarm"], bool):
        yield _wrong("alarm", tree["alarm"], "true or false")
    if tree["alarm"] is not (since is not None) or not (since is None or _whole(since, 1)):
        yield _wrong("since", since, "the first day of the rise when there is an alarm, else null")
    if tree["rises"] != rises:
        yield _wrong("rises", tree["rises"], str(rises))
    for name in ("log_r", "scores"):
        if not _list_of(tree[name], n, _finite):
            yield _wrong(name, tree[name], f"{n} finite numbers")
    if not _list_of(tree["starts"], n, _day):
        yield _wrong("starts", tree["starts"], f"{n} days, from 1 on")
    if tree["baseline"] is not None:
        yield from _baseline(tree["baseline"])


def _baseline(value: object) -> Iterator[Problem]:
    names = set(Baseline.__dataclass_fields__)
    if not isinstance(value, Mapping) or set(value) != names:
        yield _wrong("baseline", value, f"null, or an object with {', '.join(sorted(names))}")
        return
    yield from (
        _wrong(f"baseline.{name}", each, "a finite number, or `inf`")
        for name, each in value.items()
        if not (_finite(each) or each == "inf")
    )


def _list_of(value: object, length: int, fits: Any) -> bool:  # noqa: ANN401 - a test of one member
    return isinstance(value, list | tuple) and len(value) == length and all(map(fits, value))


def _finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _day(value: object) -> bool:
    return _whole(value, 1)


def _whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _wrong(field: str, got: object, expected: str) -> Problem:
    return Problem(codes.BAD_ALARM_FILE, Place(field=field or None), got=str(got), expected=expected)
