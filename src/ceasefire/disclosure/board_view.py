"""The go/no-go board is for the mission alone: whoever else asks is refused, and learns nothing from the refusal."""

from __future__ import annotations

from ceasefire.desk.board import Board, Chase, Lease, Standing, board_page
from ceasefire.disclosure import codes
from ceasefire.disclosure.reader import Reader
from ceasefire.errors import BadInput, Problem


def board_for(reader: Reader, board: Board | None, now_us: int, lease: Lease | None = None) -> Standing:
    """Return how the board stands, for the mission; BadInput for every other reader.

    Where a crew is and whether it works, who guarantees and who watches from where: no party and no public is shown
    this, nor whether there is a board at all. `board` is None where there is none, and the refusal is the same.
    """
    return _mission_only(reader, board).at(now_us, lease)


def chase_for(reader: Reader, board: Board | None, now_us: int) -> tuple[Chase, ...]:
    """Return whom to call next, for the mission; BadInput for every other reader."""
    return _mission_only(reader, board).chase(now_us)


def board_page_for(reader: Reader, board: Board | None, now_us: int, lease: Lease | None = None) -> str:
    """Return the printed page, for the mission; BadInput for every other reader."""
    return board_page(_mission_only(reader, board), now_us, lease)


def _mission_only(reader: Reader, board: Board | None) -> Board:
    if board is None or not reader.sees_everything:
        raise BadInput(Problem(codes.NOTHING_HERE))
    return board
