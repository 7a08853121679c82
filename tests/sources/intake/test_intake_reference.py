"""Every form on the page of what can be taken in is taken in as the page says."""

import re
from pathlib import Path

import pytest

from ceasefire.kernel import taxonomy
from ceasefire.record import Post
from ceasefire.sources.intake.columns import fields
from ceasefire.sources.intake.message import Received, read_message
from ceasefire.sources.intake.osce_table import read_table, write_table
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.say_phrase import in_words
from ceasefire.sources.intake.setting import Setting

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "intake.md").read_text(encoding="utf-8")
AT = 1_700_000_000_000_000
DESK = Setting.of(
    "Europe/Kyiv", AT, [Post(name, "M1", 37.8, 48.1, taxonomy.leaves("all"), 5000.0) for name in "37"], "smm_violation"
)


def forms(kind):
    blocks = re.findall(rf"<!-- {kind} -->\n```text\n(.*?)```", PAGE, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("phrase", forms("phrases"))
def test_every_phrase_of_the_page_is_understood(phrase):
    said = read_phrase(phrase)
    assert said.unread == ()
    assert said.items
    assert read_phrase(in_words(said)) == said


@pytest.mark.parametrize("text", forms("messages"))
def test_every_message_of_the_page_is_taken(text):
    message = read_message(Received("1", "+1", AT, text), DESK)
    assert message.kind == ("void" if "void" in text else message.kind)
    assert (message.observation is not None) == ("heard" in text and not message.effort)


def test_the_page_has_many_forms_and_the_table_on_it_is_what_is_written():
    assert len(forms("phrases")) > 25
    assert len(forms("messages")) > 10
    table = PAGE.partition("```text\nid,position")[2].partition("```")[0]
    taken = read_table("id,position" + table, DESK)
    posts = {post.name.casefold(): post for post in taken.posts} | {"7": Post("7", "M1", 37.9, 48.2, frozenset())}
    assert write_table(taken.observations, posts, "Europe/Kyiv").splitlines()[1] == table.splitlines()[1]


def test_every_field_of_a_table_is_in_the_reference():
    import importlib.util

    spec = importlib.util.spec_from_file_location("generated_reference", ROOT / "docs" / "_generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    page = generate.pages()["own-tables"]
    assert [name for name in fields() if f"\n`{name}`\n: " not in page] == []
