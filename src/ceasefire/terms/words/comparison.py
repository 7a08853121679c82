"""A comparison in plain words: its five parts and what cannot be told, entry by entry."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ceasefire.clock import TimeSet
from ceasefire.kernel.amounts import minutes_in_words
from ceasefire.kernel.kleene import Bounds, Truth
from ceasefire.kernel.languages import say
from ceasefire.kernel.reasons import Reason
from ceasefire.scope import Part, Scope, Where
from ceasefire.scope.words import where_in_words
from ceasefire.terms.comparison import CannotTell, Common, Comparison, Contested, FieldDifference, Reciprocal
from ceasefire.terms.meaning import area_where
from ceasefire.terms.model import Terms
from ceasefire.terms.open_points import DOUBTS_OF_TIME
from ceasefire.terms.undertakings import Undertaking, same_place
from ceasefire.terms.words.acts import acts_in_words, fewest_codes, joined, label, listed, named_acts
from ceasefire.terms.words.areas import area_in_words
from ceasefire.terms.words.clauses import deadlines_in_words, quota_in_words
from ceasefire.terms.words.fields import text_in_words
from ceasefire.terms.words.once import told, told_once
from ceasefire.terms.words.paths import field_in_words
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.times import times_in_words, when_in_words, zone_for_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was found: a sentence, and lines below it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartInWords:
    """One of the parts: its key in the data, its title, what the title means, and its entries."""

    key: str
    title: str
    meaning: str
    entries: tuple[Entry, ...]


def comparison_in_words(terms: Terms, found: Comparison, lang: str = "en") -> tuple[PartInWords, ...]:
    """Return the parts in the order in which people ask for them; a part without entries says so."""
    return (
        _part("mutual", _MUTUAL, (_common(each, lang) for each in found.mutual), lang),
        _part("reciprocal", _RECIPROCAL, (_reciprocal(each, lang) for each in found.reciprocal), lang),
        _part("one_sided", _ONE_SIDED, (_common(each, lang) for each in found.one_sided), lang),
        _part("contested", _CONTESTED, (_contested(terms, each, lang) for each in found.contested), lang),
        _part("not_stated", _NOT_STATED, (Entry(told) for told in told_once(found.not_stated, lang)), lang),
        _part("cannot_tell", _CANNOT_TELL, (_unsure(each, lang) for each in found.cannot_tell), lang),
    )


_MUTUAL = (
    "Mutual",
    "The same acts, at the same place and time, that each has promised the other by its own word.",
)
_RECIPROCAL = ("Reciprocal", "Different undertakings that the parties gave for each other.")
_ONE_SIDED = ("One-sided", "What one party has promised and no other party owes in return.")
_CONTESTED = ("Contested", "What two parties hold in different versions.")
_NOT_STATED = ("Not stated", "What the text leaves open.")
_CANNOT_TELL = ("Cannot tell", "What may or may not belong above, because something it hangs on is not known.")


def _part(key: str, named: tuple[str, str], entries: Iterator[Entry], lang: str) -> PartInWords:
    title, meaning = named
    return PartInWords(key, say(title, lang), say(meaning, lang), tuple(entries))


def _common(found: Common, lang: str) -> Entry:
    told = _where_and_when(found, found.scope.certain, lang, times_in_words)
    return Entry(sentence(_promise(found, lang)), tuple(told))


def _promise(found: Common, lang: str) -> str:
    side, clauses = found.sides[0], ", ".join(found.clauses)
    acts = _acts(side, found.scope, lang)
    values = {"parties": listed(found.parties, lang), "clauses": clauses, "acts": acts}
    if len(found.parties) > 1:
        others = say("the other" if len(found.parties) == 2 else "the others", lang)
        return _EACH_OTHER[side.clause.kind](values | {"others": others}, side, lang)
    return _ALONE[side.clause.kind](values, side, lang)


_Told = Callable[[dict[str, str], Undertaking, str], str]


def _each_refrains(values: dict[str, str], _side: Undertaking, lang: str) -> str:
    return say("{parties} each promised {others} to refrain from {acts} ({clauses})", lang, **values)


def _each_does(values: dict[str, str], _side: Undertaking, lang: str) -> str:
    return say("{parties} each undertook toward {others} to {acts} ({clauses})", lang, **values)


def _each_limits(values: dict[str, str], side: Undertaking, lang: str) -> str:
    limit = quota_in_words(side.clause, lang)
    return say("{parties} each promised {others} to keep {acts} to {limit} ({clauses})", lang, limit=limit, **values)


def _one_refrains(values: dict[str, str], _side: Undertaking, lang: str) -> str:
    return say("{parties} alone promised to refrain from {acts} ({clauses})", lang, **values)


def _one_does(values: dict[str, str], _side: Undertaking, lang: str) -> str:
    return say("{parties} alone undertook to {acts} ({clauses})", lang, **values)


def _one_limits(values: dict[str, str], side: Undertaking, lang: str) -> str:
    limit = quota_in_words(side.clause, lang)
    return say("{parties} alone promised to keep {acts} to {limit} ({clauses})", lang, limit=limit, **values)


_EACH_OTHER: dict[str, _Told] = {"refrain": _each_refrains, "do": _each_does, "limit": _each_limits}
_ALONE: dict[str, _Told] = {"refrain": _one_refrains, "do": _one_does, "limit": _one_limits}


def _acts(side: Undertaking, scope: Scope, lang: str) -> str:
    """The text's own words where it lists nothing, else the acts that are really in the scope."""
    if not (side.clause.acts or side.clause.duty):
        return acts_in_words(side.clause, lang)
    region = scope.sure if not scope.sure.is_empty else scope.maybe
    codes = fewest_codes(frozenset().union(*(box.acts for box in region.boxes)))
    return (
        named_acts(codes, lang)
        if side.clause.kind == "refrain"
        else joined([label(each, lang) for each in codes], lang)
    )


