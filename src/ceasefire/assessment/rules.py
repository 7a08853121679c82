"""The rules of an assessment: every threshold in one reviewed file, with a version that results name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import Tree, read_document

KIND: Final = "ceasefire-assessment-rules"
MAJOR: Final = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of an assessment; what each means stands beside it in `data/rules.yaml`.

    Shares and changes are fractions (-0.5 is half as many), lengths kilometres, times days.
    """

    version: str
    fixed_on: str
    finding_at: float
    interval: float
    large_change: float
    power_needed: float
    open_ended_days: int
    shortest_days: int
    weeks_before: int
    rings_km: tuple[float, ...]
    comparison_events: float
    fewest_areas: int
    training_cell_km: float
    quiet_coverage: float
    alarm_run_days: float
    alarm_level: float
    alarm_history_days: int
    return_days: int
    deadly_day: int


@cache
def rules() -> Rules:
    """Return the rules in force."""
    text = (files(__package__) / "data" / "rules.yaml").read_text("utf-8")
    tree = cast("Mapping[str, Tree]", read_document(text, "rules.yaml").tree)
    check_format(str(tree["format"]), KIND, MAJOR)
    return Rules(**{field.name: _value(tree[field.name], str(field.type)) for field in fields(Rules)})


def _value(tree: Tree, kind: str) -> Any:  # noqa: ANN401 - a field's own type, named by `kind`
    if isinstance(tree, list):
        return tuple(float(str(each)) for each in tree)
    return {"int": int, "float": float}.get(kind, str)(str(tree))
