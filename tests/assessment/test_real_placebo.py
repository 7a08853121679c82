"""The benchmark on real records: its dates, circles and intervals against counts by hand, and a few windows of it."""

import datetime as dt
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
FIRST = dt.date(2020, 1, 1)


@pytest.fixture(scope="module")
def pieces():
    """The benchmark's own modules, imported as the script does."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import real_page
        import real_windows
    finally:
        sys.path.pop(0)
    return real_windows, real_page


def on(number):
    return FIRST + dt.timedelta(days=number)


@given(st.integers(1, 40), st.integers(0, 20), st.lists(st.tuples(st.integers(0, 150), st.integers(0, 30)), max_size=4))
def test_no_window_comes_near_a_ceasefire_and_none_is_left_out(pieces, days, margin, spans):
    closed = [(on(start), on(start + length)) for start, length in spans]
    shut = {day for start, length in spans for day in range(start - margin, start + length + margin + 1)}
    by_hand = [on(at) for at in range(150 - days + 1) if not shut & set(range(at, at + days))]
    assert pieces[0].open_starts(FIRST, on(149), days, closed, margin) == by_hand


@given(st.sets(st.integers(0, 300)), st.integers(1, 90))
def test_taken_days_lie_apart_and_no_other_could_be_put_between(pieces, numbers, step):
    taken = [(day - FIRST).days for day in pieces[0].apart(map(on, numbers), step)]
    assert all(after - before >= step for before, after in pairwise(taken))
    assert all(any(0 <= number - each < step for each in taken) for number in numbers)


@given(st.integers(0, 10_000))
def test_peaks_are_the_fullest_28_days_of_the_half_year(pieces, seed):
    counts = np.random.default_rng(seed).poisson(0.3, 260)
    by_hand = []
    for day in range(182, 261):
        months = [counts[end - 28 : end].sum() for end in range(day - 182 + 28, day + 1)]
        if months[-1] > 0 and months[-1] == max(months):
            by_hand.append(on(day))
    assert pieces[0].peak_starts(counts, FIRST, map(on, range(261))) == by_hand


def test_circles_lie_round_the_fullest_places_and_apart(pieces):
    points = np.array([[38.0, 48.0]] * 5 + [[38.05, 48.0]] * 4 + [[39.0, 48.0]] * 3 + [[45.0, 48.0]] * 9)
    assert pieces[0].centres(points, 15, 3, (38.0, 48.0, 100)) == [(38.0, 48.0), (39.0, 48.0)]
    assert pieces[0].centres(points, 15, 1) == [(45.0, 48.0)]


def test_an_interval_of_blocks_is_as_wide_as_the_blocks_are_few(pieces):
    share_of_blocks = pieces[0].share_of_blocks
    share, low, high = share_of_blocks([10, 0, 10, 0], [10, 10, 10, 10])
    assert share == 0.5
    assert (low, high) == (pytest.approx(0.06, abs=0.05), pytest.approx(0.94, abs=0.05))
    _, close, _ = share_of_blocks([5, 5, 6, 4], [10, 10, 10, 10])
    assert close > low
    assert share_of_blocks([0, 0, 0], [50, 50, 50])[2] == pytest.approx(0.56, abs=0.01)  # Wilson's, 0 of 3 blocks
    assert np.isnan(share_of_blocks([], [])[0])


def test_an_interval_of_blocks_covers_where_windows_of_a_block_are_one_lesson(pieces):
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(400):
        chances = rng.beta(2, 6, 12)  # of each half year; 0.25 on average
        _, low, high = pieces[0].share_of_blocks(rng.binomial(40, chances).tolist(), [40] * 12)
        covered += low <= 0.25 <= high
    assert covered / 400 >= 0.92


def test_terms_of_a_window_are_agreed_by_both_and_watched_throughout(pieces):
    from ceasefire.assessment import assess
    from ceasefire.clock import ReportedTime
    from ceasefire.geometry import PointPlace
    from ceasefire.record import Event

    def report(number, day):
        time = ReportedTime.on_day(day, "Europe/Kyiv")
        return Event(f"e{number}", "made up", number, PointPlace(38.0, 48.0, 100.0), time, frozenset({"fire.mortar"}))

    days = [at for at in range(600) if at % 3 == 0 and not 500 <= at < 507]
    terms = pieces[0].terms_on("k", 38.0, 48.0, 15, on(500), 7)
    effort = pieces[0].watched_throughout(on(500), 7)
    found = assess(terms, [report(number, on(at)) for number, at in enumerate(days)], effort=effort).results[0]
    assert (found.main.seen.day(0), found.main.stretch.length) == (on(500), 7)
    assert found.main.seen.coverage == pytest.approx(1.0)
    assert found.conduct.answer == "quiet"


def window(**other):
    every = {"record": "R", "kind": "slid", "km": 15.0, "days": 7, "start": "2020-01-01", "told": True, "low p": False}
    return every | {"answer": "cannot_tell", "conduct": "quiet", "pace": 0.5, "Poisson": False} | other


def test_the_page_and_the_published_shares_count_what_was_found(pieces):
    rows = [window(block=at % 6, conduct="quiet" if at % 4 == 0 else "increased") for at in range(60)]
    rows += [
        window(block=at % 6, pace=2.0, kind="after a peak", **{"low p": True, "answer": "fell"}) for at in range(12)
    ]
    about = {"margin": 14, "open_ended": 28, "seed": 1, "rules": "1.0", "method": "m"}
    text = pieces[1].page(rows, ("Poisson",), about)
    fell = next(line for line in text.splitlines() if line.startswith("| R | after a peak | 15 km | 7 | 12 |"))
    assert fell.split(" | ")[5:7] == ["12", "100.0 (61.0–100.0)"]
    quiet = [line for line in text.splitlines() if line.startswith("| R, slid | 7 | over 0 to 1 | 60 | 15 | 25.0 (")]
    assert len(quiet) == 1
    published = pieces[1].published(rows, "R", about)
    assert published.count("- {") == 1
    assert 'days: "7", above: "0", up_to: "1", windows: "60", quiet: "15"' in published


@pytest.mark.slow
@pytest.mark.shared_data
def test_the_benchmark_runs_on_the_real_records(shared_data):
    script = ROOT / "benchmarks" / "placebo_real.py"
    done = subprocess.run([sys.executable, script, shared_data, "--quick"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for words in ("Donbas 2016–2021", "Ukraine 2023–2025", "## (a) Findings", "## (b) Quiet"):
        assert words in done.stdout
