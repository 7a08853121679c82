"""Terms of local ceasefires that a machine can check, matched against what really happened.

`import ceasefire as cf` gives every room by its name (`cf.scope`, `cf.terms`, `cf.matching`); a room
is loaded when it is first named, so that the import itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__version__ = "0.1.0"

_ROOMS = (
    "app",
    "assessment",
    "cases",
    "clock",
    "desk",
    "disclosure",
    "errors",
    "geometry",
    "kernel",
    "ledger",
    "matching",
    "record",
    "reports",
    "scope",
    "sources",
    "store",
    "terms",
)


def __getattr__(name: str) -> ModuleType:
    """Load a room when it is first named."""
    if name in _ROOMS:
        return import_module(f"ceasefire.{name}")
    message = f"ceasefire has no room {name!r}; there are {', '.join(_ROOMS)}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """The rooms, for completion."""
    return sorted([*globals(), *_ROOMS])
