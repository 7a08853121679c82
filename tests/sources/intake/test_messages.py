"""Text messages: read whole or not at all, read back, repeated, corrected, withdrawn; refusals fit into one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.clock import HOUR, MINUTE, Span
from ceasefire.errors import BadInput
from ceasefire.geometry import Disc
from ceasefire.kernel import taxonomy
from ceasefire.record import Post
from ceasefire.sources.intake import message as grammar_of_messages
from ceasefire.sources.intake.inbox import in_force, place
from ceasefire.sources.intake.message import Received, read_message
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.reply import read_back, refusal, room
from ceasefire.sources.intake.setting import Setting

ALL = taxonomy.leaves("all")
POSTS = [Post(name, "M1", 37.8, 48.1, ALL, 5000.0) for name in ("7", "3")] + [Post("Mill", "M1", 37.9, 48.2, ALL)]
AT = int(dt.datetime(2020, 8, 13, 18, 20, tzinfo=dt.UTC).timestamp() * 1_000_000)
DESK = Setting.of("Europe/Kyiv", AT, POSTS, "smm_violation")
FORMS = [
    (line[:72].strip(), line[72:].strip())
    for line in grammar_of_messages.__doc__.splitlines()
    if len(line) > 72 and line[70:72] == "  "
]


def message(text, name="1", sender="+1", at=AT):
    return read_message(Received(name, sender, at, text), DESK)


@pytest.mark.parametrize(("text", "means"), FORMS, ids=[text for text, _ in FORMS])
def test_every_form_of_the_grammar_is_taken(text, means):
    kinds = {"zero report": "zero", "withdrawn": "void", "watch": "watch"}
    expected = next((kind for word, kind in kinds.items() if word in means), "observation")
    assert message(text).kind == expected


def test_the_grammar_shows_every_kind():
    assert {message(text).kind for text, _ in FORMS} == {"observation", "zero", "watch", "void"}


@pytest.mark.parametrize(
    "text",
    [
        "nothing heard, 24 h, post 7",
        "NOTHING HEARD 24H P7",
        "post 7: nothing heard, last 24 hours",
        "нічого не чути, 24 год, пост 7",
    ],
)
def test_a_zero_report_is_a_watch_and_no_observation(text):
    zero = message(text)
    assert (zero.kind, zero.observation) == ("zero", None)
    watch = zero.effort
    assert (watch.zero, watch.watched, watch.by, watch.note) == (True, True, "M1", text)
    assert watch.span == Span(AT - 24 * HOUR, AT)
    assert watch.where == Disc(37.8, 48.1, 5000.0)
    assert "fire.mortar" in watch.acts
    assert "weapons.heavy_in_zone" not in watch.acts


def test_a_zero_of_some_things_says_nothing_of_others():
    watch = message("post 7, 08:00-20:00, no bursts or shots heard").effort
    assert watch.zero
    assert "fire.machine_gun" in watch.acts
    assert "fire.mortar" not in watch.acts
    assert message("post 7, nothing seen or heard, 2 h until 19:30").effort.acts == ALL


def test_a_watch_that_was_not_let_look_is_told_and_can_report_no_zero():
    denied = message("patrol, access denied 08:00-12:00, post 7")
    assert (denied.effort.status, denied.effort.means, denied.effort.zero) == ("denied", "patrol", False)
    assert denied.effort.span == Span(AT - 13 * HOUR - 20 * MINUTE, AT - 9 * HOUR - 20 * MINUTE)
    with pytest.raises(BadInput, match="CF-INTAKE-009"):
        message("nothing heard, access denied, 24 h, post 7")


def test_a_camera_that_ran_and_what_it_recorded_are_two_records_of_one_message():
    both = message("camera 3 up 08:00-20:00, recorded 3 flares 1-2 km N")
    assert (both.kind, both.effort.means, both.observation.counts, both.effort.zero) == (
        "observation",
        "camera",
        (),
        False,
    )
    assert both.observation.sense == "recorded"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3 shots, 4 dragons, post 77", [2, 4]),
        ("post Mill, nothing heard, 24 h", [10]),
        ("post 7", [7]),
        ("nothing heard", [3, 5]),
        ("post 7 nothing heard 24 h, 3 shots", [8]),
        ("void", [11]),
        ("corr, post 7, 3 shots", [11]),
        ("void #14 post 7, 3 shots", [12]),
        ("post 7, 3 shots, 2020-08-14", [6]),
    ],
)
def test_a_message_is_taken_whole_or_not_at_all(text, codes):
    with pytest.raises(BadInput) as caught:
        message(text)
    assert sorted(int(problem.code.code[-3:]) for problem in caught.value.problems) == codes


def test_the_same_number_and_content_is_the_same_message_and_another_content_is_refused():
    first = message("#14 post 7 20:18 3 shots", "a")
    assert place(message("3 shots 20:18, P7, #14", "b"), [first]).of == "a"
    with pytest.raises(BadInput, match="CF-INTAKE-013"):
        place(message("#14 post 7 20:18 4 shots", "b"), [first])
    assert place(message("#14 post 3 20:18 4 shots", "b"), [first]).standing == "new"
    assert place(message("#14 post 7 20:18 4 shots", "b", at=AT + 200 * HOUR), [first]).standing == "new"


def test_without_a_number_a_person_decides_unless_a_time_tells():
    timed, untimed = message("post 7 20:18 3 shots", "a"), message("post 7 3 shots", "b")
    assert place(message("post 7, 3 shots 20:18", "c"), [timed]).standing == "same"
    assert place(message("p7 3 shots", "c"), [untimed]).standing == "perhaps_same"
    assert place(message("p7 3 shots", "c", sender="+2"), [untimed]).standing == "new"


def test_corrections_stand_in_place_of_what_they_correct_and_withdrawals_leave_nothing():
    texts = [
        "#1 p7 20:18 3 shots",
        "#2 p7 20:20 5 shots",
        "corr #1 p7 20:18 4 shots",
        "#2 p7 20:20 5 shots",
        "void #2 p7",
    ]
    messages = [message(text, str(at)) for at, text in enumerate(texts)]
    assert [each.received.id for each in in_force(messages)] == ["2"]
    assert [each.received.id for each in in_force(messages[:4])] == ["1", "2"]
    with pytest.raises(BadInput, match="CF-INTAKE-014"):
        place(message("corr #9 p7 3 shots"), messages)


@given(
    st.lists(
        st.sampled_from(
            ["#1 p7 20:18 3 shots", "corr #1 p7 20:18 4 shots", "#2 p3 20:18 3 shots", "nothing heard, 2 h, p7"]
        ),
        max_size=6,
    )
)
def test_sending_every_message_twice_changes_nothing(texts):
    texts = ["#1 p7 20:18 3 shots", *texts]
    once = [message(text, f"{at}") for at, text in enumerate(texts)]
    twice = [each for at, text in enumerate(texts) for each in (once[at], message(text, f"{at}b"))]
    timed = [each.received.id for each in in_force(once) if each.said.number]
    assert [each.received.id for each in in_force(twice) if each.said.number] == timed


@pytest.mark.parametrize("lang", ["en", "uk"])
@given(text=st.text(min_size=1, max_size=300) | st.sampled_from(["post 77, 4 dragons, 25:00, 2021-01-01", "x " * 150]))
def test_a_refusal_fits_into_one_text_message(lang, text):
    try:
        message(text)
    except BadInput as told:
        line = refusal(told.problems, lang, number=14)
        assert len(line) <= room(line)
        assert "\n" not in line
        assert f"E{told.problems[0].code.code[-3:]}" in line or told.problems[0].code.code in line


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_reading_is_read_back_whole(lang):
    taken = message(
        "#14 post 7 13.08 20:18-20:30 heard ~45 ex, 36 pr, all 0.6-4 km S SSW; 12 bursts of heavy machine-gun fire 1-2 km N"
    )
    parts = read_back(taken, lang)
    assert all(len(part) <= room(part) for part in parts)
    whole = " ".join(part.partition(") ")[2] if len(parts) > 1 else part for part in parts)
    assert read_phrase(whole.partition(": ")[2]) == taken.said
