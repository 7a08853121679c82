"""One row of a table with confirmed columns, as an observation, an allegation or a watch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, cast

from ceasefire.clock import DAY, MINUTE, ReportedTime, day_span, parse_instant, reporting_day
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import PointPlace, UnknownPlace
from ceasefire.kernel.lengths import read_length
from ceasefire.record import Allegation, Effort, Observation, Post
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.columns import DECIMALS
from ceasefire.sources.intake.days import read_day
from ceasefire.sources.intake.observe import counts_of, observation
from ceasefire.sources.intake.placing import place_of
from ceasefire.sources.intake.possible_acts import leaves_of
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.said import Said, When
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.sheet import Sheet, SheetRow
from ceasefire.sources.intake.watch import effort, is_watch
from ceasefire.sources.manifest import load_manifest

KINDS: Final = ("observation", "allegation", "effort")
_NOT_KNOWN: Final = frozenset({"", "n/k", "nk", "n/a", "-", "unknown", "not known", "undetermined", "невідомо"})
_CLOCKS: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\s*[-–—]\s*(\d{1,2})[:.](\d{2}))?")
_COUNTED: Final = "1 explosion"  # what a weapon or a description is said of while its cell is checked
_SPOKEN: Final = (
    "sense",
    "number",
    "what",
    "weapon",
    "description",
    "where",
    "distance",
    "direction",
    "status",
    "zero",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a person has confirmed of a table: the field of each column, the answers to what was asked.

    `kind` holds where no column says it; `reporting_day`, such as 19:30, makes a row without a time one of the
    reporting day that ends on its date, instead of the whole day.
    """

    fields: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "observation"
    by: str = ""
    reporting_day: str = ""


