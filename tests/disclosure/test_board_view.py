"""The board is shown to the mission and to nobody else, and a refusal is the same whether there is one or not."""

import pytest
from tests.desk.board.board_acts import TERMS, act, clock, gone, lease_at

from ceasefire.disclosure import Reader, board_for, board_page_for, chase_for
from ceasefire.errors import BadInput

BOARD, NOW = gone(), clock("07:51")
OTHERS = [Reader.named(name, TERMS) for name in ("public", "RU", "UA", "IAEA")]


def test_the_mission_sees_the_board():
    mission = Reader.named("mission", TERMS)
    assert board_for(mission, BOARD, NOW, lease_at(NOW)).go
    assert board_page_for(mission, BOARD, NOW, lease_at(NOW)).startswith("GO ")
    assert chase_for(mission, BOARD, NOW) == BOARD.chase(NOW) != ()


@pytest.mark.parametrize("reader", OTHERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize("ask", [board_for, board_page_for, chase_for])
def test_everybody_else_is_refused_in_the_same_words_whatever_there_is(reader, ask):
    told = set()
    for board in (None, BOARD, BOARD.after(act("abandon", NOW, why="the crew left"))):
        with pytest.raises(BadInput) as refusal:
            ask(reader, board, NOW)
        told.add(str(refusal.value))
    assert len(told) == 1
    assert "board" not in told.pop()
