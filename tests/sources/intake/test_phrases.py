"""An observer's phrase is read, put back in words, and read again to the same; nothing of it is dropped."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import units
from ceasefire.sources.intake.grammar import LANGUAGES, grammar, lexicon
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.said import Direction, Figure, Item, Said, When
from ceasefire.sources.intake.say_phrase import in_words
from ceasefire.sources.intake.tokens import normal, tokens

_spec = importlib.util.spec_from_file_location("phrases", Path(__file__).parent / "phrases.py")
said = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(said)


@pytest.mark.parametrize("lang", ["en", "uk"])
@given(said.phrases | said.watches)
def test_words_of_a_reading_are_read_to_the_same_reading(lang, reading):
    words = in_words(reading, lang)
    if words:
        assert read_phrase(words) == reading


def only(text):
    reading = read_phrase(text)
    assert reading.understood, reading.unread
    [item] = reading.items
    return item


SENTENCE = Said(
    items=(Item(Figure(45, approx=True), "explosion"), Item(Figure(36), "projectile")),
    whole=(Direction(600.0, 4000.0, ("S", "SSW")),),
)


@pytest.mark.parametrize(
    "text",
    [
        "about 45 explosions, 36 projectiles in flight, all 0.6–4 km S and SSW",
        "About 45 explosions and 36 projectiles in flight. All of them 0.6 km - 4 km to the S and SSW.",
        "~45 ex, 36 pr, all 0.6-4km S SSW",
        "approx. 45 explosions; 36 projectiles; all 600 m to 4 km south and south-south-west",
        "близько 45 вибухів, 36 снарядів у польоті, усі на відстані 0,6–4 км на Пд і ПдПдЗх",
        "приблизно 45 вибухів та 36 снарядів в польоті, всі за 600 м – 4 км на південь і південно-південний захід",
    ],
)
def test_the_sentence_of_a_night_goes_in_as_people_say_it(text):
    assert read_phrase(text) == SENTENCE


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("45 explosions", Figure(45)),
        ("an explosion", Figure(1)),
        ("twelve explosions", Figure(12)),
        ("at least 45 explosions", Figure(45, at_least=True)),
        (">45 explosions", Figure(45, at_least=True)),
        ("45+ explosions", Figure(45, at_least=True)),
        ("over 1,200 explosions", Figure(1200, at_least=True)),
        ("at least about 45 explosions", Figure(45, approx=True, at_least=True)),
        ("up to 30 explosions", Figure(0, 30)),
        ("до 30 вибухів", Figure(0, 30)),
        ("20–30 explosions", Figure(20, 30)),
        ("between 20 and 30 explosions", Figure(20, 30)),
        ("3 or 4 explosions", Figure(3, 4)),
        ("від 20 до 30 вибухів", Figure(20, 30)),
        ("двадцять вибухів", Figure(20)),
        ("щонайменше 1 200 вибухів", Figure(1200, at_least=True)),
        ("no explosions", Figure(0)),
        ("жодного вибуху", Figure(0)),
        ("explosions", None),
    ],
)
def test_numbers_keep_their_bounds(text, figure):
    assert only(text) == Item(figure, "explosion")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("2-4km ESE", [Direction(2000.0, 4000.0, ("ESE",))]),
        ("2–4 km east-south-east", [Direction(2000.0, 4000.0, ("ESE",))]),
        ("0,6–4 км на північний захід", [Direction(600.0, 4000.0, ("NW",))]),
        ("3 km N", [Direction(2500.0, 3500.0, ("N",))]),
        ("2.5 km N", [Direction(2450.0, 2550.0, ("N",))]),
        ("500 m N", [Direction(450.0, 550.0, ("N",))]),
        ("N, 500 m", [Direction(450.0, 550.0, ("N",))]),
        ("up to 4 km S to SW", [Direction(0.0, 4000.0, ("S", "SSW", "SW"))]),
        ("over 5 km N", [Direction(5000.0, None, ("N",))]),
        ("at an unknown distance N", [Direction(None, None, ("N",))]),
        ("2-4 km ESE and 1-2 km N", [Direction(2000.0, 4000.0, ("ESE",)), Direction(1000.0, 2000.0, ("N",))]),
        ("ESE 2-4 km, N 1-2 km", [Direction(2000.0, 4000.0, ("ESE",)), Direction(1000.0, 2000.0, ("N",))]),
        ("azimuth 180-200, 1-2 km", [Direction(1000.0, 2000.0, (), (180.0, 200.0))]),
        ("1-2 km, azimuth 3°", [Direction(1000.0, 2000.0, (), (358.0, 8.0))]),
        ("within 2 km", [Direction(0.0, 2000.0)]),
    ],
)
def test_directions_as_people_say_them(text, where):
    assert only(f"3 shots {text}").where == tuple(where)


def test_a_sub_count_is_a_part_and_a_direction_of_flight_is_no_place():
    item = only("15 explosions: 12 outgoing at 2–4 km ESE and 3 impacts at 1-2 km N")
    assert [(part.figure.n, part.unit, part.descriptions) for part in item.parts] == [
        (12, "explosion", ("outgoing",)),
        (3, "explosion", ("impact",)),
    ]
    assert only("36 projectiles in flight from W to E, 2-4 km S") == Item(
        Figure(36), "projectile", flight=("W", "E"), where=(Direction(2000.0, 4000.0, ("S",)),)
    )


def test_each_count_has_the_sense_by_which_it_was_perceived():
    heard, seen = read_phrase("heard 12 bursts of heavy machine-gun fire 1-2 km N and saw 3 flares 2 km S").items
    assert (heard.sense, heard.acts, seen.sense, seen.acts) == ("heard", ("fire.machine_gun",), "seen", ())
    assert [item.sense for item in read_phrase("12 explosions and 3 bursts heard").items] == ["heard", "heard"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("about 45 explosions, of which 12 were outgoing", "about 45 explosions (12 explosions, outgoing)"),
        ("12 explosions assessed as 120mm mortar rounds 1-2 km N", "12 explosions, mortar, 120 mm, 1–2 km N"),
        ("We heard 3 shots 1-2 km north of our position", "heard 3 shots, 1–2 km N"),
        ("from post 7, heard nothing", "post 7; nothing heard"),
        ("from 0.6 to 4 km S of post 7 we heard 3 shots", "post 7; heard 3 shots, 0.6–4 km S"),
    ],
)
def test_the_turns_of_daily_reports_are_understood(text, words):
    assert in_words(read_phrase(text)) == words


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("at 20:18", When(start="20:18")),
        ("between 19:32 and 19:45", When(start="19:32", end="19:45")),
        ("з 19:32 до 19:45", When(start="19:32", end="19:45")),
        ("19:32-24:00 on 13 August 2020", When("2020-08-13", "19:32", "24:00")),
        ("August 13, 20:18", When("08-13", "20:18")),
        ("13 серпня 20:18", When("08-13", "20:18")),
        ("13.08.2020 20:18", When("2020-08-13", "20:18")),
        ("13.08 20:18", When("08-13", "20:18")),
        ("2020-08-13", When("2020-08-13")),
    ],
)
def test_times_as_people_say_them(text, when):
    reading = read_phrase(f"3 shots, {text}")
    assert reading.understood
    assert reading.when == when


@pytest.mark.parametrize(
    ("text", "unread", "units"),
    [
        ("two big purple explosions", ("two big purple",), ["explosion"]),
        ("3 tanks seen 2 km N", ("3 tanks",), []),
        ("not heard by us: 3 shots", ("not heard by",), ["shot"]),
        ("12.5 explosions", ("12.5 explosions",), []),
        ("30-20 explosions", ("30-20 explosions",), []),
        ("3 shots at 20:18, 20:30", ("20:30",), ["shot"]),
        ("3 shots on 03/04/2020", ("03/04/2020",), ["shot"]),
        ("around 20:18 3 shots", ("around",), ["shot"]),
        ("it's e.g. 3 shots", ("it's e.g",), ["shot"]),
        ("<script>alert(1)</script> =SUM(A1) 3 shots", None, ["shot"]),
    ],
)
def test_what_is_not_understood_is_shown(text, unread, units):
    reading = read_phrase(text)
    assert [item.unit for item in reading.items] == units
    assert not reading.understood
    assert unread is None or reading.unread == unread
    assert all(piece in in_words(reading) for piece in reading.unread)


@given(st.text(min_size=1, max_size=80))
def test_no_letter_of_any_text_is_lost(text):
    written = "".join(token.text for token in tokens(text))
    assert written == normal(text).replace(" ", "")
    if text.strip():
        assert isinstance(read_phrase(text), Said)


def test_every_form_of_a_grammar_is_found_under_one_meaning():
    for language in LANGUAGES:
        for form, word in grammar(language).entries():
            assert lexicon().words[form.casefold().replace("-", " ")] == word, (language, form)


def test_both_grammars_have_the_same_entries():
    english, ukrainian = (grammar(language).sections for language in LANGUAGES)
    assert {name: sorted(values) for name, values in english.items() if name != "numbers"} == {
        name: sorted(values) for name, values in ukrainian.items() if name != "numbers"
    }
    assert set(english["units"]) <= set(units())
    assert all(code in taxonomy.acts() for name in ("acts", "weapons") for code in english[name])


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_nothing_and_a_book_are_no_phrase(text):
    with pytest.raises(BadInput, match="CF-INTAKE-001"):
        read_phrase(text)
