"""The reference page of the desk: states, acts and their fields, made from the tables that check them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ceasefire.desk import call, case_walk, mandate, piece, tier
from ceasefire.desk.board import lines as board_lines
from ceasefire.desk.board import walk as board_walk
from ceasefire.desk.form import Field
from ceasefire.desk.walk import Walk


def desk_page() -> str:
    """Return the page of acts: cases, evidence, findings, calls, boards and their lines, the mandate file."""
    first = "What officers do, in the words that are stored. How it is meant: [](../../explanation/cases.md)."
    return "\n".join(
        [
            "# Acts of the desk",
            "",
            f"{first} Moments are microseconds since 1970-01-01 UTC. Every act also has `kind`, `by` and `at_us`.",
            "",
            *_walk("A case", case_walk.WALK),
            *_part("A piece of evidence", "One entry of `reports`.", piece.FIELDS),
            *_words("Findings", case_walk.FINDINGS),
            *_words("Degrees of attribution, where the mandate has it", case_walk.DEGREES),
            *_words("Tiers of readers", {**tier.TIERS, f"{tier.PARTY}KEY": "One party, by its key in small letters."}),
            *_walk("A hotline call or a notice", call.WALK),
            *_walk("A go/no-go board", board_walk.WALK),
            *_board_lines(),
            *_mandate(),
        ]
    )


def _walk(title: str, walk: Walk) -> Iterator[str]:
    yield from (f"## {title}: states", "")
    for state, means in walk.states.items():
        yield from (f"`{state}`", f": {means}", "")
    yield from (
        f"## {title}: which act is allowed when",
        "",
        "| in the state | acts allowed, and the state after |",
        "|---|---|",
    )
    for state in walk.states:
        kinds = walk.allowed(state)
        steps = ", ".join(f"`{kind}`{_leads(state, walk.after(state, kind))}" for kind in kinds)
        yield f"| `{state}` | {steps} |"
    yield from ("", f"## {title}: acts", "")
    for form in walk.forms.values():
        yield from (f"### {form.kind} ({title.lower()})", "", form.means, "", *_fields(form.fields))


def _leads(state: str, to: str) -> str:
    return "" if to == state else f" → {to}"


def _part(title: str, first: str, fields: Iterable[Field]) -> Iterator[str]:
    yield from (f"## {title}", "", first, "", *_fields(fields))


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        optional = "" if field.needed else ", optional"
        yield from (f"`{field.name}` ({field.expected}{optional})", f": {_sentence(field.means)}", "")


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:].rstrip(".") + "."


def _words(title: str, words: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    for word, means in words.items():
        yield from (f"`{word}`", f": {means}", "")


def _board_lines() -> Iterator[str]:
    """The lines of a board, how long each counts and why, and its own fields under `details`."""
    yield from ("## A go/no-go board: lines", "")
    yield "Minutes can be set for each board under `ages_min`, at most three days. How it is meant:"
    yield from ("[](../../explanation/go-no-go.md).", "")
    for kind in board_lines.KINDS.values():
        each = {"board": "once", "side": "for each side", "guarantee": "for each guarantee"}[kind.per]
        falls = ", ".join(f"`{part}`" for part in sorted(kind.falls_with)) or "no part of the terms by itself"
        yield from (f"### `{kind.name}` ({each}, {kind.age_min} minutes)", "", kind.means, "")
        yield from (f"{kind.why} It falls with a change of {falls}.", "", *_fields(kind.details))
    yield from ("## A go/no-go board: signs of life", "", "Minutes can be set under `contact_min`.", "")
    for station, (minutes, why) in board_lines.CONTACTS.items():
        yield from (f"`{station}` (every {minutes} minutes)", f": {why}", "")


def _mandate() -> Iterator[str]:
    yield from ("## The mandate file", "", "YAML. Without a file: no attribution, and every finding is reviewed.", "")
    for name, means in mandate.FIELDS.items():
        yield from (f"`{name}`", f": {_sentence(means) if not means.startswith('`') else means + '.'}", "")
