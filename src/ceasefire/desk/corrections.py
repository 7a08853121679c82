"""Corrections: a new act that says what an earlier one should have said; both stay, and the new words count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from ceasefire.desk import codes
from ceasefire.desk.act import Act, Json
from ceasefire.desk.form import Field, Form
from ceasefire.errors import BadInput, NotNow, Place, Problem

CORRECT: Final = Form(
    "correct",
    "An officer corrects the words of an earlier act; both stay, and the correction counts.",
    (
        Field("act", "whole", "which act, counted from 0"),
        Field("body", "mapping", "what it should have said, whole"),
        Field("why", "text", "the reason, in the officer's words"),
    ),
)


def effective(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the acts with the words that count: those of the last correction, where there is one."""
    told = list(acts)
    for act in acts:
        if act.kind == CORRECT.kind:
            at = cast("int", act.body["act"])
            told[at] = replace(told[at], body=cast("Mapping[str, Json]", act.body["body"]))
    return tuple(told)


def check_correction(acts: Sequence[Act], act: Act, correctable: Collection[str], check: Callable[[Act], None]) -> None:
    """Raise what stands in the way of the correction `act`: no such act, or words that `check` refuses for it."""
    at = cast("int", act.body["act"])
    if not 0 <= at < len(acts) or acts[at].kind not in correctable:
        can = [f"{each} ({one.kind})" for each, one in enumerate(acts) if one.kind in correctable]
        raise NotNow(Problem(codes.NOT_CORRECTABLE, Place(field="act"), str(at), f"one of {', '.join(can)}"))
    try:
        check(replace(acts[at], body=cast("Mapping[str, Json]", act.body["body"])))
    except BadInput as refusal:
        problems = refusal.problems
        raise BadInput([each.at(Place(field=f"body.{each.place.field}")) for each in problems]) from None
