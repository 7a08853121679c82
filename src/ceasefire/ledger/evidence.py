"""What a file of a log holds, taken in line by line: its entries hashed anew, its heads set against those hashes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ceasefire.errors import Code, Place, Problem
from ceasefire.ledger import codes
from ceasefire.ledger.bundle import FirstLine, Kept, Line, Shown, first_line, other_lines
from ceasefire.ledger.entry import Chain, LogName, Recorded
from ceasefire.ledger.head import SignedHead
from ceasefire.ledger.seal import KEY_DESTROYED
from ceasefire.ledger.tree import EMPTY, Tree, is_consistent, is_included

StepName: TypeAlias = Literal["file", "entries", "signatures", "key", "roots", "since", "at_least"]
KEPT_AT_MOST: Final = 20  # problems of one step; the rest is counted


@dataclass(slots=True)
class Evidence(ABC):
    """What was found: the heads with their places, how many entries, and by step what does not hold."""

    first: FirstLine
    heads: list[tuple[Place, SignedHead]] = field(default_factory=list)
    entries: int = 0
    proofs: int = 0
    earlier_times: int = 0
    destroyed: list[tuple[int, str]] = field(default_factory=list)
    problems: dict[StepName, list[Problem]] = field(default_factory=dict)
    more: dict[StepName, int] = field(default_factory=dict)
    _last_time: int = 0

    @property
    def name(self) -> LogName:
        """Which log."""
        return self.first.name

    def wrong(self, step: StepName, code: Code, place: Place, got: str = "", expected: str = "") -> None:
        """Keep a problem of a step; beyond twenty only their number."""
        kept = self.problems.setdefault(step, [])
        if len(kept) < KEPT_AT_MOST:
            kept.append(Problem(code, place, got=got, expected=expected))
        else:
            self.more[step] = self.more.get(step, 0) + 1

    @abstractmethod
    def root_at(self, size: int) -> bytes | None:
        """The root that the log had at `size`, as the file proves it; None when it does not tell."""

    @abstractmethod
    def take(self, place: Place, line: Line) -> None:
        """Take in one line."""

    def close(self) -> None:
        """Look at what can be seen only when the file has ended."""
        first, size = self.first, self.heads[-1][1].head.size if self.heads else 0
        found = {"entries": self.entries, "heads": len(self.heads), "proofs": self.proofs, "size": size}
        told = {"entries": first.entries, "heads": first.heads, "proofs": first.proofs, "size": first.size}
        if found != told:
            place = self.heads[-1][0] if self.heads else Place()
            self.wrong("file", codes.COUNT_DIFFERS, place, _counts(found), _counts(told))

    def _count(self, place: Place, recorded: Recorded) -> None:
        """Note what holds of an entry by itself: its tier, its time, and whether it says that a key was destroyed."""
        entry = recorded.entry
        self.entries += 1
        if entry.tier != self.name.tier:
            self.wrong("entries", codes.OTHER_LOG, place, f"tier {entry.tier}", f"tier {self.name.tier}")
        self.earlier_times += entry.at_us < self._last_time
        self._last_time = entry.at_us
        if entry.kind == KEY_DESTROYED:
            self.destroyed.append((entry.seq, str(entry.body.get("source", ""))))

    def _misplaced(self, place: Place, line: Line) -> None:
        kind = {Recorded: "an entry", Shown: "an entry with a path", SignedHead: "a head", Kept: "a proof"}[type(line)]
        self.wrong("file", codes.WRONG_LINE, place, kind)


@dataclass(slots=True)
class Whole(Evidence):
    """The evidence of a whole log: each entry follows from the one before, and each head is over the entries above."""

    _tree: Tree = field(default_factory=Tree)
    _last: bytes = b""

    def root_at(self, size: int) -> bytes | None:
        """The root over the first `size` entries; None beyond the last."""
        return self._tree.root(size) if size <= len(self._tree) else None

    def take(self, place: Place, line: Line) -> None:
        """Take in an entry or a head."""
        match line:
            case Recorded():
                self._entry(place, line)
            case SignedHead():
                self._head(place, line)
            case _:
                self._misplaced(place, line)

    def close(self) -> None:
        """See in addition whether a head covers the last entry."""
        Evidence.close(self)
        covered = self.heads[-1][1].head.size if self.heads else 0
        if len(self._tree) > covered or not self.heads:
            got = f"{len(self._tree) - covered} entries after the last head"
            self.wrong("roots", codes.NOT_COVERED, self.heads[-1][0] if self.heads else Place(), got)

    def _entry(self, place: Place, recorded: Recorded) -> None:
        self._count(place, recorded)
        seq, expected = recorded.entry.seq, len(self._tree)
        if seq != expected:
            self.wrong("entries", codes.WRONG_SEQ, place, f"entry {seq}", f"entry {expected}")
        if recorded.entry.before != (self._last or self.name.origin):
            self.wrong("entries", codes.CHAIN_BROKEN, place, f"entry {seq}")
        self._tree.append(recorded.leaf)
        self._last = recorded.leaf

    def _head(self, place: Place, signed: SignedHead) -> None:
        self.heads.append((place, signed))
        size = len(self._tree)
        if signed.head.size != size:
            self.wrong("file", codes.WRONG_LINE, place, f"a head of size {signed.head.size} after {size} entries")
        if signed.head.root != self._tree.root():
            self.wrong("roots", codes.ROOT_DIFFERS, place, f"another root than the head of size {signed.head.size}")


@dataclass(slots=True)
class Some(Evidence):
    """The evidence of a file with some entries: each leads to the last head, and so does each earlier head."""

    _roots: dict[int, bytes] = field(default_factory=dict)
    _last_kept: int = 0
    _before: Recorded | None = None

    def root_at(self, size: int) -> bytes | None:
        """The root at `size`, when the file proves that it leads to the last head."""
        return self._roots.get(size)

    def take(self, place: Place, line: Line) -> None:
        """Take in a head, a proof, or an entry; they come in this order."""
        match line:
            case SignedHead() if not self.proofs and not self.entries:
                self.heads.append((place, line))
                self._roots = {line.head.size: line.head.root, 0: EMPTY}
            case Kept() if self.heads and not self.entries:
                self._proof(place, line)
            case Shown() if self.heads:
                self._entry(place, line)
            case _:
                self._misplaced(place, line)

    def close(self) -> None:
        """See in addition whether every earlier head leads to the last one."""
        Evidence.close(self)
        if not self.heads:
            self.wrong("roots", codes.NOT_COVERED, Place(), "no head")
        for place, signed in self.heads:
            if self._roots.get(signed.head.size) != signed.head.root:
                got = f"no proof from the head of size {signed.head.size} to the last one"
                self.wrong("roots", codes.NOT_CONSISTENT, place, got)

    def _proof(self, place: Place, kept: Kept) -> None:
        last = self.heads[-1][1].head
        self.proofs += 1
        if kept.old <= self._last_kept:
            self._misplaced(place, kept)
        self._last_kept = kept.old
        leads = is_consistent(kept.old, kept.old_root, last.size, last.root, kept.path)
        if not leads or kept.size != last.size or not 0 < kept.old < last.size:
            got = f"from size {kept.old} to size {kept.size}"
            self.wrong("roots", codes.NOT_CONSISTENT, place, got, f"a proof to size {last.size}")
            return
        self._roots[kept.old] = kept.old_root

    def _entry(self, place: Place, shown: Shown) -> None:
        recorded, last = shown.recorded, self.heads[-1][1].head
        self._count(place, recorded)
        seq = recorded.entry.seq
        before = recorded.entry.before
        if self._before is not None and seq <= self._before.entry.seq:
            got, expected = f"entry {seq}", f"an entry after {self._before.entry.seq}"
            self.wrong("entries", codes.WRONG_SEQ, place, got, expected)
        elif before != self._leaf_before(seq, before):
            self.wrong("entries", codes.CHAIN_BROKEN, place, f"entry {seq}")
        if not is_included(recorded.leaf, seq, last.size, shown.path, last.root):
            self.wrong("roots", codes.NOT_INCLUDED, place, f"entry {seq}", f"a path to the head of size {last.size}")
        self._before = recorded

    def _leaf_before(self, seq: int, stated: bytes) -> bytes:
        """The leaf from which entry `seq` has to follow; what it states itself when the file does not hold that one."""
        if seq == 0:
            return Chain.of(self.name).last
        before = self._before
        return before.leaf if before is not None and before.entry.seq == seq - 1 else stated


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())


def gather(lines: Iterable[bytes], file: str | None = None) -> Evidence:
    """Take in a whole file; raise BadInput, with all problems, when it cannot be read."""
    every = iter(lines)
    first = first_line(next(every, b""), Place(file=file, line=1))
    evidence: Evidence = Whole(first) if first.part == "whole" else Some(first)
    for place, line in other_lines(every, file):
        evidence.take(place, line)
    evidence.close()
    return evidence
