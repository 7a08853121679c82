"""`ceasefire assess`: did it hold, and did it change anything, each answer with its reasons."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ceasefire.cli import codes, matching_run, options, output
from ceasefire.errors import BadInput, Problem

if TYPE_CHECKING:
    from ceasefire.assessment import Assessment, Opinion, Result
    from ceasefire.assessment.release import Release
    from ceasefire.assessment.results import Version


def assess(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    terms: Annotated[Path | None, typer.Argument(help="The terms, a YAML or JSON file; left out with --cases.")] = None,
    events: Annotated[
        list[Path] | None, typer.Option("--events", help="A file of events; may be given several times.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="What the files are, such as ucdp-ged, viina or csv.")] = "",
    mapping: Annotated[Path | None, typer.Option(help="The mapping file of a CSV of your own.")] = None,
    option: Annotated[list[str] | None, typer.Option(help="A setting of the source, such as date_prec=any.")] = None,
    effort: Annotated[Path | None, typer.Option(help="Who watched where and when, a CSV file.")] = None,
    others: Annotated[
        list[Path] | None, typer.Option("--others", help="Terms of another ceasefire nearby; may be repeated.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Up to which day; the last of the record if left out.")] = None,
    overlay: Annotated[
        list[Path] | None, typer.Option("--with", help="A party's private version to read over the terms.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", help="A folder of terms: each is assessed, the others being its others.")
    ] = None,
    reader: Annotated[
        str, typer.Option("--for", help="Who will read it: mission, public, or a party's key.")
    ] = "public",
    out: Annotated[
        Path | None, typer.Option("--out", help="The HTML page to write; with --cases the folder for all results.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="The page as a PDF; needs the extra `pdf`.")] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", help="A folder for every figure as SVG and as a table of its data.")
    ] = None,
    released: Annotated[
        Path | None,
        typer.Option("--released", help="The released copy of just this assessment: pages name who did it."),
    ] = None,
    lang: Annotated[str, typer.Option(help="The language, such as en; English where no translation exists.")] = "en",
    *,
    as_json: options.AsJson = False,
) -> None:
    """Say for each clause whether it held, what changed against what would have been, and how sure that is."""
    from ceasefire.cli import assess_run
    from ceasefire.cli.assess_pages import Pages

    record = assess_run.Record(
        tuple(events or ()), form, mapping, matching_run.settings(tuple(option or ())), effort, reader, _day(on)
    )
    pages = Pages(out, pdf, figures, lang, released)
    if cases is not None and terms is None:
        if pdf is not None or figures is not None or released is not None:
            got = "--pdf, --figures or --released with --cases"
            raise BadInput(Problem(codes.USAGE, got=got, expected="one file of terms, or --cases with --out alone"))
        done = assess_run.many(cases, record, pages)
        if as_json:
            output.document({"format": "ceasefire-assessments/1", "cases": done})
        else:
            _list(done)
    elif terms is not None and cases is None:
        pages.check()
        found, read = assess_run.one(terms, tuple(overlay or ()), tuple(others or ()), record)
        release = pages.release_of(found)
        pages.write(read, found, reader, release)
        if as_json:
            output.document(found.to_json())
        else:
            _tell(found, release)
    else:
        got = "neither terms nor --cases" if terms is None else "both terms and --cases"
        raise BadInput(Problem(codes.USAGE, got=got, expected="a file of terms, or --cases FOLDER"))


def _day(text: str | None) -> dt.date | None:
    from ceasefire.clock import parse_date
    from ceasefire.errors import Place

    return None if text is None else parse_date(text, Place(field="--on"))


def _tell(found: Assessment, release: Release | None) -> None:
    standing = "A draft until a named officer releases it."
    if release is not None:
        standing = f"Released by {release.by}, {release.office}, on {release.on}."
    output.line(f"{found.title}, up to {found.on}. {standing}")
    for text in release.dissent if release else ():
        output.line(f"Dissent: {text}")
    for each in found.results:
        output.line()
        _tell_result(each)
    if found.unplaced:
        lost = f"{found.unplaced} reports with {found.unplaced_deaths.in_words()} deaths"
        output.line(f"\n{lost} have no place or no day and stand in no count.")
    for aside in found.set_aside:
        output.line(f"\n{aside.rows} rows with {aside.told.in_words()} deaths were set aside: {aside.why}")
    output.line(
        f"\nRules version {found.rules.version}. --json gives every figure, --out FILE the page, --pdf FILE a print."
    )


def _tell_result(result: Result) -> None:
    whom = "all parties" if result.party is None else result.party
    output.line(f"{result.clause or 'the whole text'}, {whom}")
    output.line(f"  conduct  {_conduct(result.to_json())}")
    output.line(f"  form     {_words(result.form.answer)}")
    output.line(f"  purpose  {_words(result.purpose.answer)}")
    harm = "; ".join(each.kind for each in result.harm)
    output.line(f"  harm     {harm or 'none is stated, which is no finding that there was none'}")
    main = result.main
    if main is not None:
        output.line(f"  days     {_assessed(main)}")
    on_paper = result.form.reasons if result.form.answer == "cannot_tell" else ()
    told = (*result.conduct.reasons, *(main.effect.reasons if main else ()), *on_paper, *result.reasons)
    for each in dict.fromkeys(why.text for why in told):
        output.line(f"    - {each}")
    if main is not None and main.opinions:
        output.line("  second opinions, which decide nothing")
        for opinion in main.opinions:
            output.line(f"    - {_opinion(opinion)}")


def _assessed(version: Version) -> str:
    """The days that the answer is about, and why they are not all of them."""
    first, last = version.seen.day(0), version.seen.day(version.stretch.length - 1)
    return "; ".join((f"{first} to {last}", *(each.text for each in version.stretch.reasons)))


def _opinion(opinion: Opinion) -> str:
    from ceasefire.reports.assess_words import OPINIONS, change_in_words

    change, interval = change_in_words(opinion)
    told = f"{change} %" if math.isfinite(opinion.per_cent) else change
    told += f", 90 % interval {interval} %" if interval else ""
    why = "".join(f"; {each.text}" for each in opinion.reasons)
    return f"{OPINIONS[opinion.way]}: {told}{why}. Assumes: {opinion.assumes}"


def _words(answer: str) -> str:
    return answer.replace("_", " ")


def _list(done: list[dict[str, Any]]) -> None:
    columns = ("ceasefire", "conduct", "form", "purpose", "counted", "to be expected", "p of a fall")
    output.table(columns, [_row(each) for each in done])


def _row(document: dict[str, Any]) -> tuple[str, ...]:
    first = next(each for each in document["results"] if each["party"] is None)
    effect = first["effect"] or {}
    figures = (effect.get("observed"), effect.get("expected"), effect.get("p_value"))
    counted, expected, p_value = ("" if each is None else f"{each:.3g}" for each in figures)
    on_paper = (_words(first[name]) for name in ("form", "purpose"))
    return document["ceasefire"], _conduct(first), *on_paper, counted, expected, p_value


def _conduct(result: dict[str, Any]) -> str:
    from ceasefire.reports.quiet_words import conduct_in_short

    return conduct_in_short(result["conduct"], result["reasons"])
