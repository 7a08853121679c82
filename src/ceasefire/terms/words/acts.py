"""Acts, duties and parties in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ceasefire.kernel import taxonomy
from ceasefire.kernel.languages import say
from ceasefire.terms.model import Clause


def label(code: str, lang: str = "en") -> str:
    """Return the word for an act or a duty, small at its start so that it stands inside a sentence."""
    tree = taxonomy.duties() if code in taxonomy.duties() and code not in taxonomy.acts() else taxonomy.acts()
    word = tree.label(code, lang)
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


def fewest_codes(codes: Iterable[str]) -> list[str]:
    """Return the fewest codes that stand for these acts and duties."""
    every = frozenset(codes)
    acts, duties = taxonomy.acts(), taxonomy.duties()
    inside = every & acts.all_leaves
    found = list(_as_one_set(inside) or acts.summarise(inside)) if inside else []
    return [*found, *(duties.summarise(every & duties.all_leaves) if every - inside else ())]


def _as_one_set(leaves: frozenset[str]) -> tuple[str, ...]:
    """The named set that these acts are, all of it and nothing else; empty when they are none."""
    acts = taxonomy.acts()
    return tuple(code for code in acts.named_sets if acts.leaves(code) == leaves)[:1]


def acts_in_words(clause: Clause, lang: str = "en") -> str:
    """Return what the clause speaks of, as the text lists it; its own words where it lists nothing."""
    if clause.kind == "do":
        return label(clause.duty, lang) if clause.duty else say("a duty that is not given", lang)
    if clause.acts and clause.kind == "refrain":
        return named_acts(clause.acts, lang)
    if clause.acts:
        return joined([label(code, lang) for code in clause.acts], lang)
    if clause.acts_unstated:
        return say("acts that the text does not list, saying only “{words}”", lang, words=clause.acts_unstated)
    return say("acts that the text does not list", lang)


def named_acts(codes: Sequence[str], lang: str = "en") -> str:
    """Return acts so that "to refrain from" can stand before them; single acts are set off as in a list."""
    words = joined([label(code, lang) for code in codes], lang)
    if len(codes) > 1:
        return say("these acts: {acts}", lang, acts=", ".join(label(code, lang) for code in codes))
    return words if "." not in codes[0] else say("this act: {acts}", lang, acts=words)


def joined(words: Sequence[str], lang: str = "en") -> str:
    """Return the words in their order, joined as in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", lang, first=", ".join(words[:-1]), last=words[-1])


def listed(parties: Iterable[str], lang: str = "en") -> str:
    """Return the keys of parties in alphabetical order, joined as in a sentence."""
    return joined(sorted(parties), lang) or say("nobody", lang)
