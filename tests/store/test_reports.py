"""Pages, maps and counts of reports equal what a plain loop over all reports gives."""

import itertools
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasefire.clock import MAX, MIN
from ceasefire.errors import BadInput
from ceasefire.store import After, Ask, Box, Report, open_store
from ceasefire.store.tables import pages, totals
from ceasefire.store.tables.sought import sought

DAY = 86_400_000_000
ACTS = ("fire.mortar", "fire.artillery", "uav.recon", "assault")


def day_span(first, last):
    return first * DAY, (last + 1) * DAY


@st.composite
def boxes(draw):
    grid = st.sampled_from([-180.0, -179.9, -1.0, 0.0, 0.3, 0.5, 1.0, 35.0, 179.95, 180.0])
    south, north = sorted(draw(st.sampled_from([-90.0, -1.0, 0.0, 0.4, 48.0, 90.0])) for _ in range(2))
    return Box(draw(grid), south, draw(grid), north)


@st.composite
def reports(draw, number):
    first = draw(st.integers(-3, 80))
    last = first + draw(st.sampled_from([0, 0, 0, 1, 6, 40]))
    start, end = day_span(first, last)
    if draw(st.integers(0, 9)) == 0:
        start = MIN
    if draw(st.integers(0, 9)) == 0:
        end = MAX
    box = draw(st.one_of(st.none(), boxes()))
    return Report(
        kind=draw(st.sampled_from(["observation", "allegation", "incident", "row"])),
        id=f"r{number}",
        start_us=start,
        end_us=end,
        box=box,
        acts=tuple(draw(st.sets(st.sampled_from(ACTS), max_size=2))),
        text="text",
    )


@st.composite
def many_reports(draw):
    return [draw(reports(number)) for number in range(draw(st.integers(0, 25)))]


