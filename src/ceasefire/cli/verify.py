"""`ceasefire verify`: whether a file of a log proves what it says, offline, with nothing but a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import options, output, paths
from ceasefire.errors import BadInput, Place, Problem

if TYPE_CHECKING:
    from ceasefire.ledger import Policy, Report


def verify(
    log: Annotated[Path, typer.Argument(help="A log, or some entries of it, as a mission handed it out.")],
    *,
    fingerprint: Annotated[
        str,
        typer.Option("--fingerprint", help="The fingerprint of the mission's key, obtained by another way; 50 digits."),
    ] = "",
    since: Annotated[
        Path | None,
        typer.Option("--since", help="A file with a head seen earlier, such as the log that was handed out before."),
    ] = None,
    at_least: Annotated[
        int | None, typer.Option("--at-least", min=0, help="How many entries the log is known to have.")
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Say what a log proves and what it does not; exit 1 when a step fails."""
    from ceasefire import ledger

    paths.input_files([log] if since is None else [log, since])
    policy = _policy(fingerprint, since, at_least)
    report = ledger.verify(_lines(log), policy, str(log))
    if as_json:
        output.document(report.to_json())
    else:
        _print(report)
    if not report.verified:
        raise typer.Exit(1)


def _policy(fingerprint: str, since: Path | None, at_least: int | None) -> Policy:
    from ceasefire import ledger
    from ceasefire.ledger import codes

    if not fingerprint.strip():
        raise BadInput(Problem(codes.NO_FINGERPRINT, Place(field="--fingerprint"), got="no fingerprint"))
    found = ledger.Fingerprint.parse(fingerprint, Place(field="--fingerprint"))
    seen = None if since is None else ledger.last_head(_lines(since), str(since))
    return ledger.Policy(found, seen, at_least)


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a file as they stand there, with their ends; one that is too long comes in pieces."""
    from ceasefire.ledger import LONGEST_LINE

    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            yield line


def _print(report: Report) -> None:
    from ceasefire.ledger import moment

    part = "whole log" if report.part == "whole" else "some entries"
    output.line(f"Log {report.name.log!r}, tier {report.name.tier}: {part}, entries in this file: {report.entries}")
    if report.head is not None:
        output.line(f"Last head: size {report.head.size}, {moment(report.head.at_us)}, root {report.head.root.hex()}")
    output.line()
    for step in report.steps:
        output.line(f"{step.number}  {step.answer.replace('_', ' '):<9}  {step.words}")
        for problem in step.problems:
            output.line("\n".join(f"      {told}" for told in str(problem).splitlines()))
        if step.more:
            output.line(f"      and {step.more} more problems of this step")
    _list("Proven" if report.verified else "Nothing is proven: a step fails.", report.proven)
    _list("Not proven", report.not_proven)
    _list("Also seen", report.notes)


def _list(title: str, told: tuple[str, ...]) -> None:
    if told or title.startswith("Nothing"):
        output.line(f"\n{title}")
        for each in told:
            output.line(f"  - {each}")
