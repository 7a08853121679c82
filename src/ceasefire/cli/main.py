"""`ceasefire VERB …`: the frame that every command hangs in.

How to add a verb
-----------------
1. Write `cli/<verb>.py` with one function named like the verb. Its first docstring line is its help; its
   parameters are `Annotated[…, typer.Argument(help=…)]` or `typer.Option(…, help=…)`; a `--json` switch is
   `as_json: options.AsJson = False`. Rooms are imported inside the function, so that help stays quick.
2. The function is thin: check paths with `cli.paths`, call a room, print with `cli.output`.
   It returns nothing; `raise typer.Exit(1)` after printing says "contested", "lint error" or "not verified".
3. Anything wrong is raised as a `CeasefireError` with all its problems; this file tells it to the person,
   as text or, with `--json`, as `{"errors": [...]}` on stderr, and picks the exit code.
4. Add a line to `VERBS` below. A test fails while a verb, or one of its options, is not documented.

Exit codes: 0 ran, whatever the answer; 1 lint error, contested versions or failed verification; 2 bad usage
or input; 3 our fault; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from ceasefire.cli import codes, failures
from ceasefire.errors import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: its name, the module that holds its function, and its line in the help."""

    name: str
    module: str
    line: str


VERBS: tuple[Verb, ...] = (
    Verb("codes", "ceasefire.cli.list_codes", "Say what an error code means, or list them all."),
    Verb("fetch", "ceasefire.cli.fetch", "Download a publisher's public file, with checksum and resume."),
    Verb("lint", "ceasefire.cli.lint", "List every weakness of a text of terms, with the way out."),
    Verb("new", "ceasefire.cli.new", "Write a commented template of terms to begin with."),
    Verb("compare", "ceasefire.cli.compare", "Set the parties' commitments side by side; find contested versions."),
    Verb("render", "ceasefire.cli.render", "Put terms in plain words, on a map, or into a calendar."),
    Verb("export", "ceasefire.cli.export", "Write terms as a table: one row per actor and declaration."),
    Verb("cases", "ceasefire.cli.cases", "List the real ceasefires that the package carries, or give one as terms."),
    Verb("demo", "ceasefire.cli.demo", "Run the main job on a worked case and write its page."),
    Verb("match", "ceasefire.cli.match", "Say which clause each event touches, why, and how sure that is."),
    Verb("assess", "ceasefire.cli.assess", "Say whether it held, and what changed against what would have been."),
    Verb("base-rates", "ceasefire.cli.base_rates", "Say how often past ceasefires of each type held, and how long."),
    Verb("release", "ceasefire.cli.release", "Release the draft of an assessment, by name and office."),
    Verb("report", "ceasefire.cli.report", "Make one HTML page of a match: map, timeline, tables, reasons."),
    Verb(
        "verify", "ceasefire.cli.verify", "Check a log of acts, or some entries of it, offline; say what that proves."
    ),
    Verb("backup", "ceasefire.cli.backup", "Copy a mission's store, checked, while the desk goes on working."),
    Verb("restore", "ceasefire.cli.restore", "Make a store from a backup; an old one is put aside, never overwritten."),
    Verb("serve", "ceasefire.cli.serve", "Open a store for map programs on this machine, read only."),
    Verb("version", "ceasefire.cli.version", "Say which release this is and what it runs on."),
)
_BY_NAME = {verb.name: verb for verb in VERBS}


def command_of(verb: Verb) -> Any:
    """Load the module of `verb` and return its command."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=verb.name)(getattr(import_module(verb.module), verb.name.replace("-", "_")))
    return typer.main.get_command(app)


class _Verbs(TyperGroup):
    """The list of verbs; a verb's module is imported only when that verb is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        verb = _BY_NAME.get(cmd_name)
        return None if verb is None else command_of(verb)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in _BY_NAME and not args[0].startswith("-"):
            raise BadInput(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(verb.name, verb.line) for verb in VERBS])


def _unknown(name: str) -> Problem:
    near = get_close_matches(name, list(_BY_NAME), n=1)
    return Problem(
        codes.UNKNOWN_VERB,
        got=name,
        expected=", ".join(_BY_NAME),
        do=f"Did you mean `ceasefire {near[0]}`?" if near else "",
    )


def _application() -> Any:
    app = typer.Typer(
        cls=_Verbs,
        add_completion=False,
        rich_markup_mode=None,
        help="Terms of local ceasefires that a machine can check, matched against what really happened.",
        epilog="Exit codes: 0 ran, whatever the answer; 1 lint error, contested versions or failed verification; "
        "2 bad usage or input; 3 our fault; 130 interrupted. Nothing is sent anywhere unless the command is `fetch`.",
    )

    @app.callback(invoke_without_command=True)
    def root(
        ctx: typer.Context,
        *,
        version: bool = typer.Option(False, "--version", help="Print the version and stop."),  # noqa: FBT003 - typer's form
    ) -> None:
        if version:
            from ceasefire import __version__
            from ceasefire.cli import output

            output.line(f"ceasefire {__version__}")
        elif ctx.invoked_subcommand is None:
            raise BadInput(Problem(codes.USAGE, got="no command", expected=", ".join(_BY_NAME)))

    return typer.main.get_command(app)


def _invoke(arguments: Sequence[str]) -> int:
    command = _application()
    try:
        with command.make_context("ceasefire", list(arguments)) as ctx:
            command.invoke(ctx)
    except typer.Exit as stop:
        return stop.exit_code
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; every problem has been told when it returns."""
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        failures.reader_left()
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last wall: nobody sees a traceback
        return failures.tell(error, as_json=failures.wants_json(arguments))
    return code


def run() -> None:
    """Entry point of the `ceasefire` command."""
    failures.make_streams_safe()
    sys.exit(main(sys.argv[1:]))
