"""Sections on what the arrangement is, who takes part in it, and what each party said when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.terms.agreement import step_reasons
from ceasefire.terms.model import Declaration, HeldIf, Instrument, Party, Step, Terms
from ceasefire.terms.render.document import Entry, Section
from ceasefire.terms.words.acts import joined, label, listed
from ceasefire.terms.words.once import told
from ceasefire.terms.words.sentences import sentence
from ceasefire.terms.words.times import date_in_words

_REACHED: Final = {
    "met": mark("As sources say, the purpose was met."),
    "partly": mark("As sources say, the purpose was partly met."),
    "not_met": mark("As sources say, the purpose was not met."),
}


_KINDS: Final = {
    "assets": mark("protection of objects"),
    "confidence": mark("more trust between the sides"),
    "de_escalation": mark("de-escalation"),
    "evacuation": mark("evacuation of people"),
    "feast_day": mark("a feast day"),
    "national": mark("a truce in the whole country"),
    "passage": mark("safe passage"),
    "relief": mark("relief for people"),
    "repair": mark("repair"),
    "resupply": mark("resupply"),
    "sector": mark("calm in a part of the front"),
}


_INFERRED: Final = {
    "met": mark("That the purpose was met is inferred."),
    "partly": mark("That the purpose was partly met is inferred."),
    "not_met": mark("That the purpose was not met is inferred."),
}


def at_a_glance(terms: Terms, lang: str) -> Section:
    """Form, purpose, the clock that times are on, and the criterion fixed beforehand."""
    lines = [*_purpose(terms, lang), *_instrument(terms.instrument, lang), _zone(terms, lang)]
    if terms.held_if is not None:
        lines += _held_if(terms.held_if, lang)
    return Section(say("At a glance", lang), entries=tuple(Entry(line) for line in lines if line))


def _purpose(terms: Terms, lang: str) -> Iterator[str]:
    if terms.purpose_kind:
        kind = terms.purpose_kind
        known = say(_KINDS[kind], lang) if kind in _KINDS else kind.replace("_", " ")
        yield say("Purpose: {purpose}.", lang, purpose=known)
    if terms.purpose_text:
        yield sentence(in_language(terms.purpose_text, lang))
    yield from _occasion(terms.purpose_occasion, lang)
    if terms.purpose_success:
        yield say("The purpose is met when: {success}.", lang, success=in_language(terms.purpose_success, lang))
    if terms.purpose_met_on:
        yield say("The purpose was met on {on}.", lang, on=date_in_words(terms.purpose_met_on, lang))
    if terms.purpose_reached:
        told = _INFERRED if terms.is_inferred("purpose.reached") else _REACHED
        yield say(told[terms.purpose_reached], lang)


def _occasion(occasion: Mapping[str, Any], lang: str) -> Iterator[str]:
    said = in_language(occasion["text"], lang) if "text" in occasion else say("not told", lang)
    if "on" in occasion:
        yield say("What made it necessary ({on}): {what}.", lang, on=date_in_words(occasion["on"], lang), what=said)
    elif "text" in occasion:
        yield say("What made it necessary: {what}.", lang, what=said)


def _instrument(instrument: Instrument, lang: str) -> Iterator[str]:
    if instrument.form:
        yield say("Form: {form}.", lang, form=instrument.form.replace("_", " "))
    if instrument.text:
        yield sentence(in_language(instrument.text, lang))
    if instrument.signed_by:
        signed = listed(instrument.signed_by, lang)
        if instrument.signed_on:
            yield say("Signed by {who} on {on}.", lang, who=signed, on=date_in_words(instrument.signed_on, lang))
        else:
            yield say("Signed by {who}.", lang, who=signed)
    named = (
        (instrument.initialled_by, "Initialled by {who}."),
        (instrument.mediators, "Carried between the parties by {who}."),
        (instrument.witnesses, "Witnessed by {who}."),
        (instrument.depositaries, "The text is kept by {who}."),
        (instrument.bound_not_signing, "Said to bind {who}, who did not sign."),
    )
    for people, pattern in named:
        if people:
            yield say(pattern, lang, who=listed(people, lang))
    for each in instrument.guarantors:
        if each.on_behalf_of:
            yield say("{who} stands in for {whom}.", lang, who=each.who, whom=each.on_behalf_of)
        else:
            yield say("{who} is a guarantor.", lang, who=each.who)


def _zone(terms: Terms, lang: str) -> str:
    if not terms.windows:
        return ""
    if terms.zone.name:
        return say("Local times are on the clock of {zone}.", lang, zone=terms.zone.name)
    if len(terms.zone.assume) == 1:
        return say("The text gives no time zone; its times are read in {zone}.", lang, zone=terms.zone.assume[0])
    if terms.zone.assume:
        zones = ", ".join(terms.zone.assume)
        return say("The text gives no time zone; its times are read in each of these: {zones}.", lang, zones=zones)
    return say("The text gives no time zone, and none is assumed.", lang)


def _held_if(held: HeldIf, lang: str) -> Iterator[str]:
    if held.text:
        yield say("It counts as held if: {criterion}.", lang, criterion=in_language(held.text, lang))
    else:
        yield _by_rule(held, lang)
    if held.set_on is not None:
        yield say("This was fixed on {day}.", lang, day=held.set_on)


def _by_rule(held: HeldIf, lang: str) -> str:
    acts = ", ".join(label(code, lang) for code in held.acts) or say("any act", lang)
    values = {"acts": acts, "clause": held.clause or say("any clause", lang), "rule": held.rule or ""}
    said = say("It counts as held by the rule {rule}, looking at {acts} under {clause}", lang, **values)
    if held.coverage is None:
        return sentence(said)
    share = f"{held.coverage:.0%}"
    return say("{said}, where at least {share} of place and time was watched.", lang, said=said, share=share)


def parties(terms: Terms, lang: str) -> Section:
    """Every party under its neutral key, its names with their users, and what it did, in order of time."""
    keys = sorted(terms.parties)
    return Section(say("Who takes part", lang), entries=tuple(_party(terms, terms.parties[key], lang) for key in keys))


def _party(terms: Terms, party: Party, lang: str) -> Entry:
    lines = [*_names(party, lang), *_roles(party, lang), *_members(party, lang)]
    for each in terms.declarations:
        if each.party == party.key:
            lines += _declaration(terms, each, lang)
    return Entry(party.key, tuple(lines))


def _names(party: Party, lang: str) -> Iterator[str]:
    for alias in (each for each in party.aliases if each.text != party.key):
        if alias.used_by and alias.used_by != party.key:
            yield say("Called “{name}” by {user}.", lang, name=alias.text, user=alias.used_by)
        elif alias.used_by:
            yield say("Calls itself “{name}”.", lang, name=alias.text)
        else:
            yield say("Also named “{name}”.", lang, name=alias.text)


def _roles(party: Party, lang: str) -> Iterator[str]:
    if party.role:
        yield say("Role: {role}.", lang, role=party.role.replace("_", " "))
    for user in sorted(party.role_says):
        yield say("{user} calls its role “{role}”.", lang, user=user, role=party.role_says[user])


def _members(party: Party, lang: str) -> Iterator[str]:
    if party.members:
        told = (each.who if each.n is None else f"{each.n} × {each.who}" for each in party.members)
        yield say("Members: {members}.", lang, members=", ".join(told))
    chairs = ", ".join(each.who for each in party.members if each.chairs)
    if chairs:
        yield say("In the chair: {chairs}.", lang, chairs=chairs)


def _declaration(terms: Terms, declaration: Declaration, lang: str) -> Iterator[str]:
    if declaration.zone is not None and declaration.zone.name:
        yield say("Its own times are on the clock of {zone}.", lang, zone=declaration.zone.name)
    at = terms.declarations.index(declaration)
    inferred = {i for i in range(len(declaration.history)) if terms.is_inferred(f"declarations.{at}.history.{i}.state")}
    steps = [_step(terms, declaration.party, each, lang, i in inferred) for i, each in enumerate(declaration.history)]
    if declaration.clauses and steps:
        clauses = joined(declaration.clauses, lang)
        yield say("On {clauses}: {steps}", lang, clauses=clauses, steps=" ".join(steps))
    else:
        yield from steps


def _step(terms: Terms, party: str, step: Step, lang: str, inferred: bool) -> str:  # noqa: FBT001 - private
    said = "; ".join(told(each, lang) for each in step_reasons(terms, party, step))
    if inferred:
        said = say("{said} (inferred, not stated)", lang, said=said)
    if step.clauses:
        said = say("{said} (for {clauses})", lang, said=said, clauses=", ".join(step.clauses))
    if step.said_by_who or step.said_by_office:
        speaker = ", ".join(each for each in (step.said_by_who, step.said_by_office) if each)
        said = say("{said}; said by {speaker}", lang, said=said, speaker=speaker)
    if step.quote:
        said = say("{said}: “{quote}”", lang, said=said, quote=step.quote)
    if step.reported_by:
        said = say("{said}; reported by {reporter}", lang, said=said, reporter=step.reported_by)
    more = [sentence(in_language(step.text, lang))] if step.text else []
    return " ".join([sentence(said), *more])
