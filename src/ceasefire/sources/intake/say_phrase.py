"""A reading put back in words, for the observer to confirm: read again, the words give the same reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire.sources.intake.grammar import Grammar, grammar
from ceasefire.sources.intake.said import Direction, Figure, Item, Said, When

_NOT_UNDERSTOOD: Final = {"en": "NOT UNDERSTOOD", "uk": "НЕ ЗРОЗУМІЛО"}


def in_words(said: Said, lang: str = "en") -> str:
    """Return the reading as one line in `lang`, English or Ukrainian; what was not understood stands at its end.

    Read again, the words without that end give `said` without its `unread`.
    """
    words = grammar(lang)
    parts = [*_about_message(said, words), *_items(said.items, words)]
    if said.whole:
        parts.append(f"{words.say('words', 'all')} {_directions(said.whole, words)}")
    parts += _watch(said, words)
    told = "; ".join(part for part in parts if part)
    if not said.unread:
        return told
    left = ", ".join(f"“{piece}”" for piece in said.unread)
    return f"{told}{'. ' if told else ''}{_NOT_UNDERSTOOD[lang]}: {left}"


def _about_message(said: Said, words: Grammar) -> Iterator[str]:
    order = "" if said.order == "new" else words.say("words", said.order) + " "
    number = "" if said.number is None else f"#{said.number}"
    yield f"{order}{number}".strip()
    if said.post:
        yield f"{words.say('words', 'post')} {said.post}"
    yield " ".join(
        part
        for part in (
            words.say("means", said.means) if said.means else "",
            words.say("statuses", said.status) if said.status else "",
        )
        if part
    )


def _watch(said: Said, words: Grammar) -> Iterator[str]:
    if said.nothing:
        senses = f" {words.say('words', 'or')} ".join(words.say("senses", sense) for sense in said.nothing_by)
        doubled = f"{words.say('words', 'no')} " if senses and words.language == "uk" else ""
        yield f"{words.say('words', 'nothing')} {doubled}{senses}".strip()
    yield _when(said.when, words)


def _when(when: When, words: Grammar) -> str:
    until = f"{words.say('words', 'to')} {when.end}"
    times = when.start if not when.end else f"{when.start}–{when.end}" if when.start else until
    length = "" if when.minutes is None else _length(when.minutes, words)
    return " ".join(part for part in (length, _day(when.day, words), times) if part)


def _length(minutes: int, words: Grammar) -> str:
    amounts = zip(divmod(minutes, 60), ("h", "min"), strict=True)
    return " ".join(f"{amount} {words.say('durations', unit)}" for amount, unit in amounts if amount)


def _day(day: str, words: Grammar) -> str:
    if len(day) != 5:
        return day
    month, number = day.split("-")
    return f"{int(number)} {words.say('months', str(int(month)))}"


def _items(items: tuple[Item, ...], words: Grammar) -> Iterator[str]:
    sense = None
    for item in items:
        told = item_in_words(item, words)
        if item.sense != sense and item.sense is not None:
            told = f"{words.say('senses', item.sense)} {told}"
        sense = item.sense
        yield told


def item_in_words(item: Item, words: Grammar) -> str:
    """One item, without its sense, and in brackets its parts."""
    told = ", ".join(part for part in (_what(item, words), *_more(item, words)) if part)
    if not item.parts:
        return told
    return f"{told} ({'; '.join(item_in_words(part, words) for part in item.parts)})"


def _what(item: Item, words: Grammar) -> str:
    if not item.unit:
        return f" {words.say('words', 'or')} ".join(words.say("acts", act) for act in item.acts)
    alone = [words.say("acts", act) for act in item.acts if act not in words.sections["weapons"]]
    if item.figure is None:
        counted = words.forms("units", item.unit)[1]
    else:
        counted = (
            f"{figure_in_words(item.figure, words)} {words.say_unit(item.unit, item.figure.most or item.figure.n)}"
        )
    return " ".join([counted, *alone])


def figure_in_words(figure: Figure, words: Grammar) -> str:
    """The number with its "about", "at least" and "up to", or the range."""
    bounds = {"at_least": figure.at_least, "about": figure.approx, "at_most": figure.most is not None and not figure.n}
    said = "".join(f"{words.say('words', name)} " for name, applies in bounds.items() if applies)
    if figure.most is None:
        return f"{said}{figure.n}"
    return f"{said}{figure.n}–{figure.most}" if figure.n else f"{said}{figure.most}"


def _more(item: Item, words: Grammar) -> Iterator[str]:
    if item.unit:
        yield from (words.say("weapons", act) for act in item.acts if act in words.sections["weapons"])
    yield from (words.say("descriptions", each) for each in item.descriptions)
    yield f"{item.calibre} {words.say('lengths', 'm') * 2}" if item.calibre else ""
    if item.flight:
        start, end = (words.say("points", point) for point in item.flight)
        yield f"{words.say('words', 'from')} {start} {words.say('words', 'to')} {end}"
    yield _directions(item.where, words)


def _directions(where: tuple[Direction, ...], words: Grammar) -> str:
    return f" {words.say('words', 'and')} ".join(direction_in_words(each, words) for each in where)


def direction_in_words(direction: Direction, words: Grammar) -> str:
    """How far and in which direction, such as "0.6–4 km S and SSW"."""
    return f"{_distance(direction, words)} {_way(direction, words)}"


def _distance(direction: Direction, words: Grammar) -> str:
    near, far = direction.near_m, direction.far_m
    if near is None:
        return words.say("words", "unknown_distance")
    in_km = (near if far is None else far) >= 1000
    unit, scale = (words.say("lengths", "km"), 1000) if in_km else (words.say("lengths", "m"), 1)
    if far is None:
        return f"{words.say('words', 'at_least')} {_figure(near / scale)} {unit}"
    return f"{_figure(near / scale)}–{_figure(far / scale)} {unit}"


def _figure(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _way(direction: Direction, words: Grammar) -> str:
    if direction.azimuths is not None:
        first, last = (_figure(each) for each in direction.azimuths)
        return f"{words.say('words', 'azimuth')} {first}–{last}°"
    if not direction.points:
        return words.say("words", "unknown_direction")
    joint = f" {words.say('words', 'and')} "
    return joint.join(words.say("points", point) for point in direction.points)
