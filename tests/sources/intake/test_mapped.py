"""A mapping file serves workbooks and GeoJSON as it serves CSV, row for row."""

import io
import json

import openpyxl
import pytest

from ceasefire.errors import BadInput
from ceasefire.sources import read_events
from ceasefire.sources.intake import events_of, sheet_of_json, sheet_of_text, sheet_of_xlsx
from ceasefire.sources.own_table.reader import read_mapping

MAPPING = """\
format: ceasefire-mapping/1
source: post-log
sees: [fire]
fields:
  id: {column: id}
  lon: {column: lon}
  lat: {column: lat}
  start: {column: when}
  acts: {column: act, map: {mortar: [fire.mortar], shots: [fire.small_arms]}}
time: {zone: Europe/Kyiv}
place: {radius: 300 m}
set_aside: [{column: id, in: [drill], because: A drill.}]
"""
ROWS = [
    ["id", "lon", "lat", "when", "act"],
    ["1", "34.56", "47.51", "2025-10-25T07:20", "mortar"],
    ["drill", "34.56", "47.51", "2025-10-25T07:30", "shots"],
    ["2", "34.57", "47.52", "2025-10-25T10:40", "shots"],
]


@pytest.fixture
def mapped(tmp_path):
    path = tmp_path / "log.mapping.yaml"
    path.write_text(MAPPING)
    return read_mapping(path)


def as_csv(rows):
    return "\n".join(",".join(row) for row in rows) + "\n"


def as_xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_geojson(rows):
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
            "properties": {"id": name, "when": when, "act": act},
        }
        for name, lon, lat, when, act in rows[1:]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_every_kind_of_table_gives_the_events_that_the_csv_gives(tmp_path, mapped):
    (tmp_path / "log.csv").write_text(as_csv(ROWS))
    expected = list(read_events(tmp_path / "log.csv", "csv", tmp_path / "log.mapping.yaml"))
    assert [event.id for event in expected] == ["1", "2"]
    sheets = [
        sheet_of_text(as_csv(ROWS)),
        sheet_of_xlsx(as_xlsx(ROWS), "log.xlsx"),
        sheet_of_json(as_geojson(ROWS), "log.geojson"),
    ]
    for sheet in sheets:
        events = events_of(sheet, mapped)
        assert [(each.id, each.place, each.time, each.acts) for each in events] == [
            (each.id, each.place, each.time, each.acts) for each in expected
        ]


def test_rows_that_cannot_be_read_are_all_told_and_none_is_taken(mapped):
    broken = [*ROWS, ["3", "x", "47", "2025-10-25", "mortar"], ["4", "34", "47", "soon", "dragons"]]
    with pytest.raises(BadInput) as caught:
        events_of(sheet_of_text(as_csv(broken)), mapped)
    assert [problem.place.line for problem in caught.value.problems] == [5, 6]
    with pytest.raises(BadInput, match="CF-SOURCES-007"):
        events_of(sheet_of_text("id,lon\n1,2\n"), mapped)
