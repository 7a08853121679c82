"""`ceasefire base-rates`: how often past ceasefires of each type held, and how long they lasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ceasefire.cli import options, output, paths

if TYPE_CHECKING:
    from ceasefire.assessment import TrackRecord, TypeDurations, TypeRate


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
    from ceasefire.record import read_past

    found = track_record(read_past(paths.input_file(past, whole=True), by=by, held=held), planned=planned, level=level)
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
        output.line("No row says whether it held or not, so there is no base rate.")
    if found.planned is not None:
        _planned(found.planned)
    for each in found.durations:
        _lasted(each)
    if not found.durations:
        output.line("\nNo row says how long it lasted.")
    output.line("\nWhat this does not show")
    for sentence in NOT_SHOWN:
        output.line(f"  - {sentence}")


def _rates(found: TrackRecord, by: str) -> None:
    interval = f"{100 * found.level:g} % interval"
    columns = (by, "held", "of", "chance", interval, "held partly", "not known")
    rows = [_row(each) for each in found.rates]
    if found.new_type is not None:
        new = found.new_type
        rows.append(("a type not seen here", "", "", f"{new.rate:.2f}", f"{new.low:.2f} to {new.high:.2f}", "", ""))
    output.line()
    output.table(columns, rows)
    _partly(found.rates)


def _row(each: TypeRate) -> tuple[str, ...]:
    rate = each.rate
    between = f"{rate.low:.2f} to {rate.high:.2f}"
    return rate.kind, str(rate.held), str(rate.n), f"{rate.rate:.2f}", between, str(each.partly), str(each.unknown)


def _partly(rates: tuple[TypeRate, ...]) -> None:
    """Those that held partly are in no rate; with them counted either way each rate would be another."""
    if any(each.partly for each in rates):
        output.line("\nThose that held partly are in no rate. Counted as held, or as not held, the chances would be:")
        for each in rates:
            output.line(f"  {each.rate.kind}: {each.if_partly_held:.2f}, or {each.if_partly_not:.2f}")


def _planned(planned: TypeRate) -> None:
    output.line(f"\nA planned ceasefire of the type {planned.rate.kind}")
    for each in planned.rate.reasons:
        output.line(f"  {each.text}")


def _lasted(each: TypeDurations) -> None:
    whose = "all types" if each.kind is None else each.kind
    unknown = f"; {each.unknown} more have no known duration" if each.unknown else ""
    output.line(f"\nHow {each.found.n} of {whose} ended, in shares{unknown}")
    days = tuple(dict.fromkeys(day for _, day, _, _ in each.curve))
    shares = {(end, day): _share(low, high) for end, day, low, high in each.curve}
    ends = tuple(dict.fromkeys(end for end, _, _, _ in each.curve))
    if ends:
        columns = ("end", *(f"by day {day}" for day in days))
        output.table(columns, [(end, *(shares[end, day] for day in days)) for end in ends])
    output.line(f"{each.found.beyond:.2f} outlast all that was seen.")


def _share(low: float, high: float) -> str:
    return f"{low:.2f}" if high - low < 0.005 else f"{low:.2f}-{high:.2f}"
