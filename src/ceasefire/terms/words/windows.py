"""A window in plain words: what surely holds, what is not known, and on which clock."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire.clock import parse_duration
from ceasefire.kernel.languages import in_language, say
from ceasefire.terms.meaning import window_when
from ceasefire.terms.model import Terms, Window
from ceasefire.terms.versions import readings
from ceasefire.terms.window_meaning import When
from ceasefire.terms.words.areas import duration_in_words
from ceasefire.terms.words.times import when_in_words, zone_for_words


def window_in_words(terms: Terms, key: str, lang: str = "en") -> tuple[str, ...]:
    """Return the window as parts of sentences: its times, then everything that they hang on."""
    window = terms.windows.get(key)
    if window is None:
        return (say("at a time that is not given", lang),)
    return tuple(_told(terms, key, window, lang))


def _told(terms: Terms, key: str, window: Window, lang: str) -> Iterator[str]:
    if window.after is not None and window.guard_met_on is None:
        yield say("from when “{guard}” has happened; no date is given for that yet", lang, guard=window.after)
        if window.lasts is not None:
            yield say("then for {length}", lang, length=duration_in_words(parse_duration(window.lasts), lang))
        return
    if window.relative_to and window.start is None:
        event = in_language(window.relative_to, lang)
        yield say("from “{event}”; no date is given for that yet", lang, event=event)
        return
    if window.unstated is not None:
        yield say("the text says only “{words}”", lang, words=window.unstated)
        if window.start is None and window.until is None:
            return
    if window.lasts is not None and window.start is None:
        length = duration_in_words(parse_duration(window.lasts), lang)
        yield say("for {length}, from a start that is not given", lang, length=length)
        return
    if window.repeat is not None:
        yield say("again and again by the rule {rule}", lang, rule=window.repeat)
    yield from when_in_words(across_readings(terms, key), zone_for_words(terms, window), lang)
    if window.notice_period is not None:
        length = duration_in_words(parse_duration(window.notice_period), lang)
        yield say("notice of {length} is to be given before it starts", lang, length=length)


def across_readings(terms: Terms, key: str) -> When:
    """Return the window over every rival account and every zone that the text may mean."""
    found = [window_when(each, key) for each in readings(terms)]
    whole = found[0]
    for each in found[1:]:
        whole = type(whole)(whole.sure & each.sure, whole.maybe | each.maybe)
    return whole
