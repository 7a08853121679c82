"""`ceasefire codes`: what an error code means, or all of them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

import ceasefire
from ceasefire.cli import codes as own
from ceasefire.cli import options, output
from ceasefire.errors import BadInput, Code, Problem

_ROOT = Path(ceasefire.__file__).parent


def modules_with_codes() -> tuple[ModuleType, ...]:
    """Every `codes.py` of every room, imported, in the order of their names."""
    files = sorted(path.relative_to(_ROOT.parent).with_suffix("") for path in _ROOT.rglob("codes.py"))
    return tuple(import_module(".".join(file.parts)) for file in files)


def all_codes() -> tuple[Code, ...]:
    """Every error code of every room, sorted, each once."""
    found = {value for module in modules_with_codes() for value in vars(module).values() if isinstance(value, Code)}
    return tuple(sorted(found, key=lambda code: code.code))


def codes(
    code: Annotated[str | None, typer.Argument(help="One code, such as CF-CLI-004; all codes when left out.")] = None,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Say what an error code means and what to do, or list them all."""
    chosen = _chosen(code)
    if as_json:
        rows = [{"code": one.code, "means": one.means, "do": one.do} for one in chosen]
        output.document({"format": "ceasefire-codes/1", "codes": rows})
        return
    for one in chosen:
        output.line(f"{one.code}  {one.means}")
        output.line(f"    {one.do}")


def _chosen(code: str | None) -> tuple[Code, ...]:
    every = all_codes()
    if code is None:
        return every
    chosen = tuple(one for one in every if one.code == code.upper())
    if not chosen:
        raise BadInput(Problem(own.UNKNOWN_CODE, got=code, expected="a code such as CF-CLI-004"))
    return chosen
