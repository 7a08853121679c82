"""The PDF of an assessment: the same bytes again, its standing on every sheet, words never taken for markup."""

import re
import time

import pypdfium2
import pytest
from tests.assessment.test_answers import TERMS, record

from ceasefire.assessment import assess
from ceasefire.reports import Conclusion, PageView, Section, TableView
from ceasefire.reports.assess_page import assess_page, standing
from ceasefire.reports.pdf import pdf_page
from ceasefire.terms import read_text

FOOTER = "A draft until a named officer releases it."


def sheets(made):
    """The words of each sheet, as a reader copies them out."""
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(made)]


@pytest.fixture(scope="module")
def assessed():
    terms = read_text(TERMS)
    return terms, assess(terms, record(4, 1))


@pytest.fixture(scope="module")
def made(assessed):
    return pdf_page(assess_page(*assessed, "public"), standing(*assessed))


def test_the_same_page_gives_the_same_bytes_with_no_time_in_them(assessed, made):
    time.sleep(1.1)  # the clock of a PDF has seconds
    assert pdf_page(assess_page(*assessed, "public"), standing(*assessed)) == made
    about = pypdfium2.PdfDocument(made).get_metadata_dict()
    assert (about["Title"], about["CreationDate"], about["ModDate"]) == ("Assessment: a test", "", "")


def test_every_sheet_says_that_it_is_a_draft_and_by_which_rules(assessed, made):
    told = sheets(made)
    assert len(told) >= 2
    for number, words in enumerate(told, 1):
        assert f"a test. {FOOTER} Rules version {assessed[1].rules.version}." in words
        assert f"{number} / {len(told)}" in words


def test_it_says_what_the_page_says(assessed, made):
    words = " ".join(sheets(made))
    view = assess_page(*assessed, "public")
    said = [item for section in view.sections for item in section.items]
    for item in (each for each in said if isinstance(each, Conclusion)):
        assert item.sentence in words
        assert all(reason in words for reason in item.reasons)
    for table in (each for each in said if isinstance(each, TableView)):
        assert table.caption in words
    assert "not corrected for run-up" in words


def test_it_is_tagged_for_screen_readers_and_each_figure_has_its_words(made):
    assert pypdfium2.PdfDocument(made).is_tagged()
    assert made.count(b"/S/Figure") >= 4
    assert made.count(b"/Alt(") + made.count(b"/Alt<") >= 4


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$ *b* _i_ `c` <label> @ref", "= not a heading", "/* // */", '#import "@preview/x:1.0.0"']
)
def test_no_text_is_taken_for_markup(text):
    items = (Conclusion(text, (text,)), TableView(text, (text,), ((text,),)), text)
    [words] = sheets(pdf_page(PageView(text, "public", (Section(text, items),), (text,)), text))
    assert words.count(text) == 10


@pytest.mark.parametrize(("lang", "words"), [("ar", "هدنة في الوادي"), ("uk", "Перемир’я в долині")])
def test_other_scripts_are_drawn_with_the_carried_fonts_and_figures_run_from_left_to_right(lang, words):
    table = TableView(words, (words,), (("-90 %",),), frozenset({0}))
    view = PageView(words, "public", (Section(words, (table,)),), lang=lang)
    document = pypdfium2.PdfDocument(pdf_page(view, words))
    places = {}
    page = document[0].get_textpage()
    for at in range(page.count_chars()):
        places.setdefault(page.get_text_range(at, 1), page.get_charbox(at)[0])
    assert places["-"] < places["9"] < places["%"]
    missing = re.findall(r"[\ufffd\x00]", page.get_text_bounded())
    assert missing == []
