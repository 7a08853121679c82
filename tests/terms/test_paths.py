"""The dotted path of a field as a reader would name it."""

import pytest

from ceasefire.terms.words.paths import path_in_words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("windows.works.from", "the start of the window “works”"),
        ("clauses.C1.at_least", "the field “at least” of clause C1"),
        ("declarations.1.history.0.said_by", "the field “said by” of step 1 in declaration 2"),
        ("instrument.signed_by", "who signed"),
        ("instrument.form", "the field “form” of the instrument"),
        ("outcome.2.text", "what is told under outcome 3"),
        ("claims.1.window.from", "the start of the time of tally 2"),
        ("claims.1.counts.0.n", "what is told of tally 2"),
        ("claims.0", "what is told of tally 1"),
        ("guarantees.Y1.by", "the giver of guarantee Y1"),
        ("declarations.0.timezone", "the time zone"),
        ("purpose.success", "`purpose.success`"),
    ],
)
def test_a_path_is_told_in_words(path, words):
    assert path_in_words(path) == words
