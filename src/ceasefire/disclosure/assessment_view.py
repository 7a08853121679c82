"""An assessment as a reader may see it: nothing that shows where nobody looked, and no damage report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ceasefire.assessment import Aside, Assessment, Result, assess
from ceasefire.assessment.columns import is_placed
from ceasefire.assessment.conduct import Conduct
from ceasefire.assessment.found import Definition
from ceasefire.assessment.results import Version
from ceasefire.assessment.unwatched import CODE as UNWATCHED_DAYS
from ceasefire.disclosure.deposited import clauses_of_hidden_shape
from ceasefire.disclosure.protected import asks_for_hits, covers_hits, protects_objects, states_hits_alone
from ceasefire.disclosure.reader import PUBLIC, Reader
from ceasefire.disclosure.terms_view import terms_for
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.record import Effort, Event
from ceasefire.terms import Terms

_OF_WATCHING = frozenset({"longest_clean_streak", "zero_days_among_watched"})


_HITS_NOT_TOLD: Final = reason(
    "hits_not_told", mark("how often protected objects were hit is told to the mission alone")
)
_SHAPE_NOT_SHOWN: Final = reason(
    "shape_not_shown",
    mark("the shape of the area was deposited and is not shown to this reader, so nothing is counted in it"),
)


def assess_for(
    reader: Reader,
    terms: Terms,
    events: Sequence[Event],
    *,
    effort: Sequence[Effort] | None = None,
    on: dt.date | None = None,
    others: Sequence[Terms] = (),
    set_aside: Iterable[Aside] = (),
    sees: frozenset[str] | None = None,
) -> tuple[Assessment, Terms]:
    """Assess the terms as this reader may see them; the assessment and those terms. The mission gets all of it.

    The terms are cut down first, so that no private version, overlay or deposited shape shows through a count.
    Everybody else is not told what share of the area was watched on which day. Of a clause that protects objects, and
    of one whose area is not shown, only the form, the purpose and the harm are told: how often an object was hit is a
    damage report, and counts in an area, day by day beside a known list of reports, draw its edge. Reports of nothing
    but such a hit are in no count of any other clause either, nor is a criterion told that asks for them.
    Other ceasefires are taken as the public may see them: a party's key there may be another party's.
    """
    seen = terms_for(reader, terms)
    ask = partial(assess, effort=effort, on=on, set_aside=tuple(set_aside), sees=sees)
    if reader.sees_everything:
        return ask(seen, events, others=others), seen
    ask = partial(ask, others=[terms_for(Reader(PUBLIC), each) for each in others])
    found = ask(seen, events)
    bare = [each for each in events if not states_hits_alone(each)]
    blind = found if len(bare) == len(events) else _without(seen, bare, found, ask)
    hidden = clauses_of_hidden_shape(seen)
    return replace(found, results=tuple(_cut(each, seen, hidden) for each in blind.results)), seen


def _without(
    terms: Terms, bare: Sequence[Event], found: Assessment, ask: Callable[[Terms, Sequence[Event]], Assessment]
) -> Assessment:
    """The assessment as if no report of a hit had come, but for clauses of which a hit is an act."""
    if not any(is_placed(each) for each in bare):
        return replace(found, results=tuple(_form_alone(each, _HITS_NOT_TOLD) for each in found.results))
    blind = ask(terms, bare)
    theirs = {(each.clause, each.party): each for each in blind.results}
    pairs = ((each, theirs.get((each.clause, each.party))) for each in found.results)
    return replace(
        found,
        results=tuple(
            whole if whole.clause is None or covers_hits(terms, whole.clause) or other is None else other
            for whole, other in pairs
        ),
    )


def _cut(result: Result, terms: Terms, hidden: frozenset[str]) -> Result:
    if result.clause is None:
        return result
    if protects_objects(terms, result.clause):
        return _form_alone(result, _HITS_NOT_TOLD)
    if result.clause in hidden:
        return _form_alone(result, _SHAPE_NOT_SHOWN)
    definitions = (each for each in result.definitions if each.name not in _OF_WATCHING)
    kept = tuple(_criterion_of_hits(_unwatched(each), terms) for each in definitions)
    changes = tuple(each for each in result.changes if not each.of_watching)
    versions = tuple(_coarse(each) for each in result.versions)
    conduct = _no_unwatched_days(result.conduct)
    return replace(result, conduct=conduct, versions=versions, definitions=kept, changes=changes)


def _no_unwatched_days(conduct: Conduct) -> Conduct:
    """Without the days on which nobody watched."""
    return replace(conduct, reasons=tuple(why for why in conduct.reasons if why.code != UNWATCHED_DAYS))


def _criterion_of_hits(definition: Definition, terms: Terms) -> Definition:
    """The criterion of the terms without its answer, where what it asks for is told to the mission alone."""
    if definition.name != "held_if" or not asks_for_hits(terms):
        return definition
    return replace(definition, answer="cannot_tell", reasons=(_HITS_NOT_TOLD,))


def _form_alone(result: Result, why: Reason) -> Result:
    conduct = replace(result.conduct, answer="cannot_tell", summary=None, broke_on=None, reasons=(why,))
    bare = replace(result, conduct=conduct, reasons=())
    return replace(bare, versions=(), displacement=(), definitions=(), changes=())


def _unwatched(definition: Definition) -> Definition:
    """The criterion of the terms without how much was watched: it may ask for acts of its own."""
    if definition.name != "held_if":
        return definition
    return replace(definition, value={**definition.value, "coverage": None})


def _coarse(version: Version) -> Version:
    """Without what was watched day by day, and with the longest gap between two reports in whole hours."""
    hours = version.same_hours
    if hours is not None and hours.longest_gap_h is not None:
        hours = replace(hours, longest_gap_h=float(round(hours.longest_gap_h)))
    seen = replace(version.seen, watched=None, watched_in_all=version.seen.coverage, places=())
    return replace(version, seen=seen, conduct=_no_unwatched_days(version.conduct), same_hours=hours, exposure=None)
