"""The ledger of a case: fact by fact, which fields of its terms keep it.

A fact is named by its place in the collection that the cases were written from. It is kept by fields
(dotted paths into the terms), or it stands under `not_expressed`: none is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import read_document

KIND: Final = "ceasefire-facts"
MAJOR: Final = 1
NOT_EXPRESSED: Final = "not_expressed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One known fact: where it came from, the paths of the terms that keep it, and what those do not show.

    `note` says in words what the paths hold in another form, such as a length that lies between two dates.
    """

    origin: str
    kept_in: tuple[str, ...]
    note: str = ""

    @property
    def is_expressed(self) -> bool:
        """Tell whether a field keeps the fact; otherwise it is listed under `not_expressed`."""
        return not all(path.partition(".")[0] == NOT_EXPRESSED for path in self.kept_in)


def read_ledger(text: str, name: str) -> tuple[Fact, ...]:
    """Read a ledger; UnknownFormat or BadInput when the text is not one."""
    tree = cast("Mapping[str, str | list[Mapping[str, str | list[str]]]]", read_document(text, name).tree)
    check_format(str(tree.get("format", "")), KIND, MAJOR)
    return tuple(_fact(entry) for entry in cast("list[Mapping[str, str | list[str]]]", tree["facts"]))


def _fact(entry: Mapping[str, str | list[str]]) -> Fact:
    return Fact(str(entry["from"]), tuple(entry["kept_in"]), str(entry.get("note", "")))
