"""Scopes in plain words: acts, who is bound toward whom, where, and when."""

from __future__ import annotations

from collections.abc import Sequence

from ceasefire.clock import MAX, MIN, Span, TimeSet, utc_iso
from ceasefire.geometry.shapes import BesideLine, Corridor, Disc, Shape, WidthBetween
from ceasefire.kernel import taxonomy
from ceasefire.kernel.languages import say, say_plural
from ceasefire.scope.expression import Expr
from ceasefire.scope.idset import IdSet
from ceasefire.scope.region import Part, Region
from ceasefire.scope.where import Where

_SPANS_SHOWN = 3
_IDS_SHOWN = 12
_SHAPES_SHOWN = 4


def describe(sure: Region, maybe: Region, lang: str = "en") -> str:
    """One sentence per part of the sure region, then what may be meant besides; times in UTC."""
    certain = sure.solid()
    lines = [_part(part, lang) for part in certain.parts()]
    if maybe is not sure:
        rest = (maybe - sure).solid()
        lines += [say("Perhaps also: {part}", lang, part=_part(part, lang)) for part in rest.parts()]
    return "\n".join(lines) or say("Nothing.", lang)


def _part(part: Part, lang: str) -> str:
    return say(
        "{acts}; bound: {bound}; toward: {targets}; where: {where}; when: {when}.",
        lang,
        acts=acts_in_words(part.what, lang),
        bound=ids_in_words(part.bound, lang),
        targets=ids_in_words(part.targets, lang),
        where=where_in_words(part.where, lang),
        when=times_in_words(part.when, lang),
    )


def acts_in_words(what: frozenset[str], lang: str = "en") -> str:
    """Few words that stand for exactly these leaves, by what is left out where that is shorter."""
    trees = (taxonomy.acts(), taxonomy.duties())
    known = [words for tree in trees if (own := what & tree.all_leaves) for words in _tree_in_words(tree, own, lang)]
    others = what - trees[0].all_leaves - trees[1].all_leaves
    return ", ".join([*known, *sorted(others)])


def _tree_in_words(tree: taxonomy.Taxonomy, what: frozenset[str], lang: str) -> list[str]:
    whole = _branch_in_words(tree, taxonomy.EVERY, what, lang)
    branches = [branch for branch in tree.children(taxonomy.EVERY) if not what.isdisjoint(tree.leaves(branch))]
    by_branch = [words for branch in branches for words in _branch_in_words(tree, branch, what, lang)]
    return whole if len(whole) == 1 else by_branch


def _branch_in_words(tree: taxonomy.Taxonomy, branch: str, what: frozenset[str], lang: str) -> list[str]:
    """The branch with what is missing from it as one text, or else the words for what is there."""
    below = tree.leaves(branch)
    there, missing = tree.summarise(what & below), tree.summarise(below - what)
    if not missing:
        return [tree.label(branch, lang)]
    if len(missing) + 1 >= len(there):
        return [tree.label(code, lang) for code in there]
    left_out = ", ".join(tree.label(code, lang) for code in missing)
    return [say("{acts} except {left_out}", lang, acts=tree.label(branch, lang), left_out=left_out)]


def ids_in_words(ids: IdSet, lang: str = "en") -> str:
    """The parties or targets by their keys."""
    listed = ", ".join(sorted(ids.ids)[:_IDS_SHOWN])
    if len(ids.ids) > _IDS_SHOWN:
        listed = say("{listed} and {n} more", lang, listed=listed, n=len(ids.ids) - _IDS_SHOWN)
    if not ids.but:
        return listed or say("nobody", lang)
    return say("everybody but {listed}", lang, listed=listed) if listed else say("everybody", lang)


def where_in_words(where: Where, lang: str = "en") -> str:
    """What the area is made of, with its size when it ends somewhere."""
    words = _expr(where.expr, lang)
    if where.expr.kind in {"nothing", "everywhere"} or not where.is_bounded:
        return words
    return say("{area} ({km2} km²)", lang, area=words, km2=f"{where.area_km2():.4g}")


def _expr(expr: Expr, lang: str) -> str:
    if expr.shape is not None:
        return _shape(expr.shape, lang)
    if expr.kind == "nothing":
        return say("nowhere", lang)
    if expr.kind == "everywhere":
        return say("everywhere", lang)
    if expr.kind == "not":
        return say("everywhere except {area}", lang, area=_inner(expr.parts[0], lang))
    if expr.kind == "or":
        return _listed(expr.parts, say(" together with ", lang), lang)
    kept = [part for part in expr.parts if part.kind != "not"]
    cut = [part.parts[0] for part in expr.parts if part.kind == "not"]
    base = _listed(kept, say(" within ", lang), lang) if kept else say("everywhere", lang)
    return say("{area} except {cut}", lang, area=base, cut=_listed(cut, say(" and ", lang), lang)) if cut else base


def _inner(expr: Expr, lang: str) -> str:
    return _expr(expr, lang) if expr.shape is not None else f"({_expr(expr, lang)})"


def _listed(parts: Sequence[Expr], word: str, lang: str) -> str:
    listed = word.join(_inner(part, lang) for part in parts[:_SHAPES_SHOWN])
    more = len(parts) - _SHAPES_SHOWN
    return listed if more <= 0 else say("{listed} and {n} more areas", lang, listed=listed, n=more)


def _shape(shape: Shape, lang: str) -> str:
    match shape:
        case Disc():
            km = f"{shape.radius_m / 1000:g}"
            return say("{km} km round {lat:.4f}, {lon:.4f}", lang, km=km, lat=shape.lat, lon=shape.lon)
        case Corridor():
            km = f"{shape.half_width_m / 1000:g}"
            if shape.side == "both":
                return say("{km} km on both sides of a line", lang, km=km)
            return say("{km} km on one side of a line ({side})", lang, km=km, side=say(shape.side, lang))
        case BesideLine():
            km = f"{shape.depth_m / 1000:g}"
            return say("{km} km deep on one side of a line ({side})", lang, km=km, side=say(shape.side, lang))
        case WidthBetween():
            return say("a zone {km} km wide about two lines", lang, km=f"{shape.total_m / 1000:g}")
        case _:
            middle = shape.polygon().centroid
            return say("an outlined area about {lat:.4f}, {lon:.4f}", lang, lat=middle.y, lon=middle.x)


def times_in_words(when: TimeSet, lang: str = "en") -> str:
    """The spans in UTC, the first few of them by name."""
    if when == TimeSet.all():
        return say("always", lang)
    shown = "; ".join(_span(span, lang) for span in when.spans[:_SPANS_SHOWN])
    more = len(when.spans) - _SPANS_SHOWN
    if more <= 0:
        return shown or say("never", lang)
    last = _span(when.spans[-1], lang)
    return say_plural(
        "{shown}; and {n} more, {last}",
        "{shown}; and {n} more, the last {last}",
        more,
        lang,
        shown=shown,
        last=last,
    )


def _span(span: Span, lang: str) -> str:
    if span.start <= MIN:
        return say("until {end}", lang, end=utc_iso(span.end))
    if span.end >= MAX:
        return say("from {start}, no end stated", lang, start=utc_iso(span.start))
    return say("from {start} to {end}", lang, start=utc_iso(span.start), end=utc_iso(span.end))
