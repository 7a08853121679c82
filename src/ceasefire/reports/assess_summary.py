"""The summary page of many assessments: one row each, and how many came to which answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ceasefire.assessment.quiet import CODE as QUIET
from ceasefire.kernel.languages import say
from ceasefire.reports.quiet_words import conduct_in_short
from ceasefire.reports.view import Amount, Conclusion, PageView, Section, TableView

COLUMNS = (
    "ceasefire",
    "conduct",
    "form",
    "purpose",
    "counted",
    "to be expected",
    "change, not corrected",
    "p of a fall",
)


def summary_page(documents: Sequence[Mapping[str, Any]], lang: str = "en", *, reader: str) -> PageView:
    """Return the page from the published documents of `ceasefire assess`, made for `reader`, in their order."""
    firsts = [(each, _first(each)) for each in documents]
    counts = Counter(first["conduct"] for _, first in firsts)
    quiet = [each for _, first in firsts for each in first["reasons"] if each["code"] == QUIET]
    told = tuple(f"{n}: {conduct_in_short(answer, quiet, lang)}" for answer, n in counts.most_common())
    head = Conclusion(say("{n} ceasefires were asked the same question.", lang, n=len(documents)), beside=told)
    most = max((first["effect"]["observed"] for _, first in firsts if first["effect"]), default=1) or 1
    rows = tuple(_row(document, first, most) for document, first in firsts)
    note = say("“Cannot tell” is a full answer: too little was counted, watched, or alike.", lang)
    table = TableView(
        say("Every ceasefire", lang), tuple(say(c, lang) for c in COLUMNS), rows, frozenset({4, 5, 6, 7}), note
    )
    versions = ", ".join(sorted({each["rules_version"] for each in documents}))
    draft = say("Drafts: no officer has released them. They find no breach and name nobody.", lang)
    subtitle = say("Rules version {version}.", lang, version=versions)
    title = say("Assessments of {n} ceasefires", lang, n=len(documents))
    return PageView(title, reader, (Section(say("Summary", lang), (head, table)),), (draft,), (), lang, subtitle)


def _first(document: Mapping[str, Any]) -> dict[str, Any]:
    """The first clause for all parties."""
    first: dict[str, Any] = next(each for each in document["results"] if each["party"] is None)
    return first


def _row(document: Mapping[str, Any], first: Mapping[str, Any], most: int) -> tuple[Any, ...]:
    on_paper = (str(first[name]).replace("_", " ") for name in ("form", "purpose"))
    answers = (conduct_in_short(first["conduct"], first["reasons"]), *on_paper)
    effect = first["effect"]
    if effect is None:
        return document["ceasefire"], *answers, "", "", "", ""
    figures = (_number(effect["expected"]), _naive(effect["naive_log_ratio"]), _number(effect["p_value"]))
    return document["ceasefire"], *answers, Amount(str(effect["observed"]), effect["observed"] / most), *figures


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _naive(log_ratio: float | None) -> str:
    return "" if log_ratio is None else f"{100 * math.expm1(log_ratio):+.0f} %"
