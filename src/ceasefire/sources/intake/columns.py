"""Which column of a pasted table is what: guessed with its reason for a person to confirm; the unclear is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import Tree, read_document
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.days import ORDERS, meanings, unclear
from ceasefire.sources.intake.figures import read_range
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.sheet import Sheet, sheet_of_text
from ceasefire.sources.intake.tokens import tokens

THOUSANDS: Final = "thousands"
DECIMALS: Final = "decimals"
_MOST: Final = 0.8  # of the filled cells
_LOOKED_AT: Final = 200
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?")
_DECIMAL: Final = re.compile(r"-?\d{1,3},\d{1,2}|-?\d{1,3},\d{4,}")
_EITHER: Final = re.compile(r"\d{1,3}[.,]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can be taken in as: its meaning and the names that people give it."""

    name: str
    means: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column, the field it seems to be (None: none), why, and its first cells."""

    column: str
    field: str | None
    why: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say of a column: the question, cells that raise it, and the answers there are."""

    column: str
    asks: str
    examples: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table with what is guessed of it; nothing is taken in before a person has confirmed the columns."""

    sheet: Sheet
    guesses: tuple[ColumnGuess, ...]
    questions: tuple[Question, ...]

    @property
    def columns(self) -> Mapping[str, str]:
        """The field of each column that seems to be one."""
        return {guess.column: guess.field for guess in self.guesses if guess.field is not None}


@cache
def fields() -> Mapping[str, Field]:
    """Every field by name, in the order of the reference."""
    resource = files("ceasefire.sources.intake") / "fields.yaml"
    document = read_document(resource.read_text("utf-8"), "fields.yaml")
    tree = cast("dict[str, Tree]", document.tree)
    check_format(str(tree.get("format", "")), "ceasefire-intake-fields", 1, document.place("format"))
    listed = cast("dict[str, dict[str, Tree]]", tree["fields"])
    return {
        name: Field(name, str(each["means"]), tuple(cast("list[str]", each["names"]))) for name, each in listed.items()
    }


def paste(text: str) -> Pasted:
    """Read cells pasted from a spreadsheet and guess their columns; a first row that is data is no header."""
    sheet = sheet_of_text(text)
    has_header = not any(_looks_like_data(cell) for cell in sheet.header)
    return guess(sheet if has_header else sheet_of_text(text, has_header=False))


def guess(sheet: Sheet) -> Pasted:
    """Guess the columns of any table, by their names, else by their cells; ask what cannot be told."""
    guesses: list[ColumnGuess] = []
    for column in sheet.header:
        cells = [cell for cell in sheet.column(column) if cell][:_LOOKED_AT]
        taken = {each.field for each in guesses}
        field, why = _guess(column, cells)
        if field in taken:
            field, why = None, f"another column is `{field}` already"
        guesses.append(ColumnGuess(column, field, why, tuple(cells[:3])))
    columns = {each.column: each.field for each in guesses if each.field is not None}
    return Pasted(sheet, tuple(guesses), questions(sheet, columns))


def questions(sheet: Sheet, columns: Mapping[str, str]) -> tuple[Question, ...]:
    """What has to be asked once it is known which column is which: orders of days, commas of numbers."""
    asked = []
    commas = any(_DECIMAL.fullmatch(cell) for column in columns for cell in sheet.column(column))
    for column, field in columns.items():
        cells = sheet.column(column)
        days = unclear(cell.split(" ")[0] for cell in cells) if field in {"date", "end"} else ()
        if days:
            asked.append(Question(column, "Which comes first, the day or the month?", days[:3], ORDERS))
        figures = tuple(cell for cell in cells if _EITHER.search(cell)) if field == "number" else ()
        if figures and (commas or any("." in cell for cell in figures)):
            asks = "Does the sign stand for thousands or for decimals?"
            asked.append(Question(column, asks, figures[:3], (THOUSANDS, DECIMALS)))
    return tuple(asked)


def check_answers(asked: Sequence[Question], answers: Mapping[str, str]) -> None:
    """Pass when every question has one of its answers; BadInput names each that has not."""
    problems = [
        Problem(
            codes.UNANSWERED, Place(field=each.column), ", ".join(each.examples), " or ".join(each.answers), each.asks
        )
        for each in asked
        if answers.get(each.column) not in each.answers
    ]
    if problems:
        raise BadInput(problems)


def _guess(column: str, cells: Sequence[str]) -> tuple[str | None, str]:
    name = _plain(column.rpartition("/")[2])
    for field in fields().values():
        if name in map(_plain, field.names):
            return field.name, f"the column is called “{column}”"
    for seems, looks in _BY_CELLS.items():
        if cells and sum(map(looks, cells)) >= _MOST * len(cells):
            return seems, f"its cells look like `{seems}`"
    return None, "neither its name nor its cells say what it is"


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.casefold()).strip()


def _looks_like_data(cell: str) -> bool:
    return bool(cell) and (cell[0].isdigit() or _is_day(cell) or _is_place(cell))


def _is_day(cell: str) -> bool:
    return meanings(cell) is not None


def _is_place(cell: str) -> bool:
    return any(token.kind == "lengths" for token in tokens(cell)) and read_phrase(cell).understood


def _is_unit(cell: str) -> bool:
    pieces = tokens(cell)
    return len(pieces) == 1 and pieces[0].kind == "units"


def _is_phrase(cell: str) -> bool:
    pieces = tokens(cell)
    return len(pieces) > 2 and any(piece.kind == "units" for piece in pieces) and bool(read_phrase(cell).items)


def _is_figure(cell: str) -> bool:
    read = read_range(tokens(cell), 0)
    return read is not None and read.after == len(tokens(cell))


_BY_CELLS: Final = {
    "date": _is_day,
    "time": lambda cell: _CLOCK.fullmatch(cell) is not None,
    "where": _is_place,
    "what": _is_unit,
    "phrase": _is_phrase,
}
