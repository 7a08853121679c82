"""`ceasefire report`: the picture of a match as one self-contained HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ceasefire.cli import matching_run, options, output, paths


def report(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    terms: Annotated[Path, typer.Argument(help="The terms, a YAML or JSON file.")],
    events: Annotated[list[Path], typer.Option("--events", help="A file of events; may be given several times.")],
    form: Annotated[str, typer.Option("--format", help="What the files are, such as ucdp-ged, viina, firms or csv.")],
    out: Annotated[Path, typer.Option("--out", help="The HTML file to write.")],
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
    lang: Annotated[str, typer.Option(help="The language, such as en; English where no translation exists.")] = "en",
    *,
    as_json: options.AsJson = False,
) -> None:
    """Make one HTML page of a match: map, timeline, tables, and every conclusion with its reasons."""
    from ceasefire.kernel import files
    from ceasefire.matching.match import NO_AT, YES_AT
    from ceasefire.reports import html_page
    from ceasefire.reports.match_page import match_page

    paths.output_file(out)
    asked = matching_run.Asked(
        terms, tuple(events), form, mapping, tuple(option or ()), effort, notices, tuple(overlay or ()), reader
    )
    run = matching_run.run(asked, yes_at=YES_AT, no_at=NO_AT)
    shown = run.shown
    files.write_text(out, html_page(match_page(shown.terms, shown.match, shown.events, reader, lang, shown.hits)))
    if as_json:
        output.document({"format": "ceasefire-report/1", "page": str(out), "input": run.inputs})
    else:
        output.line(f"The report lies in {out}")
