"""`ceasefire lint`: every weakness of a text of terms, with its place and the way out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import options, output, paths
from ceasefire.errors import Problem


def lint(
    terms: Annotated[Path, typer.Argument(help="The terms file, YAML or JSON.")],
    *,
    with_: Annotated[list[Path] | None, typer.Option("--with", help="A party's overlay; may be given again.")] = None,
    as_json: options.AsJson = False,
) -> None:
    """List every weakness of a text of terms; exit 1 when one of them is an error."""
    from ceasefire.terms import lint as check
    from ceasefire.terms import read

    file, *overlays = paths.input_files([terms, *(with_ or ())], whole=True)
    problems = check(read(file, overlays))
    if as_json:
        rows = [problem.to_json() for problem in problems]
        output.document({"format": "ceasefire-lint/1", "file": str(terms), "problems": rows})
    else:
        for problem in problems:
            _tell(problem)
        output.line(_summary(problems))
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)


def _tell(problem: Problem) -> None:
    output.line(f"{problem.severity}  {problem}\n")


def _summary(problems: tuple[Problem, ...]) -> str:
    counted = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counted[each]} {each}{'' if counted[each] == 1 else 's'}" for each in ("error", "warning", "note")
    )