def _where_and_when(found: Common, scope: Scope, lang: str, tell: Callable[[TimeSet, str, str], str]) -> Iterator[str]:
    """The places, each with its times; a duty without a window is told by the days on which it is due."""
    side = found.sides[0]
    zone = zone_for_words(side.text, side.text.windows.get(side.window or ""))
    is_duty = side.clause.kind == "do"
    for where, times in _by_place(found, scope.parts(), lang):
        if side.area is not None or not is_duty:
            yield say("Where: {where}.", lang, where=where)
        if side.window is not None or not is_duty:
            yield say("When: {when}.", lang, when=tell(times, zone, lang))
    if is_duty:
        yield from deadlines_in_words(side.clause, lang)


def _leaves_time_open(why: Reason) -> bool:
    of_a_window = "window" in str(why.values.get("path", ""))
    return why.code in DOUBTS_OF_TIME or (why.code in {"not_known", "to_be_set"} and of_a_window)


def _at_some_time(times: TimeSet, zone: str, lang: str) -> str:
    return " ".join(when_in_words(Bounds(TimeSet.empty(), times), zone, lang))


def _by_place(found: Common, parts: Sequence[Part], lang: str) -> list[tuple[str, TimeSet]]:
    """Parts that are told as one place belong together, whatever their acts."""
    told: dict[str, TimeSet] = {}
    for part in parts:
        where = _place(found, part, lang)
        told[where] = told.get(where, TimeSet.empty()) | part.when
    return list(told.items())


def _place(found: Common, part: Part, lang: str) -> str:
    """The recipe's own words where the whole of it is meant, else what is left of it, as drawn."""
    side = found.sides[0]
    if side.area is None:
        return area_in_words(side.text, None, lang) if found.by_name else where_in_words(part.where, lang)
    alike = all(same_place(side, other) for other in found.sides[1:])
    ground = area_where(side.text, side.area)
    if alike and part.where in (ground.sure, ground.maybe):
        return area_in_words(side.text, side.area, lang)
    return where_in_words(part.where, lang)


def _reciprocal(found: Reciprocal, lang: str) -> Entry:
    sides = sides_in_words(found.sides, lang)
    if found.basis == "exchange":
        head = say("Given for each other: {sides}", lang, sides=sides)
    else:
        head = say("One clause with a share for each party: {sides}", lang, sides=sides)
    lines = [" ".join([_share(each, lang), *_due(each, lang)]) for each in found.undertakings]
    if found.agreed is Truth.CANNOT_TELL:
        lines.append(say("Whether all of them agreed to their part cannot be told.", lang))
    return Entry(sentence(head), tuple(lines))


