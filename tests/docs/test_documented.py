"""Fails when a command, option, error code, act, duty, unit, counting rule or schema field has no words."""

import dataclasses
import importlib.util
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
import typer

from ceasefire import cases, desk, terms
from ceasefire.assessment.conduct import ConductAnswer
from ceasefire.assessment.form import FormAnswer
from ceasefire.assessment.purpose import PurposeAnswer
from ceasefire.cli.list_codes import all_codes
from ceasefire.cli.main import VERBS, command_of
from ceasefire.desk import mandate, piece
from ceasefire.desk.board.lines import CONTACTS, KINDS
from ceasefire.desk.case_walk import DEGREES, FINDINGS
from ceasefire.desk.evidence import Grade
from ceasefire.desk.tier import TIERS
from ceasefire.desk.walk import Walk
from ceasefire.kernel import taxonomy, units
from ceasefire.matching.rows import Answer, Row

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CASES = cases.keys()
DESK = Path(desk.__file__).parent

_spec = importlib.util.spec_from_file_location("generated_reference", DOCS / "_generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


@pytest.fixture(scope="module")
def pages():
    return generate.pages()


@pytest.fixture(scope="module")
def written_by_hand():
    files = [
        ROOT / "README.md",
        *(file for file in DOCS.rglob("*.md") if not {"generated", "_build"} & set(file.parts)),
    ]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def wordless(command):
    """Names of the parts of a command that have no help."""
    missing = [] if (command.help or "").strip() else ["the command"]
    return missing + [one.name for one in command.params if not (one.help or "").strip()]


def entry_problems(tree):
    """Codes of a taxonomy without an English label or a full sentence of meaning."""
    entries = {**tree.entries, **tree.named_sets}
    return [
        code
        for code, entry in entries.items()
        if not entry.labels.get("en") or not re.fullmatch(r"[A-Z].{8,}\.", entry.means, re.DOTALL)
    ]


def undescribed(schema):
    """Fields of a JSON Schema without a description of their own, and definitions without one."""
    found = [f"{part}.{name}" for part, name, inner in generate.fields(schema) if len(generate.description(inner)) < 8]
    return found + [name for name, inner in schema.get("$defs", {}).items() if not generate.description(inner)]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_command_and_option_has_words(verb):
    assert wordless(command_of(verb)) == []


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_command_and_option_is_in_the_reference(verb, pages):
    section = pages["commands"].partition(f"\n## ceasefire {verb.name}\n")[2].partition("\n## ")[0]
    for parameter in command_of(verb).params:
        if parameter.name == "help":
            continue
        names = [parameter.name.upper()] if parameter.param_type_name == "argument" else parameter.opts
        assert all(f"`{name}" in section for name in names)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_command_is_used_on_a_page_written_by_hand(verb, written_by_hand):
    assert re.search(rf"\bceasefire {verb.name}\b", written_by_hand)


@pytest.mark.parametrize("code", all_codes(), ids=lambda code: code.code)
def test_every_error_code_is_in_the_reference(code, pages):
    assert f"`{code.code}`\n: " in pages["error-codes"]


@pytest.mark.parametrize(
    ("page", "tree"), [("acts", taxonomy.acts), ("duties", taxonomy.duties), ("units", units.units)]
)
def test_every_word_is_explained(page, tree, pages):
    assert entry_problems(tree()) == []
    assert [code for code in tree() if f"`{code}` " not in pages[page]] == []


def test_every_counting_rule_is_explained(pages):
    assert all(rule.owner and rule.version and rule.means for rule in units.rules().values())
    assert [name for name in units.rules() if f"`{name}` " not in pages["counting-rules"]] == []


def test_every_field_of_a_terms_file_is_described(pages):
    assert undescribed(terms.schema()) == []
    assert len(list(generate.fields(terms.schema()))) > 100
    assert [name for _, name, _ in generate.fields(terms.schema()) if f"`{name}`" not in pages["terms-fields"]] == []


_FILES = sorted(file.relative_to(DESK).with_suffix("") for file in DESK.rglob("[a-z]*.py"))
_ROOM = [import_module(".".join(("ceasefire.desk", *file.parts))) for file in _FILES]
WALKS = list({id(walk): walk for module in _ROOM for walk in vars(module).values() if isinstance(walk, Walk)}.values())


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: list(walk.states)[1])
def test_every_state_act_and_field_of_the_desk_is_in_the_reference(walk, pages):
    page = pages["desk-acts"]
    for state, means in walk.states.items():
        assert re.fullmatch(r"[A-Z].{8,}\.", means)
        assert f"`{state}`\n: {means}" in page
        assert f"\n| `{state}` | " in page
    for form in walk.forms.values():
        told = [part for part in page.split("\n### ") if part.startswith(f"{form.kind} (") and form.means in part]
        assert told
        assert [field.name for field in form.fields if not all(f"`{field.name}` (" in part for part in told)] == []
        assert [field.name for field in form.fields if not field.means] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_line_of_the_board_is_in_the_reference_with_its_age_and_why(kind, pages):
    _, head, rest = pages["desk-acts"].partition(f"\n### `{kind.name}` (")
    part = rest.partition("\n### ")[0].partition("\n## ")[0]
    assert head
    assert f"{kind.age_min} minutes)" in part
    assert all(re.fullmatch(r"[A-Z].{8,}\.", words) and words in part for words in (kind.means, kind.why))
    assert [field.name for field in kind.details if f"`{field.name}` (" not in part] == []


