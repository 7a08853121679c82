"""A board for the tests: made-up shapes in the open ocean, the window of a repair crew, and whole acts of every kind."""

from ceasefire import terms
from ceasefire.clock import MINUTE, parse_instant
from ceasefire.desk import Act
from ceasefire.desk.board import Board, Lease, terms_digest

TEXT = """
format: ceasefire-terms/1
ceasefire: made-up-repair
title: {en: "A window for a repair crew, with made-up shapes in the ocean"}
timezone: Europe/Kyiv
parties: {RU: {}, UA: {}, IAEA: {}}
areas:
  works: {point: [-30.0, 30.0], radius: 200 m}
  road: {corridor: {line: [[-30.03, 30.0], [-30.0, 30.0]], half_width: 50 m}}
  zone: {point: [-30.015, 30.0], radius: 4 km}
windows:
  W: {from: "2025-10-18T09:00", until: "2025-10-18T16:00"}
clauses:
  C1: {kind: refrain, acts: [fire, uav], bound: [RU, UA], area: zone, window: W}
declarations:
  - {party: RU, clauses: [C1], history: [{state: guaranteed}]}
  - {party: UA, clauses: [C1], history: [{state: guaranteed}]}
guarantees:
  G_RU: {by: RU, crew: the line crew, area: zone, window: W, must_cover: [works], margin: 500 m}
  G_UA: {by: UA, crew: the line crew, area: zone, window: W, must_cover: [works], margin: 500 m}
"""
TERMS = terms.read_text(TEXT)
LEASE = "desk-1"
SIDES = [
    {"party": "UA", "zone": "Europe/Kyiv", "capital": "Kyiv"},
    {"party": "RU", "zone": "Europe/Moscow", "capital": "Moscow"},
]


def clock(hour, day="2025-10-18"):
    """The moment that the clock in Kyiv shows `hour`."""
    return parse_instant(f"{day}T{hour}", "Europe/Kyiv")


NINE, FOUR = clock("09:00"), clock("16:00")


def act(kind, at, /, by="olena", **body):
    return Act(kind, by, clock(at) if isinstance(at, str) else at, body)


def opening(at="06:00", made=TERMS, **more):
    body = {
        "on": "2025-10-18",
        "terms": terms_digest(made),
        "must_cover": ["works", "road"],
        "margin_m": 300,
        "crew": "The line crew",
        "sides": SIDES,
        "decide_by_us": clock("08:00"),
    }
    return act("open", at, **(body | more))


def details_of(board, line):
    version = board.told.ground.version
    span = board.told.ground.slot.span
    return {
        "guarantee": {
            "verbatim": "We keep silent.",
            "read_back": True,
            "authority": "chief of staff",
            "version": version,
        },
        "units": {"order": "order 12, down to platoons"},
        "monitors": {"team": "team 3"},
        "clearance": {
            "certificate": "7 of the demining centre",
            "valid_until_us": (span.end if span else NINE) + 60 * MINUTE,
        },
        "medevac": {"minutes": 40},
        "radio_test": {"channel": "4", "behind_it": "satellite telephone"},
        "recall_time": {"minutes": 40},
        "clocks": {"read": {"UA": "09:00", "RU": "09:00"}},
    }.get(line.partition(":")[0], {})


def confirm(board, line, at, confirmed=None, **details):
    at_us = clock(at) if isinstance(at, str) else at
    body = {"line": line, "person": f"the person for {line}", "via": "telephone"}
    body |= {
        "confirmed_us": at_us if confirmed is None else clock(confirmed),
        "details": details_of(board, line) | details,
    }
    return act("confirm", at_us, **body)


def heard(station, at):
    at_us = clock(at) if isinstance(at, str) else at
    return act("contact", at_us, station=station, person="the operator", heard_us=at_us)


def lines(board):
    return [line.key for line in board.told.ground.lines]


def opened(made=TERMS, window="W", **more):
    return Board("b", made, window).after(opening(made=made, **more))


def refreshed(board, at, leave_out=(), silent=()):
    """The board with every line confirmed and every station heard at `at`."""
    for line in lines(board):
        if line not in leave_out:
            board = board.after(confirm(board, line, at))
    for station in ("crew", "monitors:RU", "monitors:UA"):
        if station not in silent:
            board = board.after(heard(station, at))
    return board


def go(board, at, kind="go", lease=LEASE, by="olena", seen=None):
    return board.after(act(kind, at, by=by, seen=len(board.acts) if seen is None else seen, lease=lease))


def gone(at="07:50"):
    return go(refreshed(opened(), at), at)


def lease_at(at, id=LEASE):  # noqa: A002 - the field's name
    at_us = clock(at) if isinstance(at, str) else at
    return Lease(id, at_us, at_us + 1)


def shown(board, at, id=LEASE):  # noqa: A002 - as above
    """How the desk under lease `id` shows the board at `at`."""
    at_us = clock(at) if isinstance(at, str) else at
    return board.at(at_us, lease_at(at_us, id))


def codes_of(standing):
    return {why.code for why in standing.why}
