"""The figures of an assessment as files: each as SVG and as a table of its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ceasefire.assessment import Assessment
from ceasefire.kernel.languages import RIGHT_TO_LEFT
from ceasefire.reports.assess_figures import figures_of
from ceasefire.reports.drawing import WIDE
from ceasefire.reports.drawn import drawn
from ceasefire.reports.figure_tables import to_csv
from ceasefire.reports.svg_file import standalone


def figure_files(found: Assessment, standing: str, lang: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file; `standing` is written into every figure, so that a copy says it.

    `found` is already cut to what the reader may see. Names begin with the number of the result and tell its clause
    and its party, if it is one's.
    """
    for number, result in enumerate(found.results, 1):
        if result.main is None:
            continue
        whose = "-".join(filter(None, (f"{number:02}", result.clause, result.party)))
        for name, figure in figures_of(found, result.main, lang).items():
            stem = re.sub(r"[^\w.-]+", "_", f"{whose}-{name}")
            told = replace(figure, warning=" ".join(filter(None, (standing, figure.warning))))
            yield f"{stem}.svg", standalone(drawn(told, "f", WIDE, rtl=lang in RIGHT_TO_LEFT))
            yield f"{stem}.csv", to_csv(told, lang)
