"""Every console block of README, tutorial and how-tos is run, page by page, and prints what the page says it prints.

How a page is read: a block whose introduction ends with "`name.ext`:" is written to that file; in a `console` block
each line after `$ ` is a command, the lines below it are its output, and a line `…` stands for any number of lines.
"""

import re
import runpy
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from ceasefire.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*/*.md"))]
BEFORE = {"README.md": "docs/tutorial/first-window.md"}  # whose files a page says that it uses
NOT_OURS = {"apt", "cd", "git", "make", "pip", "sudo"}  # what installs it; `make` has tests of its own
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES_A_FILE = re.compile(r"`([\w./-]+\.\w+)`:\s*\Z")
ELIDED = "…"


@dataclass(frozen=True)
class Walk:
    """The files that a page hands out, and its commands with the lines they are said to print."""

    files: dict[str, str]
    commands: tuple[tuple[str, tuple[str, ...]], ...]


def walk_of(text):
    files, commands = {}, []
    for block in BLOCK.finditer(text):
        kind, body = block.groups()
        named = NAMES_A_FILE.search(text[: block.start()])
        if kind == "console":
            commands += commands_in(body)
        elif named:
            files[named[1]] = body
    return Walk(files, tuple(commands))


def commands_in(body):
    for step in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, *output = step.rstrip("\n").split("\n")
        yield command, tuple(output)


def is_printed(said, printed):
    """Tell whether the printed lines are those said, `…` standing for any number of lines."""
    pattern = "".join(r"(?:.*\n)*" if line.strip() == ELIDED else re.escape(line.rstrip()) + "\n" for line in said)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def walk(page):
    return walk_of((ROOT / page).read_text(encoding="utf-8"))


def expanded(argument):
    """The files that a pattern stands for, as a shell would give them; other arguments as they are."""
    return sorted(map(str, Path().glob(argument))) if "*" in argument else [argument]


def run(program, arguments):
    """Run a command of the package, or a small program that the page handed out; return its exit code."""
    if program == "python":
        runpy.run_path(arguments[0])
        return 0
    assert program == "ceasefire", program
    return main(arguments)


@pytest.mark.parametrize("page", [page for page in PAGES if walk(page).commands])
def test_what_a_page_shows_is_what_happens(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # as `python` does for the folder of a program
    files = (walk(BEFORE[page]).files if page in BEFORE else {}) | walk(page).files
    for name, body in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(body, encoding="utf-8")
    for command, said in walk(page).commands:
        program, *arguments = shlex.split(command, comments=True)
        if program not in NOT_OURS:
            code = run(Path(program).name, [each for one in arguments for each in expanded(one)])
            printed = capsys.readouterr()
            assert code in {0, 1}, f"{page}: {command}\n{printed.err}"
            assert not said or is_printed(said, printed.out.rstrip("\n").splitlines()), (
                f"{page}: {command}\n{printed.out}"
            )


def test_pages_for_every_role_are_walked():
    walked = {Path(page).stem for page in PAGES if any("ceasefire" in command for command, _ in walk(page).commands)}
    assert {"README", "first-window", "for-a-mediator", "for-a-monitor", "for-a-researcher"} <= walked


def test_a_page_that_says_something_else_is_found():
    page = "Save it as `a.yaml`:\n\n```yaml\nx: 1\n```\n\n```console\n$ ceasefire version\none\n…\nlast\n$ ceasefire codes\n```\n"
    read = walk_of(page)
    assert read.files == {"a.yaml": "x: 1\n"}
    assert read.commands == (("ceasefire version", ("one", "…", "last")), ("ceasefire codes", ()))
    assert is_printed(("one", "…", "last"), ["one", "two", "three", "last"])
    assert is_printed(("one", "…", "last"), ["one", "last"])
    assert not is_printed(("one", "…", "last"), ["one", "two"])
    assert not is_printed(("one", "last"), ["one", "two", "last"])
