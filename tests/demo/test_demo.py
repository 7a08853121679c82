"""The worked case is the same every time, says what is made up, and rests on a real match."""

from __future__ import annotations

from pathlib import Path

from ceasefire.demo import write_pages
from ceasefire.demo.simulate import Setting, simulated_effort, simulated_events
from ceasefire.demo.worked import SIMULATED
from ceasefire.reports.page import escape

SETTING = Setting(33.0, 46.6, 0, 14, 7)


def test_the_page_is_written_says_what_is_simulated_and_is_the_same_again(tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path)
    first = page.read_text("utf-8")
    assert escape(SIMULATED) in first
    assert "Hatched shapes are drawn by us" in first
    write_pages(tmp_path)
    assert page.read_text("utf-8") == first
    assert [each.name for each in tmp_path.iterdir()] == [page.name]


def test_another_seed_gives_other_reports() -> None:
    other = Setting(33.0, 46.6, 0, 14, 8)
    assert simulated_events(SETTING, 3.0) == simulated_events(SETTING, 3.0)
    assert simulated_events(SETTING, 3.0) != simulated_events(other, 3.0)


def test_every_third_day_nobody_looks() -> None:
    assert len(simulated_effort(SETTING)) == 10
