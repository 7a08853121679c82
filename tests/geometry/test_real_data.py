"""The same on real outlines and real places: the regions of Ukraine and events of the GED."""

import csv
import itertools
import json

import numpy as np
import pytest
import shapely
from tests.geometry.oracles import WGS84

from ceasefire import geometry as g

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def regions(shared_data):
    collection = json.loads((shared_data / "geo" / "ukraine_oblast_2020.geojson").read_text(encoding="utf-8"))
    return [g.read_geometry(feature) for feature in collection["features"]]


@pytest.fixture(scope="module")
def places(shared_data):
    with (shared_data / "ucdp" / "ged_ukraine.csv").open(encoding="utf-8", newline="") as file:
        rows = list(itertools.islice(csv.DictReader(file), 0, None, 5))
    return np.array([[float(row["longitude"]), float(row["latitude"])] for row in rows])


def test_areas_of_regions_equal_geographiclib(regions):
    for region in regions:
        expected = 0.0
        for part in shapely.get_parts(region):
            for number, ring in enumerate(shapely.get_rings(part)):
                polygon = WGS84.Polygon()
                for lon, lat in shapely.get_coordinates(shapely.segmentize(ring, 0.005))[:-1]:
                    polygon.AddPoint(lat, lon)
                expected += (-1 if number else 1) * abs(polygon.Compute()[2]) / 1e6
        assert g.area_km2(region) == pytest.approx(expected, rel=1e-6)


def test_an_event_lies_somewhere_with_a_chance_of_one_and_as_its_margin_says(regions, places):
    rings = g.Rings.of(regions)
    event, zone = (part.ravel() for part in np.indices((len(places), len(regions))))
    sigma = np.full(len(places), 2_000.0)
    found = g.gaussian_in_rings(*places.T, sigma, rings, event, zone).reshape(len(places), len(regions))
    margins = np.stack([g.margins_m(region, *places.T) for region in regions], axis=1)
    assert np.abs(found[margins > 8 * 2_000] - 1).max() < 1e-9
    assert found[margins < -8 * 2_000].max() < 1e-9
    inland = g.margins_m(shapely.union_all([region.buffer(0.02) for region in regions]), *places.T) > 10 * 2_000
    assert inland.sum() > 600
    # Regions of this file are drawn one by one and overlap or gape a little along their borders.
    assert np.median(np.abs(found[inland].sum(axis=1) - 1)) < 1e-9
    assert np.abs(found[inland].sum(axis=1) - 1).max() < 0.1
