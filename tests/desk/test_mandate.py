"""The mandate file: the most cautious where nothing is said, and never guessed."""

import pytest

from ceasefire.desk import Mandate, read_mandate
from ceasefire.errors import BadInput

HEAD = "format: ceasefire-mandate/1\n"


def read(tmp_path, text):
    file = tmp_path / "mandate.yaml"
    file.write_text(text, encoding="utf-8")
    return read_mandate(file)


@pytest.mark.parametrize(
    ("text", "attribution", "review"),
    [
        ("", False, True),
        ("attribution: off", False, True),
        ("attribution: on", True, True),
        ("attribution: 'on'\nreview: not_required\nmission: North\nsource: Decision 12", True, False),
        ("review: second_officer", False, True),
    ],
)
def test_what_the_file_says(tmp_path, text, attribution, review):
    mandate = read(tmp_path, HEAD + text)
    assert (mandate.attribution, mandate.needs_review) == (attribution, review)


def test_without_a_file_nothing_is_attributed_and_everything_reviewed():
    assert Mandate() == Mandate(attribution=False, needs_review=True, mission="", source="")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("attribution: on", ["CF-KERNEL-001"]),
        ("", ["CF-KERNEL-001"]),
        ("format: ceasefire-terms/1", ["CF-KERNEL-002"]),
        ("format: ceasefire-mandate/2", ["CF-KERNEL-003"]),
        ("- format", ["CF-DESK-036"]),
        (HEAD + "attribution: yes", ["CF-DESK-036"]),
        (HEAD + "attribution: On", ["CF-DESK-036"]),
        (HEAD + "attribution:", ["CF-DESK-036"]),
        (HEAD + "attribution: [on]", ["CF-DESK-036"]),
        (HEAD + "atribution: on\nreview: never\nmission: {a: b}", ["CF-DESK-036"] * 3),
        (HEAD + "attribution: on\nattribution: off", ["CF-KERNEL-012"]),
    ],
)
def test_a_mandate_that_cannot_be_read_is_an_error_and_never_the_default(tmp_path, text, codes):
    with pytest.raises(BadInput) as refused:
        read(tmp_path, text)
    assert [each.code.code for each in refused.value.problems] == codes
    assert all(each.place.file for each in refused.value.problems)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_opened_is_an_error(tmp_path, content):
    file = tmp_path / "mandate.yaml"
    if content:
        file.write_bytes(content)
    with pytest.raises(BadInput, match="CF-DESK-035"):
        read_mandate(file)
