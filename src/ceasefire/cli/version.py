"""`ceasefire version`: which release this is and what it runs on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from ceasefire import __version__
from ceasefire.cli import options, output

PARTS = ("numpy", "shapely", "pyproj", "whenever", "python-dateutil", "tzdata", "numba", "pyarrow")


def version(*, as_json: options.AsJson = False) -> None:
    """Say which release this is and what it runs on; numba and pyarrow are extras."""
    parts = {part: _installed(part) for part in PARTS}
    if as_json:
        output.document(
            {
                "format": "ceasefire-version/1",
                "version": __version__,
                "python": platform.python_version(),
                "parts": parts,
            }
        )
        return
    output.line(f"ceasefire {__version__} on Python {platform.python_version()}")
    for part, found in parts.items():
        output.line(f"  {part:<16}{found or 'not installed'}")


def _installed(part: str) -> str | None:
    try:
        return installed(part)
    except PackageNotFoundError:
        return None
