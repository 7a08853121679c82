"""What a text leaves open: no zone, no map, no acts, no end, values still to be set, rival accounts, silent parties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ceasefire.clock import read_local
from ceasefire.kernel.kleene import Truth
from ceasefire.kernel.languages import in_language, mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms.agreement import agreement, open_reasons
from ceasefire.terms.area_meaning import line_version
from ceasefire.terms.meaning import per_party
from ceasefire.terms.model import Area, Clause, Qualification, Terms, Window
from ceasefire.terms.undertakings import Undertaking
from ceasefire.terms.versions import as_amended, as_said_by
from ceasefire.terms.window_meaning import has_end, zones_of
from ceasefire.terms.window_meaning import is_open as is_open_value
from ceasefire.terms.words.fields import text_in_words, value_in_words
from ceasefire.terms.words.paths import path_in_words
from ceasefire.terms.words.steps import STEP_WORDS


def open_points(terms: Terms) -> tuple[Reason, ...]:
    """Return everything that the text does not state or settle, each once, the document's own points first."""
    found = [*_document(terms), *_qualified(terms)]
    for clause in terms.clauses.values():
        found += _clause(terms, clause)
    for clause in terms.clauses.values():
        parties = () if clause.kind == "allow" else sorted(clause.bound)  # a permission binds nobody
        found += [why for party in parties for why in _silence(terms, party, clause.key)]
    return tuple(dict.fromkeys(found))


_DOUBTS_OF_ACTS: Final = frozenset({"acts_not_listed", "acts_not_stated"})
_DOUBTS_OF_PLACE: Final = _DOUBTS_OF_ACTS | {
    "area_not_drawn",
    "area_not_stated",
    "line_not_drawn",
    "objects_not_located",
    "track_not_given",
    "shape_is_ours",
}
DOUBTS_OF_TIME: Final = frozenset({"guard_not_met", "start_not_fixed", "time_not_fixed"})


def doubts(terms: Terms, sides: Sequence[Undertaking], *, by_name: bool) -> tuple[Reason, ...]:
    """Return why it cannot be told what these undertakings cover, or whether their parties are bound.

    `by_name`: place and acts were taken as settled by their names, so they are no reason.
    """
    matter = DOUBTS_OF_TIME if by_name else DOUBTS_OF_TIME | _DOUBTS_OF_PLACE
    found: list[Reason] = []
    for text in (terms, *(side.text for side in sides)):
        found += _zone(text) if len(text.zone.assume) != 1 else ()  # one reading leaves nothing open
    for side in sides:
        keys = {side.area, side.window, side.clause.key}
        found += [why for why in _clause(side.text, side.clause) if why.code in matter]
        for text in (terms, side.text, as_amended(side.text, None, side.party)):
            found += [why for why in _qualified(text) if _speaks_of(str(why.values.get("path", "")), keys)]
        if side.area is None and side.clause.kind != "do" and not by_name:
            found.append(_no_area(side.clause.key))
        found += open_reasons(terms, side.party, side.clause.key)
        found += _of_the_clock(side)
    return tuple(dict.fromkeys(found))


_UNSETTLED: Final = frozenset({"to_be_set", "not_known"})


def unsettled(terms: Terms, clause: Clause) -> tuple[Reason, ...]:
    """Return why nothing can surely lie inside a clause: its place, time or acts are open, or still to be set."""
    places, times = _paths(terms, clause)
    starts = ["timezone.", f"clauses.{clause.key}.", *places, *times]
    later = [why for why in _qualified(terms) if why.code in _UNSETTLED]
    found = [why for why in later if f"{why.values['path']}.".startswith(tuple(starts))]
    open_to_all = DOUBTS_OF_TIME | _DOUBTS_OF_PLACE | {"window_not_stated", "start_not_stated"}
    return tuple(dict.fromkeys((*found, *(why for why in _clause(terms, clause) if why.code in open_to_all))))


def is_place_open(terms: Terms, clause: Clause) -> bool:
    """Return whether a text leaves open where a clause applies: no map, a value still to be set, rival accounts."""
    places = (f"clauses.{clause.key}.area.", *_paths(terms, clause)[0])
    told = [why for why in _qualified(terms) if why.code in _UNSETTLED | {"reports_differ"}]
    if any(f"{why.values['path']}.".startswith(places) for why in told):
        return True
    return any(why.code in _DOUBTS_OF_PLACE - _DOUBTS_OF_ACTS for why in _clause(terms, clause))


def _paths(terms: Terms, clause: Clause) -> tuple[list[str], list[str]]:
    """Under which paths the text speaks of the areas and of the windows of a clause."""
    areas = {area.key for key in clause.area.values() for area in _drawn_from(terms, key)} | {*clause.area.values()}
    return [f"areas.{key}." for key in areas], [f"windows.{key}." for key in clause.window.values()]


def _no_area(clause: str) -> Reason:
    return reason("area_not_stated", mark("{clause} does not say where it applies"), clause=clause)


