"""Reading a mapping file: every problem found, each with its line, told once."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ceasefire.clock import check_zone
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel import taxonomy, units
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.lengths import UNITS, read_length
from ceasefire.kernel.yamltext import Document, Tree, read_document
from ceasefire.kernel.yamltext import Path as TreePath
from ceasefire.sources import codes
from ceasefire.sources.own_table.mapping import Choice, Field, LeaveOut, PlaceRule, TableMapping
from ceasefire.sources.rows import Extent

MOST_BYTES: Final = 4_000_000
_TEXTS: Final = ("settlement", "region", "text", "url")
_STATEMENTS: Final = ("title", "publisher", "licence", "home", "citation", "cannot_see")
_TOP: Final = frozenset(
    {"format", "source", "sees", "fields", "time", "place", "may_be_nothing", "count", "extent", "set_aside", "limits"}
    | set(_STATEMENTS)
)
_FIELDS: Final = frozenset(
    {"id", "lon", "lat", "radius", "date", "start", "end", "time", "acts", "actor", "deaths", "objects", *_TEXTS}
)
_KEYS: Final = frozenset({"column", "columns", "constant", "format", "map", "otherwise", "flags", "split"})


def read_mapping_file(path: Path) -> TableMapping:
    """Read and check a mapping file; raise BadInput once with every problem, each with its line."""
    try:
        if path.stat().st_size > MOST_BYTES:
            expected = f"at most {MOST_BYTES:,} bytes"
            raise BadInput(Problem(codes.BAD_MAPPING, Place(str(path)), f"{path.stat().st_size:,} bytes", expected))
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise BadInput(Problem(codes.CANNOT_OPEN, Place(str(path)), got=problem.strerror or str(problem))) from None
    except UnicodeDecodeError as problem:
        got = f"byte {problem.start:,} is not UTF-8"
        raise BadInput(Problem(codes.WRONG_ENCODING, Place(str(path)), got, "UTF-8")) from None
    return _Reader(read_document(text, str(path))).mapping()


class _Reader:
    """Reads the document field by field, keeps every problem, and tells them together."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._problems: list[Problem] = []
        self._tree = self._map(document.tree, ())

    def mapping(self) -> TableMapping:
        check_format(self._text(self._tree, "format", ()), "ceasefire-mapping", 1, self._document.place("format"))
        self._only(self._tree, _TOP, ())
        fields = self._map(self._tree.get("fields", {}), ("fields",))
        self._only(fields, _FIELDS, ("fields",))
        self._check_needed(fields)
        made = TableMapping(
            source=self._text(self._tree, "source", ()) or "csv",
            texts={key: self._text(self._tree, key, ()) for key in _STATEMENTS},
            sees=self._words(self._tree.get("sees", ["all"]), ("sees",)),
            fields={name: self._field(name, tree) for name, tree in fields.items() if name not in {"acts", "actor"}},
            acts=self._choice(fields.get("acts", {}), ("fields", "acts"), acts=True),
            actor=self._choice(fields["actor"], ("fields", "actor"), acts=False) if "actor" in fields else None,
            zone=self._zone(),
            report_lag=self._lag(),
            place=self._place(),
            may_be_nothing=self._yes_no("may_be_nothing"),
            unit=self._counted("unit", "event"),
            rule=self._counted("rule", "row"),
            extent=self._extent(),
            set_aside=self._set_aside(),
            limits=tuple(self._list(self._tree.get("limits", []), ("limits",))),
        )
        self._check_count(made)
        if self._problems:
            raise BadInput(self._problems)
        return made

    # ------------------------------------------------------------ shapes of values

    def _bad(self, path: TreePath, got: str, expected: str, do: str = "") -> None:
        self._problems.append(Problem(codes.BAD_MAPPING, self._document.place(*path), got, expected, do))

    def _map(self, tree: Tree, path: TreePath) -> dict[str, Tree]:
        if isinstance(tree, dict):
            return tree
        self._bad(path, repr(tree)[:60], "a mapping `{key: value}`")
        return {}

    def _list(self, tree: Tree, path: TreePath) -> list[str]:
        items = [tree] if isinstance(tree, str) else tree
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return [str(item) for item in items]
        self._bad(path, repr(tree)[:60], "a list of words")
        return []

    def _text(self, tree: Mapping[str, Tree], key: str, path: TreePath) -> str:
        value = tree.get(key, "")
        if isinstance(value, str):
            return value
        self._bad((*path, key), repr(value)[:60], "a text")
        return ""

    def _only(self, tree: Mapping[str, Tree], known: frozenset[str], path: TreePath) -> None:
        for key in tree:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                do = f"Did you mean `{near[0]}`?" if near else ""
                self._bad((*path, key), key, ", ".join(sorted(known)), do)

    def _words(self, tree: Tree, path: TreePath) -> frozenset[str]:
        try:
            return taxonomy.acts().expand(self._list(tree, path), self._document.place(*path))
        except BadInput as told:
            self._problems += told.problems
            return frozenset()

    # ------------------------------------------------------------ fields

    def _check_needed(self, fields: Mapping[str, Tree]) -> None:
        if "acts" not in fields:
            self._bad(("fields",), "no `acts`", "what each row may be, such as `acts: {constant: [force]}`")
        if ("date" in fields) == ("start" in fields):
            self._bad(("fields",), "`date` and `start`" if "date" in fields else "neither", "either `date` or `start`")
        if ("lon" in fields) != ("lat" in fields):
            self._bad(("fields",), "one of `lon` and `lat`", "both, or neither")

    def _field(self, name: str, tree: Tree) -> Field:
        path = ("fields", name)
        entries = self._map(tree, path)
        self._only(entries, _KEYS, path)
        columns = self._list(entries.get("columns", []), (*path, "columns"))
        if "column" in entries:
            columns = [self._text(entries, "column", path)]
        if not columns and "constant" not in entries:
            self._bad(path, "neither `column` nor `constant`", "where the value comes from")
        texts = {key: self._text(entries, key, path) for key in ("constant", "format", "split")}
        if name == "radius" and texts["format"] not in {"", *UNITS}:
            self._bad((*path, "format"), texts["format"], " or ".join(UNITS))
        return Field(tuple(columns), texts["constant"], texts["format"], texts["split"])

    def _choice(self, tree: Tree, path: TreePath, *, acts: bool) -> Choice:
        entries = self._map(tree, path)
        self._only(entries, _KEYS, path)
        read = self._words if acts else self._parties
        if "constant" in entries:
            return Choice(otherwise=read(entries["constant"], (*path, "constant")))
        otherwise = read(entries["otherwise"], (*path, "otherwise")) if "otherwise" in entries else None
        if "flags" in entries:
            flags = self._map(entries["flags"], (*path, "flags"))
            sets = tuple((column, read(words, (*path, "flags", column))) for column, words in flags.items())
            return Choice(by_flag=sets, otherwise=otherwise)
        if "column" not in entries:
            self._bad(path, "none of `constant`, `column` and `flags`", "where the words come from")
            return Choice()
        values = self._map(entries.get("map", {}), (*path, "map"))
        by_value = {value: read(words, (*path, "map", value)) for value, words in values.items()}
        return Choice(self._text(entries, "column", path), by_value if "map" in entries else None, (), otherwise)

    def _parties(self, tree: Tree, path: TreePath) -> frozenset[str]:
        return frozenset(self._list(tree, path))

    # ------------------------------------------------------------ time, place, count

    def _zone(self) -> str:
        time = self._map(self._tree.get("time", {}), ("time",))
        self._only(time, frozenset({"zone", "report_lag"}), ("time",))
        zone = self._text(time, "zone", ("time",))
        try:
            return check_zone(zone, self._document.place("time", "zone"))
        except BadInput as told:
            self._problems += told.problems
            return "UTC"

    def _lag(self) -> int:
        time = self._tree.get("time", {})
        stated = self._text(time, "report_lag", ("time",)) if isinstance(time, dict) else ""
        if stated and not (stated.isascii() and stated.isdigit() and int(stated) <= 366):
            self._bad(("time", "report_lag"), stated, "whole days, 0 to 366")
            return 0
        return int(stated or 0)

    def _place(self) -> PlaceRule:
        if "place" not in self._tree:
            return PlaceRule(known=False)
        place = self._map(self._tree["place"], ("place",))
        self._only(place, frozenset({"radius", "column", "otherwise"}), ("place",))
        radius = place.get("radius", "")
        if isinstance(radius, str):
            return PlaceRule(otherwise=self._length(radius, ("place", "radius")), known=radius != "unknown")
        by_value = {
            value: self._length(str(text), ("place", "radius", value))
            for value, text in self._map(radius, ("place", "radius")).items()
        }
        stated = self._text(place, "otherwise", ("place",))
        otherwise = self._length(stated, ("place", "otherwise")) if stated else None
        return PlaceRule(self._text(place, "column", ("place",)), by_value, otherwise, known=bool(stated))

    def _length(self, text: str, path: TreePath) -> float | None:
        if text == "unknown":
            return None
        try:
            return read_length(text, self._document.place(*path))
        except BadInput as told:
            self._problems += told.problems
            return None

    def _yes_no(self, key: str) -> bool:
        stated = self._text(self._tree, key, ()) or "no"
        if stated not in {"yes", "no"}:
            self._bad((key,), stated, "yes or no")
        return stated == "yes"

    def _counted(self, key: str, default: str) -> str:
        count = self._map(self._tree.get("count", {}), ("count",))
        self._only(count, frozenset({"unit", "rule"}), ("count",))
        return self._text(count, key, ("count",)) or default

    def _check_count(self, made: TableMapping) -> None:
        try:
            known = units.rule(made.rule, self._document.place("count", "rule"))
        except BadInput as told:
            self._problems += told.problems
            return
        if not known.counts_in(made.unit) or made.unit not in units.units().entries:
            self._bad(("count", "unit"), made.unit, f"a unit of {known.id}: {', '.join(sorted(known.units))}")

    def _extent(self) -> Extent | None:
        if "extent" not in self._tree:
            return None
        try:
            west, south, east, north = (float(each) for each in self._list(self._tree["extent"], ("extent",)))
        except ValueError:
            self._bad(("extent",), repr(self._tree["extent"])[:60], "[west, south, east, north] in degrees")
            return None
        return west, south, east, north

    def _set_aside(self) -> tuple[LeaveOut, ...]:
        listed = self._tree.get("set_aside", [])
        if not isinstance(listed, list):
            self._bad(("set_aside",), repr(listed)[:60], "a list")
            return ()
        return tuple(self._leave_out(tree, ("set_aside", at)) for at, tree in enumerate(listed))

    def _leave_out(self, tree: Tree, path: TreePath) -> LeaveOut:
        entries = self._map(tree, path)
        self._only(entries, frozenset({"column", "in", "because"}), path)
        column, because = self._text(entries, "column", path), self._text(entries, "because", path)
        if not column or not because:
            self._bad(path, repr(tree)[:60], "{column: …, in: […], because: a sentence}")
        return LeaveOut(column, frozenset(self._list(entries.get("in", []), (*path, "in"))), because)
