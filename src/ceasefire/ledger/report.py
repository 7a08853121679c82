"""What a verification says: its steps, what is proven, and beside it, always, what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Literal, TypeAlias

from ceasefire.errors import Problem
from ceasefire.ledger.bundle import Part
from ceasefire.ledger.entry import LogName
from ceasefire.ledger.evidence import Evidence, StepName
from ceasefire.ledger.head import Head, SignedHead

FORMAT: Final = "ceasefire-verification/1"
Answer: TypeAlias = Literal["holds", "fails", "not_asked"]
STEPS: Final[Mapping[StepName, str]] = {
    "file": "the file holds what its first line announces",
    "entries": "no entry is missing, repeated or moved; all are of this log and tier",
    "signatures": "every head is signed, and follows from the head before",
    "key": "the fingerprint vouches for every key that signed",
    "roots": "the entries are those over which the heads were signed",
    "since": "the head seen earlier is the beginning of this log",
    "at_least": "the log has as many entries as are known of",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number and name, whether it holds, and the problems when it does not; `more` counts the rest."""

    number: int
    name: StepName
    answer: Answer
    problems: tuple[Problem, ...] = ()
    more: int = 0

    @property
    def words(self) -> str:
        """What has to hold."""
        return STEPS[self.name]

    def to_json(self) -> dict[str, Any]:
        """Return the step as `ceasefire verify --json` prints it."""
        return {
            "number": self.number,
            "name": self.name,
            "words": self.words,
            "answer": self.answer,
            "problems": [problem.to_json() for problem in self.problems],
            "more": self.more,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The answer: `verified` when every step that was asked for holds; otherwise nothing is proven."""

    name: LogName
    part: Part
    entries: int
    head: Head | None
    steps: tuple[Step, ...]
    proven: tuple[str, ...]
    not_proven: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def verified(self) -> bool:
        """Tell whether no step fails."""
        return all(step.answer != "fails" for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """Return the report as `ceasefire verify --json` prints it."""
        return {
            "format": FORMAT,
            "verified": self.verified,
            "log": self.name.log,
            "tier": self.name.tier,
            "part": self.part,
            "entries": self.entries,
            "head": None if self.head is None else self.head.to_json(),
            "steps": [step.to_json() for step in self.steps],
            "proven": list(self.proven),
            "not_proven": list(self.not_proven),
            "notes": list(self.notes),
        }


def report_of(evidence: Evidence, asked: Mapping[str, bool], since: SignedHead | None, at_least: int | None) -> Report:
    """Put the evidence in steps and words."""
    steps = tuple(_step(number, name, evidence, asked) for number, name in enumerate(STEPS, 1))
    head = evidence.heads[-1][1].head if evidence.heads else None
    holds = head is not None and all(step.answer != "fails" for step in steps)
    proven = tuple(_proven(evidence, head, since, at_least)) if holds and head is not None else ()
    name, part = evidence.name, evidence.first.part
    not_proven = tuple(_not_proven(evidence, head, since))
    return Report(name, part, evidence.entries, head, steps, proven, not_proven, tuple(_notes(evidence)))


def moment(at_us: int) -> str:
    """Microseconds since 1970 as a date and time in UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)).strftime("%Y-%m-%d %H:%M:%S UTC")


def _step(number: int, name: StepName, evidence: Evidence, asked: Mapping[str, bool]) -> Step:
    if not asked.get(name, True):
        return Step(number, name, "not_asked")
    problems = tuple(evidence.problems.get(name, ()))
    return Step(number, name, "fails" if problems else "holds", problems, evidence.more.get(name, 0))


def _proven(evidence: Evidence, head: Head, since: SignedHead | None, at_least: int | None) -> Iterator[str]:
    log = f"log {evidence.name.log!r}, tier {evidence.name.tier}"
    signed = "signed by the key of this fingerprint, or by one that it vouches for"
    if evidence.first.part == "whole":
        yield f"The entries of this file, {evidence.entries}, are all that {log} had at its last head, {signed}."
        yield "Since they were logged, none of them was changed, added in between, left out or moved."
    else:
        yield f"The entries of this file, {evidence.entries}, stand in {log} at its head of size {head.size}, {signed}."
        yield "None of these entries was changed or moved since it was logged."
    if since is not None:
        yield f"Everything that the log held at the head of size {since.head.size}, seen earlier, is still in it."
    if at_least is not None:
        yield f"The log has {at_least} entries or more."


def _not_proven(evidence: Evidence, head: Head | None, since: SignedHead | None) -> Iterator[str]:
    yield "That what was entered is true: a log shows what was written and that it stayed, not what happened."
    yield "Who held the key: a signature shows the key, not the person who used it."
    yield "When things were written: the times are those of the mission's own clock."
    size = 0 if head is None else head.size
    yield f"That nothing came after the head of size {size}: a log cut off there looks the same."
    beyond = "" if since is None else f" beyond the head of size {since.head.size}"
    yield (
        f"That every reader was given the same log{beyond}: compare size and root of heads with other readers, and "
        "keep this file to check the next one against it."
    )
    yield "That acts released to other tiers, or to none, are known: each tier has a log of its own."
    if evidence.first.part == "some":
        yield "That no other entry of the log bears on the matter: this file holds some entries only."
    if evidence.destroyed:
        yield "That no copy of a destroyed key is left: the log shows that somebody logged its destruction."


def _notes(evidence: Evidence) -> Iterator[str]:
    if evidence.earlier_times:
        yield f"{evidence.earlier_times} entries carry a time before that of the entry above: a clock was set back."
    heads = [signed.head for _, signed in evidence.heads]
    for one, other in pairwise(heads):
        if one.key != other.key and one.key_after == other.key:
            yield f"The key changed after the head of size {one.size}; the old key signed the change."
        elif one.key != other.key:
            yield (
                f"The key changed after the head of size {one.size} without the old key's word, as after the loss of a "
                "passphrase: ask the mission why."
            )
    for seq, source in evidence.destroyed:
        yield f"Entry {seq} says that the key of source {source!r} was destroyed; what was sealed with it stays closed."
