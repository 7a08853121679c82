"""Quiet in a few words, never without how often such windows are quiet with no ceasefire at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ceasefire.assessment.conduct import Conduct
from ceasefire.assessment.quiet import CODE
from ceasefire.kernel.languages import say
from ceasefire.reports.assess_words import CONDUCT
from ceasefire.terms.words.sentences import sentence

_PARTS: Final = frozenset({"so_far", "first_days"})


def conduct_in_short(answer: str, reasons: Iterable[Mapping[str, Any]], lang: str = "en") -> str:
    """Return the answer in a word or two, from reasons in their published form; beside quiet stands its share."""
    reasons = tuple(reasons)
    word = _of_its_part(say(answer.replace("_", " "), lang), answer, reasons, lang)
    return word if answer != "quiet" else f"{word} ({share_in_short(reasons, lang)})"


def conduct_sentence(conduct: Conduct, lang: str = "en") -> str:
    """Return the answer as a sentence that can stand alone; after quiet comes a second one with its share."""
    told = say(CONDUCT[conduct.answer], lang)
    for why in conduct.reasons:
        if why.code in _PARTS:
            told = f"{told} {sentence(why.in_words(lang))}"
    if conduct.answer != "quiet":
        return told
    return f"{told} {sentence(share_in_short((why.to_json() for why in conduct.reasons), lang))}"


def _of_its_part(word: str, answer: str, reasons: Iterable[Mapping[str, Any]], lang: str) -> str:
    """The word with the days that it is said of, where these are not all of the ceasefire."""
    part = next((each for each in reasons if each["code"] in _PARTS), None)
    if part is None or answer == "cannot_tell":
        return word
    if part["code"] == "so_far":
        return say("{word} so far", lang, word=word)
    return say("{word} in its first {days} days", lang, word=word, days=part["values"]["days"])


def share_in_short(reasons: Iterable[Mapping[str, Any]], lang: str = "en") -> str:
    """Return how often such windows are quiet with no ceasefire at all: one share, or from the rarest on."""
    told = (each["values"]["share"] for each in reasons if each["code"] == CODE)
    shares = [share for share in told if share is not None]
    if not shares:
        return say("how often such windows are with no ceasefire at all was not measured", lang)
    low, high = min(shares), max(shares)
    if low == high:
        return say("with no ceasefire at all, {share:.0%} of such windows were too", lang, share=low)
    return say("with no ceasefire at all, {low:.0%} to {high:.0%} of such windows were too", lang, low=low, high=high)
