"""One run of a match as `match` and `report` ask for it: files in, a match and what was read out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceasefire.cli import codes, output, paths
from ceasefire.errors import BadInput, Place, Problem

if TYPE_CHECKING:
    from ceasefire.disclosure import Shown
    from ceasefire.kernel.reasons import Reason
    from ceasefire.record import Event
    from ceasefire.sources import Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person named: files, the format of the events, settings, and who will read the answer."""

    terms: Path
    events: tuple[Path, ...]
    form: str
    mapping: Path | None
    settings: tuple[str, ...]
    effort: Path | None
    notices: Path | None
    overlays: tuple[Path, ...]
    reader: str


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it, as the reader may see it, and what became of every input row."""

    shown: Shown
    inputs: list[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """Return the whole document in the published form."""
        hits = self.shown.hits
        told = {} if hits is None else {"hits": [each.to_json() for each in hits]}
        return self.shown.match.to_json(self.inputs) | told


def run(asked: Asked, *, yes_at: float, no_at: float) -> Run:
    """Read the files, and match them as the reader may see it."""
    from ceasefire import sources, terms
    from ceasefire.disclosure import Reader, inputs_for, match_for
    from ceasefire.matching.match import Limits
    from ceasefire.record import read_effort, read_notices

    files = [asked.terms, *asked.overlays, *filter(None, (asked.mapping, asked.effort, asked.notices))]
    paths.input_files(files, whole=True)
    paths.input_files(asked.events)
    promised = terms.read(asked.terms, asked.overlays)
    reader = Reader.named(asked.reader, promised)
    events, readings = read_events(asked.events, asked.form, asked.mapping, settings(asked.settings))
    zone = promised.zone.name
    effort = None if asked.effort is None else read_effort(asked.effort, zone)
    notices = () if asked.notices is None else read_notices(asked.notices, zone)
    published = sources.is_published(asked.form)
    shown = match_for(
        reader,
        promised,
        events,
        effort=effort,
        notices=notices,
        limits=Limits(yes_at, no_at),
        published=published,
        sees=frozenset[str]().union(*(each.manifest.sees for each in readings)),
    )
    told = (*shown.match.notices, *cut_off(readings))
    shown = replace(shown, match=replace(shown.match, notices=told))
    return Run(shown, inputs_for(reader, readings, asked.form, published=published))


def cut_off(readings: list[Reading]) -> tuple[Reason, ...]:
    """Say of which files the end is missing: every count made from them may be too low."""
    from ceasefire.kernel.languages import mark
    from ceasefire.kernel.reasons import reason

    why = mark(
        "the file {file} ends in the middle of a row: it was probably cut off while it was downloaded, and whatever "
        "came after is missing from every count"
    )
    named = zip(readings, _names(readings), strict=True)
    return tuple(reason("cut_off", why, file=name) for each, name in named if each.is_cut_off)


def read_events(
    files: tuple[Path, ...], form: str, mapping: Path | None, chosen: dict[str, str]
) -> tuple[tuple[Event, ...], list[Reading]]:
    """Read every file of events; the events, and the readings, which know what became of each row."""
    from ceasefire import sources

    readings = [sources.read_events(path, form, mapping, chosen) for path in files]
    events = tuple(_advancing(readings))
    _refuse_the_same_twice(readings)
    return events, readings


def _refuse_the_same_twice(readings: list[Reading]) -> None:
    """A file given twice would double every count."""
    first: dict[str | None, str] = {}
    for each in readings:
        if each.sha256 in first:
            got = f"the same content as {first[each.sha256]}"
            raise BadInput(Problem(codes.SAME_FILE_TWICE, Place(file=each.path), got=got))
        first[each.sha256] = each.path


def _advancing(readings: list[Reading]) -> list[Event]:
    """All events; an id that an earlier file has too is told with its file's name, so that none stands for both."""
    with output.progress("reading events") as advance:
        events: list[Event] = []
        before: set[str] = set()
        for reading, name in zip(readings, _names(readings), strict=True):
            first = len(events)
            for event in reading:
                events.append(replace(event, id=f"{name}: {event.id}") if event.id in before else event)
                advance(1)
            before.update(event.id for event in events[first:])
    return events


def _names(readings: list[Reading]) -> list[str]:
    """The files by name alone, since a folder may name people; numbered where two are called the same."""
    names = [Path(reading.path).name for reading in readings]
    return [name if names.count(name) == 1 else f"{name} ({at})" for at, name in enumerate(names, 1)]


def settings(texts: tuple[str, ...]) -> dict[str, str]:
    """Return the settings of a source from `name=value` texts; BadInput names every one that is not so written."""
    pairs = [text.partition("=") for text in texts]
    wrong = [text for text, (_, equals, _) in zip(texts, pairs, strict=True) if not equals]
    if wrong:
        raise BadInput([Problem(codes.NOT_A_SETTING, got=text, expected="name=value") for text in wrong])
    return {name.strip(): value.strip() for name, _, value in pairs}
