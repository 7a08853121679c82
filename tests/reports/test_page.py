"""A page is self-contained, escapes what it is given, and is the same for the same view."""

from html.parser import HTMLParser

import pytest
from shapely import Point
from shapely.affinity import scale

from ceasefire.clock import parse_instant
from ceasefire.reports import (
    Bar,
    Conclusion,
    Lane,
    Layer,
    MapView,
    Mark,
    PageView,
    Section,
    TableView,
    TimelineView,
    html_page,
)
from ceasefire.reports.colours import NEUTRAL, PARTY_COLOURS, colour, outline
from ceasefire.reports.svg_map import METRES_PER_DEGREE, svg_map
from ceasefire.reports.svg_timeline import svg_timeline

HOUR = 3_600_000_000
VOID = {"meta"}


class Balance(HTMLParser):
    """Fails on a tag that is closed out of order; collects every attribute that could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [str(value) for name, value in attrs if name in {"src", "href", "xlink:href", "srcset"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()


def whole_page(lang: str = "en") -> str:
    zone = Point(34.6, 47.5).buffer(0.1)
    marks = (Mark(34.6, 47.5, 3_000, "inside", "<script>alert(1)</script>"), Mark(34.7, 47.6, 0, "outside", "b"))
    bars = (Bar(0, 4 * HOUR, "window"), Bar(None, HOUR, "open", "maybe", 1), Bar(HOUR, HOUR, "moment"))
    items = (
        Conclusion("It is so.", ("because <b>", "and")),
        MapView("Where", (Layer("zone", zone), Layer("other", zone, "maybe", 1)), marks, "made up"),
        TimelineView("When.", (Lane("a & b", bars),)),
        TableView("Rows", ("a", "n"), (("x", "1"),), frozenset({1})),
        "words",
    )
    return html_page(PageView("T <i>", "public", (Section("S", items),), ("read me",), ("https://example.org",), lang))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_is_well_formed_and_loads_nothing(lang: str) -> None:
    parser = Balance()
    parser.feed(whole_page(lang))
    assert parser.open == []
    assert parser.loads == []


def test_what_is_given_is_escaped() -> None:
    page = whole_page()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "T &lt;i&gt;" in page


def test_right_to_left_languages_turn_the_page() -> None:
    assert 'dir="rtl"' in whole_page("ar")
    assert 'dir="ltr"' in whole_page("en")


def test_the_same_view_gives_the_same_bytes() -> None:
    assert whole_page() == whole_page()


def test_a_circle_stays_round_on_the_map() -> None:
    lon, lat, metres = 30.0, 60.0, 5_000.0
    high = metres / METRES_PER_DEGREE
    ring = Point(lon, lat).buffer(1.0)
    drawn = svg_map(MapView("c", (Layer("z", scale(ring, 2 * high, high)),)), "m")
    path = drawn.split('<path d="M')[-2].split("Z")[0]
    points = [tuple(map(float, step.split())) for step in path.split("L")]
    xs, ys = zip(*points, strict=True)
    assert (max(xs) - min(xs)) == pytest.approx(max(ys) - min(ys), rel=0.01)


def test_nothing_to_draw_draws_nothing() -> None:
    assert svg_map(MapView("empty"), "m") == ""
    assert svg_timeline(TimelineView("empty", (Lane("a", ()),)), "t") == ""


def test_no_party_is_red() -> None:
    for hue in PARTY_COLOURS:
        red, green, blue = (int(hue[at : at + 2], 16) for at in (1, 3, 5))
        assert not (red > 180 and green < 100 and blue < 100)


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    table = TableView("c", ("a", "b", "n"), (("x", "", "1"), ("y", "", "2")), frozenset({2}))
    assert table.without_empty_columns() == TableView("c", ("a", "n"), (("x", "1"), ("y", "2")), frozenset({1}))


def test_a_start_without_an_end_is_not_drawn_as_if_it_lasted_an_hour() -> None:
    drawn = svg_timeline(TimelineView("c", (Lane("a", (Bar(0, None, "b"),)),)), "t")
    days = [label for label in drawn.split('class="tick">')[1:] if label.startswith(("1969-12-", "1970-01-"))]
    assert len(days) >= 3


def test_a_table_without_rows_is_a_sentence_that_keeps_its_warning() -> None:
    page = html_page(PageView("t", "public", (Section("S", (TableView("Rows", ("a",), (), note="n", warning="w"),)),)))
    assert "Rows: none. n w" in page
    assert "<table" not in page


def test_a_name_too_long_for_its_place_ends_with_an_ellipsis() -> None:
    drawn = svg_timeline(TimelineView("c", (Lane("a name of a lane " * 12, (Bar(0, HOUR, "b"),)),)), "t")
    names = [part.split(">", 1)[1].split("<")[0] for part in drawn.split('class="lane"')[1:]]
    assert len(names) == 3
    assert names[-1].endswith("…")


def test_a_window_to_the_end_of_the_calendar_is_drawn() -> None:
    low, high = parse_instant("1001-01-01", "UTC"), parse_instant("9998-12-31", "UTC")
    assert "<rect" in svg_timeline(TimelineView("c", (Lane("a", (Bar(low, high, "b"),)),), "Europe/Kyiv"), "t")


@pytest.mark.parametrize("slot", [NEUTRAL, *range(len(PARTY_COLOURS))])
def test_lines_stand_out_from_white_and_no_line_is_red(slot: int) -> None:
    red, green, blue = (int(outline(slot)[at : at + 2], 16) for at in (1, 3, 5))
    linear = [
        (v / 255 / 12.92) if v / 255 <= 0.03928 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in (red, green, blue)
    ]
    luminance = sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5
    assert not (red > 150 and green < 90 and blue < 90)


def test_what_belongs_to_nobody_has_the_colour_of_nobody() -> None:
    assert colour(NEUTRAL) not in PARTY_COLOURS
    assert outline(NEUTRAL) not in {outline(slot) for slot in range(len(PARTY_COLOURS))}
