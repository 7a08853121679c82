"""The three answers for a worked case, and the harm beside them; without a record of reports conduct cannot be told."""

from __future__ import annotations

import datetime as dt

from ceasefire.assessment.form import form
from ceasefire.assessment.purpose import purpose
from ceasefire.reports import Conclusion, Section
from ceasefire.reports.assess_words import CONDUCT, FORM, PURPOSE
from ceasefire.terms import Terms
from ceasefire.terms.render.background import harm_in_words
from ceasefire.terms.words.sentences import sentence

_NO_RECORD = "The package carries no record of what happened, so nothing was counted."


def verdict(terms: Terms, on: str) -> Section:
    """Return conduct, form, purpose and harm as they stood on the day `on`: never one word, and always a draft."""
    day = dt.date.fromisoformat(on)
    paper, reached = form(terms, day), purpose(terms, day)
    harm = tuple(harm_in_words(each, "en") for each in terms.harm)
    items = (
        Conclusion(f"Conduct: {CONDUCT['cannot_tell']}", (_NO_RECORD,)),
        Conclusion(f"Form: {FORM[paper.answer]}", tuple(sentence(why.text) for why in paper.reasons)),
        Conclusion(f"Purpose: {PURPOSE[reached.answer]}", tuple(sentence(why.text) for why in reached.reasons)),
        Conclusion("Harm", beside=harm or ("The sources state none; that is not a finding that there was none.",)),
    )
    return Section(f"Three answers on {on}, and the harm beside them", items)
