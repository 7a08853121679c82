"""A window in plain words: what surely holds, what is not known, and on which clock."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.clock import parse_duration
from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.terms.meaning import window_when
from ceasefire.terms.model import Terms, Window
from ceasefire.terms.versions import readings
from ceasefire.terms.window_meaning import When, is_open
from ceasefire.terms.words.areas import duration_in_words
from ceasefire.terms.words.recurring import rule_in_words
from ceasefire.terms.words.times import open_end_in_words, when_in_words, zone_for_words


def window_in_words(terms: Terms, key: str, lang: str = "en") -> tuple[str, ...]:
    """Return the window as parts of sentences: its times, then everything that they hang on."""
    window = terms.windows.get(key)
    if window is None:
        return (say("at a time that is not given", lang),)
    return tuple(_told(terms, key, window, lang))


def _told(terms: Terms, key: str, window: Window, lang: str) -> Iterator[str]:
    if not _is_fixed(window):
        yield _waiting(window, lang)
    else:
        if window.unstated is not None:
            yield say("given only as “{words}”", lang, words=window.unstated)
        yield from _times(terms, key, window, lang)
    if window.notice_period is not None:
        length = duration_in_words(parse_duration(window.notice_period), lang)
        yield say("notice of {length} is to be given before it starts", lang, length=length)


def _is_fixed(window: Window) -> bool:
    """Whether any day of it is known."""
    waits = (window.after is not None and window.guard_met_on is None) or (
        bool(window.relative_to) and window.start is None
    )
    dated = window.start is not None or window.until is not None
    return not waits and (dated or (window.unstated is None and window.lasts is None))


def _waiting(window: Window, lang: str) -> str:
    """A window without any day: what it waits for, and how long it then is."""
    length = "" if window.lasts is None else duration_in_words(parse_duration(window.lasts), lang)
    if window.after is not None:
        if length:
            pattern = mark("from when “{guard}” has happened, for {length}; no date is given for that yet")
            return say(pattern, lang, guard=window.after, length=length)
        return say("from when “{guard}” has happened; no date is given for that yet", lang, guard=window.after)
    if window.relative_to:
        event = in_language(window.relative_to, lang)
        if length:
            return say("from “{event}”, for {length}; no date is given for that yet", lang, event=event, length=length)
        return say("from “{event}”; no date is given for that yet", lang, event=event)
    if window.unstated is not None:
        return say("given only as “{words}”", lang, words=window.unstated)
    return say("for {length}, from a start that is not given", lang, length=length)


def _times(terms: Terms, key: str, window: Window, lang: str) -> Iterator[str]:
    when, zone = across_readings(terms, key), zone_for_words(terms, window)
    if window.repeat is None and window.start is not None and _end_is_open(terms, key):
        yield open_end_in_words(when.maybe, zone, lang)
        return
    if window.repeat is None:
        yield from when_in_words(when, zone, lang)
        return
    yield rule_in_words(window.repeat, lang)
    yield from when_in_words(when, zone, lang, shown=1)


def _end_is_open(terms: Terms, key: str) -> bool:
    return not is_open(terms, key, "from") and any(is_open(terms, key, name) for name in ("until", "lasts"))


def across_readings(terms: Terms, key: str) -> When:
    """Return the window over every rival account and every zone that the text may mean."""
    found = [window_when(each, key) for each in readings(terms)]
    whole = found[0]
    for each in found[1:]:
        whole = type(whole)(whole.sure & each.sure, whole.maybe | each.maybe)
    return whole
