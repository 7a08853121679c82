"""A source's manifest: what it can see, what its fields mean, and every choice its reader makes.

The manifest is data beside the reader. An option that is not in it does not exist, and each has its
default and the reason for it there.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from ceasefire.clock import check_zone
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel import taxonomy
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.lengths import read_length
from ceasefire.kernel.yamltext import Document, Tree, read_document
from ceasefire.sources import codes
from ceasefire.sources.rows import Extent

FORMAT: Final = "ceasefire-source"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a reader: its values (or the kind of value), its default, and why."""

    name: str
    default: str
    choices: tuple[str, ...]
    kind: str
    why: str

    def check(self, value: str, source: str) -> str:
        """Return `value` when the option takes it; raise BadInput otherwise."""
        if value in self.choices or self._is_of_kind(value):
            return value
        expected = ", ".join((*self.choices, f"a {self.kind}" if self.kind else ""))
        place = Place(field=f"{source} option {self.name}")
        raise BadInput(Problem(codes.BAD_OPTION, place, got=value, expected=expected.strip(", ")))

    def _is_of_kind(self, value: str) -> bool:
        if self.kind == "whole number":
            return value.isascii() and value.isdigit()
        if self.kind == "time zone":
            return bool(check_zone(value))
        if self.kind == "encoding":
            return _is_encoding(value)
        return False


COMMON_OPTIONS: Final = {
    "encoding": Option("encoding", "utf-8", (), "encoding", "Publishers write UTF-8; older exports may not."),
}


@dataclass(frozen=True, slots=True)
class Precision:
    """What one precision of a place means: a 95 % radius in metres, or no point at all (None)."""

    radius95_m: float | None
    means: str
    why: str


@dataclass(frozen=True, slots=True)
class Download:
    """A public file of the publisher: a name, its address (with `{year}` where there is one a year)."""

    name: str
    url: str
    what: str
    file: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known about a source, as the field `extra` for its own reader and the rest for everybody.

    `sees` are the leaves of the acts that it can see at all: outside them its silence means that it
    cannot see, not that there was none.
    """

    name: str
    version: str
    title: str
    publisher: str
    licence: str
    home: str
    citation: str
    sees: frozenset[str]
    blind: str
    rule: str
    unit: str
    required: tuple[str, ...]
    zone: str
    zone_means: str
    actor_means: str
    options: Mapping[str, Option]
    precisions: Mapping[str, Precision]
    limits: tuple[str, ...]
    downloads: tuple[Download, ...]
    extent: Extent | None
    extra: Mapping[str, Tree]

    def settle(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Every option with its value; BadInput lists every unknown option and every bad value."""
        problems: list[Problem] = []
        settled = {name: option.default for name, option in self.options.items()}
        for name, value in wanted.items():
            try:
                settled[name] = self._option(name).check(value, self.name)
            except BadInput as told:
                problems += told.problems
        if problems:
            raise BadInput(problems)
        return settled

    def _option(self, name: str) -> Option:
        if name not in self.options:
            known = "; ".join(f"{each.name} (default {each.default})" for each in self.options.values())
            place = Place(field=f"{self.name} option {name}")
            raise BadInput(Problem(codes.UNKNOWN_OPTION, place, got=name, expected=known))
        return self.options[name]

    def missing(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """The required columns that `header` lacks; `a|b` is one column under either name."""
        return tuple(each for each in self.required if not set(each.split("|")) & set(header))


def read_manifest(document: Document) -> Manifest:
    """Build a manifest from its document (`format: ceasefire-source/1`)."""
    tree = cast("dict[str, Tree]", document.tree)
    check_format(_text(tree, "format"), FORMAT, 1, document.place("format"))
    time = cast("dict[str, str]", tree["time"])
    counts = cast("dict[str, str]", tree["counts"])
    return Manifest(
        name=_text(tree, "source"),
        version=_text(tree, "version"),
        title=_text(tree, "title"),
        publisher=_text(tree, "publisher"),
        licence=_text(tree, "licence"),
        home=_text(tree, "home"),
        citation=_text(tree, "citation"),
        sees=taxonomy.acts().expand(cast("list[str]", tree["sees"])),
        blind=_text(tree, "cannot_see"),
        rule=counts["rule"],
        unit=counts["unit"],
        required=tuple(cast("list[str]", tree["columns"])),
        zone=time["zone"],
        zone_means=time["means"],
        actor_means=_text(tree, "actor"),
        options={name: _option(name, fields) for name, fields in _mappings(tree, "options").items()} | COMMON_OPTIONS,
        precisions={name: _precision(fields) for name, fields in _mappings(tree, "places").items()},
        limits=tuple(cast("list[str]", tree.get("limits", []))),
        downloads=tuple(_download(fields) for fields in cast("list[dict[str, str]]", tree.get("downloads", []))),
        extent=_extent(tree.get("extent")),
        extra=tree,
    )


@cache
def load_manifest(folder: str) -> Manifest:
    """The manifest in the package folder `folder` of `ceasefire.sources`."""
    resource = files("ceasefire.sources") / folder / "manifest.yaml"
    return read_manifest(read_document(resource.read_text("utf-8"), f"{folder}/manifest.yaml"))


def _option(name: str, fields: Mapping[str, Tree]) -> Option:
    choices = tuple(cast("list[str]", fields.get("choices", [])))
    return Option(name, str(fields["default"]), choices, str(fields.get("kind", "")), str(fields["why"]))


def _precision(fields: Mapping[str, Tree]) -> Precision:
    radius = str(fields["radius"])
    metres = None if radius == "unknown" else read_length(radius)
    return Precision(metres, str(fields["means"]), str(fields.get("why", "")))


def _download(fields: Mapping[str, str]) -> Download:
    return Download(fields["name"], fields["url"], fields["what"], fields["file"])


def _extent(tree: Tree | None) -> Extent | None:
    if tree is None:
        return None
    west, south, east, north = (float(each) for each in cast("list[str]", tree))
    return west, south, east, north


def _text(tree: Mapping[str, Tree], key: str) -> str:
    return str(tree[key])


def _mappings(tree: Mapping[str, Tree], key: str) -> dict[str, dict[str, Tree]]:
    return cast("dict[str, dict[str, Tree]]", tree.get(key, {}))


def _is_encoding(value: str) -> bool:
    try:
        return codecs.lookup(value)._is_text_encoding  # noqa: SLF001 - the only way to tell rot13 from an encoding
    except (LookupError, ValueError):
        return False
