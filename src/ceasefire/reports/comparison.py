"""What the parties committed to, side by side: five parts in words, on a map, and a lane per party and clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ceasefire.clock import TimeSet
from ceasefire.kernel.languages import mark, say
from ceasefire.reports.axes import axis_zone
from ceasefire.reports.colours import NEUTRAL
from ceasefire.reports.match_map import WIDEST_SHAPE_DEG, ours
from ceasefire.reports.match_timeline import window_bars
from ceasefire.reports.view import Conclusion, Item, Lane, Layer, LayerStyle, MapView, Points, Section, TimelineView
from ceasefire.scope import Scope
from ceasefire.terms import Terms
from ceasefire.terms.comparison import Common, Comparison
from ceasefire.terms.words.comparison import Entry, PartInWords, comparison_in_words

POINTS_SHOWN: Final = 6
LINES_SHOWN: Final = 4
FIRST_LINES: Final = 2
SLOTS: Final = {"mutual": 2, "reciprocal": 3, "cannot_tell": NEUTRAL}
PARTY_SLOTS: Final = (0, 1, 4)


def comparison_section(terms: Terms, found: Comparison, lang: str = "en") -> Section:
    """Return the section of a comparison: how many of each part, where and when, then the parts in words.

    Parties stand in alphabetical order with one colour each for what is theirs alone; what is mutual has
    a colour of its own. An area that nobody drew is on no map and told in words.
    """
    parts = comparison_in_words(terms, found, lang)
    counts = "; ".join(f"{part.title}: {len(part.entries)}" for part in parts)
    first = Conclusion(counts, beside=(say("The five parts are never one intersection.", lang),))
    in_words = (item for part in parts for item in _part(part, lang))
    title = say("What the parties committed to, side by side", lang)
    return Section(title, (first, *_pictures(terms, found, lang), *in_words))


def _pictures(terms: Terms, found: Comparison, lang: str) -> Iterator[Item]:
    layers = tuple(_layers(found, lang))
    if layers:
        caption = say("Where each part holds, as far as a map can show it.", lang)
        yield MapView(caption, layers, (), ours(terms, lang))
    lanes = tuple(_lanes(found, lang))
    if any(lane.bars for lane in lanes):
        caption = say("When each party is bound by its own word; hatched where that cannot be told.", lang)
        yield TimelineView(caption, lanes, axis_zone(terms))


def _part(part: PartInWords, lang: str) -> Iterator[Item]:
    if not part.entries:
        return
    yield say("{title}. {meaning}", lang, title=part.title, meaning=part.meaning)
    if any(entry.lines for entry in part.entries):
        yield from (_entry(entry) for entry in part.entries)
    else:
        heads = tuple(entry.head for entry in part.entries)
        yield Points(heads[:POINTS_SHOWN], heads[POINTS_SHOWN:])


def _entry(entry: Entry) -> Conclusion:
    """The head of an entry, its lines beside it while they are few, and all but the first ones folded away else."""
    shown = len(entry.lines) if len(entry.lines) <= LINES_SHOWN else FIRST_LINES
    return Conclusion(entry.head, beside=entry.lines[:shown], more=entry.lines[shown:])


def _layers(found: Comparison, lang: str) -> Iterator[Layer]:
    """Every part's ground once; what cannot be told is left away where the same ground is drawn for its clauses."""
    drawn = tuple(_settled(found, lang))
    yield from drawn
    for each in (open_point.common for open_point in found.cannot_tell):
        told = {layer.geometry.wkb for layer in drawn if layer.label.endswith(f": {', '.join(each.clauses)}")}
        label = _label(mark("cannot tell: {clauses}"), each, lang)
        shapes = _shapes(label, each.scope.possible, "maybe", SLOTS["cannot_tell"])
        yield from (layer for layer in shapes if layer.geometry.wkb not in told)


def _settled(found: Comparison, lang: str) -> Iterator[Layer]:
    for each in found.mutual:
        yield from _drawn(_label(mark("mutual: {clauses}"), each, lang), each, each.scope.certain, SLOTS["mutual"])
    for pair in found.reciprocal:
        for one in pair.undertakings:
            common = Common((one,), one.by_name, by_name=False)
            label = say("{party} in exchange: {clauses}", lang, party=one.party, clauses=one.clause.key)
            yield from _drawn(label, common, one.by_name.certain, SLOTS["reciprocal"])
    for each in found.one_sided:
        label = say("{party} alone: {clauses}", lang, party=each.parties[0], clauses=", ".join(each.clauses))
        yield from _drawn(label, each, each.scope.certain, _slot(found, each.parties[0]))
    for version in found.contested:
        for party, scope in version.only.items():
            label = say("only in {party}'s version of {clause}", lang, party=party, clause=version.clause or "")
            yield from _shapes(label, scope, "line", _slot(found, party))


def _label(pattern: str, common: Common, lang: str) -> str:
    return say(pattern, lang, clauses=", ".join(common.clauses))


def _slot(found: Comparison, party: str) -> int:
    return PARTY_SLOTS[found.parties.index(party) % len(PARTY_SLOTS)] if party in found.parties else 0


def _drawn(label: str, common: Common, scope: Scope, slot: int) -> Iterable[Layer]:
    return _shapes(label, scope, "maybe" if _is_ours(common) else "sure", slot)


def _is_ours(common: Common) -> bool:
    areas = (side.text.areas.get(side.area or "") for side in common.sides)
    return any(area is not None and area.shape_status == "approximated_by_us" for area in areas)


def _shapes(label: str, scope: Scope, style: LayerStyle, slot: int) -> Iterator[Layer]:
    for where in dict.fromkeys(part.where for part in scope.parts()):
        shape = where.geometry()
        if shape is not None and not shape.is_empty and shape.bounds[2] - shape.bounds[0] < WIDEST_SHAPE_DEG:
            yield Layer(label, shape, style, slot)


def _lanes(found: Comparison, lang: str) -> Iterator[Lane]:
    """A lane per party and stretch of time, and one per stretch that is mutual; clauses of equal times share it."""
    for party in found.parties:
        own = [(each.by_name, each.clause.key) for each in found.undertakings if each.party == party]
        pattern = say("{party}: {clauses}", lang, party=party, clauses="{clauses}")
        yield from _by_times(own, pattern, _slot(found, party))
    mutual = [(each.scope, ", ".join(each.clauses)) for each in found.mutual]
    yield from _by_times(mutual, say("mutual: {clauses}", lang), SLOTS["mutual"])


def _by_times(scopes: Iterable[tuple[Scope, str]], pattern: str, slot: int) -> Iterator[Lane]:
    clauses: dict[tuple[TimeSet, TimeSet], list[str]] = {}
    for scope, named in scopes:
        clauses.setdefault((scope.certain.times(), scope.possible.times()), []).append(named)
    for (sure, maybe), keys in clauses.items():
        label = pattern.format(clauses=", ".join(dict.fromkeys(keys)))
        yield Lane(label, tuple(window_bars(label, sure, maybe, slot)))
