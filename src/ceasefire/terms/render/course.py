"""Sections on how the arrangement goes on: renewal, release, amendments, what follows, who watches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ceasefire.clock import parse_duration
from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.kernel.tree import plain
from ceasefire.terms.model import Amendment, Terms
from ceasefire.terms.render.document import Entry, Section
from ceasefire.terms.words.acts import listed
from ceasefire.terms.words.areas import duration_in_words
from ceasefire.terms.words.clauses import due_in_words
from ceasefire.terms.words.fields import value_in_words
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.times import date_in_words

_RENEWED: Final = {
    "mutual_agreement": mark("It is renewed when the parties agree to that."),
    "automatic": mark("It renews itself."),
    "guarantors": mark("It is renewed by the guarantors."),
    "one_side": mark("One side alone can renew it."),
    "not_stated": mark("How it is renewed is not stated."),
}
_RELEASED: Final = {
    "any_breach": mark("Any breach sets a party free."),
    "confirmed_breach": mark("A breach that was confirmed sets a party free."),
    "serious_breach": mark("A serious breach sets a party free."),
    "notice": mark("A party gets free by giving notice."),
    "event": mark("An event sets the parties free."),
}


def course(terms: Terms, lang: str) -> Section:
    """How it is renewed, how a party gets free of it, and what is to come after it."""
    lines = [*_renewal(terms.renewal, lang), *_release(terms.release, lang), *_follow_on(terms.follow_on, lang)]
    return Section(say("How it goes on", lang), entries=tuple(Entry(line) for line in lines))


def _renewal(renewal: Mapping[str, Any], lang: str) -> Iterator[str]:
    if "rule" in renewal:
        yield say(_RENEWED[renewal["rule"]], lang)
    if "by" in renewal:
        yield say("A renewal needs {who}.", lang, who=listed(renewal["by"], lang))
    if "lasts" in renewal:
        length = duration_in_words(parse_duration(renewal["lasts"]), lang)
        yield say("Each renewal is for {length}.", lang, length=length)
    if "times" in renewal:
        yield say("It can be renewed at most {n} times.", lang, n=renewal["times"])
    if "notice" in renewal:
        length = duration_in_words(parse_duration(renewal["notice"]), lang)
        yield say("A renewal is announced {length} before.", lang, length=length)
    if "text" in renewal:
        yield sentence(in_language(renewal["text"], lang))
    for step in renewal.get("history", ()):
        yield _renewed(step, lang)


def _renewed(step: Mapping[str, Any], lang: str) -> str:
    parts = [say("Renewed on {on}", lang, on=date_in_words(step["on"], lang)) if "on" in step else say("Renewed", lang)]
    if "by" in step:
        parts.append(say("by {who}", lang, who=listed(step["by"], lang)))
    if "until" in step:
        parts.append(say("until {until}", lang, until=date_in_words(step["until"], lang)))
    if "lasts" in step:
        parts.append(say("for {length}", lang, length=duration_in_words(parse_duration(step["lasts"]), lang)))
    more = [sentence(in_language(step["text"], lang))] if "text" in step else []
    return " ".join([sentence(" ".join(parts)), *more])


def _release(release: Mapping[str, Any], lang: str) -> Iterator[str]:
    trigger: Mapping[str, Any] = release.get("trigger", {})
    if "kind" in trigger:
        yield say(_RELEASED[trigger["kind"]], lang)
    if "confirmed_by" in trigger:
        yield say("It has to be confirmed by {who} first.", lang, who=listed(trigger["confirmed_by"], lang))
    if "text" in trigger:
        yield sentence(in_language(trigger["text"], lang))
    if "notice" in release:
        length = duration_in_words(parse_duration(release["notice"]), lang)
        yield say("Notice of {length} has to be given before leaving.", lang, length=length)
    if "decided_by" in release:
        yield say("Whether that is so is decided by {who}.", lang, who=listed(release["decided_by"], lang))
    if "text" in release:
        yield sentence(in_language(release["text"], lang))


def _follow_on(follow: Mapping[str, Any], lang: str) -> Iterator[str]:
    for talk in follow.get("talks", ()):
        yield say("To follow: {talks}.", lang, talks=in_language(talk, lang))
    if "text" in follow:
        yield sentence(in_language(follow["text"], lang))
    if "by" in follow:
        yield say("The next step is taken by {who}.", lang, who=listed(follow["by"], lang))
    if "start_by" in follow:
        yield say("The next step begins {due}.", lang, due=due_in_words(follow["start_by"], lang))
    if "next" in follow:
        yield say("The next arrangement is {key}.", lang, key=follow["next"])


def amendments(terms: Terms, lang: str) -> Section:
    """Every change of the text, from which day, and who accepted it."""
    told = (Entry(each.date, tuple(_amendment(each, lang))) for each in terms.amendments)
    return Section(say("Amendments", lang), entries=tuple(told))


def _amendment(amendment: Amendment, lang: str) -> Iterator[str]:
    if amendment.text:
        yield sentence(in_language(amendment.text, lang))
    for path, value in _changed(plain(amendment.changes), ""):
        yield say("{field} becomes: {value}.", lang, field=path, value=value_in_words(value, lang))
    if amendment.accepted_by:
        yield say("Accepted by {who}; it binds nobody else.", lang, who=listed(amendment.accepted_by, lang))
    else:
        yield say("Nobody has accepted it yet, so it changes nothing.", lang)


def _changed(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every single value of a patch with its dotted path; an outline is one value."""
    if isinstance(value, dict) and value and "coordinates" not in value:
        for key, inner in value.items():
            yield from _changed(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def monitoring(terms: Terms, lang: str) -> Section:
    """Who watches and by which rule breaches are counted."""
    lines = []
    if terms.monitoring_by:
        lines.append(say("Monitored by {who}.", lang, who=listed(terms.monitoring_by, lang)))
    if terms.monitoring_none:
        lines.append(say("No monitoring was agreed.", lang))
    if terms.monitoring_rule:
        lines.append(say("Breaches are counted under the rule {rule}.", lang, rule=terms.monitoring_rule))
    if terms.monitoring_text:
        lines.append(sentence(in_language(terms.monitoring_text, lang)))
    return Section(say("Who watches", lang), entries=tuple(Entry(line) for line in lines))
