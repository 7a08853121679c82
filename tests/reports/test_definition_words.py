"""The annex of definitions reads as text: no raw value, and no answer without whose it is."""

import pytest
from tests.assessment.test_answers import TERMS, record, watch

from ceasefire.assessment import assess
from ceasefire.reports.assess_page import assess_page
from ceasefire.reports.definition_words import answer_in_words, value_in_words
from ceasefire.reports.view import TableView
from ceasefire.terms import read_text


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("formal_end", None, "none"),
        ("time_to_first_deaths", 3, "3"),
        ("share_of_hot_spots", 0.25, "25 %"),
        ("ran_to_its_end_without_deaths", {"deadly_day": True, "form": "never_in_force"}, "deadly day yes; form never in force"),
        ("deaths_beside_events", {"events": {"before": 2, "during": 1}}, "events (before 2; during 1)"),
        ("deaths_beside_events", {"deaths": {"before": None, "during": 1}}, "deaths (before not known; during 1)"),
        ("deaths_beside_events", {"events": {"before": 2}, "reports_not_telling_deaths": {"before": 0, "during": 0}}, "events (before 2)"),
        ("tallies_side_by_side", [{"by": "A", "counts": []}, {"by": "B", "counts": []}], "by A; counts none | by B; counts none"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(name, value, told):
    assert value_in_words(name, value) == told


def test_held_and_not_held_are_so_by_one_definition_only():
    assert answer_in_words("held") == "held, by this definition"
    assert answer_in_words("not_held") == "not held, by this definition"


def test_the_page_shows_no_raw_data_and_whose_form_it_is():
    terms = read_text(TERMS)
    page = assess_page(terms, assess(terms, record(4, 1), effort=watch()), "mission")
    tables = [item for section in page.sections for item in section.items if isinstance(item, TableView)]
    (annex,) = [table for table in tables if table.caption.startswith("What other definitions")]
    told = " ".join(str(cell) for row in annex.rows for cell in row)
    assert not set('{}[]"_') & set(told)
    beside = [item.beside[0] for item in page.sections[0].items[:-1]]
    assert [each.startswith("What P") for each in beside] == [False, True, True]


def test_of_what_was_not_watched_nobody_can_tell():
    terms = read_text(TERMS)
    texts = {
        share: " ".join(
            each.text for each in assess(terms, record(4, 0), effort=watch(share)).results[0].conduct.reasons
        )
        for share in (0.5, 1.0)
    }
    assert "50% of the area and time was watched, of the rest nobody can tell" in texts[0.5]
    assert "all of the area and time was watched" in texts[1.0]
