"""How well it is established that nothing happened: by who was looking, never by the silence alone.

    E0   a party's word that nothing happened, and nobody was looking
    E1   watched in part
    E2   watched whole, where and when it was said to be, by one means
    E3   watched whole by two means of two watchers, each by itself
    E4   that, and an inspection that found no trace

A watch that was denied, jammed or down covers nothing. That a means may miss what it could see is not reckoned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ceasefire.desk.evidence import Grade, Graded
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.matching.match import NO_AT, YES_AT
from ceasefire.matching.watching import scope_of
from ceasefire.matching.words import in_percent
from ceasefire.record import Effort, Event
from ceasefire.scope import Report, Scope
from ceasefire.terms import Terms

LINE: Final = "absence"


def grade_absence(
    terms: Terms,
    event: Event,
    effort: Sequence[Effort] | None,
    *,
    denied_by: Iterable[str] = (),
    no_trace_by: str = "",
) -> Graded:
    """Grade that what `event` tells did not happen there and then.

    Args:
        terms: whose areas a watch may name.
        event: what was said to have happened; a wide place or a long time is harder to have watched whole.
        effort: who was looking; None when nobody wrote it down, and then silence says nothing.
        denied_by: the parties that say nothing happened.
        no_trace_by: the team that inspected the site and found no trace, if one did.
    """
    if effort is None:
        nobody = mark("nobody wrote down who was watching: that nothing else was reported proves nothing")
        return _of_words_alone(reason("no_effort_recorded", nobody), denied_by)
    looked = [each for each in effort if each.watched]
    share = _share(terms, event, looked)
    not_looked = tuple(_prevented(terms, event, effort))
    if share <= NO_AT:
        unseen = reason("not_watched", mark("nobody who could have seen it was watching there and then"))
        found = _of_words_alone(unseen, denied_by)
        return Graded(LINE, found.grade, found.reasons + not_looked)
    if share < YES_AT:
        how = mark("watched {percent} % of where and when it was said to be; of the rest nobody can tell")
        return Graded(LINE, Grade.E1, (reason("watched_in_part", how, percent=in_percent(share)), *not_looked))
    return _watched_whole(terms, event, looked, no_trace_by)


def _watched_whole(terms: Terms, event: Event, looked: Sequence[Effort], no_trace_by: str) -> Graded:
    """Two means of two watchers each saw the whole, or they saw it together."""
    alone = {
        (by, means): _share(terms, event, [each for each in looked if (each.by, each.means) == (by, means)])
        for by, means in sorted({(each.by, each.means) for each in looked})
    }
    whole = [each for each, share in alone.items() if share >= YES_AT]
    pairs = ((one, other) for one in whole for other in whole if one[0] != other[0] and one[1] != other[1])
    pair = next(pairs, None)
    who = ", ".join(f"{by} ({means})" for by, means in pair or whole[:1] or alone)
    told = [reason("watched_whole", mark("{who} watched where and when it was said to be"), who=who)]
    if pair and no_trace_by:
        told.append(reason("no_trace", mark("{who} inspected the site and found no trace"), who=no_trace_by))
    grade = Grade.E2 if not pair else Grade.E4 if no_trace_by else Grade.E3
    return Graded(LINE, grade, tuple(told))


def _share(terms: Terms, event: Event, looked: Sequence[Effort]) -> float:
    """The share of the reported place and time that the watches cover, able to see every act that it may have been."""
    span = event.time
    scopes = [scope_of(terms, each) for each in looked if each.start_us < span.end_us and span.start_us < each.end_us]
    if not scopes:
        return 0.0
    return Scope.union(scopes).contains(Report(event.place, event.time, event.acts)).probability


def _prevented(terms: Terms, event: Event, effort: Sequence[Effort]) -> Iterator[Reason]:
    """Name the watches that would have covered some of it and were prevented."""
    how = mark("{by} was to watch by {means} and did not: {status}")
    for each in effort:
        if not each.watched and _share(terms, event, [each]) > 0:
            yield reason("watch_prevented", how, by=each.by, means=each.means, status=each.status)


def _of_words_alone(why: Reason, denied_by: Iterable[str]) -> Graded:
    parties = ", ".join(sorted(set(denied_by)))
    if not parties:
        return Graded(LINE, None, (why,))
    how = mark("only parties say that nothing happened ({parties})")
    return Graded(LINE, Grade.E0, (reason("denied", how, parties=parties), why))
