"""What the software proposes: a value with its reasons, of which only a named officer can make an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from ceasefire.desk.act import Act, Json
from ceasefire.kernel.reasons import Reason

_WORDS_OF: Final = MappingProxyType({"find": "text", "fuse": "why"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act of `kind` with `body` that the software holds likely, with `probability` where there is one, and why.

    It changes nothing and is stored nowhere until an officer takes it up; then the act keeps it whole, so that anybody
    can see what the officer had before the eyes.
    """

    kind: str
    body: Mapping[str, Json]
    reasons: tuple[Reason, ...]
    probability: float | None = None

    def taken_up(self, by: str, at_us: int, words: str) -> Act:
        """Return the act of the officer `by`, who gives reasons in words of his or her own.

        Raises BadInput when nobody is named.
        """
        body = {**self.body, _WORDS_OF[self.kind]: words, "proposal": self.to_json()}
        return Act(self.kind, by, at_us, body)

    def to_json(self) -> dict[str, Any]:
        """Return the proposal as it stands in an act: probability and reasons."""
        reasons = [each.to_json() for each in self.reasons]
        chance = {} if self.probability is None else {"probability": round(self.probability, 4)}
        told = {name: value for name, value in self.body.items() if isinstance(value, str)}
        return {"kind": self.kind, "body": told, "reasons": reasons} | chance
