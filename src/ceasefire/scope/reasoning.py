"""Why a report is inside or outside: each reason is data, and the sentence is made from it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ceasefire.geometry.places import UnknownPlace
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.scope import steps as over_time
from ceasefire.scope.blocks import Box
from ceasefire.scope.idset import unite
from ceasefire.scope.placing import Chance
from ceasefire.scope.report import Margins, Report
from ceasefire.scope.steps import Steps

SETTLED: Final = 0.005  # a chance that is told as 0 or 100 %


def reasons_for(
    report: Report,
    boxes: Sequence[Box[Steps]],
    steps: Steps,
    margins: Margins,
    chance: Chance,
    of_place: Chance,
    *,
    known: bool,
) -> tuple[Reason, ...]:
    """The reasons in the order in which people ask: what, who, toward whom, when, where, how sure.

    `boxes` are those the terms may mean, `steps` the where × when that the report's acts and parties
    meet, `known` whether those are surely meant; `of_place` is the chance of the place without the time.
    """
    found = [_acts(report, boxes), _actors(report, boxes), _targets(report, boxes)]
    if steps:
        found += [_time(steps, report, margins.minutes), _place(report, margins.metres, of_place)]
    return tuple(found) + tuple(_doubts(chance, bool(steps), known=known))


def _acts(report: Report, boxes: Sequence[Box[Steps]]) -> Reason:
    covered = frozenset().union(*(box.acts for box in boxes))
    inside = len(report.acts & covered)
    counts = {"inside": inside, "of": len(report.acts)}
    if inside == len(report.acts):
        return reason("acts_inside", mark("every act that it may have been is meant ({of} of {of})"), **counts)
    if inside:
        return reason("acts_partly", mark("{inside} of the {of} acts that it may have been are meant"), **counts)
    return reason("acts_outside", mark("no act that it may have been is meant"), **counts)


def _actors(report: Report, boxes: Sequence[Box[Steps]]) -> Reason:
    bound = unite(box.bound for box in boxes if not box.acts.isdisjoint(report.acts))
    if report.actors <= bound:
        return reason("actor_bound", mark("everybody who may have done it is bound"))
    if (report.actors & bound).is_empty:
        return reason("actor_not_bound", mark("nobody who may have done it is bound"))
    return reason("actor_unclear", mark("it is not established who did it, and not everybody is bound"))


def _targets(report: Report, boxes: Sequence[Box[Steps]]) -> Reason:
    meant = unite(box.targets for box in boxes if not (box.bound & report.actors).is_empty)
    if report.targets <= meant:
        return reason("target_meant", mark("whomever it was directed at is meant"))
    if (report.targets & meant).is_empty:
        return reason("target_not_meant", mark("nobody at whom it may have been directed is meant"))
    return reason("target_unclear", mark("it is not established at whom it was directed, and not everybody is meant"))


def _time(steps: Steps, report: Report, minutes: float | None) -> Reason:
    values = {"margin_min": None if minutes is None or math.isinf(minutes) else round(abs(minutes), 1)}
    if over_time.fills(over_time.within(steps, report.time.span), report.time.span):
        if values["margin_min"] is None:
            return reason("time_inside", mark("the time lies inside the window, which has no end near it"), **values)
        return reason("time_inside", mark("the time lies inside the window by {margin_min}"), **values)
    if over_time.within(steps, report.time.span):
        return reason("time_partly", mark("the reported time lies partly inside the window"), **values)
    if values["margin_min"] is None:
        return reason("time_outside", mark("the time lies outside the window"), **values)
    return reason("time_outside", mark("the time lies outside the window by {margin_min}"), **values)


def _place(report: Report, metres: float | None, chance: Chance) -> Reason:
    if isinstance(report.place, UnknownPlace) or metres is None:
        return reason("place_unknown", mark("the place is not known"))
    if math.isinf(metres):
        inside = metres > 0
        return reason(
            "place_inside" if inside else "place_outside",
            mark("the area has no limit here") if inside else mark("there is no such area"),
        )
    side = "inside" if metres > 0 else "outside"
    settled = chance.least > 1 - SETTLED if metres > 0 else chance.most < SETTLED
    return reason(f"place_{side}", _BY[side, settled], margin_m=round(abs(metres)))


_BY: Final = {
    ("inside", True): mark("the place lies inside the area by {margin_m}"),
    ("outside", True): mark("the place lies outside the area by {margin_m}"),
    ("inside", False): mark(
        "the place as reported lies inside the area by {margin_m}, and its error reaches over the edge"
    ),
    ("outside", False): mark(
        "the place as reported lies outside the area by {margin_m}, and its error reaches over the edge"
    ),
}


def _doubts(chance: Chance, meets: bool, *, known: bool) -> Iterator[Reason]:  # noqa: FBT001 - private
    if meets and not known:
        yield reason("terms_unknown", mark("the terms do not settle where or when they apply to this"))
    elif 0 < chance.least == chance.most < 1:
        share = round(100 * chance.least)
        yield reason("place_and_time_uncertain", mark("place and time together are inside with {p} %"), p=share)
    elif chance.least < chance.most:
        values = {"p_min": round(100 * chance.least), "p_max": round(100 * chance.most)}
        yield reason("between", mark("inside with something between {p_min} and {p_max} %"), **values)
