"""Switches that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document; problems go to stderr as JSON.")]
