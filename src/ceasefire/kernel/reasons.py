"""A conclusion travels with its reasons: each one is data (a code and values) and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ceasefire.kernel.amounts import IN_WORDS
from ceasefire.kernel.languages import say

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was concluded: a stable code, the sentence's pattern, and the values in it.

    Values are raw numbers; those named in `amounts.IN_WORDS` carry a unit and are told in it.
    """

    code: str
    pattern: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the sentence in English."""
        return self.in_words()

    def in_words(self, lang: str = "en") -> str:
        """Return the sentence in `lang`."""
        return say(self.pattern, lang, **{name: _told(name, value, lang) for name, value in self.values.items()})

    def __hash__(self) -> int:
        """Hash by code, pattern and the sorted values."""
        return hash((self.code, self.pattern, tuple(sorted(self.values.items()))))

    def to_json(self) -> dict[str, Any]:
        """Return the published form: code, text, values."""
        return {"code": self.code, "text": self.text, "values": dict(self.values)}


def _told(name: str, value: Value, lang: str) -> Value:
    tell = IN_WORDS.get(name)
    return value if tell is None or value is None or isinstance(value, str) else tell(value, lang)


def reason(code: str, pattern: str, **values: Value) -> Reason:
    """Make a reason; `pattern` is an English sentence with `{name}` places for `values`."""
    return Reason(code, pattern, MappingProxyType(values))
