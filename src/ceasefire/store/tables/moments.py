"""The clock of the store: acts are written in the order of their moments, whatever the machine's clock does."""

from __future__ import annotations

from typing import Final

from ceasefire.clock import SECOND, to_datetime
from ceasefire.errors import Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.protocol import Connection

SLACK_US: Final = 2 * SECOND
"""Clocks that are set by a network step back by less than this; that is no reason to stop the work."""


def pass_moment(connection: Connection, at_us: int, *, clock_was_wrong: bool = False) -> int:
    """Note that something is done at `at_us`; return the moment that it gets.

    A clock that is a little behind the last act gives that act's moment; one that is further behind is refused,
    unless a person said that the last moment was the wrong one.
    """
    found = connection.one("SELECT last_us FROM moments WHERE one = 1")
    last = at_us if found is None else int(found[0])
    if at_us < last - SLACK_US and not clock_was_wrong:
        got, expected = (f"{to_datetime(each).isoformat()}" for each in (at_us, last))
        raise StoreError(Problem(codes.CLOCK_BACK, got=got, expected=f"{expected} or later"))
    moment = at_us if clock_was_wrong else max(at_us, last)
    connection.run(
        "INSERT INTO moments (one, last_us) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET last_us = excluded.last_us",
        moment,
    )
    return moment
