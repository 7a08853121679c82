"""`ceasefire match`: which clause each report touches, why, and how sure that is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasefire.cli import codes, matching_run, options, output, paths
from ceasefire.errors import BadInput, Problem

if TYPE_CHECKING:
    from ceasefire.cli.matching_run import Run
    from ceasefire.disclosure import Shown
    from ceasefire.kernel.reasons import Reason
    from ceasefire.matching import ClauseSummary, Match, Row

ROWS_ON_SCREEN = 40
SAID_OF_NEARLY_EVERY_ROW = frozenset({"acts_inside", "actor_bound", "target_meant"})


class Kind(StrEnum):
    """The kinds of file that the rows can be written to."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    PARQUET = "parquet"


def match(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    terms: Annotated[Path, typer.Argument(help="The terms, a YAML or JSON file.")],
    events: Annotated[list[Path], typer.Option("--events", help="A file of events; may be given several times.")],
    form: Annotated[str, typer.Option("--format", help="What the files are, such as ucdp-ged, viina, firms or csv.")],
    mapping: Annotated[Path | None, typer.Option(help="The mapping file of a CSV of your own.")] = None,
    option: Annotated[list[str] | None, typer.Option(help="A setting of the source, such as date_prec=any.")] = None,
    effort: Annotated[Path | None, typer.Option(help="Who watched where and when, a CSV file.")] = None,
    notices: Annotated[Path | None, typer.Option(help="What was announced beforehand, a CSV file.")] = None,
    overlay: Annotated[
        list[Path] | None, typer.Option("--with", help="A party's private version to read over the terms.")
    ] = None,
    reader: Annotated[
        str, typer.Option("--for", help="Who will read it: mission, public, or a party's key.")
    ] = "public",
    yes_at: Annotated[float, typer.Option(help="From this probability on the answer is inside.")] = 0.95,
    no_at: Annotated[float, typer.Option(help="Up to this probability the answer is outside.")] = 0.05,
    to: Annotated[
        Path | None, typer.Option(help="Write the rows to this file: .csv, .jsonl, .geojson or .parquet.")
    ] = None,
    *,
    as_json: options.AsJson = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object per row.")] = False,
) -> None:
    """Say which clause each event touches, why, and how sure that is."""
    if as_json and jsonl:
        raise BadInput(Problem(codes.TWO_FORMS, got="--json and --jsonl", expected="one of them"))
    if to is not None:
        _kind(paths.output_file(to))
    asked = matching_run.Asked(
        terms, tuple(events), form, mapping, tuple(option or ()), effort, notices, tuple(overlay or ()), reader
    )
    run = matching_run.run(asked, yes_at=yes_at, no_at=no_at)
    if to is not None:
        _write(run, to)
    if as_json:
        output.document(run.to_json())
    elif jsonl:
        from ceasefire.matching.output import to_json_lines

        output.line(to_json_lines(run.shown.match).rstrip("\n"))
    else:
        _tell(run)


def _write(run: Run, to: Path) -> None:
    from ceasefire.kernel import files
    from ceasefire.matching.output import to_csv, to_json_lines

    match _kind(to):
        case Kind.CSV:
            files.write_text(to, to_csv(run.shown.match))
        case Kind.JSONL:
            files.write_text(to, to_json_lines(run.shown.match))
        case Kind.GEOJSON:
            files.write_text(to, _geojson(run))
        case Kind.PARQUET:
            _write_parquet(run.shown.match, to)


def _kind(to: Path) -> Kind:
    try:
        return Kind(to.suffix.lstrip(".").lower())
    except ValueError:
        expected = ", ".join(f".{kind}" for kind in Kind)
        raise BadInput(Problem(codes.UNKNOWN_KIND_OF_FILE, got=to.name, expected=expected)) from None


def _geojson(run: Run) -> str:
    import json

    from ceasefire.matching.output import to_geojson

    events = {(event.id, event.line): event for event in run.shown.events}
    return json.dumps(to_geojson(run.shown.match, events), ensure_ascii=False)


