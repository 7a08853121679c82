"""`ceasefire release`: a named officer stands for the draft of an assessment."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ceasefire.cli import codes, options, output, paths
from ceasefire.errors import BadInput, Place, Problem


def release(
    assessment: Annotated[Path, typer.Argument(help="The draft, as `ceasefire assess --json` prints it.")],
    *,
    by: Annotated[str, typer.Option("--by", help="The name of the officer who releases it.")],
    office: Annotated[str, typer.Option("--office", help="The office in which the officer does so.")],
    on: Annotated[str, typer.Option("--on", help="The day of the release.")],
    dissent: Annotated[
        list[str] | None, typer.Option("--dissent", help="Who disagrees and why; may be given several times.")
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Write a released copy beside the draft; a draft is released once."""
    from ceasefire.assessment.release import Release, release_draft
    from ceasefire.clock import parse_date

    paths.input_file(assessment, whole=True)
    out = assessment.with_name(f"{assessment.stem}.released.json")
    if out.exists():
        raise BadInput(Problem(codes.FILE_EXISTS, Place(file=str(out)), got="released already"))
    raw = assessment.read_bytes()
    day = parse_date(on, Place(field="--on"))
    found = Release(by, office, day, tuple(dissent or ()), hashlib.sha256(raw).hexdigest())
    released = release_draft(read_document(assessment, raw), found, Place(file=str(assessment)))
    output.file(out, output.as_document(released))
    if as_json:
        output.document(released)
    else:
        output.line(f"Released by {by}, {office}, on {day}: {out}")


def read_document(file: Path, raw: bytes) -> dict[str, Any]:
    """Return the JSON document of a file; raise BadInput when it holds none."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise BadInput(Problem(codes.NOT_A_DOCUMENT, Place(file=str(file)), got=str(problem))) from None
    if not isinstance(document, dict):
        raise BadInput(Problem(codes.NOT_A_DOCUMENT, Place(file=str(file)), got=type(document).__name__))
    return document
