"""`ceasefire fetch`: download a publisher's public file. The only command that opens a connection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import codes, options, output, paths
from ceasefire.errors import BadInput, Problem

if TYPE_CHECKING:
    from ceasefire.sources import Manifest


def fetch(
    source: Annotated[str, typer.Argument(help="ucdp, viina, firms or sirens.")],
    name: Annotated[str | None, typer.Argument(help="Which file; left out, the list of files is printed.")] = None,
    *,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="What the address needs, such as year=2024; may be repeated.")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="The folder to put the file in.")] = Path(),
    sha256: Annotated[str | None, typer.Option("--sha256", help="The hash that the file has to have.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there already.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Download a public file of a source, with progress, checksum and resume."""
    from ceasefire.sources import fetch as downloads
    from ceasefire.sources import manifest

    known = manifest({"ucdp": "ucdp-ged"}.get(source, source))
    if name is None:
        _list(known, as_json=as_json)
        return
    url, file = downloads.address(known, name, _pairs(values or []))
    target = paths.output_file(paths.output_folder(into) / file)
    with output.progress(file) as advance:
        seen = 0

        def step(so_far: int, _in_all: int | None) -> None:
            nonlocal seen
            advance(so_far - seen)
            seen = so_far

        done = downloads.fetch(url, target, sha256=sha256, progress=step, replace=replace)
    if as_json:
        got = {"path": str(done.path), "url": url, "sha256": done.sha256, "size": done.size, "received": done.received}
        output.document({"format": "ceasefire-fetch/1", **got})
        return
    output.line(f"{done.path}  {done.size:,} bytes  sha256 {done.sha256}")
    output.line(f"{known.title}. Licence: {known.licence}. {known.citation}")


def _list(known: Manifest, *, as_json: bool) -> None:
    from ceasefire.sources.fetch import places_of

    downloads = known.downloads
    if as_json:
        files = [
            {"name": each.name, "url": each.url, "needs": places_of(each), "what": each.what} for each in downloads
        ]
        output.document({"format": "ceasefire-fetch/1", "files": files})
        return
    rows = [(each.name, " ".join(f"--set {place}=…" for place in places_of(each)), each.what) for each in downloads]
    output.table(("file", "needs", "what"), rows)


def _pairs(values: list[str]) -> dict[str, str]:
    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise BadInput([Problem(codes.USAGE, got=f"--set {value}", expected="--set name=value") for value in wrong])
    return {name: value for name, _, value in (each.partition("=") for each in values)}
