"""Made-up windows on a real record: where, on which days, and how sure a share of windows that overlap can be."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from placebo_page import wilson
from scipy.stats import t as student

from ceasefire.clock import day_span
from ceasefire.geometry import distance_m
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort
from ceasefire.terms import Terms, read_text

ZONE = "Europe/Kyiv"
HALF_YEAR, MONTH = 182, 28
TERMS = """
format: ceasefire-terms/1
ceasefire: {key}
title: {{en: "a window that nobody agreed"}}
timezone: Europe/Kyiv
parties: {{P1: {{}}, P2: {{}}}}
areas: {{zone: {{point: [{lon}, {lat}], radius: {radius_km:g} km}}}}
windows: {{w: {{from: "{first}", until: "{last}"}}}}
clauses: {{C1: {{kind: refrain, acts: [force], bound: [P1, P2], area: zone, window: w}}}}
declarations:
  - {{party: P1, clauses: [C1], history: [{{state: accepted, on: {first}}}]}}
  - {{party: P2, clauses: [C1], history: [{{state: accepted, on: {first}}}]}}
"""


def terms_on(key: str, lon: float, lat: float, radius_km: float, first: dt.date, days: int) -> Terms:
    """Terms of a ceasefire in a circle over so many days, as both sides would have to accept them."""
    last = first + dt.timedelta(days=days - 1)
    return read_text(TERMS.format(key=key, lon=lon, lat=lat, radius_km=radius_km, first=first, last=last))


def watched_throughout(first: dt.date, days: int) -> tuple[Effort, ...]:
    """Somebody able to see every act watched the whole zone in the window and in as many days before it."""
    start, end = first - dt.timedelta(days=days), first + dt.timedelta(days=days - 1)
    span = day_span(start, ZONE).start, day_span(end, ZONE).end
    return (Effort("made up", "M", "post", None, "zone", *span, taxonomy.acts().leaves(taxonomy.EVERY)),)


def centres(
    points: NDArray[np.float64], radius_km: float, many: int, within: tuple[float, float, float] | None = None
) -> list[tuple[float, float]]:
    """The places with the most reports, none nearer to another than two radii; `within` is (lon, lat, km)."""
    if within is not None:
        points = points[distance_m(*within[:2], points[:, 0], points[:, 1]) <= 1000 * within[2]]
    chosen: list[tuple[float, float]] = []
    for (lon, lat), _ in sorted(Counter(map(tuple, points.tolist())).items(), key=lambda item: (-item[1], item[0])):
        if all(distance_m(lon, lat, *each) >= 2000 * radius_km for each in chosen):
            chosen.append((lon, lat))
        if len(chosen) == many:
            break
    return chosen


def open_starts(
    first: dt.date, last: dt.date, days: int, closed: Iterable[tuple[dt.date, dt.date]], margin: int
) -> list[dt.date]:
    """Every day from `first` on with which a window begins that ends by `last` and comes near no closed span."""
    far = dt.timedelta(days=margin)
    spans = [(start - far, end + far) for start, end in closed]
    length = dt.timedelta(days=days - 1)
    starts = (first + dt.timedelta(days=at) for at in range((last - first).days - days + 2))
    return [day for day in starts if all(day + length < start or end < day for start, end in spans)]


def apart(days: Iterable[dt.date], step: int) -> Iterator[dt.date]:
    """The first of the days, and then each that lies `step` or more days after the last one taken."""
    taken: dt.date | None = None
    for day in sorted(days):
        if taken is None or (day - taken).days >= step:
            taken = day
            yield day


def peak_starts(counts: NDArray[np.int64], record_first: dt.date, starts: Iterable[dt.date]) -> list[dt.date]:
    """Those of the days whose last 28 days are the most violent of the half year before them, and not empty."""
    sums = np.concatenate([[0], np.cumsum(counts)])
    months = sums[MONTH:] - sums[:-MONTH]
    found = []
    for day in starts:
        at = (day - record_first).days
        if HALF_YEAR <= at <= len(counts):
            recent = months[at - HALF_YEAR : at - MONTH + 1]
            if recent[-1] > 0 and recent[-1] >= recent.max():
                found.append(day)
    return found


def share_of_blocks(found: Sequence[int], of: Sequence[int]) -> tuple[float, float, float]:
    """The share found, with its 95 % interval, of windows in blocks: those in one block may be one lesson.

    The windows count for no more than their spread between blocks lets them: Wilson's interval with the effective
    number of windows and Student's quantile for the number of blocks (Korn and Graubard, Survey Methodology 24,
    1998, there with the interval of Clopper and Pearson). Where all blocks agree, each block counts as one window.
    """
    k, n = np.asarray(found, dtype=float), np.asarray(of, dtype=float)
    k, n = k[n > 0], n[n > 0]
    blocks, many = len(n), float(n.sum())
    if not blocks:
        return math.nan, 0.0, 1.0
    share = float(k.sum()) / many
    z, effective = 1.96, float(blocks)
    if blocks > 1 and 0 < share < 1:
        spread = blocks / (blocks - 1) * float(((k - share * n) ** 2).sum()) / many**2
        effective = min(many, share * (1 - share) / spread) if spread else many
        z = float(student.ppf(0.975, blocks - 1))
    low, high = wilson(share * effective, effective, z)
    return share, max(low, 0.0), min(high, 1.0)
