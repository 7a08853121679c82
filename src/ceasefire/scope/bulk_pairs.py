"""Pairs of event and scope as one integer each, so that one plain sort puts them in order."""

from __future__ import annotations

import numpy as np

from ceasefire.scope.bulk_axis import Ints, Slots


def pack(event: Ints | Slots, scope: Ints) -> Ints:
    """The pairs as event << 32 | scope."""
    packed = event.astype(np.int64)
    packed <<= 32
    packed |= scope
    return packed


def join_packed(found: list[Ints]) -> Ints:
    """All of `found` in one array; empties the list, because two copies are too many."""
    packed = np.concatenate([np.empty(0, dtype=np.int64), *found])
    found.clear()
    return packed


def unpack(packed: Ints) -> tuple[Ints, Ints]:
    """Events and scopes of pairs packed in any order, sorted, each once; uses `packed` up."""
    packed.sort()
    if len(packed) > 1:
        fresh = packed[1:] != packed[:-1]
        if not fresh.all():
            packed = packed[np.concatenate([[True], fresh])]
    event = packed >> 32
    packed &= (1 << 32) - 1
    return event, packed
