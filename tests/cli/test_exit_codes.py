"""The command is run as people run it: a process, its exit code, what it prints where."""

import json
import os
import signal
import subprocess
import sys

import pytest

PYTHON = sys.executable


def ceasefire(*arguments, **environment):
    return subprocess.run(
        [PYTHON, "-m", "ceasefire", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def errors(run):
    assert run.stdout == ""
    return json.loads(run.stderr)["errors"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["version"], 0),
        (["version", "--help"], 0),
        (["codes"], 0),
        (["codes", "cf-cli-004"], 0),
        (["codes", "CF-CLI-999"], 2),
        ([], 2),
        (["no-such-verb"], 2),
        (["--no-such-option"], 2),
        (["version", "--no-such-option"], 2),
        (["codes", "CF-CLI-004", "one too many"], 2),
    ],
)
def test_exit_code(arguments, code):
    run = ceasefire(*arguments)
    assert run.returncode == code
    assert "Traceback" not in run.stdout + run.stderr
    assert bool(run.stdout) is (code == 0)
    assert bool(run.stderr) is (code != 0)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no-such-verb", "--json"], "CF-CLI-003", "no-such-verb"),
        (["version", "--json", "--no-such-option"], "CF-CLI-002", "--no-such-option"),
        (["codes", "--json", "CF-CLI-999"], "CF-CLI-015", "CF-CLI-999"),
        (["codes", "a", "b", "--json"], "CF-CLI-002", "b"),
    ],
)
def test_problems_as_json(arguments, code, said):
    run = ceasefire(*arguments)
    (problem,) = errors(run)
    assert run.returncode == 2
    assert problem["code"] == code
    assert said in problem["got"]
    assert problem["expected"]
    assert problem["do"]
    assert set(problem["place"]) >= {"file", "line", "column"}


def test_json_after_two_dashes_is_no_switch():
    run = ceasefire("codes", "--", "--json")
    assert run.returncode == 2
    assert run.stderr.startswith("CF-CLI-015")


def test_near_miss_of_a_verb_is_named():
    assert "ceasefire version" in ceasefire("versoin").stderr


def test_answer_as_json_is_one_document_with_its_format():
    document = json.loads(ceasefire("version", "--json").stdout)
    assert document["format"] == "ceasefire-version/1"


def test_reader_that_leaves_is_no_error():
    with subprocess.Popen(
        [PYTHON, "-m", "ceasefire", "codes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as run:
        run.stdout.close()
        assert run.wait(60) == 0
        assert run.stderr.read() == b""


BROKEN_VERB = """
import sys
from ceasefire.cli import failures, main
sys.modules["broken"] = type(sys)("broken")
def broken():
    {body}
sys.modules["broken"].broken = broken
main.VERBS += (main.Verb("broken", "broken", "-"),)
main._BY_NAME["broken"] = main.VERBS[-1]
sys.argv = ["ceasefire", *sys.argv[1:]]
main.run()
"""


def broken(body, *arguments, **environment):
    """Run the real frame around a verb that fails in the way told."""
    return subprocess.run(
        [PYTHON, "-c", BROKEN_VERB.format(body=body), "broken", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_our_fault_says_so_and_shows_no_trace():
    run = broken("raise ZeroDivisionError('a secret path')")
    assert run.returncode == 3
    assert run.stderr.startswith("CF-CLI-001")
    assert "Traceback" not in run.stderr


def test_our_fault_writes_the_trace_where_asked(tmp_path):
    trace = tmp_path / "trace.txt"
    run = broken("raise ZeroDivisionError", CEASEFIRE_TRACE=str(trace))
    assert run.returncode == 3
    assert str(trace) in run.stderr
    assert "ZeroDivisionError" in trace.read_text(encoding="utf-8")


def test_our_fault_with_a_trace_that_cannot_be_written(tmp_path):
    run = broken("raise ZeroDivisionError", CEASEFIRE_TRACE=str(tmp_path / "none" / "trace.txt"))
    assert run.returncode == 3
    assert "could not be written" in run.stderr


@pytest.mark.parametrize(
    ("body", "exit_code", "code"),
    [
        ("raise MemoryError", 2, "CF-CLI-014"),
        ("open('/no/such/file')", 2, "CF-CLI-013"),
        ("raise KeyboardInterrupt", 130, "CF-CLI-012"),
        ("raise OSError('without a file')", 3, "CF-CLI-001"),
    ],
)
def test_other_failures(body, exit_code, code):
    run = broken(body)
    assert run.returncode == exit_code
    assert run.stderr.startswith(code)


def test_not_agreed_is_one():
    body = (
        "from ceasefire.errors import NotAgreed, Problem; from ceasefire.cli import codes; "
        "raise NotAgreed(Problem(codes.EMPTY_FILE))"
    )
    assert broken(body).returncode == 1


def test_interrupt_from_the_keyboard():
    script = BROKEN_VERB.format(body="print('ready', flush=True); import time; time.sleep(30)")
    with subprocess.Popen(
        [PYTHON, "-c", script, "broken"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout.readline() == "ready\n"
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 130
        assert run.stderr.read().startswith("CF-CLI-012")


def test_letters_that_the_terminal_lacks_do_not_stop_the_answer():
    run = broken("from ceasefire.cli import output; output.line('Київ')", PYTHONIOENCODING="ascii")
    assert run.returncode == 0
    assert run.stdout.startswith("\\u041a")


def test_many_problems_are_cut_for_people_and_whole_for_programs():
    body = (
        "from ceasefire.errors import BadInput, Problem; from ceasefire.cli import codes; "
        "raise BadInput([Problem(codes.EMPTY_FILE, got=str(i)) for i in range(300)])"
    )
    assert "and 250 more problems" in broken(body).stderr
    # the verb takes no --json itself; the frame reads the raw line, and the usage error is JSON too
    assert errors(broken(body, "--json"))[0]["code"] == "CF-CLI-002"


def test_help_is_quick():
    """CPU seconds of the best of three runs; 0.15 on a plain machine, with room for a busy one."""

    def cpu():
        before = os.times()
        ceasefire("--help")
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(cpu() for _ in range(3)) < 0.4
