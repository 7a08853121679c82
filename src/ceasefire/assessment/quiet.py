"""How cheap quiet is: how often windows without any ceasefire were without a report too, as published.

The shares were measured once, on a real record, and stand with their circumstances in `data/quiet.yaml`; the page
"How often an assessment errs on real records" tells how. Quiet never stands without one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from ceasefire.assessment.seen import Seen
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.kernel.yamltext import Tree, read_document

KIND: Final = "ceasefire-quiet-shares"
MAJOR: Final = 1
CODE: Final = "quiet_without_ceasefire"
_YEAR: Final = 364  # thirteen times 28 days
_SHORTEST: Final = 84  # days of history, or nobody knows at what pace reports came


@dataclass(frozen=True, slots=True)
class QuietShare:
    """Of `windows` windows of `days` days at such a pace `quiet` were without a report; `low` to `high` at 95 %.

    The pace, reports in 28 days over the year before, is above `above` and at most `up_to`.
    """

    days: int
    above: float
    up_to: float
    windows: int
    quiet: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class QuietShares:
    """The published shares: their version, the day they were made, the record, and one share per length and pace."""

    version: str
    made_on: str
    record: str
    shares: tuple[QuietShare, ...]

    def like(self, days: int, pace: float) -> QuietShare | None:
        """Return the share of the longest windows that are not longer than `days`, at this pace."""
        alike = [each for each in self.shares if each.days <= days and _is_at(each, pace)]
        return max(alike, key=lambda each: each.days, default=None)


@cache
def quiet_shares() -> QuietShares:
    """Return the published shares."""
    text = (files(__package__) / "data" / "quiet.yaml").read_text("utf-8")
    tree = cast("Mapping[str, Tree]", read_document(text, "quiet.yaml").tree)
    check_format(str(tree["format"]), KIND, MAJOR)
    rows = cast("Sequence[Mapping[str, Tree]]", tree["shares"])
    version, made_on, record = (str(tree[name]) for name in ("version", "made_on", "record"))
    return QuietShares(version, made_on, record, tuple(_share(row) for row in rows))


def reports_in_28_days(seen: Seen) -> float | None:
    """Return the pace at which reports came in the year before the start, None where the record is too short."""
    before = seen.events[max(0, seen.start - _YEAR) : seen.start]
    return None if len(before) < _SHORTEST else 28 * float(before.mean())


def quiet_elsewhere(seen: Seen) -> Reason:
    """Say how often such windows were quiet with no ceasefire at all, or why nobody knows."""
    published, pace = quiet_shares(), reports_in_28_days(seen)
    share = None if pace is None else published.like(int(seen.own_days.sum()), pace)
    if share is None:
        why = mark(
            "how often such windows are quiet with no ceasefire at all was not measured: none is like it in {record}"
        )
        return reason(CODE, why, share=None, record=published.record, version=published.version)
    return reason(
        CODE,
        _at_pace(share),
        share=share.quiet / share.windows,
        low=share.low,
        high=share.high,
        windows=share.windows,
        days=share.days,
        above=share.above,
        up_to=share.up_to if share.up_to < float("inf") else None,
        record=published.record,
        version=published.version,
    )


def _at_pace(share: QuietShare) -> str:
    if share.up_to == 0:
        return mark(
            "with no ceasefire at all, {share:.0%} of {windows} windows of {days} days were without a report too "
            "({low:.0%} to {high:.0%}), where nothing had been reported in the year before either; measured in {record}"
        )
    if share.up_to < float("inf"):
        return mark(
            "with no ceasefire at all, {share:.0%} of {windows} windows of {days} days were without a report too "
            "({low:.0%} to {high:.0%}), where more than {above:g} and up to {up_to:g} reports in 28 days had come in "
            "the year before; measured in {record}"
        )
    return mark(
        "with no ceasefire at all, {share:.0%} of {windows} windows of {days} days were without a report too "
        "({low:.0%} to {high:.0%}), where more than {above:g} reports in 28 days had come in the year before; measured "
        "in {record}"
    )


def _is_at(share: QuietShare, pace: float) -> bool:
    return pace <= share.up_to and (pace > share.above or share.up_to == 0)


def _share(row: Mapping[str, Tree]) -> QuietShare:
    days, windows, quiet = (int(str(row[name])) for name in ("days", "windows", "quiet"))
    above, up_to, low, high = (float(str(row[name])) for name in ("above", "up_to", "low", "high"))
    return QuietShare(days, above, up_to, windows, quiet, low, high)
