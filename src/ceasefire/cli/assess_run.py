"""One assessment, or one per case of a folder, as `ceasefire assess` asks for them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ceasefire.cli import case_folder, codes, matching_run, output, paths
from ceasefire.cli.assess_pages import Pages
from ceasefire.cli.effort_of_cases import refuse_ambiguous_areas
from ceasefire.errors import BadInput, Problem

if TYPE_CHECKING:
    from ceasefire.assessment import Aside, Assessment
    from ceasefire.record import Event
    from ceasefire.sources import Reading
    from ceasefire.terms import Terms

SUMMARY_PAGE: Final = "index.html"
MADE_FROM: Final = ".made_from.json"  # apart from what is handed on: a hash of a small record proves a guess of it


@dataclass(frozen=True, slots=True)
class Record:
    """What the assessments are made on: files of events and how to read them, effort, the reader, the last day."""

    events: tuple[Path, ...]
    form: str
    mapping: Path | None
    settings: dict[str, str]
    effort: Path | None
    reader: str
    on: dt.date | None

    def read(self) -> Read:
        """Check and read the files."""
        if not self.events or not self.form:
            raise BadInput(Problem(codes.USAGE, got="no events", expected="--events FILE --format FORMAT"))
        paths.input_files(self.events)
        paths.input_files(filter(None, (self.mapping, self.effort)), whole=True)
        events, readings = matching_run.read_events(self.events, self.form, self.mapping, self.settings)
        sees = frozenset[str]().union(*(each.manifest.sees for each in readings))
        return Read(events, _set_aside(readings), sees)


@dataclass(frozen=True, slots=True)
class Read:
    """What the files of events gave: the events, what was set aside by reason, the leaves of acts that they can see."""

    events: tuple[Event, ...]
    set_aside: tuple[Aside, ...]
    sees: frozenset[str]


def _set_aside(readings: Sequence[Reading]) -> tuple[Aside, ...]:
    """The rows of all files that were set aside, by reason, and the deaths in them."""
    from ceasefire.assessment import Aside

    sums: dict[tuple[str, str], tuple[int, int, int]] = {}
    for each in (one for reading in readings for one in reading.set_aside.tallies()):
        key = each.code.code, each.code.means
        rows, deaths, silent = sums.get(key, (0, 0, 0))
        sums[key] = rows + each.rows, deaths + each.deaths, silent + each.silent
    return tuple(Aside(*key, *sums[key]) for key in sorted(sums))


def one(file: Path, overlays: Sequence[Path], others: Sequence[Path], record: Record) -> tuple[Assessment, Terms]:
    """Assess one arrangement; the answer and the terms as the reader may see them."""
    from ceasefire import terms

    paths.input_files([file, *overlays, *others], whole=True)
    return _assessed(terms.read(file, overlays), record.read(), [terms.read(each) for each in others], record)


def _assessed(promised: Terms, read: Read, others: Sequence[Terms], record: Record) -> tuple[Assessment, Terms]:
    from ceasefire.disclosure import Reader, assess_for
    from ceasefire.record import read_effort

    reader = Reader.named(record.reader, promised)
    effort = None if record.effort is None else read_effort(record.effort, promised.zone.name)
    return assess_for(
        reader,
        promised,
        read.events,
        effort=effort,
        on=record.on,
        others=others,
        set_aside=read.set_aside,
        sees=read.sees,
    )


def many(folder: Path, record: Record, pages: Pages) -> list[dict[str, Any]]:
    """Assess every terms file of a folder, the others of it being other ceasefires; the documents in their order.

    Every problem of every file is told before the first is assessed. With `pages.out`, each document and page is
    written as soon as it is made, and a document made from the same input is not made again: a run that was interrupted
    goes on where it stopped.
    """
    read = case_folder.read_folder(folder, record.reader)
    target = None if pages.out is None else paths.output_folder(pages.out)
    refuse_ambiguous_areas(record.effort, read)
    given, origin = record.read(), _combined(_digest(record), pages.lang)
    if target is not None:
        target.mkdir(exist_ok=True)
    done = []
    with output.progress("assessing", len(read)) as advance:
        for file, promised in read.items():
            others = [each for each in read.values() if each.key != promised.key]
            made_from = _combined(origin, *(_sha(each) for each in (file, *sorted(read))))
            done.append(_kept(target, promised, made_from) or _made(pages, promised, given, others, record, made_from))
            advance(1)
    if target is not None:
        _write_summary(target, done, pages.lang, record.reader)
    return done


def _kept(target: Path | None, promised: Terms, made_from: str) -> dict[str, Any] | None:
    """The document that an earlier run made from the same input, if it did and nobody has changed it or its page."""
    if target is None:
        return None
    document, page = (target / f"{promised.key}.{kind}" for kind in ("json", "html"))
    if not (document.is_file() and page.is_file()):
        return None
    stamp = _combined(made_from, _sha(document), _sha(page))
    return _read_json(document) if _read_json(target / MADE_FROM).get(promised.key) == stamp else None


def _read_json(file: Path) -> dict[str, Any]:
    """What the file holds; nothing when it is not there, or damaged."""
    try:
        document = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _made(
    pages: Pages,
    promised: Terms,
    given: Read,
    others: Sequence[Terms],
    record: Record,
    made_from: str,
) -> dict[str, Any]:
    found, read = _assessed(promised, given, others, record)
    document = found.to_json()
    if pages.out is not None:
        written, page = (pages.out / f"{promised.key}.{kind}" for kind in ("json", "html"))
        pages.write_page(page, read, found, record.reader)
        output.file(written, output.as_document(document))
        stamp = _combined(made_from, _sha(written), _sha(page))
        done = _read_json(pages.out / MADE_FROM) | {promised.key: stamp}
        output.file(pages.out / MADE_FROM, output.as_document(done))
    return document


def _write_summary(target: Path, done: list[dict[str, Any]], lang: str, reader: str) -> None:
    from ceasefire.reports import html_page
    from ceasefire.reports.assess_summary import summary_page

    output.file(target / SUMMARY_PAGE, html_page(summary_page(done, lang, reader=reader)))


def _digest(record: Record) -> str:
    from ceasefire import __version__
    from ceasefire.assessment import rules

    files = (*record.events, *filter(None, (record.mapping, record.effort)))
    chosen = json.dumps([record.form, record.settings, record.reader, str(record.on)], sort_keys=True)
    return _combined(__version__, rules().version, chosen, *(_sha(file) for file in files))


def _sha(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _combined(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
