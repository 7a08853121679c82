"""Words for people: an English sentence is the key, a catalogue per language may translate it.

Catalogues are gettext files below `locale/<lang>/LC_MESSAGES/ceasefire.mo`; without one the English
sentence stands. `mark` only marks a sentence for extraction, `say` translates and fills it in.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "uk", "ru", "tr", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})
Text = Mapping[str, str]


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    folder = Path(__file__).parent.parent / "locale"
    return gettext.translation("ceasefire", folder, languages=[lang], fallback=True)


def mark(sentence: str) -> str:
    """Return `sentence` unchanged; the extraction of the catalogue finds it by this name."""
    return sentence


def say(sentence: str, lang: str = "en", **values: object) -> str:
    """Return `sentence` in `lang` with its `{places}` filled in; English where no translation exists."""
    translated = _catalogue(lang).gettext(sentence)
    return translated.format(**values) if values else translated


def say_plural(one: str, many: str, n: int, lang: str = "en", **values: object) -> str:
    """Return the singular or plural sentence that `lang` uses for `n`, filled in (`{n}` included)."""
    return _catalogue(lang).ngettext(one, many, n).format(n=n, **values)


def in_language(text: Text, lang: str = "en") -> str:
    """Return the text in `lang`, else in English, else in the first language by code; empty for none."""
    if lang in text:
        return text[lang]
    return text.get("en") or next((text[key] for key in sorted(text)), "")
