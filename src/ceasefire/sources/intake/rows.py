"""Rows of a table with confirmed columns, as observations, allegations and watches; all of them, or none and why."""

from __future__ import annotations

from dataclasses import dataclass

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record import Allegation, Effort, Observation, Post
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.columns import check_answers, fields, questions
from ceasefire.sources.intake.row import KINDS, Columns, Row
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.sheet import Sheet, SheetRow


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything that a table holds, and the posts that its rows describe by their own position."""

    observations: tuple[Observation, ...] = ()
    allegations: tuple[Allegation, ...] = ()
    efforts: tuple[Effort, ...] = ()
    posts: tuple[Post, ...] = ()


def take(sheet: Sheet, columns: Columns, setting: Setting) -> Taken:
    """Take in every row, or raise BadInput once with the problems of all of them and take nothing.

    Cells that no field is for are kept in the text of their row. A formula in a cell is a problem where the cell is
    read, and a text where it is not.
    """
    _check_columns(sheet, columns)
    check_answers(questions(sheet, columns.fields), columns.answers)
    taken: list[Observation | Allegation | Effort] = []
    problems: list[Problem] = []
    posts: dict[str, Post] = {}
    for row in sheet.rows:
        try:
            taken.append(Row(sheet, row, columns, setting, posts).taken())
        except BadInput as told:
            problems += [_at(each, sheet, row) for each in told.problems]
    problems += _same_ids(sheet, taken)
    if problems:
        raise BadInput(problems)
    return Taken(
        tuple(each for each in taken if isinstance(each, Observation)),
        tuple(each for each in taken if isinstance(each, Allegation)),
        tuple(each for each in taken if isinstance(each, Effort)),
        tuple(posts.values()),
    )


def _at(problem: Problem, sheet: Sheet, row: SheetRow) -> Problem:
    return problem.at(Place(sheet.name, row.line, None, problem.place.field))


def _check_columns(sheet: Sheet, columns: Columns) -> None:
    place = Place(sheet.name)
    listed = list(columns.fields.items())
    problems = [Problem(codes.NO_SUCH_COLUMN, place, got=name) for name, _ in listed if name not in sheet.header]
    problems += [
        Problem(codes.NO_SUCH_FIELD, place, each, ", ".join(fields())) for _, each in listed if each not in fields()
    ]
    named = [each for _, each in listed]
    twice = sorted({each for each in named if named.count(each) > 1})
    problems += [Problem(codes.FIELD_TWICE, place, got=each) for each in twice]
    if columns.kind not in KINDS:
        problems.append(Problem(codes.UNKNOWN_KIND, place, columns.kind, ", ".join(KINDS)))
    if problems:
        raise BadInput(problems)


def _same_ids(sheet: Sheet, taken: list[Observation | Allegation | Effort]) -> list[Problem]:
    names = [each.id for each in taken]
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    return [Problem(codes.SAME_ROW_ID, Place(sheet.name), got=name) for name in twice]


__all__ = ["Columns", "Taken", "take"]
