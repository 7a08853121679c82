"""An assessment as a reader may see it: nothing that shows where nobody looked, and no damage report."""

from __future__ import annotations

from dataclasses import replace

from ceasefire.assessment import Assessment, Result
from ceasefire.assessment.definitions import Definition
from ceasefire.disclosure.reader import Reader
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import reason
from ceasefire.terms import Terms

_OF_WATCHING = frozenset({"longest_clean_streak", "zero_days_among_watched"})


def assessment_for(reader: Reader, found: Assessment, terms: Terms) -> Assessment:
    """Return the assessment for this reader; the mission gets it as it is.

    Everybody else is not told what share of the area was watched on which day, and of a clause that protects
    objects only the form, the purpose and the harm: how often an object was hit is a damage report.
    """
    if reader.sees_everything:
        return found
    return replace(found, results=tuple(_cut(each, terms) for each in found.results))


def _cut(result: Result, terms: Terms) -> Result:
    if _protects_objects(terms, result.clause):
        why = mark("how often protected objects were hit is told to the mission alone")
        told = (reason("hits_not_told", why),)
        conduct = replace(result.conduct, answer="cannot_tell", summary=None, broke_on=None, reasons=told)
        return replace(result, conduct=conduct, versions=(), displacement=(), definitions=(), changes=())
    versions = tuple(replace(each, seen=replace(each.seen, watched=None, places=())) for each in result.versions)
    kept = tuple(_unwatched(each) for each in result.definitions if each.name not in _OF_WATCHING)
    changes = tuple(each for each in result.changes if not each.of_watching)
    return replace(result, versions=versions, definitions=kept, changes=changes)


def _unwatched(definition: Definition) -> Definition:
    """The criterion of the terms without how much was watched."""
    if definition.name != "held_if":
        return definition
    return replace(definition, value={**definition.value, "coverage": None})


def _protects_objects(terms: Terms, key: str) -> bool:
    clause = terms.clauses.get(key)
    if clause is None:
        return False
    areas = (terms.areas.get(area) for area in clause.area.values())
    return bool(clause.objects) or any(area is not None and area.kind == "objects" for area in areas)
