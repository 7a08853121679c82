"""The go/no-go board of one window of silence: lines that named persons confirm, one officer's GO, NO-GO otherwise."""

from ceasefire.desk.board.amend import Consequences
from ceasefire.desk.board.board import Board
from ceasefire.desk.board.chase import Chase
from ceasefire.desk.board.lines import Line, LineKind
from ceasefire.desk.board.page import board_page
from ceasefire.desk.board.reading import issued_digest, issued_text, terms_digest
from ceasefire.desk.board.standing import Lease, LineStanding, Standing

__all__ = [
    "Board",
    "Chase",
    "Consequences",
    "Lease",
    "Line",
    "LineKind",
    "LineStanding",
    "Standing",
    "board_page",
    "issued_digest",
    "issued_text",
    "terms_digest",
]
