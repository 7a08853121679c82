"""The words of observers, language by language: reviewed data that one lexicon is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import Tree, read_document

LANGUAGES: Final = ("en", "uk")
# What makes it part of a longer word: a letter, an apostrophe, or a full stop with a letter ("e.g."); "4km" is two.
_NOT_BEFORE: Final = r"(?<![^\W\d])(?<!')(?<![^\W\d]\.)"
_NOT_AFTER: Final = r"(?![\w']|\.\w)"
_GAP: Final = r"[ -]+"


@dataclass(frozen=True, slots=True)
class Word:
    """What an entry of the grammar means: its section, such as `units`, and which of it, such as `burst`."""

    section: str
    value: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language: every section's entries with their forms, the one to say first."""

    language: str
    sections: Mapping[str, Mapping[str, tuple[str, ...]]]

    def forms(self, section: str, value: str) -> tuple[str, ...]:
        """Every form of an entry, the one that is said first."""
        return self.sections[section][value]

    def say(self, section: str, value: str) -> str:
        """The form in which a reading is put back in words."""
        return self.forms(section, value)[0]

    def say_unit(self, unit: str, n: int) -> str:
        """The unit as it stands after the number `n`."""
        forms = self.forms("units", unit)
        if self.language == "uk":
            return forms[_slavic_form(n)]
        return forms[0 if n == 1 else 1]

    def entries(self) -> Iterator[tuple[str, Word]]:
        """Each form with what it means."""
        for section, values in self.sections.items():
            for value, forms in values.items():
                yield from ((form, Word(section, value)) for form in forms)


def _slavic_form(n: int) -> int:
    """Which of the forms for 1, for 2 to 4, and for 5 and more stands after `n`."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every form of every language, found at a place of a text, the longest first."""

    pattern: re.Pattern[str]
    words: Mapping[str, Word]

    def at(self, text: str, start: int) -> tuple[Word, int] | None:
        """The word that begins at `start` of `text` and where it ends; None for a word that no grammar has."""
        found = self.pattern.match(text, start)
        return (self.words[_key(found[0])], found.end()) if found else None


@cache
def grammar(language: str) -> Grammar:
    """The grammar of one of `LANGUAGES`."""
    resource = files("ceasefire.sources.intake.grammar") / f"{language}.yaml"
    document = read_document(resource.read_text("utf-8"), f"{language}.yaml")
    tree = cast("dict[str, Tree]", document.tree)
    check_format(str(tree.get("format", "")), "ceasefire-phrases", 1, document.place("format"))
    listed = {name: value for name, value in tree.items() if isinstance(value, dict)}
    sections = {
        name: {value: tuple(cast("list[str]", forms)) for value, forms in values.items()}
        for name, values in listed.items()
    }
    sections["articles"] = {"1": tuple(cast("list[str]", tree.get("articles", [])))}
    return Grammar(language, sections)


@cache
def lexicon() -> Lexicon:
    """The words of all languages together: which language a text is in need not be said."""
    words: dict[str, Word] = {}
    for language in LANGUAGES:
        for form, word in grammar(language).entries():
            words.setdefault(_key(form), word)
    longest = sorted(words, key=lambda form: (-len(form), form))
    return Lexicon(re.compile("|".join(map(_pattern, longest)), re.IGNORECASE), words)


def _key(form: str) -> str:
    return re.sub(_GAP, " ", form.casefold())


def _pattern(key: str) -> str:
    spelled = _GAP.join(re.escape(part) for part in key.split(" "))
    before = _NOT_BEFORE if re.match(r"\w", key) else ""
    after = _NOT_AFTER if re.search(r"\w$", key) else ""
    return f"{before}{spelled}{after}"
