"""The reference page of the carried cases: how many facts of each are kept in fields, and what no field holds yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ceasefire.cases import CaseCount, count, keys
from ceasefire.kernel.languages import in_language


def cases_page() -> str:
    """Return the page of cases: one row each, the counts of all, and every fact that no field holds yet."""
    counts = {key: count(key) for key in keys()}
    return "\n".join([*_head(counts), *_table(counts), "", *_left_over(counts)])


def _head(counts: Mapping[str, CaseCount]) -> Iterator[str]:
    facts, kept = sum(len(case.facts) for case in counts.values()), sum(case.expressed for case in counts.values())
    yield from ("# Cases", "")
    yield (
        f"{len(counts)} cases, {facts:,} facts: {kept:,} kept in fields, {facts - kept:,} under `not_expressed`. "
        "How to use them: [](../../how-to/learn-from-real-cases.md)."
    )
    yield from (
        "",
        "A fact is a statement of the public sources that a case names. Its ledger points at the fields that",
    )
    yield from ("keep it; what no field holds yet is listed below. What lint finds stands in the real texts.", "")


def _table(counts: Mapping[str, CaseCount]) -> Iterator[str]:
    yield "| case | title | form | facts | not expressed | lint errors | lint warnings |"
    yield "|---|---|---|--:|--:|--:|--:|"
    for key, case in counts.items():
        title, form = in_language(case.terms.title), case.terms.instrument.form or "not stated"
        figures = (len(case.facts), case.not_expressed, case.found["error"], case.found["warning"])
        yield f"| `{key}` | {title} | {form} | " + " | ".join(map(str, figures)) + " |"


def _left_over(counts: Mapping[str, CaseCount]) -> Iterator[str]:
    for key, case in counts.items():
        if case.terms.not_expressed:
            yield from (f"## {key}", "", "No field holds yet:", "")
            yield from (f"- {in_language(sentence)}" for sentence in case.terms.not_expressed)
            yield ""
