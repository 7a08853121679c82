"""`ceasefire cases`: the real ceasefires that the package carries, as terms to read, copy and learn from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ceasefire.cli import options, output, paths


def cases(
    key: Annotated[str | None, typer.Argument(help="One case, such as af-2018-06-eid; all when left out.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the terms of the case to this file; of all, to this folder.")
    ] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """List the real ceasefires that the package carries, or give the terms of one."""
    from ceasefire import cases as carried

    chosen = carried.keys() if key is None else (key,)
    texts = {each: carried.text(each) for each in chosen}
    if out is not None:
        _write(texts, out, alone=key is not None)
    if as_json:
        output.document({"format": "ceasefire-cases/1", "cases": [_as_json(each) for each in chosen]})
    elif key is not None and out is None:
        output.line(texts[key].rstrip("\n"))
    elif key is None:
        _list(chosen)


def _write(texts: dict[str, str], out: Path, *, alone: bool) -> None:
    if alone:
        output.file(out, *texts.values())
        return
    folder = paths.output_folder(out)
    folder.mkdir(exist_ok=True)
    for key, text in texts.items():
        output.file(folder / f"{key}.yaml", text)


def _as_json(key: str) -> dict[str, Any]:
    from ceasefire import cases as carried

    case = carried.count(key)
    return {
        "ceasefire": key,
        "title": dict(case.terms.title),
        "form": case.terms.instrument.form,
        "facts": [
            {"from": fact.origin, "kept_in": list(fact.kept_in), "note": fact.note, "expressed": fact.is_expressed}
            for fact in case.facts
        ],
        "expressed": case.expressed,
        "not_expressed": case.not_expressed,
        "lint": {f"{severity}s": n for severity, n in case.found.items()},
        "sources": list(case.terms.sources),
    }


def _list(chosen: tuple[str, ...]) -> None:
    from ceasefire import cases as carried
    from ceasefire.kernel.languages import in_language

    counts = {key: carried.count(key) for key in chosen}
    output.table(
        ("case", "facts", "not expressed", "lint errors", "title"),
        [
            (key, len(case.facts), case.not_expressed, case.found["error"], in_language(case.terms.title))
            for key, case in counts.items()
        ],
    )
    total, kept = sum(len(each.facts) for each in counts.values()), sum(each.expressed for each in counts.values())
    output.line()
    output.line(f"{len(counts)} cases, {total} facts: {kept} kept in fields, {total - kept} under not_expressed.")
    output.line("What lint finds in them stands in the real texts: it is what made them hard to keep.")
