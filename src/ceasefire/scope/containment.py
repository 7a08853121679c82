"""Three-valued containment: the probability that a report lies in a scope, with margins and reasons.

A report names a span of time, an uncertain place, and sets of acts, actors and targets. Time and
place are averaged: the area may change during the span, so the probability is the sum, over the spans
in which it is constant, of (share of the reported time) × (probability of the place in that area).
That is exact for overlapping parts too, whose probabilities must not be added. Acts and parties are
not averaged, because nobody knows their odds: the least and the greatest value over all of them count.
"""

from __future__ import annotations

from typing import NamedTuple

from ceasefire.clock import MINUTE, Span
from ceasefire.errors import BadInput, Problem
from ceasefire.kernel.kleene import Truth
from ceasefire.scope import codes
from ceasefire.scope import steps as over_time
from ceasefire.scope.blocks import Box, overlay
from ceasefire.scope.expression import Expr, either
from ceasefire.scope.placing import Chance, chance_in, margin_at
from ceasefire.scope.reasoning import reasons_for
from ceasefire.scope.region import Region
from ceasefire.scope.report import Containment, Margins, Report
from ceasefire.scope.steps import Steps


class Cases(NamedTuple):
    """The steps that the possible acts and parties of a report meet, and whether some of them meet none."""

    steps: tuple[Steps, ...]
    some_outside: bool

    @property
    def together(self) -> Steps:
        """Where × when over all cases."""
        return over_time.join_all(self.steps)


def contain(sure: Region, maybe: Region, report: Report, *, yes_at: float, no_at: float) -> Containment:
    """Answer Scope.contains for the two bounds of a scope; BadInput when the thresholds cross."""
    check_thresholds(yes_at, no_at)
    places = _Places(report)
    surely = _cases(sure, report)
    maybes = surely if maybe is sure else _cases(maybe, report)
    least = 0.0 if surely.some_outside else min(places.over(case).least for case in surely.steps)
    most = max([least, *(places.over(case).most for case in maybes.steps)])
    answer = Truth.YES if least >= yes_at else Truth.NO if most <= no_at else Truth.CANNOT_TELL
    steps = surely.together or maybes.together
    margins = _margins(steps, report)
    p_time, p_place, whole_span = places.apart(surely.together)
    return Containment(
        answer=answer,
        probability=least,
        p_max=most,
        margin_m=margins.metres,
        margin_min=margins.minutes,
        p_place=p_place,
        p_time=p_time,
        whole_span=whole_span,
        reasons=reasons_for(
            report, maybe.boxes, steps, margins, Chance(least, most), places.alone(steps), known=bool(surely.steps)
        ),
    )


def check_thresholds(yes_at: float, no_at: float) -> None:
    """Raise BadInput when the probabilities from which yes begins, and up to which no reaches, cross."""
    if not 0 <= no_at < yes_at <= 1:
        raise BadInput(Problem(codes.BAD_THRESHOLDS, got=f"yes at {yes_at}, no at {no_at}"))


def _cases(region: Region, report: Report) -> Cases:
    meeting = [box for box in region.boxes if box.meets(report.acts, report.actors, report.targets)]
    found = (box.value for box in meeting)
    steps = tuple(found) if len(meeting) == 1 else tuple(dict.fromkeys(found))
    return Cases(steps, some_outside=_may_be_other(report, meeting))


def _may_be_other(report: Report, boxes: list[Box[Steps]]) -> bool:
    """Whether the report may have been something that none of `boxes` speaks of."""
    if any(report.acts <= box.acts and report.actors <= box.bound and report.targets <= box.targets for box in boxes):
        return False
    asked = Box[Steps](report.acts, report.actors, report.targets, ())
    return bool(overlay((asked, *boxes), lambda held: held == (0,) or None))


class _Places:
    """The chance of the reported place in each area, worked out once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.known: dict[Expr, Chance] = {}

    def of(self, area: Expr) -> Chance:
        if area not in self.known:
            self.known[area] = chance_in(self.report.place, area)
        return self.known[area]

    def over(self, steps: Steps) -> Chance:
        """Least and greatest probability that the report lies in the where × when of `steps`."""
        span = self.report.time.span
        pieces = over_time.within(steps, span)
        chances = [self.of(step.where) for step in pieces]
        if not self.report.time.is_bounded:
            chances += [] if over_time.fills(pieces, span) else [Chance(0.0, 0.0)]
            return Chance(min(chance.least for chance in chances), max(chance.most for chance in chances))
        lasting = [step.end - step.start for step in pieces]
        length = span.end - span.start
        least = sum(each * chance.least for each, chance in zip(lasting, chances, strict=True)) / length
        return Chance(least, sum(each * chance.most for each, chance in zip(lasting, chances, strict=True)) / length)

    def alone(self, steps: Steps) -> Chance:
        """Least and greatest probability of the place in the areas of `steps`, whichever of them holds at the time."""
        pieces = over_time.within(steps, self.report.time.span)
        near = None if pieces else over_time.nearest(steps, self.report.time.span)
        areas = [step.where for step in pieces] if pieces else [] if near is None else [near]
        chances = [self.of(area) for area in areas]
        return Chance(
            min((chance.least for chance in chances), default=0.0),
            max((chance.most for chance in chances), default=0.0),
        )

    def apart(self, steps: Steps) -> tuple[float, float, bool]:
        """The share of time, the probability of the place while there is an area, whether all time is inside."""
        span = self.report.time.span
        pieces = over_time.within(steps, span)
        whole = over_time.fills(pieces, span)
        if not self.report.time.is_bounded:
            return float(whole), self.over(steps).least, whole
        if not pieces:
            near = over_time.nearest(steps, span)
            return 0.0, self.of(near).least if near else 0.0, False
        inside = sum(step.end - step.start for step in pieces)
        p_time = inside / (span.end - span.start)
        return p_time, sum((step.end - step.start) * self.of(step.where).least for step in pieces) / inside, whole


def _margins(steps: Steps, report: Report) -> Margins:
    span: Span = report.time.span
    if not steps:
        return Margins(None, None)
    areas = [step.where for step in over_time.within(steps, span)]
    area = either(areas) if areas else over_time.nearest(steps, span)
    metres = margin_at(report.place, area) if area else None
    minutes = over_time.times_around(steps, span).margin_of(span) / MINUTE
    return Margins(metres, minutes)
