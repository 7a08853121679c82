"""One file of effort for several cases: the name of an area has to mean the same place in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ceasefire.cli import codes
from ceasefire.errors import BadInput, Place, Problem

if TYPE_CHECKING:
    from ceasefire.terms import Terms


def refuse_ambiguous_areas(effort: Path | None, read: Mapping[Path, Terms]) -> None:
    """Raise BadInput for every area that the effort names and the cases draw differently.

    A watch at one of them would count as a watch of all the others.
    """
    from ceasefire.record import read_effort

    if effort is None or len(read) < 2:
        return
    rows = read_effort(effort, next(iter(read.values())).zone.name)
    named = {each.area: Place(str(effort), each.line, field="area") for each in reversed(rows) if each.area}
    problems = [each for name in sorted(named) for each in _ambiguous(name, named[name], read)]
    if problems:
        raise BadInput(problems)


def _ambiguous(name: str, place: Place, read: Mapping[Path, Terms]) -> Iterator[Problem]:
    from ceasefire.terms.meaning import area_where

    drawn = {file.name: area_where(each, name) for file, each in read.items() if name in each.areas}
    if len(drawn) > 1 and any(each != next(iter(drawn.values())) for each in drawn.values()):
        got = f"{name}, which is another place in each of {', '.join(sorted(drawn))}"
        yield Problem(codes.AREA_OF_WHICH_CASE, place, got=got)
