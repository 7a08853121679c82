"""The terms as a board reads them: amended up to its day, and open wherever accounts of one value differ."""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import cast

from ceasefire.clock import TimeSet, one_of, parse_date
from ceasefire.kernel.kleene import Bounds
from ceasefire.kernel.tree import MapNode, from_plain
from ceasefire.scope import Where
from ceasefire.terms import Terms, as_amended, readings, write_text
from ceasefire.terms.meaning import area_where, window_when
from ceasefire.terms.patch import with_changes
from ceasefire.terms.read import read_tree_alone


def terms_digest(terms: Terms) -> str:
    """Return the SHA-256 of the text of the terms, in hexadecimal: two sides with one digest hold one text."""
    return hashlib.sha256(write_text(terms).encode()).hexdigest()


def as_of(terms: Terms, on: str) -> Terms:
    """Return the terms with the amendments that every declaring party accepted up to the day of `on`."""
    return as_amended(terms, parse_date(on.strip().replace("T", " ").split()[0]))


def changed(terms: Terms, changes: object) -> Terms:
    """Return the terms with `changes` by section put over them; BadInput with what is wrong with these."""
    tree = with_changes(cast("MapNode", terms.tree), cast("MapNode", from_plain(changes)))
    return read_tree_alone(tree)


def ground(terms: Terms, area: str) -> Bounds[Where]:
    """Return where the area surely lies and where it may, over every account of it."""
    found = [area_where(each, area) for each in readings(terms)]
    return Bounds(
        reduce(lambda left, right: left & right, (each.sure for each in found)),
        reduce(lambda left, right: left | right, (each.maybe for each in found)),
    )


def times(terms: Terms, window: str) -> Bounds[TimeSet]:
    """Return when the window surely is and when it may be, over every account of it."""
    return one_of(window_when(each, window) for each in readings(terms))