class Row:
    """One row while it is taken in."""

    def __init__(self, sheet: Sheet, row: SheetRow, columns: Columns, setting: Setting, posts: dict[str, Post]) -> None:
        cells = dict(zip(sheet.header, row.cells, strict=True))
        self._cells = {name: cells[column] for column, name in columns.fields.items()}
        self._column = {name: column for column, name in columns.fields.items()}
        self._rest = [f"{name}: {cell}" for name, cell in cells.items() if cell and name not in columns.fields]
        self._columns, self._setting, self._posts = columns, setting, posts
        self._id = self._cell("id") or f"line {row.line}"
        self._problems: list[Problem] = []

    def taken(self) -> Observation | Allegation | Effort:
        """What the row is; raises BadInput with each of its problems."""
        kind = self._cell("kind").lower() or self._columns.kind
        if kind not in KINDS:
            raise BadInput(Problem(codes.UNKNOWN_KIND, Place(field="kind"), kind, ", ".join(KINDS)))
        self._formulas()
        said = self._said()
        setting, post = self._from()
        time = self._time(setting, post)
        try:
            made = self._made(kind, said, setting, post, time)
        except BadInput as told:
            raise BadInput([*self._problems, *told.problems]) from None
        if self._problems:
            raise BadInput(self._problems)
        return made

    def _made(
        self, kind: str, said: Said, setting: Setting, post: str, time: ReportedTime | None
    ) -> Observation | Allegation | Effort:
        text = "; ".join(
            filter(None, (self._cell("phrase"), self._cell("description"), self._cell("text"), *self._rest))
        )
        if kind == "effort":
            said = said if time is None else replace(said, when=When(minutes=1))
            told = said if is_watch(said) else replace(said, status="watched")
            watched = effort(
                replace(told, items=() if not told.nothing else told.items), self._id, setting, text, post=post
            )
            return watched if time is None else replace(watched, start_us=time.start_us, end_us=time.end_us)
        if kind == "allegation":
            return self._alleged(said, setting, post, time, text)
        observed = observation(said, self._id, setting, text, post=post)
        return replace(observed, time=time or observed.time, place=self._point() or observed.place)

    def _alleged(self, said: Said, setting: Setting, post: str, time: ReportedTime | None, text: str) -> Allegation:
        """What somebody says happened; it needs no post, only a voice."""
        problems: list[Problem] = []
        who = self._cell("said_by") or self._columns.by
        if not who:
            problems.append(Problem(codes.WHO_SAYS, Place(field="said_by")))
        if not said.items:
            problems.append(Problem(codes.NOTHING_PERCEIVED, Place(field="what")))
        known = setting.posts.get(post.casefold())
        directed = [each for item in said.items for each in item.where] + list(said.whole)
        place = self._point() or (place_of(directed, known) if known else UnknownPlace(self._cell("where") or text))
        if problems or time is None:
            raise BadInput(problems)
        acts = frozenset().union(*(leaves_of(item.unit, item.acts) for item in said.items))
        return Allegation(self._id, who, time, place, acts, counts=counts_of(said.items, setting), text=text)

    def _cell(self, name: str) -> str:
        return self._cells.get(name, "")

    def _formulas(self) -> None:
        for name, cell in self._cells.items():
            if name not in {"text", "id", "description"} and re.match(r"=|@|\+(?!\d)", cell):
                self._problems.append(Problem(codes.FORMULA, Place(field=self._column[name]), cell[:60]))

    # ------------------------------------------------------------ what was said

    def _said(self) -> Said:
        """The phrase of the row, made of its cells; each cell has to be understood on its own."""
        parts = {name: self._spoken(name) for name in _SPOKEN}
        phrase = self._cell("phrase")
        for name, part in [("phrase", phrase), *parts.items()]:
            if part and name not in {"number", "description"}:
                left = read_phrase(f"{_COUNTED}, {part}" if name == "weapon" else part).unread
                column = self._column.get(name, name)
                self._problems += [Problem(codes.NOT_UNDERSTOOD, Place(field=column), each) for each in left]
        parts["description"] = self._understood(parts["description"])
        counted = " ".join(filter(None, (parts["sense"], parts["number"], parts["what"])))
        where = parts["where"] or f"{parts['distance']} {parts['direction']}".strip()
        told = (phrase, counted, parts["weapon"], parts["description"], where, parts["status"], parts["zero"])
        listed = ", ".join(filter(None, told))
        said = read_phrase(listed) if listed else Said()
        if self._cell("number") and not said.items and not self._problems:
            self._problems.append(Problem(codes.BAD_NUMBER, Place(field=self._column["number"]), self._cell("number")))
        return said.without_unread()

    def _spoken(self, name: str) -> str:
        cell = self._cell(name)
        if cell.lower() in _NOT_KNOWN and name != "description":
            return ""
        if name == "zero":
            return "nothing" if cell.lower() in {"yes", "true", "1", "так"} else ""
        if name == "number" and self._columns.answers.get(self._column["number"]) == DECIMALS:
            return re.sub(r"(\d)[.,]0+$", r"\1", cell)
        if name == "number":
            return re.sub(r"(\d)[.,](\d{3})\b", r"\1\2", cell)
        known = cast("dict[str, list[str]]", load_manifest("osce").extra["acts_by_weapon"]) if name == "weapon" else {}
        return " or ".join(_weapon(act) for act in known[cell.lower()]) if cell.lower() in known else cell

    def _understood(self, text: str) -> str:
        """A description as far as the grammar knows it; the words themselves stay in the text of the row."""
        said = read_phrase(f"{_COUNTED}, {text}") if text else Said()
        return text if said.understood and len(said.items) == 1 else ""

    # ------------------------------------------------------------ from where, when

    def _from(self) -> tuple[Setting, str]:
        """The post of the row: one of the mission, or one that the row itself puts on the map."""
        name, lon, lat = self._cell("post"), self._degrees("lon"), self._degrees("lat")
        known = self._setting.posts.get(name.casefold())
        if known is not None or lon is None or lat is None:
            called = read_phrase(name) if name and known is None else Said()
            return self._setting, called.post if called.understood and called.post else name
        label = name or f"{lat}, {lon}"
        try:
            post = Post(label, self._columns.by or label, lon, lat, frozenset(), self._reach(), _kind_of_post(label))
        except BadInput as told:
            self._problems += told.problems
            return self._setting, name
        if name:
            self._posts.setdefault(name.casefold(), post)
        return replace(self._setting, posts={**self._setting.posts, label.casefold(): post}), label

    def _degrees(self, name: str) -> float | None:
        cell = self._cell(name)
        if not cell:
            return None
        try:
            return float(cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell)
        except ValueError:
            self._problems.append(Problem(codes.BAD_NUMBER, Place(field=self._column[name]), cell, "degrees"))
            return None

    def _reach(self) -> float | None:
        cell = self._cell("radius")
        try:
            return read_length(cell.replace(",", "."), Place(field="radius")) if cell else None
        except BadInput as told:
            self._problems += told.problems
            return None

    def _point(self) -> PointPlace | UnknownPlace | None:
        """The position of the row itself, where no direction is told from it."""
        lon, lat = self._degrees("lon"), self._degrees("lat")
        directed = any(
            self._cell(name).lower() not in _NOT_KNOWN for name in ("where", "distance", "direction", "phrase")
        )
        if lon is None or lat is None or directed or "where" in self._column:
            return None
        radius = self._reach()
        return (
            UnknownPlace("within an unknown distance of the position")
            if radius is None
            else PointPlace(lon, lat, radius)
        )

    def _time(self, setting: Setting, post: str) -> ReportedTime | None:
        if not self._cell("date"):
            said = read_phrase(self._cell("phrase")).when if self._cell("phrase") else When()
            if said == When():
                self._problems.append(Problem(codes.NO_TIME, Place(field="date")))
            return None
        known = setting.posts.get(post.casefold())
        zone = known.zone if known is not None and known.zone else setting.zone
        try:
            found = self._on(zone)
        except BadInput as told:
            self._problems += told.problems
            return None
        if found.start_us > setting.at_us:
            self._problems.append(Problem(codes.TIME_TO_COME, Place(field=self._column["date"]), found.stated))
        return found

    def _on(self, zone: str) -> ReportedTime:
        date, _, beside = self._cell("date").replace("T", " ").partition(" ")
        day = read_day(date, self._columns.answers.get(self._column["date"], ""), Place(field=self._column["date"]))
        clock = self._cell("time") or beside
        if clock.lower() in _NOT_KNOWN:
            turns = self._columns.reporting_day
            span = reporting_day(day, zone, turns) if turns else day_span(day, zone)
            return ReportedTime(*span, f"{day} {turns}".strip())
        found = _CLOCKS.fullmatch(clock)
        if found is None:
            raise BadInput(Problem(codes.NO_CLOCK, Place(field=self._column.get("time", "date")), clock))
        start = parse_instant(f"{day}T{found[1]}:{found[2]}", zone, Place(field="time"))
        end = self._cell("end") or (f"{found[3]}:{found[4]}" if found[3] else "")
        if not end:
            return ReportedTime(start, start + MINUTE, f"{day} {clock}")
        return ReportedTime(
            start, self._end(end, day.isoformat(), start, zone), f"{day} {clock} {self._cell('end')}".strip()
        )

    def _end(self, end: str, day: str, start: int, zone: str) -> int:
        date, _, clock = end.replace("T", " ").rpartition(" ")
        if date:
            day = read_day(date, self._columns.answers.get(self._column["end"], "")).isoformat()
        found = _CLOCKS.fullmatch(clock)
        if found is None or found[3]:
            raise BadInput(Problem(codes.NO_CLOCK, Place(field=self._column.get("end", "time")), end))
        moment = parse_instant(f"{day}T{found[1]}:{found[2]}", zone, Place(field="end"))
        return moment + (DAY if moment < start and not date else 0) + (0 if self._is_effort() else MINUTE)

    def _is_effort(self) -> bool:
        return (self._cell("kind").lower() or self._columns.kind) == "effort"


def _weapon(act: str) -> str:
    from ceasefire.sources.intake.grammar import grammar

    words = grammar("en")
    return words.say("weapons", act) if act in words.sections["weapons"] else words.say("acts", act)


def _kind_of_post(name: str) -> str:
    first = name.casefold().split(" ")[0]
    return first if first in {"camera", "patrol", "uav"} else "post"
