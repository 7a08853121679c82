"""The worked cases: the same every time, true to their facts, and clear about what is made up."""

import html
import re
from pathlib import Path

import pytest

from ceasefire import cases
from ceasefire.demo import feast_days, power_line_chain, write_pages
from ceasefire.demo.worked import PAGES
from ceasefire.kernel.languages import in_language
from ceasefire.reports import Conclusion


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The text of every page by its name."""
    folder = tmp_path_factory.mktemp("pages")
    return {page.stem: html.unescape(page.read_text("utf-8")) for page in write_pages(folder)}


@pytest.fixture(scope="module")
def chain():
    return power_line_chain.page()


def test_a_page_is_written_for_every_worked_case_and_is_the_same_again(written, tmp_path):
    assert list(written) == list(PAGES)
    assert {page.stem: html.unescape(page.read_text("utf-8")) for page in write_pages(tmp_path)} == written
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(f"{name}.html" for name in PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_anywhere(written, name):
    assert not re.search(r"<(?:script|img|iframe|link|source)\b|url\((?!#)|@import", written[name])


def test_every_conclusion_picture_and_table_with_simulated_data_says_so(chain):
    simulated = [
        section
        for section in chain.sections
        if section.title.startswith(("Ceasefire", "Damage")) and "answers" not in section.title
    ]
    shown = [item for each in simulated for item in each.items]
    from_sources = [item for item in shown if isinstance(item, str)]
    assert len(from_sources) == 1
    assert "the change shown here is made up" in from_sources[0]
    made_up = [item for item in shown if not isinstance(item, str)]
    assert sum(isinstance(item, Conclusion) for item in made_up) >= 6
    assert len(made_up) >= 18
    assert all(power_line_chain.MADE_UP in item.warning for item in made_up)


def test_a_conclusion_of_made_up_data_says_so_where_it_stands(written):
    """What is copied out of the page is the paragraph, not the notice at its head."""
    found = re.findall(r'<div class="conclusion">(.*?)</div>', written["1-power-line-chain"])
    counted = [each for each in found if "report lies inside" in each or "reports lie inside" in each]
    assert counted
    assert all(f'<p class="warning">{power_line_chain.MADE_UP}</p>' in each for each in counted)


def test_made_up_reports_say_so_and_the_hour_of_the_text_is_no_invention(written):
    page = feast_days.page()
    matched, hour = (
        next(each for each in page.sections if each.title.endswith(title))
        for title in ("How reports would be matched", "Hours that hang on the time zone")
    )
    assert all(item.warning == feast_days.MADE_UP for item in matched.items)
    assert not any(item.warning for item in hour.items)
    assert "reports" not in hour.items[0].sentence


def test_what_comes_from_sources_is_not_called_made_up(chain):
    (guarantees,) = [section for section in chain.sections if section.title == "The guarantees"]
    assert all(power_line_chain.MADE_UP not in item.warning for item in guarantees.items)


def test_the_chain_keeps_what_the_sources_tell(written):
    page = written["1-power-line-chain"]
    assert "It came late, and the works began a week later than planned." in page
    assert "1: first planned" in page
    assert "Its purpose was met on 2025-12-30." in page
    for key in power_line_chain.KEYS:
        for text, _ in cases.read(key).outcome:
            assert in_language(text) in page


def test_the_algebra_tells_what_the_zone_missed_and_that_the_change_holds_it(written):
    page = written["1-power-line-chain"]
    assert re.search(
        r"As first agreed, 0\.13 km² of the damage lie outside the zone; its middle lies 8\d\d m outside", page
    )
    assert "After the change, the zone holds all of the damage" in page


def test_the_common_part_of_two_orders_is_derived(written):
    page = written["2-two-orders"]
    assert "GOV and TALIBAN each promised the other to refrain from every act (G1, T1)." in page
    assert "from 00:00 on 15 June 2018 to 24:00 on 17 June 2018" in page
    assert "GOV alone leaves out ISIS, OTHER_GROUPS." in page
    assert "TALIBAN alone leaves out FOREIGN_FORCES." in page


def test_a_side_that_never_agreed_is_never_listed_as_having_broken_it(written):
    page = written["3-feast-days"]
    assert "C1: UA never took it on, so nothing can be listed as broken by UA." in page
    assert "made-up-by-UA: UA is not bound by C1, so it breaks nothing." in page
    assert "K1: UA is not bound by an offer alone, so nothing can be listed as broken by UA." in page


def test_of_a_side_whose_word_is_not_known_nothing_is_said_but_that(written):
    page = written["3-feast-days"]
    assert page.count("K1: whether RU is bound hangs on something that is not known.") == 2
    assert "K1: RU never took it on" not in page


def test_works_that_were_done_are_not_said_to_have_been_done_under_nothing(written):
    page = written["1-power-line-chain"]
    third = page[
        page.index(
            "Ceasefire 3: three answers", page.index("Ceasefire 2: three answers on 2025-11-30, and the harm</h2>")
        ) :
    ]
    third = third[: third.index("Damage outside the zone, and the change</h2>")]
    assert "Form: What became of it on paper cannot be told." in third
    assert "What RU said is not known." in third
    assert "What UA said is not known." in third
    assert "never was in force" not in page


def test_the_hour_that_hangs_on_the_clock_is_shown(written):
    page = written["3-feast-days"]
    assert "from 09:00 to 10:00 on 6 January 2023 (UTC), which is 1 h" in page


def test_tallies_stand_side_by_side_and_are_never_added(written):
    page = written["3-feast-days"]
    for figure in ("2,935", "444", "734", "488", "5,026", "9,318"):
        assert f">{figure}<" in page or figure in page
    assert "734 violation (claim_ua not stated) and 488 violation (claim_ru not stated) are not added." in page
    assert "1,222" not in page


def test_the_monitors_figures_stand_under_their_rule(written):
    page = written["4-donbas-2020"]
    assert "332" in page
    assert "494" in page
    assert "One violation is each burst, each explosion, each flare" in page
    assert "X1: an exception to C3, only if:" in page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_keeps_conduct_form_purpose_and_harm_apart(written, name):
    page = written[name]
    for each in ("Conduct: Cannot tell what the violence did.", "Form: ", "Purpose: "):
        assert each in page


def test_what_was_never_mutual_never_was_in_force(written):
    assert "Form: On paper it never was in force." in written["3-feast-days"]
    assert (
        "Only RU had bound itself by 2023-01-09; one side's word is no ceasefire between two."
        in written["3-feast-days"]
    )


def test_made_up_shapes_lie_in_the_open_ocean():
    """Nobody may take a made-up zone for the confidential one."""
    folder = Path(power_line_chain.__file__).parent / "made_up"
    points = [
        tuple(map(float, found.groups()))
        for file in folder.glob("*.yaml")
        for found in re.finditer(r"point: \[(-?[\d.]+), (-?[\d.]+)\]", file.read_text("utf-8"))
    ]
    assert len(points) >= 4
    assert all(-31 < lon < -29 and 29 < lat < 31 for lon, lat in points)