def _write_parquet(match: Match, to: Path) -> None:
    from ceasefire.kernel import files
    from ceasefire.matching.output import to_arrow

    try:
        from pyarrow import parquet
    except ImportError:
        raise BadInput(Problem(codes.NEEDS_EXTRA, got="no pyarrow", expected="the extra `parquet`")) from None
    with files.replacing(to) as beside:
        parquet.write_table(to_arrow(match), beside)


def _tell(run: Run) -> None:
    for each in run.inputs:
        output.line(_told(each))
    output.line()
    found = run.shown.match
    headings = ("clause", "unit", "certain", "possible", "expected", "90 % interval", "watched")
    output.table(headings, [_summary(line) for line in found.clauses])
    _beside(found.clauses)
    output.line()
    _tell_hits(run.shown)
    touching = [row for row in found.rows if row.clause is not None]
    shown = touching[:ROWS_ON_SCREEN]
    if shown:
        columns = ("event", "line", "clause", "answer", "p", "why")
        output.table(columns, [_row(row) for row in shown])
    output.line(f"{len(shown)} of {len(touching)} rows that touch a clause shown.")
    output.line(f"No clause applies to {len(found.rows) - len(touching)} reports. --json or --to FILE give every row.")
    for notice in filter(None, (found.limits, *found.notices)):
        output.line(notice.text[:1].upper() + notice.text[1:] + ".")


def _tell_hits(shown: Shown) -> None:
    """Hits on protected objects by what the reader may see; a table without a line would read as a zero."""
    if shown.hits:
        headings = ("hits on protected objects", "when", "where", "reports")
        output.table(headings, [(each.what, each.when, each.region, each.reports) for each in shown.hits])
        output.line()


def _row(row: Row) -> tuple[str, ...]:
    chance = f"{row.probability:.2f}" if row.probability == row.p_max else f"{row.probability:.2f}-{row.p_max:.2f}"
    return row.event, str(row.line), str(row.clause), row.answer, chance, _why(row.reasons)


def _why(reasons: tuple[Reason, ...]) -> str:
    told = [each.text for each in reasons if each.code not in SAID_OF_NEARLY_EVERY_ROW]
    return "; ".join(told[:3])


def _told(each: dict[str, Any]) -> str:
    from ceasefire.kernel.deaths import Deaths

    aside: dict[str, list[int | None]] = {}
    for item in each["set_aside"]:
        aside.setdefault(item["reason"], []).append(item.get("deaths"))
    lines = [f"{each['path']}: {each['read']} rows read, {each['used']} used, {len(each['set_aside'])} set aside"]
    sums = ((reason, len(deaths), Deaths.of(deaths).in_words()) for reason, deaths in sorted(aside.items()))
    lines += [f"  {rows} rows with {deaths} deaths: {reason}" for reason, rows, deaths in sums]
    return "\n".join(lines)


def _summary(line: ClauseSummary) -> tuple[str, ...]:
    from ceasefire.matching.words import watched_in_short

    unknown = "cannot tell"
    expected = unknown if line.expected is None else f"{line.expected:.1f}"
    unit = line.unit if line.rule is None else f"{line.unit} ({line.rule})"
    figures: tuple[str, ...] = (unknown,) * 4
    if line.interval is not None:
        figures = (str(line.certain), str(line.possible), expected, "{} to {}".format(*line.interval))
    return line.clause, unit, *figures, watched_in_short(line.watching)


def _beside(clauses: tuple[ClauseSummary, ...]) -> None:
    """Say why the figures of a clause are no full count, and of what a share was taken, or why there is none."""
    from ceasefire.matching.words import limits_in_full, watched_in_full

    for clause, line in {line.clause: line for line in clauses}.items():
        for told in limits_in_full(line):
            output.line(f"{clause}: {told}")
        if line.watching.is_recorded and line.watching.share != 1:
            output.line(f"{clause}: {watched_in_full(line.watching)}")