def _of_the_clock(side: Undertaking) -> Iterator[Reason]:
    """A time that the clock skips or shows twice, a guard's day without its hour, a rule that nobody ended."""
    window = side.text.windows.get(side.window or "")
    if window is None:
        return
    texts = [each for each in (window.start, window.until) if each is not None and "-" in each]
    for zone in zones_of(window.zone or side.text.zone):
        for text in texts:
            if read_local(text, zone, window.place).hazard is not None:
                why = mark("the clock of {zone} does not show {time} once: it skips it or shows it twice")
                yield reason("time_not_once", why, zone=zone, time=text)
    if window.guard_met_on is not None and "T" not in window.guard_met_on:
        why = mark("“{guard}” happened on {on}, and no hour is given for that")
        yield reason("guard_without_hour", why, guard=window.after, on=window.guard_met_on)
    if window.repeat is not None and not has_end(window.repeat):
        why = mark("the rule by which {clause} repeats has no end, and after ten years it is not laid out")
        yield reason("rule_without_end", why, clause=side.clause.key)


def _speaks_of(path: str, keys: set[str | None]) -> bool:
    return any(key is not None and f".{key}." in f".{path}." for key in keys)


def _document(terms: Terms) -> Iterator[Reason]:
    for version in (terms, *(as_said_by(terms, each.party) for each in terms.declarations if each.own_version)):
        yield from _zone(version)
    if not terms.monitoring_by and not any(clause.verified_by for clause in terms.clauses.values()):
        yield reason("no_verifier", mark("nobody is named who verifies"))
    if terms.monitoring_rule is None and not any(clause.rule for clause in terms.clauses.values()):
        yield reason("no_counting_rule", mark("no rule is named by which breaches are counted"))


def _zone(terms: Terms) -> Iterator[Reason]:
    needs_one = any(_is_naive(window) for window in terms.windows.values() if window.zone is None)
    if terms.zone.name is not None or not needs_one:
        return
    if len(terms.zone.assume) == 1:
        one = mark("the text gives times without a zone; they are read in {zones}")
        yield reason("zone_not_stated", one, zones=terms.zone.assume[0])
    elif terms.zone.assume:
        zones = mark("the text gives times without a zone; they are read in {zones}, and what differs cannot be told")
        yield reason("zone_not_stated", zones, zones=", ".join(terms.zone.assume))
    else:
        yield reason("zone_not_stated", mark("the text gives times without a zone, and none is assumed"))


def _is_naive(window: Window) -> bool:
    texts = [each for each in (window.start, window.until, window.guard_met_on) if each is not None]
    return any(not text.endswith("Z") and "+" not in text for text in texts)


def _qualified(terms: Terms) -> Iterator[Reason]:
    for path, known in terms.qualifications.items():
        named = {"what": _named(terms, path), "path": path}
        if known.reports_differ:
            told = "; ".join(_account(value, source) for value, source in known.reports_differ)
            why = mark("accounts differ on {what}, and no party is known to: {accounts}")
            yield reason("reports_differ", why, accounts=told, **named)
        elif known.status == "to_be_set":
            yield _to_be_set(known, named)
        elif known.status == "unknown":
            yield reason("not_known", mark("{what} is not known"), **named)
        elif known.status == "inferred":
            yield reason("inferred", mark("{what} is inferred, not stated"), **named)


def _named(terms: Terms, path: str) -> str:
    """The field as a reader would name it; a step of a declaration by what its party did."""
    section, _, rest = path.partition(".")
    if section != "declarations" or ".history." not in rest:
        return path_in_words(path)
    at, _, step, *rest_of_path = rest.split(".")
    declarations = terms.declarations[int(at) : int(at) + 1]
    steps = declarations[0].history[int(step) : int(step) + 1] if declarations else ()
    if not steps:
        return path_in_words(path)
    party = declarations[0].party
    if steps[0].state_accounts:
        return f"what {party} did"
    done = STEP_WORDS[steps[0].state][1].format(party=party)
    field = rest_of_path[0] if rest_of_path else "state"
    named = {"state": f"that {done}", "on": f"when {done}", "until": f"until when {done}"}
    return named.get(field, f"the field “{field}” of the step: {done}")


def _account(value: str, source: str | None) -> str:
    told = value_in_words(_leaves_in_words(_as_data(value)))
    return f"{told} ({source})" if source else told


def _as_data(value: str) -> Any:
    """A mapping or a list that an account gives; a text that only looks like one stays a text."""
    try:
        return json.loads(value) if value[:1] in ("{", "[") else value
    except ValueError:
        return value


def _leaves_in_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _leaves_in_words(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_leaves_in_words(each) for each in value]
    return text_in_words(value) if isinstance(value, str) else value


def _to_be_set(known: Qualification, named: dict[str, str]) -> Reason:
    if known.by and known.due:
        why = mark("{what} is still to be set by {by}, due {due}")
        return reason("to_be_set", why, by=known.by, due=known.due, **named)
    if known.by:
        return reason("to_be_set", mark("{what} is still to be set by {by}"), by=known.by, **named)
    return reason("to_be_set", mark("{what} is still to be set"), **named)


