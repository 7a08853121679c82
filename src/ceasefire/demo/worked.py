"""Write one page per worked case: read the terms, simulate, match, draw."""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path
from typing import Final

from ceasefire.clock import parse_instant
from ceasefire.demo.simulate import Setting, simulated_effort, simulated_events
from ceasefire.kernel import files
from ceasefire.matching import match
from ceasefire.reports import PageView, html_page
from ceasefire.reports.match_page import match_page
from ceasefire.terms import Terms, read_text

SEED: Final = 20251018
REPORTS_A_DAY: Final = 3.0
DAYS: Final = 14
SIMULATED: Final = (
    f"Every report and every patrol on this page is simulated (seed {SEED}); none of them happened. "
    "Places are made up too."
)


def write_pages(folder: Path) -> tuple[Path, ...]:
    """Write the pages of the worked cases into `folder`, which exists, and return where they lie."""
    page = folder / "power-line-repair.html"
    files.write_text(page, html_page(power_line_repair()))
    return (page,)


def power_line_repair() -> PageView:
    """Return the page of the repair of the plant's power lines in October 2025."""
    terms = _carried("ua-2025-10-znpp1")
    spec = terms.areas["zone_1"].spec
    setting = Setting(spec["lon"], spec["lat"], parse_instant("2025-10-18", terms.zone.name), DAYS, SEED)
    events = simulated_events(setting, REPORTS_A_DAY)
    page = match_page(terms, match(terms, events, effort=simulated_effort(setting)), events, "mission")
    return page.warned(SIMULATED)


def _carried(name: str) -> Terms:
    return read_text((resources("ceasefire.demo") / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml")
