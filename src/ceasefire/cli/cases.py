"""`ceasefire cases`: the real ceasefires that the package carries, as terms to read, copy and learn from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasefire.cli import options, output, paths

if TYPE_CHECKING:
    from ceasefire.terms import Terms


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

    terms, facts = carried.read(key), carried.facts(key)
    return {
        "ceasefire": key,
        "title": dict(terms.title),
        "form": terms.instrument.form,
        "facts": [
            {"from": fact.origin, "kept_in": list(fact.kept_in), "note": fact.note, "expressed": fact.is_expressed}
            for fact in facts
        ],
        "expressed": sum(fact.is_expressed for fact in facts),
        "not_expressed": sum(not fact.is_expressed for fact in facts),
        "lint": _lint_counts(terms),
        "sources": list(terms.sources),
    }


def _lint_counts(terms: Terms) -> dict[str, int]:
    from ceasefire.terms import lint

    found = [problem.severity for problem in lint(terms)]
    return {f"{each}s": found.count(each) for each in ("error", "warning", "note")}


def _list(chosen: tuple[str, ...]) -> None:
    described = [_as_json(key) for key in chosen]
    output.table(
        ("case", "facts", "not expressed", "lint errors", "title"),
        [
            (each["ceasefire"], len(each["facts"]), each["not_expressed"], each["lint"]["errors"], each["title"]["en"])
            for each in described
        ],
    )
    total, left = sum(len(each["facts"]) for each in described), sum(each["not_expressed"] for each in described)
    output.line()
    output.line(f"{len(described)} cases, {total} facts: {total - left} kept in fields, {left} under not_expressed.")
    output.line("What lint finds in them stands in the real texts: it is what made them hard to keep.")