def _clause(terms: Terms, clause: Clause) -> Iterator[Reason]:
    key = clause.key
    if clause.acts_unstated is not None:
        why = mark("{clause} says “{words}” and lists no acts")
        yield reason("acts_not_listed", why, clause=key, words=clause.acts_unstated)
    elif clause.kind != "do" and not clause.acts:
        yield reason("acts_not_stated", mark("{clause} names no acts"), clause=key)
    if clause.kind != "do" and not clause.area:
        yield _no_area(key)
    if clause.kind != "do" and not clause.window:
        yield reason("window_not_stated", mark("{clause} does not say when it applies"), clause=key)
    for party in sorted(clause.bound):
        area, window = per_party(clause.area, party), per_party(clause.window, party)
        for each in _drawn_from(terms, area):
            yield from _area(terms, key, each)
        if window is not None and window in terms.windows:
            yield from _window(terms, key, terms.windows[window])


def _drawn_from(terms: Terms, key: str | None) -> Iterator[Area]:
    """The area, or the areas that it is put together from."""
    area = None if key is None else terms.areas.get(key)
    if area is None:
        return
    parts = (area.spec["areas"] if area.kind == "together" else ()) or (
        (area.spec["area"],) if area.kind == "same_as" else ()
    )
    if not parts:
        yield area
    for part in parts:
        yield from _drawn_from(terms, part)


def _area(terms: Terms, clause: str, area: Area) -> Iterator[Reason]:
    values = {"clause": clause, "area": area.key}
    if area.kind == "unstated":
        text = in_language(area.spec["text"])
        yield reason(
            "area_not_drawn", mark("{clause} applies to “{text}”, which no map shows"), clause=clause, text=text
        )
    elif area.kind == "place" and area.spec.get("geometry") is None and area.spec.get("radius_m") is None:
        text = in_language(area.spec["name"])
        yield reason(
            "area_not_drawn", mark("{clause} applies to “{text}”, which no map shows"), clause=clause, text=text
        )
    elif area.kind == "objects":
        yield reason(
            "objects_not_located", mark("where the objects of {clause} lie is not part of the text"), clause=clause
        )
    elif area.kind == "moving" and isinstance(area.spec["track"], str):
        yield reason("track_not_given", mark("the track that {clause} follows is not part of the text"), clause=clause)
    for line in _lines_not_drawn(terms, area):
        why = mark("no map shows the line “{line}”, along which {clause} applies")
        yield reason("line_not_drawn", why, clause=clause, line=line)
    if area.shape_status == "approximated_by_us":
        yield reason("shape_is_ours", mark("the shape of “{area}” ({clause}) is an approximation made here"), **values)
    if area.disputed_by:
        who = ", ".join(sorted(area.disputed_by))
        yield reason(
            "shape_disputed", mark("{parties} dispute the shape of “{area}” ({clause})"), parties=who, **values
        )


def _lines_not_drawn(terms: Terms, area: Area) -> Iterator[str]:
    for spec in (area.spec.get("line"), *area.spec.get("lines", ())):
        version = line_version(terms, spec)
        if version is not None and version.geometry is None:
            yield spec["ref"].replace("_", " ")


def _window(terms: Terms, clause: str, window: Window) -> Iterator[Reason]:
    if window.after is not None and window.guard_met_on is None:
        why = mark("{clause} starts when “{guard}” has happened, and no date is given for that")
        yield reason("guard_not_met", why, clause=clause, guard=window.after)
    elif window.relative_to and window.start is None:
        event = in_language(window.relative_to)
        why = mark("the start of {clause} hangs on “{event}”, and no date is given for that")
        yield reason("start_not_fixed", why, clause=clause, event=event)
    elif window.unstated is not None:
        why = mark("the time of {clause} is given only as “{words}”")
        yield reason("time_not_fixed", why, clause=clause, words=window.unstated)
    elif window.until is None and window.lasts is None and not _will_be_set(terms, window, "until", "lasts"):
        yield reason("end_not_stated", mark("no end is stated for {clause}"), clause=clause)
    if (
        window.start is None
        and window.after is None
        and not window.relative_to
        and window.unstated is None
        and not _will_be_set(terms, window, "from")
    ):
        yield reason("start_not_stated", mark("no start is stated for {clause}"), clause=clause)


def _silence(terms: Terms, party: str, clause: str) -> Iterator[Reason]:
    now = agreement(terms, party, clause)
    if not now.states:
        yield from now.reasons
    elif now.answer is Truth.CANNOT_TELL and any("not_stated" in step.states for step in now.states):
        why = mark("whether {party} agreed to {clause} is not known")
        yield reason("word_not_known", why, party=party, clause=clause)


def _will_be_set(terms: Terms, window: Window, *names: str) -> bool:
    return any(is_open_value(terms, window.key, name) for name in names)
