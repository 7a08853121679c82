"""What may be said once for everybody, or once per party; and lists of parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ceasefire.kernel.tree import MapNode, Node
from ceasefire.terms.compound import ListOf
from ceasefire.terms.kinds import Kind, Ref, Schema
from ceasefire.terms.reading import At

PARTIES: Final = ListOf(Ref("parties"), or_one=True)


@dataclass(frozen=True, slots=True)
class PerParty:
    """A key for everybody, or one per party: `zone_a`, an inline spec, or `{P1: zone_a, P2: road}`."""

    kind: Kind
    own_fields: Callable[[], frozenset[str]]

    def read(self, node: Node, at: At) -> Mapping[str, str]:
        """Return {"": key} or {party: key}."""
        if not isinstance(node, MapNode) or set(node.keys()) & self.own_fields():
            key = self.kind.read(node, at)
            return {} if key is None else {"": key}
        found: dict[str, str] = {}
        for party, value in node.entries:
            here = at.under(party)
            if here.reference("parties", party, value) and (key := self.kind.read(value, here)) is not None:
                found[party] = key
        return found

    def schema(self) -> Schema:
        """Return the schema of both forms."""
        own = self.kind.schema()
        return {"anyOf": [own, {"type": "object", "additionalProperties": own}]}