@st.composite
def asks(draw):
    first = draw(st.integers(-5, 70))
    days = draw(st.one_of(st.none(), st.just((first, first + draw(st.sampled_from([0, 3, 33, 100]))))))
    start = draw(st.integers(-5 * 24, 60 * 24)) * DAY // 24
    span = draw(st.one_of(st.none(), st.just((start, start + draw(st.integers(1, 5 * 24)) * DAY // 24))))
    return Ask(
        box=draw(st.one_of(st.none(), boxes())),
        days=days,
        span=span,
        kinds=draw(st.one_of(st.none(), st.frozensets(st.sampled_from(["observation", "incident"]), max_size=2))),
        acts=draw(st.one_of(st.none(), st.frozensets(st.sampled_from(ACTS), max_size=2))),
    )


def touch(one, other):
    return any(
        a.west <= b.east and b.west <= a.east and a.south <= b.north and b.south <= a.north
        for a, b in itertools.product(one.parts(), other.parts())
    )


def on_days(report, ask):
    if report.day is None:
        return ask.days is None and ask.span is None
    in_days = ask.days is None or (report.day <= ask.days[1] and report.last_day >= ask.days[0])
    return in_days and (ask.span is None or (report.start_us < ask.span[1] and report.end_us > ask.span[0]))


def of_class(report, ask):
    return (ask.kinds is None or report.kind in ask.kinds) and (
        ask.acts is None or not ask.acts.isdisjoint(report.acts)
    )


def in_box(report, ask):
    return ask.box is None or (report.box is not None and touch(report.box, ask.box))


def chosen(reports, ask):
    return [each for each in reports if on_days(each, ask) and of_class(each, ask) and in_box(each, ask)]


def all_pages(book, ask, most):
    found, after = [], None
    while True:
        page = book.page(ask, after, most)
        assert len(page.reports) <= most
        found += page.reports
        if page.after is None:
            return found, page.total
        after = After.read(str(page.after))


@pytest.fixture
def filled(store):
    """A store, emptied and filled anew for each example."""

    def fill(reports):
        with store.transaction() as books:
            for kind in ("observation", "allegation", "incident", "row"):
                books.reports.take_out(kind, [f"r{number}" for number in range(40)])
            books.reports.put(reports)
        return store

    return fill


COMMON = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)


@COMMON
@given(many_reports(), st.lists(asks(), min_size=3, max_size=6), st.integers(1, 7))
def test_pages_totals_maps_and_days_equal_a_plain_loop(filled, reports, questions, most):
    with filled(reports).reading() as books:
        for ask in questions:
            expected = chosen(reports, ask)
            found, total = all_pages(books.reports, ask, most)
            assert sorted(each.id for each in found) == sorted(each.id for each in expected)
            assert set(found) == set(expected)
            order = [(-(2**31) if each.day is None else each.day, each.start_us) for each in found]
            assert order == sorted(order, reverse=True)
            assert total.exact
            assert total.n == len(expected)
            assert list(books.reports.every(ask)) == found


@COMMON
@given(many_reports(), st.lists(asks(), min_size=3, max_size=6), st.sampled_from([1, 30, 300, 5000]))
def test_the_map_counts_each_report_once_at_its_centre(filled, reports, questions, most):
    with filled(reports).reading() as books:
        for ask in questions:
            found = books.reports.cells(ask, most)
            centred = [each for each in reports if on_days(each, ask) and of_class(each, ask) and each.box]
            size = 2.0**-found.level
            squares = Counter(
                (int((each.centre[1] + 90) // size), int((each.centre[0] + 180) // size)) for each in centred
            )
            seen = {(cell.row, cell.column): cell.n for cell in found.cells}
            assert all(squares[where] == n for where, n in seen.items())
            if ask.box is None:
                assert found.n == len(centred)
            for each in centred:
                where = int((each.centre[1] + 90) // size), int((each.centre[0] + 180) // size)
                if ask.box is not None and touch(Box(*each.centre, *each.centre), ask.box):
                    assert where in seen
            if found.level > -4:
                assert len(found.cells) <= most
            assert found.no_place == sum(
                1 for each in reports if each.box is None and of_class(each, ask) and on_days(each, ask)
            )


@COMMON
@given(many_reports(), st.lists(asks(), min_size=3, max_size=6))
def test_days_count_each_report_on_its_first_day(filled, reports, questions):
    with filled(reports).reading() as books:
        for ask in questions:
            days = dict(books.reports.days(ask).days)
            expected = Counter(
                each.day
                for each in chosen(reports, ask)
                if each.day is not None and (ask.days is None or ask.days[0] <= each.day)
            )
            if ask.span is None:
                assert days == expected
            else:
                assert all(expected[day] == n for day, n in days.items())


@COMMON
@given(many_reports(), many_reports(), st.data())
def test_tallies_follow_every_change(filled, first, second, data):
    store = filled(first)
    gone = data.draw(st.sets(st.integers(0, 25)))
    with store.transaction() as books:
        books.reports.put(second)
        books.reports.take_out("incident", [f"r{number}" for number in gone])
    store.check()


def test_what_cannot_be_placed_is_told(filled):
    here = Report("incident", "r1", 0, DAY, centre=(30.0, 50.0))
    nowhere = Report("incident", "r2", 0, DAY)
    sometime = Report("incident", "r3", MIN, MAX, centre=(30.0, 50.0))
    nothing_known = Report("incident", "r4", MIN, MAX)
    elsewhere = Report("incident", "r5", MIN, MAX, centre=(10.0, 50.0))
    with filled([here, nowhere, sometime, nothing_known, elsewhere]).reading() as books:
        page = books.reports.page(Ask(box=Box(29, 49, 31, 51), days=(0, 0)))
        assert (page.reports, page.total.n) == ((here,), 1)
        assert (page.no_place, page.no_day) == (1, 2)
        assert books.reports.page().total.n == 5
        assert books.reports.days().no_day == 3
        assert books.reports.cells().no_place == 2


def test_a_report_comes_back_as_it_was(filled):
    whole = Report(
        kind="allegation",
        id="r1",
        start_us=5 * DAY + 123_456,
        end_us=7 * DAY,
        day=4,
        last_day=8,
        centre=(37.123456789, 47.987654321),
        box=Box(37.1, 47.9, 37.2, 48.0),
        reported_us=8 * DAY,
        acts=("uav.recon", "fire.mortar"),
        source="party A",
        text="близько 45 вибухів",
        counts='[{"n":45,"unit":"explosion"}]',
        body='{"id":"r1", "kept": "to the byte"}',
    )
    with filled([whole]).reading() as books:
        assert books.reports.get("allegation", "r1") == whole
        assert books.reports.get("incident", "r1") is None


def test_the_same_report_twice_is_one(filled):
    first = Report("row", "r1", 0, DAY, text="old")
    with filled([first, replace(first, text="new"), replace(first, kind="incident")]).reading() as books:
        assert books.reports.page().total.n == 2
        assert books.reports.get("row", "r1").text == "new"


def test_a_page_goes_on_where_it_ended_whatever_is_added(filled):
    old = [Report("row", f"r{n}", n * DAY, (n + 1) * DAY) for n in range(10)]
    store = filled(old)
    with store.reading() as books:
        first = books.reports.page(most=4)
    with store.transaction() as books:
        books.reports.put([Report("row", "r30", 50 * DAY, 51 * DAY)])
    with store.reading() as books:
        second = books.reports.page(after=first.after, most=20)
    assert [each.id for each in first.reports + second.reports] == [f"r{n}" for n in range(9, -1, -1)]


def test_a_count_that_stops_says_at_least(filled, monkeypatch):
    monkeypatch.setattr(totals, "COUNTED_UP_TO", 5)
    here = [Report("row", f"r{n}", n * DAY, (n + 1) * DAY, centre=(30.0, 50.0)) for n in range(9)]
    with filled(here).reading() as books:
        assert str(books.reports.page(Ask(box=Box(29, 49, 31, 51))).total) == "at least 5"
        assert str(books.reports.page(Ask(box=Box(29, 49, 31, 51), days=(0, 4))).total) == "5"
        assert str(books.reports.page().total) == "9"


def test_windows_that_widen_find_the_same(filled, monkeypatch):
    monkeypatch.setattr(pages, "_FIRST_LOOK", 1)
    rng = random.Random(4)
    rows = [
        Report("row", f"r{n}", n * DAY, (n + rng.choice((1, 3))) * DAY, centre=(rng.uniform(29, 32), 50.0))
        for n in range(40)
    ]
    with filled(rows).reading() as books:
        for ask in (Ask(box=Box(29, 49, 30, 51)), Ask(box=Box(29, 49, 30, 51), days=(7, 20))):
            found, _ = all_pages(books.reports, ask, 3)
            assert sorted(each.id for each in found) == sorted(each.id for each in chosen(rows, ask))


def test_large_imports_tell_how_far_they_are_and_belong_to_one_transaction(store):
    told = []
    with store.transaction() as books:
        done = books.reports.put((Report("row", str(n), n, n + 1) for n in range(25_000)), told.append)
    assert done == 25_000
    assert told == [10_000, 20_000, 25_000]
    store.check()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Box(0, 1, 1, 0),
        lambda: Box(-181, 0, 1, 1),
        lambda: Box(0, 0, float("nan"), 1),
        lambda: Report("row", "r", 5, 5),
        lambda: Report("row", "r", 0, 5, centre=(float("inf"), 0)),
        lambda: Report("row", "r", 0, 5, centre=(0, 91)),
        lambda: Report("row", "r", 0, 5, day=3, last_day=2),
        lambda: Ask(days=(3, 2)),
        lambda: Ask(span=(3, 3)),
        lambda: After.read("1_2"),
        lambda: After.read("1_2_x"),
    ],
)
def test_places_and_times_that_are_none_are_refused(make):
    with pytest.raises(BadInput, match="CF-STORE-"):
        make()


def steps_of(raw, ask):
    """How much work an answer is, in hundreds of steps of SQLite's machine."""
    done = []
    raw.set_progress_handler(lambda: done.append(1) and None, 100)
    ask()
    raw.set_progress_handler(None, 0)
    return len(done)


@pytest.mark.parametrize("ask", [Ask(), Ask(acts=frozenset({"assault"})), Ask(days=(0, 19_999))])
def test_a_late_page_is_no_more_work_than_the_first(tmp_path, ask):
    rows = (
        Report("row", str(n), n * DAY // 2, n * DAY // 2 + 1, centre=(30 + n % 9, 50.0), acts=(ACTS[n % 4],))
        for n in range(20_000)
    )
    with open_store(tmp_path / "x.store", create=True) as store:
        with store.transaction() as books:
            books.reports.put(rows)
        with store.reading() as books:
            raw, book = books.reports._connection._raw, books.reports
            what = sought(book._connection, ask)
            far = After(100, 2**62, 0)
            first = steps_of(raw, lambda: pages.page_rows(book._connection, book._boxes, what, None, 50))
            late = steps_of(raw, lambda: pages.page_rows(book._connection, book._boxes, what, far, 50))
    assert late <= 2 * first + 5
