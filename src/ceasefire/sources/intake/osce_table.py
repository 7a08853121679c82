"""Observations as a table in the columns of the OSCE monitors' daily reports, and back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ceasefire.clock import DAY, MINUTE, ReportedTime, day_span, local_time, reporting_day
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.geometry import PointPlace, ReportedPlace, RingSector
from ceasefire.geometry.words import COMPASS, compass_bearings
from ceasefire.record import AnyCount, Bearing, Observation, Post
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.columns import guess
from ceasefire.sources.intake.grammar import grammar
from ceasefire.sources.intake.possible_acts import leaves_of
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.rows import Columns, Taken, take
from ceasefire.sources.intake.said import Direction, Figure, Item
from ceasefire.sources.intake.say_phrase import direction_in_words, figure_in_words
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.sheet import Sheet, SheetRow, sheet_of_text

HEADER: Final = (
    *("id", "position", "lon", "lat", "event_location", "means", "no", "observation"),
    *("description", "weapon", "date", "time", "radius", "remarks"),
)
_NEEDED: Final = frozenset({"post", "where", "sense", "number", "what", "date"})
_MEANS: Final = {"heard": "Heard", "seen": "Saw", "recorded": "Recorded", "felt": "Felt", "not_stated": ""}
_UNSAFE: Final = re.compile(r"[=+\-@\t\r]")
_KEPT: Final = re.compile(r"'(?=[=+\-@])")
NOT_KNOWN: Final = "N/K"


def read_table(
    text: str,
    setting: Setting,
    name: str = "table",
    *,
    answers: Mapping[str, str] | None = None,
    day_turns: str = "19:30",
) -> Taken:
    """Read a table in the monitors' columns: position, event location, means, no, observation, …, date, time.

    A row without a time lies in the reporting day that ends on its date at `day_turns`; empty, in the whole day. Days
    with two meanings need their order in `answers`. Raises BadInput once, with every problem of every row.
    """
    sheet = _unquoted(sheet_of_text(text, name))
    columns = guess(sheet).columns
    missing = _NEEDED - set(columns.values())
    if missing:
        got, expected = ", ".join(sheet.header), ", ".join(HEADER[1:12])
        raise BadInput(Problem(codes.MISSING_COLUMNS, Place(name), got, expected))
    return take(sheet, Columns(columns, answers or {}, reporting_day=day_turns), setting)


def write_table(
    observations: Iterable[Observation], posts: Mapping[str, Post], zone: str, *, day_turns: str = "19:30"
) -> str:
    """Write one row for each count above zero, with "about" and ">"; times are on the clock of `zone`.

    ">" stands for "at least". What no column has a form for (an outline, a span of days) becomes N/K or an empty time
    and is told under `remarks`. Cells that a spreadsheet would run as a formula begin with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for each in observations:
        rows = list(_rows(each, posts, zone, day_turns))
        for at, cells in enumerate(rows, 1):
            cells["id"] = each.id if len(rows) == 1 else f"{each.id}/{at}"
            writer.writerow([_safe(cells[name]) for name in HEADER])
    return out.getvalue()


def _unquoted(sheet: Sheet) -> Sheet:
    rows = tuple(SheetRow(row.line, tuple(_KEPT.sub("", cell, count=1) for cell in row.cells)) for row in sheet.rows)
    return Sheet(sheet.name, sheet.header, rows)


def _safe(cell: str) -> str:
    return f"'{cell}" if _UNSAFE.match(cell) and not _is_degrees(cell) else cell


