"""Write one page per worked case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ceasefire.demo import donbas_2020, feast_days, power_line_chain, two_orders
from ceasefire.kernel import files
from ceasefire.reports import PageView, html_page

PAGES: Final[Mapping[str, Callable[[], PageView]]] = MappingProxyType(
    {
        "1-power-line-chain": power_line_chain.page,
        "2-two-orders": two_orders.page,
        "3-feast-days": feast_days.page,
        "4-donbas-2020": donbas_2020.page,
    }
)


def write_pages(folder: Path) -> tuple[Path, ...]:
    """Write the pages of the worked cases into `folder`, which exists, and return where they lie."""
    return tuple(_written(folder / f"{name}.html", page) for name, page in PAGES.items())


def _written(path: Path, page: Callable[[], PageView]) -> Path:
    files.write_text(path, html_page(page()))
    return path
