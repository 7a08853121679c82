"""A match of a case read back from an act: every field checked, every problem told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast, get_args

from ceasefire.desk.absence import LINE
from ceasefire.desk.act import Json
from ceasefire.desk.evidence import Grade, Graded
from ceasefire.desk.form import Field, Form
from ceasefire.desk.matched import Matched, MatchedRow
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.reasons import Reason
from ceasefire.matching.rows import Answer, Watched

_NESTED: Final = (Mapping, list, tuple)
_ROW: Final = Form(
    "row",
    "One report against one clause.",
    (
        Field("report", "text", "the id of the report"),
        Field("clause", "text", "the key of the clause; left out where no clause applies", needed=False),
        Field(
            "answer", "word", "inside, exception claimed, outside, not bound, or cannot tell", words=get_args(Answer)
        ),
        Field("exempt", "text", "the exception or notice that might speak for it", needed=False),
        Field("watched", "word", "whether somebody able to see it was watching", words=get_args(Watched)),
        Field("margin_m", "whole", "metres to the edge, positive inside", needed=False),
        Field("near_edge", "yes_no", "whether the report cannot tell on which side of the edge it was"),
        Field("reasons", "texts", "why, in sentences", needed=False),
    ),
)
_MATCHED: Final = Form(
    "matched",
    "What a case touches in the terms.",
    (
        Field("terms", "text", "the key of the terms"),
        Field("version", "text", "SHA-256 of the text of the terms"),
        Field("rows", "mappings", "one row per report and clause"),
        Field("absence", "mappings", "how well it is known that nothing happened, by report", needed=False),
    ),
)
_REASON: Final = Form(
    "reason",
    "Why a grade was given.",
    (
        Field("code", "text", "the stable word for it"),
        Field("text", "text", "the sentence"),
        Field("values", "mapping", "the values in it", needed=False),
    ),
)
_ABSENCE: Final = Form(
    "absence",
    "How well it is established that what a report tells did not happen.",
    (
        Field("report", "text", "the id of the report"),
        Field("line", "word", "absence", words=(LINE,)),
        Field("grade", "word", "the grade", words=(*Grade.__members__, "not_graded")),
        Field("reasons", "mappings", "why: code, text, values"),
    ),
)


def read_matched(value: Json) -> Matched:
    """Return what `to_json` gave; raise BadInput with every problem."""
    body = value if isinstance(value, Mapping) else {}
    problems = [each.at(_below("matched", each)) for each in _MATCHED.problems_of(body)]
    parts = [] if problems else [("rows", _ROW), ("absence", _ABSENCE)]
    listed = {name: cast("Sequence[Mapping[str, Any]]", body.get(name) or ()) for name, _ in parts}
    for name, form in parts:
        for at, part in enumerate(listed[name]):
            problems += [each.at(_below(f"matched.{name}.{at}", each)) for each in form.problems_of(part)]
    if not problems:
        told = [each for part in listed["absence"] for each in part["reasons"]]
        problems = [
            each.at(_below("matched.absence.reasons", each)) for one in told for each in _REASON.problems_of(one)
        ]
    if problems:
        raise BadInput(problems)
    absence = {str(part["report"]): _graded_from(part) for part in listed["absence"]}
    return Matched(str(body["terms"]), str(body["version"]), tuple(map(_row_from, listed["rows"])), absence)


def _below(path: str, problem: Problem) -> Place:
    return Place(field=f"{path}.{problem.place.field}")


def _row_from(row: Mapping[str, Json]) -> MatchedRow:
    clause, exempt, margin = (row.get(name) for name in ("clause", "exempt", "margin_m"))
    return MatchedRow(
        report=str(row["report"]),
        clause=None if clause is None else str(clause),
        answer=cast("Answer", row["answer"]),
        exempt=None if exempt is None else str(exempt),
        watched=cast("Watched", row["watched"]),
        margin_m=cast("int | None", margin),
        near_edge=row["near_edge"] is True,
        reasons=tuple(map(str, cast("Sequence[str]", row.get("reasons") or ()))),
    )


def _graded_from(part: Mapping[str, Any]) -> Graded:
    grade = None if part["grade"] == "not_graded" else Grade[part["grade"]]
    return Graded(LINE, grade, tuple(map(_reason_from, part["reasons"])))


def _reason_from(told: Mapping[str, Any]) -> Reason:
    """A reason as it was told; its sentence is not made anew."""
    values = {name: each for name, each in (told.get("values") or {}).items() if not isinstance(each, _NESTED)}
    text = str(told["text"])
    pattern = text.replace("{", "{{").replace("}", "}}") if values else text
    return Reason(str(told["code"]), pattern, values)
