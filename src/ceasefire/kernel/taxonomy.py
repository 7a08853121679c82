"""The words for acts and duties: reviewed data with labels, one line of meaning and what is not meant.

An act is named by a dotted code. A code without children is a leaf; an inner code such as `fire`
stands for all its leaves, `all` for every leaf, and a named set such as `force` for several
branches. A report that names no weapon is a *set* of leaves, never a leaf "unspecified".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final, cast

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.kernel import codes
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.languages import in_language
from ceasefire.kernel.yamltext import Document, Tree, read_document

EVERY: Final = "all"


@dataclass(frozen=True, slots=True)
class Entry:
    """One word: its code, its labels by language, what it means and what it does not include.

    `members` is empty, except for a named set, where it lists the codes the set stands for.
    """

    code: str
    labels: Mapping[str, str]
    means: str
    excludes: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """A published tree of words; `entries` in the order of the file, `named_sets` beside the tree.

    It says what words mean; it does not say whether an act was forbidden or by whom it was done.
    """

    name: str
    version: str
    entries: Mapping[str, Entry]
    named_sets: Mapping[str, Entry]
    _leaves: Mapping[str, frozenset[str]]

    def __contains__(self, code: object) -> bool:
        return code in self._leaves

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    @property
    def all_leaves(self) -> frozenset[str]:
        """Every leaf of the tree."""
        return self._leaves[EVERY]

    def is_leaf(self, code: str) -> bool:
        """Whether `code` has nothing below it."""
        return self._leaves.get(code) == frozenset({code})

    def leaves(self, code: str, place: Place = NOWHERE) -> frozenset[str]:
        """The leaves that `code` (a leaf, an inner code, a named set or `all`) stands for.

        Raises BadInput with the nearest known words for a code that is not in the tree.
        """
        found = self._leaves.get(code)
        if found is None:
            raise BadInput(self._unknown(code, place))
        return found

    def expand(self, words: Iterable[str], place: Place = NOWHERE) -> frozenset[str]:
        """The leaves that any of `words` stands for; every unknown word is reported at once."""
        wanted = tuple(words)
        unknown = [self._unknown(word, place) for word in wanted if word not in self._leaves]
        if unknown:
            raise BadInput(unknown)
        return frozenset().union(*(self._leaves[word] for word in wanted))

    def summarise(self, leaves: Iterable[str]) -> tuple[str, ...]:
        """The fewest tree codes that stand for exactly `leaves`, in the order of the file."""
        wanted = frozenset(leaves)
        if wanted == self.all_leaves:
            return (EVERY,)
        whole = [code for code in self.entries if self._leaves[code] <= wanted]
        return tuple(code for code in whole if not any(above in whole for above in _above(code)))

    def label(self, code: str, lang: str = "en") -> str:
        """The word for people in `lang`, in English where no translation was reviewed."""
        self.leaves(code)
        entry = self.entries.get(code) or self.named_sets.get(code)
        return in_language(entry.labels, lang) if entry else _EVERY_LABEL.get(lang, _EVERY_LABEL["en"])

    def children(self, code: str) -> tuple[str, ...]:
        """The codes directly below `code`; those at the top for `all`."""
        depth = 0 if code == EVERY else code.count(".") + 1
        start = "" if code == EVERY else f"{code}."
        return tuple(each for each in self.entries if each.startswith(start) and each.count(".") == depth)

    def _unknown(self, code: str, place: Place) -> Problem:
        near = get_close_matches(code, self._leaves, n=3, cutoff=0.5)
        near += [each for each in self._leaves if each.endswith(f".{code}") and each not in near]
        do = f"Did you mean {' or '.join(f'`{each}`' for each in near[:4])}?" if near else ""
        return Problem(codes.UNKNOWN_WORD, place, got=code, expected=f"a code of {self.name} {self.version}", do=do)


_EVERY_LABEL: Final = {
    "en": "Every act",
    "uk": "Усі дії",
    "ru": "Все действия",
    "tr": "Bütün eylemler",
    "ar": "كل الأعمال",
}


@cache
def acts() -> Taxonomy:
    """The tree of what terms forbid, limit or allow."""
    return load("acts")


@cache
def duties() -> Taxonomy:
    """The tree of what terms ask to be done."""
    return load("duties")


def leaves(code: str, place: Place = NOWHERE) -> frozenset[str]:
    """The leaves of the act `code`; BadInput with the nearest words when it is unknown."""
    return acts().leaves(code, place)


def label(code: str, lang: str = "en") -> str:
    """The label of an act in `lang`."""
    return acts().label(code, lang)


def load(name: str) -> Taxonomy:
    """Read the reviewed taxonomy `name` that the package carries; raise BadInput when it is damaged."""
    resource = files("ceasefire.kernel") / "data" / f"{name}.yaml"
    return read_taxonomy(read_document(resource.read_text("utf-8"), f"{name}.yaml"))


def read_taxonomy(document: Document) -> Taxonomy:
    """Build a taxonomy from its document (`format: ceasefire-taxonomy/1`)."""
    tree = cast("dict[str, Tree]", document.tree)
    check_format(cast("str | None", tree.get("format")), "ceasefire-taxonomy", 1, document.place("format"))
    entries = _entries(tree.get("entries", {}))
    below = {code: frozenset(_leaves_below(code, entries)) for code in entries}
    below[EVERY] = frozenset().union(*below.values())
    named = _entries(tree.get("named_sets", {}))
    sets = {code: frozenset().union(*(below[each] for each in entry.members)) for code, entry in named.items()}
    return Taxonomy(str(tree["taxonomy"]), str(tree["version"]), entries, named, below | sets)


def _entries(tree: Tree) -> dict[str, Entry]:
    return {
        code: _entry(code, cast("dict[str, Tree]", fields)) for code, fields in cast("dict[str, Tree]", tree).items()
    }


def _entry(code: str, fields: dict[str, Tree]) -> Entry:
    labels = cast("dict[str, str]", fields["label"])
    members = tuple(cast("list[str]", fields.get("acts", [])))
    return Entry(code, labels, str(fields["means"]), str(fields.get("not", "")), members)


def _leaves_below(code: str, entries: Mapping[str, Entry]) -> list[str]:
    family = [each for each in entries if each == code or each.startswith(f"{code}.")]
    return family if len(family) == 1 else [each for each in family if not _has_children(each, family)]


def _has_children(code: str, family: list[str]) -> bool:
    return any(each.startswith(f"{code}.") for each in family)


def _above(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]
