"""`ceasefire base-rates`: how often past ceasefires of each type held, and how long they lasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import options, output, paths

if TYPE_CHECKING:
    from ceasefire.assessment import TrackRecord, TypeDurations, TypeRate
    from ceasefire.record import PastColumns


def base_rates(
    past: Annotated[Path, typer.Argument(help="The table of past ceasefires, a CSV file.")],
    by: Annotated[str, typer.Option("--by", help="The column that says of what type each was.")] = "type",
    held: Annotated[
        str, typer.Option("--held", help="The column that says whether it held: yes, no, partly or empty.")
    ] = "held",
    planned: Annotated[
        str | None, typer.Option("--planned", help="The type of a planned ceasefire, seen before or not.")
    ] = None,
    level: Annotated[float, typer.Option("--level", help="The level of the intervals, between 0 and 1.")] = 0.9,
    *,
    as_json: options.AsJson = False,
) -> None:
    """Say how often past ceasefires of each type held, each with its n and interval, and how long they lasted."""
    from ceasefire.assessment import track_record
    from ceasefire.record import past_columns, read_past

    known = read_past(paths.input_file(past, whole=True), by=by, held=held)
    found = track_record(known, planned=planned, level=level, columns=past_columns(past, by=by, held=held))
    if as_json:
        output.document(found.to_json() | {"by": by})
    else:
        _tell(found, by)


def _tell(found: TrackRecord, by: str) -> None:
    from ceasefire.assessment import NOT_SHOWN

    output.line(f"{found.n} past ceasefires, by {by}")
    if found.rates:
        _rates(found, by)
    else:
        output.line("Cannot tell how often they hold: no row says whether it held or not, so there is no base rate.")
    if found.planned is not None:
        _planned(found.planned)
    for each in found.durations:
        _lasted(each, found.level)
    if not found.durations:
        output.line("\nCannot tell how long they last: no row says it.")
    if found.columns is not None and found.columns.missing:
        _columns(found.columns)
    output.line("\nWhat this does not show")
    for sentence in NOT_SHOWN:
        output.line(f"  - {sentence}")


def _columns(columns: PastColumns) -> None:
    """What was looked for and is not there may stand in the table under another name."""
    output.line(f"\nColumns that are read: {', '.join(columns.read)}")
    output.line(f"  missing: {', '.join(columns.missing)}")
    output.line(f"  in the table and not read: {', '.join(columns.not_read) or 'none'}")


def _rates(found: TrackRecord, by: str) -> None:
    output.line()
    for each in found.rates:
        if each.answer == "cannot_tell":
            output.line(f"{each.rate.kind}: {each.reasons[0].text}\n")
    columns = (by, "held", "of", "chance", _interval(found.level), "held partly", "not known")
    rows = [_row(each) for each in found.rates]
    if found.new_type is not None:
        rows.append(("a type not seen here", "", "", *_chance(found.new_type), "", ""))
    output.table(columns, rows)
    _unknown(found.rates)
    _partly(found.rates)


def _row(each: TypeRate) -> tuple[str, ...]:
    rate = each.rate
    return rate.kind, str(rate.held), str(rate.n), *_chance(each), str(each.partly), str(each.unknown)


def _chance(each: TypeRate) -> tuple[str, str]:
    chance = "cannot tell" if each.answer == "cannot_tell" else f"{each.rate.rate:.2f}"
    return chance, f"{each.low:.2f} to {each.high:.2f}"


def _interval(level: float) -> str:
    return f"{100 * level:g} % interval"


def _unknown(rates: tuple[TypeRate, ...]) -> None:
    """The unknown are in no rate either; what they could make of it, where it is a rate."""
    for each in rates:
        if each.unknown and each.answer == "chance":
            output.line(f"\n{each.rate.kind}: {each.reasons[-1].text}")


def _partly(rates: tuple[TypeRate, ...]) -> None:
    """Those that held partly are in no rate; with them counted either way each rate would be another."""
    told = [each for each in rates if each.partly and each.answer == "chance"]
    if told:
        output.line("\nThose that held partly are in no rate. Counted as held, or as not held, the chances would be:")
    for each in told:
        output.line(f"  {each.rate.kind}: {each.if_partly_held:.2f}, or {each.if_partly_not:.2f}")


def _planned(planned: TypeRate) -> None:
    output.line(f"\nA planned ceasefire of the type {planned.rate.kind}")
    for each in planned.rate.reasons:
        output.line(f"  {each.text}")


def _lasted(each: TypeDurations, level: float) -> None:
    whose = "all types" if each.kind is None else each.kind
    unknown = f"; {each.unknown} more have no known duration" if each.unknown else ""
    output.line(f"\nHow {each.found.n} of {whose} ended, in shares{unknown}")
    days = tuple(dict.fromkeys(point.day for point in each.curve))
    rows = []
    for end in dict.fromkeys(point.end for point in each.curve):
        points = [point for point in each.curve if point.end == end]
        rows.append((end, *(_share(point.least, point.most) for point in points)))
        rows.append((f"  {_interval(level)}", *(f"{point.low:.2f}-{point.high:.2f}" for point in points)))
    if rows:
        output.table(("end", *(f"by day {day}" for day in days)), rows)
    output.line(f"{each.found.beyond:.2f} outlast all that was seen.")


def _share(low: float, high: float) -> str:
    return f"{low:.2f}" if high - low < 0.005 else f"{low:.2f}-{high:.2f}"