def sides_in_words(sides: Mapping[str, Sequence[str]], lang: str = "en") -> str:
    """Return who gives which clauses, such as "P1 gives W1 and W2; P2 gives Q1"."""
    return "; ".join(
        say("{party} gives {clauses}", lang, party=party, clauses=joined(clauses, lang))
        for party, clauses in sorted(sides.items())
    )


def _share(one: Undertaking, lang: str) -> str:
    acts = acts_in_words(one.clause, lang)
    values = {"party": one.party, "acts": acts, "clause": one.clause.key}
    patterns = {
        "refrain": "{party} refrains from {acts} ({clause}): {where}",
        "do": "{party} is to {acts} ({clause}): {where}",
        "limit": "{party} limits {acts} ({clause}): {where}",
    }
    if one.clause.kind == "do" and one.area is None:
        return sentence(say("{party} is to {acts} ({clause})", lang, **values))
    where = area_in_words(one.text, one.area, lang)
    return sentence(say(patterns[one.clause.kind], lang, where=where, **values))


def _due(one: Undertaking, lang: str) -> Iterator[str]:
    return deadlines_in_words(one.clause, lang) if one.clause.kind == "do" else iter(())


def _contested(terms: Terms, found: Contested, lang: str) -> Entry:
    one, other = found.parties
    if found.clause is None:
        head = say("{one} and {other} hold different versions of the text", lang, one=one, other=other)
    else:
        head = say(
            "{one} and {other} hold different versions of {clause}", lang, one=one, other=other, clause=found.clause
        )
    lines = [_difference(each, one, other, lang) for each in found.fields]
    lines += [line for party, scope in found.only.items() for line in _only(terms, party, scope, lang)]
    return Entry(sentence(head), tuple(lines))


def _difference(found: FieldDifference, one: str, other: str, lang: str) -> str:
    mine, theirs = (text_in_words(found.says[party], lang) for party in (one, other))
    values = {"one": one, "other": other, "mine": mine, "theirs": theirs}
    return sentence(
        say("{field} — {one}: {mine}; {other}: {theirs}.", lang, field=field_in_words(found.field, lang), **values)
    )


def _only(terms: Terms, party: str, scope: Scope, lang: str) -> Iterator[str]:
    zone = zone_for_words(terms)
    for where in dict.fromkeys(part.where for part in scope.parts()):
        here = [part for part in scope.parts() if part.where is where or part.where == where]
        spans = TimeSet(tuple(span for part in here for span in part.when.spans))
        values = {"when": times_in_words(spans, zone, lang), "party": party}
        size = size_in_words(where, spans, lang)
        if where.is_bounded:
            values["where"] = where_in_words(where, lang)
            yield sentence(say("{when} only {party}'s version applies, {where}: {size}", lang, size=size, **values))
        else:
            yield sentence(say("{when} only {party}'s version applies: {size}", lang, size=size, **values))


def size_in_words(where: Where, times: TimeSet, lang: str = "en") -> str:
    """Return how much where × when that is; the time alone where no area is drawn."""
    hours = times.hours()
    if not math.isfinite(hours):
        return say("no end is stated, so it has no size", lang)
    length = minutes_in_words(60 * hours, lang)
    if not where.is_bounded:
        return say("{length}, on an area that is not drawn", lang, length=length)
    return say("{length} and {km2h} km²·h", lang, length=length, km2h=f"{where.area_km2() * hours:,.1f}")


def _unsure(found: CannotTell, lang: str) -> Entry:
    head = _promise(found.common, lang)
    in_doubt = found.part == "mutual" or any(side.agreed.sure.is_empty for side in found.common.sides)
    question = (
        say("It cannot be told whether this holds: {promise}", lang, promise=head)
        if in_doubt
        else say("It cannot be told whether this is covered: {promise}", lang, promise=head)
    )
    tell = _at_some_time if any(_leaves_time_open(why) for why in found.reasons) else times_in_words
    lines = [*_where_and_when(found.common, found.common.scope.possible, lang, tell)]
    lines += [sentence(say("Because {why}", lang, why=told(why, lang))) for why in found.reasons]
    return Entry(sentence(question), tuple(lines))
