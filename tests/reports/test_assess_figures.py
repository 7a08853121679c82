"""The figures of an assessment say what was found, each in a sentence, in the picture and as a table."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest
from tests.assessment.test_answers import TERMS, record, watch

from ceasefire.assessment import Aside, assess
from ceasefire.disclosure import Reader, assess_for
from ceasefire.reports import assess_figures, html_page
from ceasefire.reports.assess_page import assess_page
from ceasefire.reports.drawing import NARROW, WIDE
from ceasefire.reports.figure_tables import to_csv
from ceasefire.reports.svg_file import standalone
from ceasefire.reports.svg_rows import svg_ranges, svg_waterfall
from ceasefire.reports.svg_spread import svg_spread
from ceasefire.terms import read_text

ASIDE = (Aside("CF-SOURCES-040", "The date is not known well enough.", 7, 31),)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def terms():
    return read_text(TERMS)


@pytest.fixture(scope="module")
def found(terms):
    return assess(terms, record(4, 1), effort=watch(0.5, days_before=0), set_aside=ASIDE)


@pytest.fixture(scope="module")
def main(found):
    return found.results[0].main


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - pictures of our own


def flat(text):
    return " ".join(text.split())


def drawn(main, found):
    """Every figure with its two sizes as SVG files."""
    every = (
        (svg_waterfall, assess_figures.waterfall(found, main, "en")),
        (svg_ranges, assess_figures.side_by_side(main, "en")),
        (svg_spread, assess_figures.placebo_picture(main, "en")),
    )
    return [
        (view, standalone(draw(view, "f", size, rtl=rtl)))
        for draw, view in every
        for size in (WIDE, NARROW)
        for rtl in (False, True)
    ]


def test_each_bar_of_the_waterfall_begins_where_the_one_before_ended(found, main):
    steps = assess_figures.waterfall(found, main, "en").steps
    way = [step for step in steps if step.part == 0]
    level = way[0].high
    assert level == 7 + len(record(4, 1))
    for step in way[1:-1]:
        assert step.style == "left_out"
        assert step.high == level
        level = step.low
    assert (way[-1].low, way[-1].high, way[-1].style) == (0.0, level, "kept")
    assert level == main.effect.observed
    assert way[1].sentence == "7 rows with 31 deaths were set aside: The date is not known well enough."


def test_every_bar_is_a_sentence_and_the_last_is_the_answer(found, main):
    view = assess_figures.waterfall(found, main, "en")
    assert all(re.fullmatch(r"\S.*\.", step.sentence) for step in view.steps)
    assert (view.steps[-1].style, view.steps[-1].sentence[:8]) == ("answer", "Reduced:")
    for size in (WIDE, NARROW):
        tree = parsed(standalone(svg_waterfall(view, "w", size)))
        assert len([each for each in tree.iter(f"{SVG}rect") if "step" in each.get("class", "")]) == len(view.steps) - 1
        words = " ".join(each.text for each in tree.iter(f"{SVG}text"))
        assert all(flat(step.sentence) in flat(words) for step in view.steps)


def test_the_naive_change_is_labelled_and_stands_beside_the_corrected_one(main):
    naive, corrected = assess_figures.side_by_side(main, "en").ranges
    assert naive.name == "not corrected for run-up"
    assert (naive.at, naive.interval, naive.is_doubtful) == (main.effect.naive_log_ratio, None, True)
    assert (corrected.at, corrected.is_doubtful) == (main.effect.log_ratio, False)
    rows = list(csv.reader(io.StringIO(to_csv(assess_figures.side_by_side(main, "en"), "en"))))
    low, high = main.effect.interval
    assert [float(each) for each in rows[2][1:4]] == pytest.approx([main.effect.per_cent, low, high], abs=0.05)


def test_the_placebo_picture_holds_every_window_and_the_share_is_the_p_value(main):
    view = assess_figures.placebo_picture(main, "en")
    assert len(view.values) == main.effect.placebos
    assert (1 + sum(view.as_low)) / (1 + len(view.values)) == main.effect.p_value
    assert view.marked == main.effect.log_ratio
    assert f"{sum(view.as_low)} of {len(view.values):,} came as low or lower" in view.mark
    for size in (WIDE, NARROW):
        bins = [
            each for each in parsed(standalone(svg_spread(view, "s", size))).iter(f"{SVG}rect") if each.get("class")
        ]
        assert {each.get("class") for each in bins} <= {"bin low", "bin rest"}
        assert len(bins) > 5


def test_nothing_compared_has_no_placebo_picture_and_says_why_beside_the_naive_change(terms):
    short = [event for event in record(4, 1) if event.line >= 30_000]
    version = assess(terms, short).results[0].main
    assert version.estimate.comparison is None
    assert assess_figures.placebo_picture(version, "en") is None
    assert assess_figures.side_by_side(version, "en").ranges[1].figure == "cannot tell"
    assert [step.name for step in assess_figures.waterfall(assess(terms, short), version, "en").steps][-1] == "answer"


def test_the_coverage_strip_shows_watched_and_unwatched_days_to_the_mission_alone(terms, found, main):
    [strip] = [lane for lane in assess_figures.days(main, "en").lanes if lane.label.startswith("watched")]
    during = [bar for bar in strip.bars if "2022-01-" in bar.label]
    assert [bar.style for bar in during] == ["event"] * 14 + ["maybe"] * 14
    effort = watch(0.5, days_before=0)
    cut, _ = assess_for(Reader.named("public", terms), terms, record(4, 1), effort=effort, set_aside=ASIDE)
    for_public = cut.results[0].main
    shown = assess_figures.days(for_public, "en")
    assert not [lane for lane in shown.lanes if lane.label.startswith("watched")]
    assert "watched" not in shown.caption


def test_pictures_are_whole_files_that_load_nothing_and_are_told_to_those_who_cannot_see(found, main):
    for view, text in drawn(main, found):
        tree = parsed(text)
        assert tree.get("role") == "img"
        assert view.caption in tree.find(f"{SVG}title").text
        assert len(tree.find(f"{SVG}desc").text) > 30
        assert not re.search(r"href|url\((?!#)|@import|<script", text)
        assert all(
            0 <= float(each.get("x", 0)) <= float(tree.get("viewBox").split()[2]) for each in tree.iter(f"{SVG}text")
        )


def test_the_page_holds_every_figure_its_table_and_everything_that_was_tried(terms, found):
    page = unescape(html_page(assess_page(terms, found, "mission")))
    assert page.count("<svg viewBox") >= 4 * 2
    assert "not corrected for run-up" in page
    assert "The same as a table" in page
    tried = found.results[0].changes
    assert tried
    for each in tried:
        assert flat(each.why.text[1:]) in flat(page)


def test_where_nothing_was_compared_it_is_not_said_that_nothing_would_change_the_answer(terms):
    left_early = assess(terms, record(4, 1), effort=watch(0.5, days_before=28))
    assert (left_early.results[0].main.estimate, left_early.results[0].changes) == (None, ())
    page = unescape(html_page(assess_page(terms, left_early, "mission")))
    assert "What would change the answer was not asked" in page
    assert "What would change the answer: none" not in page