def _is_degrees(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?", cell) is not None


def _rows(seen: Observation, posts: Mapping[str, Post], zone: str, day_turns: str) -> Iterator[dict[str, str]]:
    counted = [(each, count) for each in seen.bearings for count in each.counts]
    if not counted or seen.counts:
        whole = Bearing(seen.place, acts=seen.acts, sense=seen.sense)
        counted = [(whole, count) for count in seen.counts]
    for bearing, count in (each for each in counted if each[1].highest):
        yield _row(seen, bearing, count, posts) | _time(seen.time, zone, day_turns)


def _row(seen: Observation, bearing: Bearing, count: AnyCount, posts: Mapping[str, Post]) -> dict[str, str]:
    post = posts.get(seen.post.casefold())
    lon, lat = _position(bearing.place, post)
    place = bearing.place
    description, remarks = _texts(seen.text, bearing)
    return {
        "position": seen.post or seen.by,
        "lon": lon,
        "lat": lat,
        "event_location": "" if isinstance(place, PointPlace) else location(place, seen),
        "means": _MEANS[bearing.sense if bearing.sense != "not_stated" else seen.sense],
        "no": _figure(count),
        "observation": grammar("en").say_unit(count.unit, 1).capitalize(),
        "description": description,
        "weapon": _weapon(bearing.acts or seen.acts, count.unit),
        "radius": f"{place.radius95_m:g} m" if isinstance(place, PointPlace) and place.radius95_m else "",
        "remarks": remarks,
    }


def _position(place: ReportedPlace, post: Post | None) -> tuple[str, str]:
    if isinstance(place, RingSector | PointPlace):
        return repr(place.lon), repr(place.lat)
    return ("", "") if post is None else (repr(post.lon), repr(post.lat))


def location(place: ReportedPlace, seen: Observation) -> str:
    """Distance and direction as the tables write them, such as "2–4 km ESE"; N/K where none is known."""
    sectors = [place] if isinstance(place, RingSector) else [each.place for each in seen.bearings]
    told = [direction_in_words(_direction(each), grammar("en")) for each in sectors if isinstance(each, RingSector)]
    return " and ".join(told) if told and len(told) == len(sectors) else NOT_KNOWN


def _direction(sector: RingSector) -> Direction:
    first, width = sector.bearing_from % 360, sector.width_deg
    step = 360 / len(COMPASS)
    start = round((first - compass_bearings(COMPASS[0])[0]) / step)
    count = round(width / step)
    if width == 360:
        return Direction(sector.r_min_m, sector.r_max_m)
    exact = abs(count * step - width) < 1e-6 and abs((start * step + compass_bearings("N")[0] - first) % 360) < 1e-6
    if exact:
        points = tuple(COMPASS[(start + at) % len(COMPASS)] for at in range(count))
        return Direction(sector.r_min_m, sector.r_max_m, points)
    return Direction(sector.r_min_m, sector.r_max_m, (), (first, sector.bearing_to % 360))


def _figure(count: AnyCount) -> str:
    told = figure_in_words(Figure(count.n, count.most, count.approx, count.lower_bound), grammar("en"))
    return told.replace(f"{grammar('en').say('words', 'at_least')} ", ">")


def _texts(text: str, bearing: Bearing) -> tuple[str, str]:
    """What it was like, and what else is told; without a part of its own the whole text is its description."""
    if not bearing.text:
        return text, ""
    told = ", ".join(_described(_item(bearing.text)))
    return told, "" if text == told else text.removeprefix(f"{told}; ") if told else text


def _item(text: str) -> Item | None:
    items = read_phrase(text).items if text.strip() else ()
    return items[0] if len(items) == 1 else None


def _described(item: Item | None) -> Iterator[str]:
    if item is None:
        return
    words = grammar("en")
    yield from (words.say("descriptions", each) for each in item.descriptions)
    if item.calibre:
        yield f"{item.calibre} mm"
    if item.flight:
        start, end = item.flight
        yield f"from {start} to {end}"


def _weapon(acts: frozenset[str], unit: str) -> str:
    """The weapons that stand for exactly these acts; N/K where they are those of any weapon."""
    if acts == leaves_of(unit, ()):
        return NOT_KNOWN
    words = grammar("en").sections["weapons"]
    named = [code for code in words if leaves_of("", [code]) <= acts]
    exact = bool(named) and frozenset().union(*(leaves_of("", [code]) for code in named)) == acts
    return " or ".join(words[code][0] for code in named) if exact else NOT_KNOWN


def _time(time: ReportedTime, zone: str, day_turns: str) -> dict[str, str]:
    if not time.is_bounded:
        return {"date": "", "time": ""}
    start, last = local_time(time.start_us, zone), local_time(time.end_us - MINUTE, zone)
    whole = [day for day in (last.date(), start.date()) if _is_whole(day, time, zone, day_turns)]
    if whole:
        return {"date": whole[0].isoformat(), "time": ""}
    if time.end_us - time.start_us <= MINUTE:
        return {"date": start.date().isoformat(), "time": f"{start:%H:%M}"}
    within = time.end_us - time.start_us <= DAY
    return {"date": start.date().isoformat(), "time": f"{start:%H:%M}-{last:%H:%M}" if within else ""}


def _is_whole(day: dt.date, time: ReportedTime, zone: str, day_turns: str) -> bool:
    return time.span == (reporting_day(day, zone, day_turns) if day_turns else day_span(day, zone))
