"""What is printed, on a screen and into a pipe."""

import os
import pty
import subprocess
import sys

import pytest

from ceasefire.cli import output

TABLE = "from ceasefire.cli import output; output.table(['place', 'rows'], [['Сартана', 12], ['[b]', 3]])"
BAR = (
    "from ceasefire.cli import output\n"
    "with output.progress('reading', 3) as step:\n"
    "    for _ in range(3): step(1)\n"
    "print('done')"
)


def on_a_terminal(script, **environment):
    """Run `script` with both its outputs on a pseudo-terminal and return what the screen got."""
    leader, follower = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
    )
    os.close(follower)
    seen = b""
    try:
        while chunk := os.read(leader, 4096):
            seen += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    finally:
        os.close(leader)
    assert run.wait(30) == 0
    return seen.decode()


def test_piped_table_is_plain(capsys):
    output.table(["place", "rows"], [["Сартана", 12], ["[b]", 3]])
    assert capsys.readouterr().out == "place    rows\nСартана  12\n[b]      3\n"


def test_table_on_a_screen_shows_brackets_as_they_are():
    assert "[b]" in on_a_terminal(TABLE)


def test_no_color_is_heeded():
    assert "\x1b[3" not in on_a_terminal(TABLE, NO_COLOR="1")


def test_progress_is_quiet_when_piped():
    run = subprocess.run([sys.executable, "-c", BAR], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("done\n", "")


def test_progress_shows_on_a_screen():
    assert "reading" in on_a_terminal(BAR)


def test_numbers_that_json_does_not_know_are_refused(capsys):
    with pytest.raises(ValueError, match="JSON"):
        output.document({"format": "x/1", "value": float("inf")})
    assert capsys.readouterr().out == ""
