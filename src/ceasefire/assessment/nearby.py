"""Whether the record reaches an area at all: a zero far from every report says nothing, and may be a place mistaken."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ceasefire.assessment.columns import Columns
from ceasefire.geometry import margins_m
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.scope import Where


def nothing_near(ground: Where, columns: Columns, reach_km: float) -> Iterator[Reason]:
    """Say that no report of the record, of whatever acts and days, lies within `reach_km` of an area.

    It says too where reports would lie near if longitude and latitude changed places, as happens by mistake.
    """
    outline = ground.geometry()
    if outline is None or _nearest_km(outline, columns) < reach_km:
        return
    why = mark(
        "no report of the whole record lies within {km:g} km of the area: whether the record covers it is not known"
    )
    yield reason("nothing_near", why, km=reach_km)
    swapped = shapely.transform(outline, lambda points: points[:, ::-1])
    if abs(swapped.bounds[1]) <= 90 and abs(swapped.bounds[3]) <= 90 and _nearest_km(swapped, columns) < reach_km:
        why = mark("with longitude and latitude in each other's place the area would lie among the reports")
        yield reason("perhaps_swapped", why)


def _nearest_km(outline: BaseGeometry, columns: Columns) -> float:
    """Kilometres from the area to the nearest report, 0 where one lies in it."""
    places = np.unique(np.column_stack([columns.lon, columns.lat]), axis=0)
    return max(0.0, float(-margins_m(outline, places[:, 0], places[:, 1]).max()) / 1000)