def test_every_sign_of_life_and_setting_of_the_board_is_in_the_reference(pages):
    told = pages["desk-acts"]
    assert [name for name, (n, why) in CONTACTS.items() if f"`{name}` (every {n} minutes)\n: {why}" not in told] == []
    assert [name for name in ("ages_min", "contact_min") if f"`{name}` (" not in told] == []


def test_every_word_of_the_desk_is_explained(pages, written_by_hand):
    assert [
        word for word in (*FINDINGS, *DEGREES, *TIERS, *mandate.FIELDS) if f"`{word}`\n: " not in pages["desk-acts"]
    ] == []
    assert [field.name for field in piece.FIELDS if f"`{field.name}` (" not in pages["desk-acts"]] == []
    assert [kind for kind in piece.KINDS if f"`{kind}`: " not in pages["desk-acts"]] == []
    assert [grade for grade in Grade.__members__ if f"| `{grade}` |" not in written_by_hand] == []


@pytest.mark.parametrize("key", CASES)
def test_every_case_is_counted_and_what_no_field_holds_is_listed(key, pages):
    case = cases.count(key)
    [row] = [line for line in pages["cases"].splitlines() if line.startswith(f"| `{key}` |")]
    counts = (len(case.facts), case.not_expressed, case.found["error"], case.found["warning"])
    assert row.endswith("| " + " | ".join(map(str, counts)) + " |")
    section = pages["cases"].partition(f"\n## {key}\n")[2].partition("\n## ")[0]
    assert section.count("\n- ") == len(case.terms.not_expressed)


def test_the_counts_of_all_cases_are_published(pages):
    counts = [cases.count(key) for key in CASES]
    facts, left = sum(len(case.facts) for case in counts), sum(case.not_expressed for case in counts)
    assert f"{len(counts)} cases, {facts:,} facts: {facts - left:,} kept in fields, {left:,} under" in pages["cases"]


def test_the_checks_above_do_find_what_is_missing():
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def silent(*, quiet: bool = False):
        del quiet

    assert wordless(typer.main.get_command(app)) == ["the command", "quiet"]
    assert undescribed({"properties": {"bare": {"type": "string"}}, "$defs": {"Part": {}}}) == ["the file.bare", "Part"]
    tree = taxonomy.acts()
    bare = taxonomy.Entry("x", {"uk": "…"}, "")
    assert entry_problems(taxonomy.Taxonomy("t", "1", {"x": bare}, {}, {})) == ["x"]
    assert entry_problems(tree) == []


def test_links_in_pages_outside_sphinx_lead_somewhere():
    """README and CONTRIBUTING are read on their own: each relative link has to exist."""
    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)
        assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning_and_without_other_machines(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", DOCS, tmp_path / "html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loads = re.compile(
        r"<(?:script|img|iframe|source)[^>]+src=\"(?:https?:)?//|<link[^>]+rel=\"(?:stylesheet|preload|icon)\"[^>]+href=\"(?:https?:)?//|@import[^;]+//|url\(['\"]?(?:https?:)?//"
    )
    for page in (*tmp_path.rglob("*.html"), *tmp_path.rglob("*.css")):
        assert not loads.search(page.read_text(encoding="utf-8")), page


@pytest.mark.parametrize(
    "words",
    [
        get_args(Answer),
        get_args(FormAnswer),
        get_args(ConductAnswer),
        get_args(PurposeAnswer),
        tuple(field.name for field in dataclasses.fields(Row)),
    ],
)
def test_every_word_of_an_answer_is_in_the_reference(words):
    reference = (DOCS / "reference" / "answers.md").read_text(encoding="utf-8")
    assert words
    assert [word for word in words if f"`{word}`" not in reference] == []
