"""From what went wrong to what a person, or a program, is told, and to the exit code."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from ceasefire.cli import codes
from ceasefire.errors import CeasefireError, Place, Problem

BAD_INPUT, OUR_FAULT, INTERRUPTED = 2, 3, 130
SHOWN_TO_PEOPLE = 50
TRACE_FILE = "CEASEFIRE_TRACE"


def wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether errors go out as JSON; read from the raw line, since that line may be what is wrong."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options or "--jsonl" in options


def tell(error: BaseException, *, as_json: bool) -> int:
    """Write the problems in `error` to stderr and return the exit code."""
    problems, exit_code = _understood(error)
    try:
        sys.stderr.write(_as_json(problems) if as_json else _as_text(problems))
        sys.stderr.flush()
    except BrokenPipeError:
        reader_left()
    return exit_code


def _understood(error: BaseException) -> tuple[tuple[Problem, ...], int]:
    match error:
        case CeasefireError():
            return error.problems, error.exit_code
        case KeyboardInterrupt() | typer.Abort():
            return (Problem(codes.INTERRUPTED),), INTERRUPTED
        case typer.TyperException():
            return (_usage(error),), BAD_INPUT
        case MemoryError():
            return (Problem(codes.OUT_OF_MEMORY),), BAD_INPUT
        case OSError() if error.filename is not None:
            place = Place(file=os.fsdecode(error.filename))
            return (Problem(codes.SYSTEM_SAID_NO, place, got=error.strerror or type(error).__name__),), BAD_INPUT
        case _:
            return (_our_fault(error),), OUR_FAULT


def _usage(error: typer.TyperException) -> Problem:
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return Problem(codes.USAGE, got=error.format_message())
    return Problem(
        codes.USAGE,
        got=error.format_message(),
        expected=ctx.get_usage().removeprefix("Usage: "),
        do=f"Run `{ctx.command_path} --help` to see what it takes.",
    )


def _our_fault(error: BaseException) -> Problem:
    wanted = os.environ.get(TRACE_FILE)
    what = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]
    if not wanted:
        return Problem(codes.OUR_FAULT, got=what)
    try:
        Path(wanted).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError as refusal:
        return Problem(codes.OUR_FAULT, got=what, do=f"The trace could not be written to {wanted}: {refusal.strerror}.")
    return Problem(codes.OUR_FAULT, got=what, do=f"The full trace is in {wanted}; read it through before you send it.")


def _as_json(problems: Iterable[Problem]) -> str:
    return json.dumps({"errors": [problem.to_json() for problem in problems]}, ensure_ascii=False) + "\n"


def _as_text(problems: Sequence[Problem]) -> str:
    shown = [str(problem) for problem in problems[:SHOWN_TO_PEOPLE]]
    more = len(problems) - len(shown)
    if more > 0:
        shown.append(f"and {more} more problems; --json lists them all")
    return "\n\n".join(shown) + "\n"


def reader_left() -> None:
    """The program that read our output has stopped reading, as `head` does: that is no error.

    What is still buffered goes nowhere, so that closing the stream at exit cannot fail again.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())


def make_streams_safe() -> None:
    """Let a terminal that cannot show a letter print its number instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
