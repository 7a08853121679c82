"""Error codes are names that people look up: unique, in their room, full sentences, never used twice."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ceasefire.cli.list_codes import all_codes, modules_with_codes
from ceasefire.errors import Code

# Every code that was ever published, with the constant that holds it. A line is never removed: when a code
# goes, its number is spent. `python tools/code_ledger.py` adds new ones.
LEDGER = Path(__file__).parent / "codes.ledger"

NAMED = [
    (module, name, value)
    for module in modules_with_codes()
    for name, value in vars(module).items()
    if isinstance(value, Code)
]
IDS = [f"{module.__name__}.{name}" for module, name, _ in NAMED]


@pytest.mark.parametrize(("module", "name", "code"), NAMED, ids=IDS)
def test_code_is_well_formed(module, name, code):
    rooms = [part.upper() for part in module.__name__.split(".")[1:-1]]
    found = re.fullmatch(r"CF-([A-Z]+)-\d{3}", code.code)
    assert found is not None
    assert found[1] in rooms
    assert name.isupper()
    assert re.fullmatch(r"[A-Z].+[.?]", code.means, re.DOTALL)
    assert re.fullmatch(r"[A-Z`].+[.]", code.do, re.DOTALL)


def test_no_number_stands_for_two_problems():
    numbers = Counter(code.code for code in all_codes())
    assert [number for number, times in numbers.items() if times > 1] == []


def test_no_number_was_ever_given_to_another_problem():
    ledger = dict(line.split() for line in LEDGER.read_text(encoding="utf-8").splitlines())
    now = {code.code: name for _, name, code in NAMED}
    assert {number: name for number, name in now.items() if ledger.get(number) != name} == {}
