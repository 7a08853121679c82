"""A clause in plain words: who, what, toward whom, where, when, by when, who verifies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ceasefire.clock import parse_duration
from ceasefire.kernel.languages import Text, in_language, say
from ceasefire.kernel.units import units
from ceasefire.terms.extension import extended
from ceasefire.terms.meaning import per_party
from ceasefire.terms.model import Clause, Exception_, Quota, Terms, WeaponBand, Window
from ceasefire.terms.versions import readings
from ceasefire.terms.words.acts import acts_in_words, label, listed
from ceasefire.terms.words.areas import area_in_words, duration_in_words, length_in_words
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.times import date_in_words, when_in_words, zone_for_words
from ceasefire.terms.words.windows import across_readings, window_in_words


def clause_in_words(terms: Terms, clause: Clause, lang: str = "en") -> tuple[str, ...]:
    """Return the clause as complete sentences, the promise first; what it leaves open is said too."""
    return tuple(_sentences(terms, clause, lang))


def _sentences(terms: Terms, clause: Clause, lang: str) -> Iterator[str]:
    yield _promise(clause, lang)
    if clause.text:
        yield _in_words(clause.text, lang)
    yield from _toward(clause, lang)
    yield from _places(terms, clause, lang)
    yield from _times(terms, clause, lang)
    yield from deadlines_in_words(clause, lang)
    yield from _details(clause, lang)
    if clause.verified_by:
        yield say("Verified by {who}.", lang, who=listed(clause.verified_by, lang))
    if clause.ref:
        yield say("Stands in {ref}.", lang, ref=clause.ref)


def _promise(clause: Clause, lang: str) -> str:
    who = listed(clause.bound, lang) if clause.bound else say("Somebody whom the text does not name", lang)
    values = {"who": who, "acts": acts_in_words(clause, lang)}
    match clause.kind:
        case "refrain":
            return say("{who} must refrain from {acts}.", lang, **values)
        case "do":
            return say("{who} must {acts}.", lang, **values)
        case "limit":
            return say("{who} must keep {acts} to {limit}.", lang, limit=quota_in_words(clause, lang), **values)
        case "allow":
            return say("{who} may do this: {acts}.", lang, **values)


def quota_in_words(clause: Clause, lang: str = "en") -> str:
    """Return the limit of a clause; a reduction to no stated number is named as such."""
    if clause.limit is not None:
        return say("at most {quota}", lang, quota=_quota(clause.limit, lang))
    if clause.target_level:
        return say("a level given only as “{level}”", lang, level=clause.target_level)
    return say("a level that is not stated", lang)


def _quota(quota: Quota, lang: str) -> str:
    unit = units().label(quota.of, lang) if quota.of in units() else quota.of
    said = f"{quota.n} × {unit.lower()}"
    if quota.per is None:
        return said
    return say(
        "{quota} in each period of {length}",
        lang,
        quota=said,
        length=duration_in_words(parse_duration(quota.per), lang),
    )


def _toward(clause: Clause, lang: str) -> Iterator[str]:
    if clause.kind == "do" and clause.targets is None and not clause.excluded:
        return
    if clause.targets is None:
        yield say("It holds toward everybody.", lang)
    else:
        yield say("It holds toward {targets}.", lang, targets=listed(clause.targets, lang))
    for each in clause.excluded:
        if each.decided_by:
            yield say("{actor} is left out; {who} decides who that is.", lang, actor=each.actor, who=each.decided_by)
        else:
            yield say("{actor} is left out; nobody is named to decide who that is.", lang, actor=each.actor)


def _places(terms: Terms, clause: Clause, lang: str) -> Iterator[str]:
    if not clause.area:
        if clause.kind != "do":
            yield say("Where: the text does not say.", lang)
        return
    for party, key in clause.area.items():
        where = say("; or, in another account: ", lang).join(_accounts(terms, clause.key, party, lang))
        if party:
            yield say("Where, for {party}: {where}.", lang, party=party, where=where)
        else:
            yield say("Where: {where}.", lang, where=where)
        if key in terms.areas and terms.areas[key].text:
            yield _in_words(terms.areas[key].text, lang)


def _accounts(terms: Terms, clause: str, party: str, lang: str) -> Iterator[str]:
    """Where the clause applies, once in each account that names another place."""
    told = (area_in_words(each, per_party(each.clauses[clause].area, party), lang) for each in readings(terms))
    return iter(dict.fromkeys(told))


def _times(terms: Terms, clause: Clause, lang: str) -> Iterator[str]:
    if not clause.window:
        if clause.kind != "do":
            yield say("When: the text does not say.", lang)
        return
    for party, key in clause.window.items():
        parties = [party] if party else [each for each in clause.bound if per_party(clause.window, each) == key]
        for when in window_in_words(terms, key, lang):
            if party:
                yield say("When, for {party}: {when}.", lang, party=listed(parties, lang), when=when)
            else:
                yield say("When: {when}.", lang, when=when)
        if key in terms.windows:
            yield from _around_window(terms, terms.windows[key], lang)
        yield from _with_extensions(terms, clause, key, parties, lang)


def _around_window(terms: Terms, window: Window, lang: str) -> Iterator[str]:
    if window.planned is not None:
        for when in window_in_words(terms, window.planned, lang):
            yield say("First planned: {when}.", lang, when=when)
    if window.text:
        yield _in_words(window.text, lang)


def _in_words(text: Text, lang: str) -> str:
    return say("In words: {text}", lang, text=sentence(in_language(text, lang)))


def _with_extensions(terms: Terms, clause: Clause, key: str, parties: Sequence[str], lang: str) -> Iterator[str]:
    """Where a party extended or a renewal took hold, for whom and to which end."""
    if key not in terms.windows:
        return
    plain, zone = across_readings(terms, key), zone_for_words(terms, terms.windows[key])
    longer: dict[str, list[str]] = {}
    for party in parties or ("",):  # what all renewed holds for a clause that binds nobody who is named, too
        when = extended(terms, clause.key, party, key, plain)
        if when != plain:
            longer.setdefault("; ".join(when_in_words(when, zone, lang)), []).append(party)
    for told, who in longer.items():
        if not parties:
            yield say("With what was extended: {when}.", lang, when=told)
            continue
        yield say("With what was extended, for {party}: {when}.", lang, party=listed(who, lang), when=told)


def deadlines_in_words(clause: Clause, lang: str = "en") -> Iterator[str]:
    """Yield by when a duty is to be begun and to be finished, as sentences; nothing where no day is due."""
    if clause.start_by:
        yield say("To be begun {due}.", lang, due=due_in_words(clause.start_by, lang))
    if clause.finish_by:
        yield say("To be finished {due}.", lang, due=due_in_words(clause.finish_by, lang))


def due_in_words(due: str, lang: str = "en") -> str:
    """Return a deadline: by a date, or within a time after the start."""
    if due[:1].isdigit() and "-" in due:
        return say("by {date}", lang, date=date_in_words(due, lang))
    return say("within {length} of the start", lang, length=duration_in_words(parse_duration(due), lang))


def _details(clause: Clause, lang: str) -> Iterator[str]:
    if clause.quota is not None:
        yield say("At least {quota}.", lang, quota=_quota(clause.quota, lang))
        if clause.quota.carry_over == "not_stated":
            yield say("Whether what is missing counts later is not stated.", lang)
    if clause.weapons:
        bands = "; ".join(band_in_words(band, lang) for band in clause.weapons)
        yield say("Weapons: {bands}.", lang, bands=bands)
    if clause.objects:
        yield say("Objects: {objects}.", lang, objects=", ".join(clause.objects))
    if clause.eligible:
        yield say("For these people: {who}.", lang, who=in_language(clause.eligible, lang))
    if clause.kind == "limit" and clause.baseline is None and clause.limit is None:
        yield say("No level is stated that the reduction is measured against.", lang)
    if clause.baseline is not None and clause.baseline.n is not None:
        values = {"n": f"{clause.baseline.n:g}", "unit": clause.baseline.unit or ""}
        yield say("Measured against {n} {unit} before.", lang, **values)
    if clause.rule:
        yield say("Counted under the rule {rule}.", lang, rule=clause.rule)


def band_in_words(band: WeaponBand, lang: str = "en") -> str:
    """Return kinds of weapons, the calibre band (lower end included, upper end excluded) and the distance."""
    parts = [", ".join(each.replace("_", " ") for each in band.types)] if band.types else []
    low, high = band.calibre_from_mm, band.calibre_to_mm
    if low is not None and high is not None:
        parts.append(say("from {low} mm (included) to {high} mm (excluded)", lang, low=f"{low:g}", high=f"{high:g}"))
    elif low is not None:
        parts.append(say("from {low} mm upward", lang, low=f"{low:g}"))
    elif high is not None:
        parts.append(say("below {high} mm", lang, high=f"{high:g}"))
    if band.distance_m is not None:
        parts.append(say("to be taken back {distance}", lang, distance=length_in_words(band.distance_m, lang)))
    return ", ".join(parts) or say("not stated which", lang)


def exception_in_words(terms: Terms, exception: Exception_, lang: str = "en") -> tuple[str, ...]:
    """Return the exception as sentences; its conditions are named as questions for a person to answer."""
    acts = ", ".join(label(code, lang) for code in exception.acts) or say("the acts of these clauses", lang)
    said = [say("Taken out of {clauses}: {acts}.", lang, clauses=listed(exception.of, lang), acts=acts)]
    if exception.by is not None:
        said.append(say("Only {who} may use it.", lang, who=listed(exception.by, lang)))
    if exception.only_if:
        conditions = ", ".join(each.replace("_", " ") for each in exception.only_if)
        said.append(
            say("Only if: {conditions}. Whether that was so, a person has to find.", lang, conditions=conditions)
        )
    if exception.area is not None:
        said.append(say("Where: {where}.", lang, where=area_in_words(terms, exception.area, lang)))
    if exception.window is not None:
        said += [say("When: {when}.", lang, when=when) for when in window_in_words(terms, exception.window, lang)]
    if exception.targets is not None:
        said.append(say("It holds toward {targets}.", lang, targets=listed(exception.targets, lang)))
    if exception.text:
        said.append(_in_words(exception.text, lang))
    return tuple(said)
