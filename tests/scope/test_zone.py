"""zone_window: one zone, one window, and what is refused."""

import datetime as dt
import time

import numpy as np
import pytest
import shapely

from ceasefire import scope as sc
from ceasefire.clock import TimeSet
from ceasefire.errors import BadInput

START, END = np.datetime64("2025-10-18T08:00"), np.datetime64("2025-10-25T08:00")
BOX = shapely.box(34.0, 47.0, 35.0, 48.0)


def told(*args):
    with pytest.raises(BadInput) as error:
        sc.zone_window(*args)
    return [(problem.code.code, problem.place.field) for problem in error.value.problems]


def test_it_is_the_product_of_its_sides():
    aware = dt.datetime(2025, 10, 18, 11, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    expected = sc.product(BOX, (aware, dt.datetime(2025, 10, 25, 8, tzinfo=dt.UTC)))
    assert sc.zone_window(BOX, START, END) == expected
    assert sc.zone_window(BOX, aware, END) == expected
    assert sc.zone_window(BOX) == sc.product(BOX, TimeSet.all())


@pytest.mark.parametrize("closed", [True, False])
def test_a_ring_of_corners_is_closed_by_itself(closed):
    ring = shapely.get_coordinates(BOX)
    assert sc.zone_window(ring if closed else ring[:-1], START, END) == sc.zone_window(BOX, START, END)


def test_a_window_that_ends_as_it_starts_holds_nothing():
    assert sc.zone_window(BOX, START, START).is_empty


def test_every_problem_is_told_at_once():
    bow = np.array([(0, 0), (1, 1), (1, 0), (0, 1)], dtype=float)
    assert told(bow, END, START) == [("CF-GEOMETRY-001", "area"), ("CF-SCOPE-002", "end")]
    assert told(bow, np.datetime64("NaT"), "tomorrow") == [
        ("CF-GEOMETRY-001", "area"),
        ("CF-SCOPE-002", "start"),
        ("CF-SCOPE-002", "end"),
    ]


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (shapely.Point(0, 0), "CF-GEOMETRY-020"),
        (shapely.Polygon(), "CF-GEOMETRY-007"),
        (np.array([(47.5, 134.5), (47.6, 134.5), (47.6, 134.6)]), "CF-GEOMETRY-002"),
        (np.array([(0.0, 0.0), (1.0, np.nan), (1.0, 1.0)]), "CF-GEOMETRY-006"),
        (np.array([(0.0, 0.0), (1.0, 1.0)]), "CF-SCOPE-001"),
        (np.array([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]), "CF-GEOMETRY-001"),
        (np.zeros(6), "CF-SCOPE-001"),
        ("here", "CF-SCOPE-001"),
        (shapely.box(-170, 0, 170, 1), "CF-GEOMETRY-008"),
    ],
)
def test_what_is_no_zone_is_refused_with_its_reason(area, code):
    assert code in [found for found, _ in told(area, START, END)]


def test_a_naive_datetime_names_no_moment():
    assert told(BOX, dt.datetime(2025, 10, 18), None) == [("CF-SCOPE-002", "start")]


def test_ten_thousand_are_made_quickly():
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    ring = np.column_stack([34 + np.cos(turn), 47 + np.sin(turn)])
    sc.zone_window(ring, START, END)
    start = time.process_time()
    for _ in range(1000):
        sc.zone_window(ring, START, END)
    assert time.process_time() - start < 0.5  # about 0.06 on a laptop
