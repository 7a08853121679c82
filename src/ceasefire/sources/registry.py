"""Which sources there are, which one a file looks like, and opening a file as one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.sources import codes
from ceasefire.sources.manifest import Manifest, load_manifest
from ceasefire.sources.reading import Reading
from ceasefire.sources.rows import Header, RowReader
from ceasefire.sources.stream import Table, open_table

OWN_TABLE: Final = "csv"
FOLDERS: Final = {
    "firms": "firms",
    "osce": "osce",
    "sirens": "sirens",
    "ucdp-ged": "ucdp_ged",
    "viina": "viina",
}
Prepare = Callable[[Header, Manifest, Mapping[str, str]], RowReader]


def names() -> tuple[str, ...]:
    """The names of every source, `csv` with a mapping file last."""
    return (*FOLDERS, OWN_TABLE)


def manifest(name: str) -> Manifest:
    """The manifest of the source `name`; BadInput when there is no such source."""
    if name not in FOLDERS:
        near = get_close_matches(name.lower().replace("_", "-"), names(), n=2)
        do = f"Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
        raise BadInput(Problem(codes.UNKNOWN_SOURCE, got=name, expected=", ".join(names()), do=do))
    return load_manifest(FOLDERS[name])


def is_published(name: str) -> bool:
    """Whether everybody can fetch the files of the source from its publisher; one's own tables are not."""
    return name in FOLDERS and bool(manifest(name).downloads)


def looks_like(header: tuple[str, ...]) -> tuple[str, ...]:
    """The sources whose required columns are all in `header`."""
    return tuple(name for name in FOLDERS if not manifest(name).missing(header))


def read_events(
    path: Path | str,
    format: str,  # noqa: A002 - the word that people use for it
    mapping: Path | str | None = None,
    options: Mapping[str, str] | None = None,
) -> Reading:
    """Open `path` as the source `format` (`csv` with a `mapping` file) and return its reading.

    `options` are those of the source's manifest. The header is checked at once; rows are read as the
    reading is iterated. Raises BadInput for a file, a format, a mapping or an option that cannot be used.
    """
    if (format == OWN_TABLE) != (mapping is not None):
        got = f"format {format} with {'a' if mapping else 'no'} mapping file"
        raise BadInput(Problem(codes.NEEDS_MAPPING, Place(str(path)), got))
    if mapping is not None:
        from ceasefire.sources.own_table.reader import read_mapping

        return _open_own(Path(path), read_mapping(Path(mapping)), options or {})
    known = manifest(format)
    settled = known.settle(options or {})
    table = open_table(Path(path), settled["encoding"])
    prepare = cast("Prepare", import_module(f"ceasefire.sources.{FOLDERS[format]}.reader").prepare)
    return _reading(table, known, settled, prepare)


def _open_own(path: Path, mapping: object, options: Mapping[str, str]) -> Reading:
    from ceasefire.sources.own_table.reader import Mapped

    mapped = cast("Mapped", mapping)
    settled = mapped.manifest.settle(options)
    table = open_table(path, settled["encoding"])
    return _reading(table, mapped.manifest, settled, mapped.prepare)


def _reading(table: Table, known: Manifest, settled: dict[str, str], prepare: Prepare) -> Reading:
    try:
        _check_columns(table, known)
        return Reading(table, known, prepare(Header(table.header), known, settled), settled)
    except BadInput:
        table.close()
        raise


def _check_columns(table: Table, known: Manifest) -> None:
    missing = known.missing(table.header)
    if not missing:
        return
    place = Place(str(table.path), table.header_line)
    got = f"columns {', '.join(table.header[:12])}{', …' if len(table.header) > 12 else ''}"
    expected = f"also {', '.join(missing)}"
    raise BadInput(Problem(codes.MISSING_COLUMNS, place, got, expected, _advice(table.header, known)))


def _advice(header: tuple[str, ...], known: Manifest) -> str:
    alike = looks_like(header)
    if alike:
        return f"The file looks like {' or '.join(f'`{name}`' for name in alike)}: name that format."
    if not known.missing(tuple(name.lower() for name in header)):
        return f"The columns are those of {known.name} in capitals, a copy: read it as `csv` with a mapping file."
    return ""
