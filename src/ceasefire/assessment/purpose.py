"""Purpose: whether what the arrangement was for was reached, as its sources say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from ceasefire.kernel.languages import in_language, mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms import Terms
from ceasefire.terms.days import days_of

PurposeAnswer = Literal["met", "partly", "not_met", "not_assessable"]


_SAID: Final = {
    "met": mark("sources say that the purpose ({success}) was met"),
    "partly": mark("sources say that the purpose ({success}) was partly met"),
    "not_met": mark("sources say that the purpose ({success}) was not met"),
}
_INFERRED: Final = {
    "met": mark("that the purpose ({success}) was met is inferred"),
    "partly": mark("that the purpose ({success}) was partly met is inferred"),
    "not_met": mark("that the purpose ({success}) was not met is inferred"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """The answer and its reasons."""

    answer: PurposeAnswer
    reasons: tuple[Reason, ...]


def purpose(terms: Terms, on: dt.date) -> Purpose:
    """Return whether the purpose had been met by `on`; not assessable where the terms do not say.

    It is taken from what the terms state of their sources. It does not follow from quiet: a silent window in
    which the crew never came met nothing, and a loud one may have met its purpose.
    """
    success = in_language(terms.purpose_success or terms.purpose_text) or terms.purpose_kind
    if success is None or success == "":
        return Purpose("not_assessable", (reason("no_purpose", mark("the terms name no purpose")),))
    if terms.purpose_met_on is not None:
        return _dated(success, terms.purpose_met_on, on)
    if terms.purpose_reached is not None:
        told = _INFERRED if terms.is_inferred("purpose.reached") else _SAID
        code, sentence = f"purpose_{terms.purpose_reached}", told[terms.purpose_reached]
        return Purpose(terms.purpose_reached, (reason(code, sentence, success=success),))
    why = mark("nobody states whether the purpose ({success}) was met")
    return Purpose("not_assessable", (reason("purpose_not_stated", why, success=success),))


def _dated(success: str, met_on: str, on: dt.date) -> Purpose:
    """A stated day of fulfilment decides; before it nobody can say how it will end."""
    if days_of(met_on)[1] <= on:
        why = mark("the purpose ({success}) was met on {on}")
        return Purpose("met", (reason("purpose_met", why, success=success, on=met_on),))
    why = mark("the purpose ({success}) was met later, on {on}")
    return Purpose("not_assessable", (reason("purpose_met_later", why, success=success, on=met_on),))
