"""What was declared when, as lanes of a timeline and as a table: states, phases, guarantees, changes of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ceasefire.clock import day_span, read_local
from ceasefire.kernel.languages import in_language, mark, say
from ceasefire.reports.axes import axis_zone
from ceasefire.reports.colours import NEUTRAL
from ceasefire.reports.view import Bar, Lane, TableView
from ceasefire.terms import Terms
from ceasefire.terms.days import days_of
from ceasefire.terms.model import Declaration, Step, Window
from ceasefire.terms.words.acts import listed
from ceasefire.terms.words.sentences import sentence

STATES: Final = {
    "explored": mark("explored"),
    "appealed_to": mark("appealed to"),
    "proposed": mark("proposed"),
    "announced": mark("announced"),
    "ordered": mark("ordered"),
    "accepted": mark("accepted"),
    "mirror": mark("does the same"),
    "countered": mark("offers something else"),
    "conditional": mark("on a condition"),
    "rejected": mark("rejected"),
    "guaranteed": mark("guaranteed"),
    "extended": mark("extended"),
    "suspended": mark("suspended"),
    "released": mark("released"),
    "denounced": mark("denounced"),
    "not_stated": mark("not stated"),
}
COLUMNS: Final = (
    mark("party"),
    mark("date"),
    mark("what"),
    mark("clauses"),
    mark("said by"),
    mark("words"),
    mark("source"),
)


def history_lanes(terms: Terms, lang: str = "en") -> tuple[Lane, ...]:
    """Return a lane per party with its dated states, then phases, guarantees and changes of the text.

    A state given only to the month is a hatched stretch; one without a date stands in the table alone.
    """
    zone = axis_zone(terms)
    declared = [
        Lane(
            say("{party}: declared", lang, party=party),
            tuple(_states(terms, party, zone, lang)),
        )
        for party in sorted({each.party for each in terms.declarations})
    ]
    others = (
        Lane(say("phases", lang), tuple(_phases(terms, zone, lang))),
        Lane(say("guarantees", lang), tuple(_guarantees(terms, zone, lang))),
        Lane(say("changes of the text", lang), tuple(_changes(terms, zone, lang))),
        Lane(say("purpose", lang), tuple(_purpose(terms, zone, lang))),
    )
    return tuple(lane for lane in (*declared, *others) if lane.bars)


def open_phases(terms: Terms, lang: str = "en") -> tuple[str, ...]:
    """Return a sentence for each phase of which no date says that its guard was met."""
    return tuple(
        say(
            "{window} starts when “{guard}” has happened; no date is given for that.",
            lang,
            window=key,
            guard=each.after,
        )
        for key, each in terms.windows.items()
        if each.after is not None and each.guard_met_on is None
    )


def _states(terms: Terms, party: str, zone: str, lang: str) -> Iterator[Bar]:
    for declaration in terms.declarations:
        for step in declaration.history if declaration.party == party else ():
            if step.on is not None:
                state = _state(step, lang)
                told = sentence(f"{party}: {state}, {step.on}")
                yield _dated(step.on, zone, " ".join([told, _words(step, lang)]).strip(), f"{state} {step.on}")


def _dated(on: str, zone: str, label: str, text: str) -> Bar:
    """A moment is a tick, a day a stretch as long as the day, a month or year a hatched one."""
    if "T" in on:
        moment = read_local(on, zone).earliest
        return Bar(moment, moment, label, "sure", NEUTRAL, text)
    first, last = days_of(on)
    start, end = day_span(first, zone).start, day_span(last, zone).end
    return Bar(start, end, label, "sure" if first == last else "maybe", NEUTRAL, text)


def _phases(terms: Terms, zone: str, lang: str) -> Iterator[Bar]:
    for key, window in terms.windows.items():
        if window.after is not None and window.guard_met_on is not None:
            label = say("{window} starts when “{guard}” has happened: {on}.", lang, window=key, guard=window.after,
                        on=window.guard_met_on)  # fmt: skip
            yield _dated(window.guard_met_on, zone, label, _guard(window, lang))


def _guard(window: Window, lang: str) -> str:
    return say("“{guard}” {on}", lang, guard=window.after, on=window.guard_met_on)


def _guarantees(terms: Terms, zone: str, lang: str) -> Iterator[Bar]:
    for key, each in terms.guarantees.items():
        text = say("{guarantee} by {party}", lang, guarantee=key, party=each.by)
        if each.received is None:
            continue
        came = _dated(each.received, zone, text, text)
        if each.expires is None:
            yield came
        else:
            yield Bar(came.start, _dated(each.expires, zone, "", "").end, text, "sure", NEUTRAL, text)


def _changes(terms: Terms, zone: str, lang: str) -> Iterator[Bar]:
    for amendment in terms.amendments:
        by = say("accepted by {who}", lang, who=listed(amendment.accepted_by, lang))
        label = " ".join([sentence(f"{amendment.date}, {by}"), in_language(amendment.text, lang)]).strip()
        yield _dated(amendment.date, zone, label, say("amended {on}", lang, on=amendment.date))
    for renewal in terms.renewal.get("history", ()):
        if "on" in renewal:
            yield _dated(renewal["on"], zone, _renewal(renewal, lang), say("renewed {on}", lang, on=renewal["on"]))


def _purpose(terms: Terms, zone: str, lang: str) -> Iterator[Bar]:
    if terms.purpose_met_on is not None:
        text = say("purpose reached {on}", lang, on=terms.purpose_met_on)
        yield _dated(terms.purpose_met_on, zone, text, text)


def _renewal(renewal: Mapping[str, Any], lang: str) -> str:
    return (
        sentence(in_language(renewal["text"], lang))
        if "text" in renewal
        else say("renewed {on}", lang, on=renewal["on"])
    )


def history_table(terms: Terms, lang: str = "en") -> tuple[TableView, ...]:
    """Return every state that a party declared, dated or not, with who said it and where that stands."""
    rows = tuple(
        _row(declaration, step, lang)
        for declaration in sorted(terms.declarations, key=lambda each: each.party)
        for step in declaration.history
    )
    columns = tuple(say(column, lang) for column in COLUMNS)
    table = TableView(say("What was declared", lang), columns, rows)
    return (table.without_empty_columns(),) if rows else ()


def _row(declaration: Declaration, step: Step, lang: str) -> tuple[str, ...]:
    on = step.on or say("not dated", lang)
    if step.until is not None:
        on = say("{on}, until {until}", lang, on=on, until=step.until)
    clauses = ", ".join(step.clauses or declaration.clauses)
    who = ", ".join(filter(None, (step.said_by_who, step.said_by_office)))
    via = [say("through {via}", lang, via=step.via)] if step.via else []
    reported = [say("as reported by {who}", lang, who=step.reported_by)] if step.reported_by else []
    said_by = "; ".join(filter(None, (who, *via, *reported)))
    return declaration.party, on, _state(step, lang), clauses, said_by, _words(step, lang), step.source or ""


def _state(step: Step, lang: str) -> str:
    """What the party did; where accounts differ, what each of them says, and none leads."""
    return " / ".join(dict.fromkeys(say(STATES[state], lang) for state in step.states))


def _words(step: Step, lang: str) -> str:
    quote = say("“{quote}”", lang, quote=step.quote) if step.quote else ""
    condition = say("Condition: {condition}.", lang, condition=step.condition) if step.condition else ""
    return " ".join(filter(None, (quote, in_language(step.text, lang), condition)))
