"""Reports joined into one incident and parted again, by a person's decision; every source is kept.

Nothing is added up: figures of two reports of one happening tell of the same shots. Nobody is named as who did it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from ceasefire.clock import ReportedTime
from ceasefire.desk import codes
from ceasefire.desk.alike import sigma_m
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry.places import ReportedPlace, UnknownPlace
from ceasefire.record import Allegation, Event, Incident, Observation

Told: TypeAlias = Observation | Allegation | Event


def join(reports: Iterable[Told], ident: str, by: str, *, counts_of: str = "") -> Incident:
    """Return the incident `ident` that the officer `by` says these reports tell of.

    Args:
        reports: at least one; their order is of no account.
        ident: the id of the incident.
        by: the account of the officer; BadInput when nobody is named.
        counts_of: the report whose figures stand; without it the incident has none, and nothing is added up.

    Its place is the most precise one reported; its time is what all of them allow, else from the first to the last; its
    acts are those that all of them allow, else all of them. It does not say that the other reports are wrong.
    """
    listed = sorted({each.id: each for each in reports}.values(), key=lambda each: each.id)
    problems = _problems(listed, by, counts_of)
    if problems:
        raise BadInput(problems)
    events = [_event(each) for each in listed]
    return Incident(
        id=ident,
        time=_time([event.time for event in events]),
        place=_place([event.place for event in events]),
        acts=_acts([event.acts for event in events]),
        observations=tuple(each.id for each in listed if isinstance(each, Observation)),
        allegations=tuple(each.id for each in listed if isinstance(each, Allegation)),
        events=tuple(each.id for each in listed if isinstance(each, Event)),
        fused_by=by,
        counts=next((event.counts for event in events if event.id == counts_of), ()),
    )


def merge(one: Incident, other: Incident, known: Mapping[str, Told], by: str) -> Incident:
    """Return `one` with the reports of `other` besides its own; `known` holds the reports by their ids."""
    return join(_known((*one.reports, *other.reports), known), one.id, by)


def part(
    incident: Incident, leaving: Collection[str], known: Mapping[str, Told], ident: str, by: str
) -> tuple[Incident, Incident]:
    """Return the incident without the reports `leaving`, and the incident `ident` that tells of these.

    Every report is in one of the two. Raises BadInput when a report is not in the incident, or when none would stay or
    leave.
    """
    unknown = sorted(set(leaving) - set(incident.reports))
    if unknown:
        expected = ", ".join(incident.reports)
        raise BadInput(Problem(codes.NOT_IN_THE_CASE, Place(field="leaving"), ", ".join(unknown), expected))
    staying = [report for report in incident.reports if report not in leaving]
    return join(_known(staying, known), incident.id, by), join(_known(sorted(leaving), known), ident, by)


def _known(ids: Iterable[str], known: Mapping[str, Told]) -> list[Told]:
    listed = list(dict.fromkeys(ids))
    missing = [each for each in listed if each not in known]
    if missing:
        expected = "a report that is at hand"
        raise BadInput([Problem(codes.NOT_IN_THE_CASE, Place(field="reports"), each, expected) for each in missing])
    return [known[each] for each in listed]


def _problems(listed: Sequence[Told], by: str, counts_of: str) -> list[Problem]:
    found = []
    if not listed:
        found.append(Problem(codes.NONE_LEFT, Place(field="reports"), "no report", "at least one"))
    if not by.strip():
        found.append(Problem(codes.NOBODY_NAMED, Place(field="by"), "nobody", "the account of a person"))
    if counts_of and counts_of not in {each.id for each in listed}:
        expected = ", ".join(each.id for each in listed)
        found.append(Problem(codes.NOT_IN_THE_CASE, Place(field="counts_of"), counts_of, expected))
    return found


def _event(report: Told) -> Event:
    return report if isinstance(report, Event) else report.as_event()


def _time(times: Sequence[ReportedTime]) -> ReportedTime:
    start, end = max(each.start_us for each in times), min(each.end_us for each in times)
    if start < end:
        return ReportedTime(start, end)
    return ReportedTime(min(each.start_us for each in times), max(each.end_us for each in times))


def _place(places: Sequence[ReportedPlace]) -> ReportedPlace:
    """The most precise place; places as precise as each other stand in the order of their reports."""
    known = [place for place in places if not isinstance(place, UnknownPlace)]
    return min(known, key=sigma_m) if known else places[0]


def _acts(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    shared = reduce(frozenset.intersection, sets)
    return shared or frozenset().union(*sets)
