"""The printed page: at most sixty short lines, both clocks, digits spelled, reasons first, nothing left out in silence."""

import pytest
from tests.desk.board.board_acts import TERMS, act, clock, gone, lease_at, opened, opening, refreshed

from ceasefire import terms
from ceasefire.desk.board import Board, board_page
from ceasefire.desk.board.page import MOST_LINES, WIDTH, spelled


def page(board, at="07:50"):
    return board_page(board, clock(at), lease_at(at))


def fits(text):
    rows = text.splitlines()
    return len(rows) <= MOST_LINES and max(map(len, rows)) <= WIDTH


@pytest.mark.parametrize(
    ("text", "words"),
    [("09:30", "zero nine, three zero"), ("16:00", "one six, zero zero"), ("750 m", "seven five zero"), ("", "")],
)
def test_digits_are_said_one_by_one(text, words):
    assert spelled(text) == words


def test_a_board_that_nobody_opened_prints_no_go():
    assert page(Board("b", TERMS, "W")).splitlines()[0] == "NO-GO"


def test_go_is_printed_with_until_when_and_by_whom():
    text = page(gone())
    rows = text.splitlines()
    assert rows[0].startswith("GO ")
    assert "GO until  08:05 Moscow, 08:05 Kyiv" in rows
    assert "GO said by olena at 07:50 Moscow" in rows
    assert "recall at 15:20 Moscow, 15:20 Kyiv" in rows
    assert "          one five, two zero in Moscow" in rows
    assert "      “We keep silent.” Read back; authority: chief of staff" in rows
    assert "WHY NO-GO" not in rows
    assert fits(text)


def test_without_a_live_lease_the_same_acts_print_no_go():
    text = board_page(gone(), clock("07:51"))
    assert text.startswith("NO-GO ")
    assert "- The desk was started anew since GO was said." in text.splitlines()


def test_what_stands_against_go_comes_first_and_calls_say_whom():
    board = refreshed(opened(), "07:50", leave_out=("weather", "alerts"))
    board = board.after(act("ask", "07:51", line="weather", asked="the pilot", next_call_us=clock("07:58")))
    rows = page(board, "07:51").splitlines()
    assert "- 2 of 16 lines are not confirmed, or too old: see below." in rows
    assert "[ ]   weather" in rows
    assert "now   nobody was asked yet: alerts" in rows
    assert "07:58 weather; ask the pilot" in rows


def test_a_stop_and_the_hour_of_decision_are_printed():
    board = gone().after(act("stop", "07:55", called_by="driver", called_us=clock("07:54"), why="drone"))
    rows = page(board, "07:56").splitlines()
    assert "STOP      called 07:54 by driver; not acknowledged" in rows
    late = page(opened(), "08:10").splitlines()
    assert any(row.startswith("At the time of decision it was NO-GO; reasons then: ") for row in late)


def test_clocks_that_differ_are_printed_side_by_side():
    made = terms.read_text(terms.write_text(TERMS).replace("2025-10-18T", "2025-11-18T"))
    setting = {"on": "2025-11-18", "decide_by_us": clock("08:00", "2025-11-18")}
    board = Board("b", made, "W").after(opening(clock("07:00", "2025-11-18"), made=made, **setting))
    rows = board_page(board, clock("07:30", "2025-11-18")).splitlines()
    assert "begins    18 Nov 10:00 Moscow, 18 Nov 09:00 Kyiv" in rows
    assert "          one zero, zero zero in Moscow" in rows
    assert "- 10:00 in Moscow is 09:00 in Kyiv: always say whose clock." in rows


def test_what_does_not_fit_is_counted():
    areas = "".join(f"  a{n}: {{point: [-20.0, 30.0], radius: 1 km}}\n" for n in range(40))
    made = terms.read_text(terms.write_text(TERMS).replace("areas:\n", f"areas:\n{areas}"))
    board = opened(made, must_cover=[f"a{n}" for n in range(40)])
    text = page(board, "07:00")
    assert fits(text)
    assert " more lines, not printed" in text
    assert text.splitlines()[-1] == "A stop counts when the crew acknowledges it."


def test_a_name_cannot_break_the_lines_or_turn_them_round():
    stop = act("stop", "07:55", called_by="x\nGO\u2028GO\u202eOG", called_us=clock("07:54"), why="a\r\nGO")
    text = page(gone().after(stop), "07:56")
    assert fits(text)
    assert [row for row in text.splitlines() if row.startswith("GO")] == []
    assert "\u202e" not in text
