"""A log as a file to hand on: the whole of it, or a few entries with the proofs that they stand in it.

One line of canonical JSON each, so that a file can be written and checked as it comes, and read by eye. The first line
says what follows. In a whole log each head stands after the last entry that it covers. In a file of some entries the
heads stand first (the last one, and both heads of each change of key), then how earlier heads lead to the last one,
then the entries with their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final, Literal, TypeAlias, cast

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes, fields
from ceasefire.ledger.canonical import Json, canonical, read
from ceasefire.ledger.entry import LogName, Recorded
from ceasefire.ledger.head import SignedHead
from ceasefire.ledger.tree import Path, Tree

FORMAT: Final = "ceasefire-log/1"
LONGEST_LINE: Final = 4 * 1024 * 1024
_TOLD_AT_MOST: Final = 20  # unreadable lines, before reading is given up
Part: TypeAlias = Literal["whole", "some"]

_FIRST: Final = {
    "entries": fields.NUMBER,
    "format": fields.one_of(FORMAT),
    "heads": fields.NUMBER,
    "log": fields.TEXT,
    "part": fields.one_of("whole", "some"),
    "proofs": fields.NUMBER,
    "size": fields.NUMBER,
    "tier": fields.TIER,
}
_SHOWN: Final = {"entry": fields.OBJECT, "path": fields.PATH, "salt": fields.HASH}
_KEPT: Final = {"from": fields.NUMBER, "from_root": fields.HASH, "path": fields.PATH, "to": fields.NUMBER}


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What a file announces: which log, the whole or some of it, how much of what, and the size of its last head.

    Nobody signs it: it finds what was lost on the way, not what somebody took out and counted anew.
    """

    name: LogName
    part: Part
    entries: int
    heads: int
    proofs: int
    size: int

    def to_json(self) -> dict[str, Json]:
        """Return the first line as it is written down."""
        return {
            "entries": self.entries,
            "format": FORMAT,
            "heads": self.heads,
            "log": self.name.log,
            "part": self.part,
            "proofs": self.proofs,
            "size": self.size,
            "tier": self.name.tier,
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the path that leads from it to the root of the file's last head."""

    recorded: Recorded
    path: Path

    def to_json(self) -> dict[str, Json]:
        """Return the entry and its path as they are written down."""
        return self.recorded.to_json() | {"path": [node.hex() for node in self.path]}


@dataclass(frozen=True, slots=True)
class Kept:
    """How an earlier size of the log, with its root, leads to the file's last head."""

    old: int
    old_root: bytes
    size: int
    path: Path

    def to_json(self) -> dict[str, Json]:
        """Return the proof as it is written down."""
        path = [node.hex() for node in self.path]
        return {"kept": {"from": self.old, "from_root": self.old_root.hex(), "path": path, "to": self.size}}


Line: TypeAlias = Recorded | Shown | SignedHead | Kept


# ---------------------------------------------------------------- writing


def whole(name: LogName, entries: Iterable[Recorded], heads: Sequence[SignedHead]) -> Iterator[bytes]:
    """Yield the lines of a whole log, up to the last of `heads`; all heads of the log, in their order.

    Entries are taken one by one and may come from a store; those beyond the last head are left out.
    """
    size = _last(heads).head.size
    yield _line(FirstLine(name, "whole", size, len(heads), 0, size).to_json())
    waiting, seq = list(reversed(heads)), 0
    for recorded in islice(entries, size):
        while waiting[-1].head.size == seq:
            yield _line(waiting.pop().to_json())
        yield recorded.line + b"\n"
        seq += 1
    if seq != size:
        raise BadInput(
            Problem(codes.OUT_OF_RANGE, got=f"{seq} entries", expected=f"{size}, which the last head covers")
        )
    yield from (_line(signed.to_json()) for signed in reversed(waiting))


def some(
    name: LogName, tree: Tree, entries: Iterable[Recorded], heads: Sequence[SignedHead], since: Iterable[int] = ()
) -> Iterator[bytes]:
    """Yield the lines of a file that holds only `entries`, each with its proof, and nothing of what the others say.

    `tree` and `heads` are those of the whole log; `since` are sizes of heads that the reader has seen earlier.
    """
    size = _last(heads).head.size
    chosen = sorted(entries, key=lambda recorded: recorded.entry.seq)
    shown_heads = [*around_changes_of_key(heads), heads[-1]]
    sizes = sorted({old for old in (*since, *(one.head.size for one in shown_heads)) if 0 < old < size})
    yield _line(FirstLine(name, "some", len(chosen), len(shown_heads), len(sizes), size).to_json())
    yield from (_line(signed.to_json()) for signed in shown_heads)
    for old in sizes:
        yield _line(Kept(old, tree.root(old), size, tree.consistency(old, size)).to_json())
    for recorded in chosen:
        yield _line(Shown(recorded, tree.inclusion(recorded.entry.seq, size)).to_json())


def around_changes_of_key(heads: Sequence[SignedHead]) -> list[SignedHead]:
    """The heads before the last one that a reader needs in order to follow the key: both sides of each change."""
    around = {at for at, (one, other) in enumerate(pairwise(heads)) if one.head.key != other.head.key}
    return [heads[at] for at in sorted(around | {at + 1 for at in around}) if at < len(heads) - 1]


def _last(heads: Sequence[SignedHead]) -> SignedHead:
    if not heads:
        raise BadInput(Problem(codes.NOT_COVERED, got="no head", do="Sign a head over the log, then export it."))
    return heads[-1]


def _line(value: Json) -> bytes:
    return canonical(value) + b"\n"


# ---------------------------------------------------------------- reading


def first_line(data: bytes, place: Place = NOWHERE) -> FirstLine:
    """Return what the first line of a file announces; raise BadInput when it is no log of a format we read."""
    try:
        value = read(_without_end(data, place), place)
        stated = value.get("format") if isinstance(value, dict) else None
    except BadInput as refused:
        raise BadInput([Problem(codes.NOT_A_LOG, place, got="another kind of file"), *refused.problems]) from None
    if stated != FORMAT:
        raise BadInput(Problem(codes.NOT_A_LOG, place, got=repr(stated)[:80], expected=FORMAT))
    found = cast("dict[str, Any]", dict(fields.checked(value, _FIRST, place)))
    del found["format"]
    return FirstLine(LogName(found.pop("log"), found.pop("tier")), **found)


def other_lines(lines: Iterable[bytes], file: str | None = None) -> Iterator[tuple[Place, Line]]:
    """Yield every line after the first with its place; raise BadInput at the end with all lines that cannot be read.

    A line that is too long or broken off ends the reading, and so do twenty that cannot be read.
    """
    problems: list[Problem] = []
    for number, data in enumerate(lines, 2):
        place = Place(file=file, line=number)
        text = _without_end(data, place)
        try:
            line = _typed(read(text, place), text, place)
        except BadInput as refused:
            problems += refused.problems
            if len(problems) >= _TOLD_AT_MOST:
                break
        else:
            yield place, line
    if problems:
        raise BadInput(problems)


def last_head(lines: Iterable[bytes], file: str | None = None) -> SignedHead:
    """Return the last head of a file: a whole log, some entries, or nothing but one line with a head."""
    found = None
    for number, data in enumerate(lines, 1):
        if len(data) <= LONGEST_LINE and data.startswith(b'{"head":'):
            found = (data.rstrip(b"\r\n"), Place(file=file, line=number))
    if found is None:
        raise BadInput(Problem(codes.NO_HEAD_IN_FILE, Place(file=file)))
    return SignedHead.from_json(read(*found), found[1])


def _without_end(data: bytes, place: Place) -> bytes:
    if len(data) > LONGEST_LINE:
        raise BadInput(Problem(codes.LINE_TOO_LONG, place, expected=f"at most {LONGEST_LINE // 1024**2} MiB"))
    if not data.endswith(b"\n"):
        raise BadInput(Problem(codes.CUT_SHORT, place))
    return data[:-1]


def _typed(value: Json, text: bytes, place: Place) -> Line:
    """Tell by its keys which kind of line `value` is, and read it as that."""
    if not isinstance(value, dict):
        raise BadInput(Problem(codes.BAD_FIELD, place, got=type(value).__name__, expected="an object"))
    if "head" in value:
        return SignedHead.from_json(value, place)
    if "kept" in value:
        return _kept(fields.checked(value, {"kept": fields.OBJECT}, place)["kept"], place)
    if "path" in value:
        return _shown(value, place)
    return Recorded.from_json(value, place, text)


def _kept(value: Json, place: Place) -> Kept:
    found = cast("dict[str, Any]", fields.checked(value, _KEPT, place))
    return Kept(found["from"], bytes.fromhex(found["from_root"]), found["to"], _path(found["path"]))


def _shown(value: Json, place: Place) -> Shown:
    found = cast("dict[str, Any]", fields.checked(value, _SHOWN, place))
    recorded = Recorded.from_json({"entry": found["entry"], "salt": found["salt"]}, place)
    return Shown(recorded, _path(found["path"]))


def _path(hashes: Sequence[str]) -> Path:
    return tuple(map(bytes.fromhex, hashes))
