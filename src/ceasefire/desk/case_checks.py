"""Whether an act can be made in a case now: the walk first, then what each kind of act asks for besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, cast

from ceasefire.desk import codes
from ceasefire.desk.act import Act, check_order, folded
from ceasefire.desk.case_told import OF_ATTRIBUTION, CaseTold, pieces_named
from ceasefire.desk.case_walk import CORRECTABLE, WALK
from ceasefire.desk.corrections import check_correction
from ceasefire.desk.matched_read import read_matched
from ceasefire.desk.tier import check_tier
from ceasefire.errors import BadInput, Code, DeskError, NotNow, Place, Problem, SecondPerson

_BREACH: Final = frozenset({"alleged_credible", "confirmed", "confirmed_exempt"})


def check(case: CaseTold, act: Act) -> None:
    """Raise what stands in the way of `act`: a body that is not whole, the state, another person, something not done.

    All problems of the body are told at once; so are all that has to be done before.
    """
    if act.kind in OF_ATTRIBUTION and not case.mandate.attribution:
        expected = f"one of {', '.join(case.allowed)}"
        raise NotNow(Problem(codes.ATTRIBUTION_OFF, Place(field="kind"), got=f"`{act.kind}`", expected=expected))
    _check_whole(act)
    WALK.after(case.state, act.kind)
    check_order(case.acts, act)
    if act.kind in CHECKS:
        CHECKS[act.kind](case, act)


def check_body(act: Act) -> None:
    """Raise BadInput when the parts of the body cannot be read, whatever the state: pieces, match, tier, exemption."""
    _check_pieces(act)
    if act.kind == "match":
        read_matched(act.body["matched"])
    if act.kind == "release":
        check_tier(str(act.body["tier"]))
    deadline = act.body.get("deadline_us")
    if act.kind == "ask_party" and cast("int", deadline) <= act.at_us:
        raise BadInput(Problem(codes.DEADLINE_NOT_LATER, Place(field="deadline_us"), f"{deadline}", f"> {act.at_us}"))
    if act.kind == "find":
        _check_exemption(act)


def _check_pieces(act: Act) -> None:
    """Each report once, and each piece whole; what a correction says is read with the act that it corrects."""
    if act.kind == "correct":
        return
    named = [piece.report for piece in pieces_named(act)]
    twice = sorted({report for report in named if named.count(report) > 1})
    if twice:
        raise BadInput(Problem(codes.ALREADY_THERE, Place(field="reports"), got=", ".join(twice)))


def _check_exemption(act: Act) -> None:
    exempt, named = act.body["finding"] == "confirmed_exempt", bool(str(act.body.get("exemption") or "").strip())
    if exempt != named:
        got = f"{act.body['finding']} {'with' if named else 'without'} an exemption"
        raise BadInput(Problem(codes.NO_EXEMPTION, Place(field="exemption"), got=got))


# ---------------------------------------------------------------- what each act asks for besides the state


def _split(case: CaseTold, act: Act) -> None:
    leaving = cast("Sequence[str]", act.body["reports"])
    unknown = [report for report in leaving if report not in case.reports]
    if unknown:
        raise _not_now(codes.NOT_IN_THE_CASE, "reports", ", ".join(unknown), ", ".join(case.reports))
    if set(leaving) >= set(case.reports):
        raise _not_now(codes.NONE_LEFT, "reports", ", ".join(leaving), "at least one report that stays")


def _no_reply(case: CaseTold, act: Act) -> None:
    asked = next((each for each in case.asked if each.party == act.body["party"]), None)
    if asked is None:
        expected = ", ".join(each.party for each in case.asked) or "a party that was asked"
        raise _not_now(codes.NOT_ASKED, "party", str(act.body["party"]), expected)
    if act.body["how"] == "deadline_passed" and act.at_us < asked.deadline_us:
        raise _not_now(codes.STILL_TIME, "how", f"deadline_passed at {act.at_us}", f"{asked.deadline_us} or later")


def _find(case: CaseTold, act: Act) -> None:
    problems = list(_before_finding(case, act))
    if problems:
        raise NotNow(problems)


def _before_finding(case: CaseTold, act: Act) -> Iterator[Problem]:
    """A match that is up to date, an end of waiting for each party that was asked, and a clause that covers it."""
    matched, finding = case.matched, str(act.body["finding"])
    if matched is None:
        yield Problem(codes.NOT_MATCHED, Place(field="kind"), got="`find`", expected="`match` before it")
    elif finding in _BREACH and not matched.touched:
        yield Problem(codes.NO_CLAUSE_TOUCHED, Place(field="finding"), got=finding, expected="not_covered")
    for asked in case.asked:
        if asked.answer is None and act.at_us < asked.deadline_us:
            expected = f"its account, or {asked.deadline_us} or later"
            yield Problem(codes.STILL_TIME, Place(field="at_us"), f"{asked.party} asked, {act.at_us}", expected)


def _second(case: CaseTold, act: Act) -> None:
    """The one who looks a finding over is not the one who made it."""
    _other_than(case.finding.by if case.finding else "", act)


def _attribute(case: CaseTold, act: Act) -> None:
    proposed = case.proposed_attribution
    said = tuple(act.body[name] for name in ("party", "degree"))
    meant = None if proposed is None else tuple(proposed.body[name] for name in ("party", "degree"))
    if proposed is None or said != meant:
        expected = "a proposal first" if meant is None else " ".join(map(str, meant))
        raise _not_now(codes.NOTHING_PROPOSED, "party", " ".join(map(str, said)), expected)
    _other_than(proposed.by, act)


def _release(case: CaseTold, act: Act) -> None:
    del act
    if case.state == "finding" and case.mandate.needs_review:
        raise _not_now(codes.NOT_REVIEWED, "kind", "`release` in the state finding", "`uphold` before it")


def _correct(case: CaseTold, act: Act) -> None:
    check_correction(case.acts, act, CORRECTABLE, _check_whole)
    if not CaseTold(case.id, (*case.acts, act)).pieces:
        raise _not_now(codes.NONE_LEFT, "body.reports", "reports that all left the case", "a report that stays")


def _check_whole(act: Act) -> None:
    WALK.check_form(act)
    check_body(act)


def _not_now(code: Code, field: str, got: str, expected: str) -> DeskError:
    return NotNow(Problem(code, Place(field=field), got, expected))


def _other_than(first: str, act: Act) -> None:
    if folded(first) == folded(act.by):
        raise SecondPerson(Problem(codes.SAME_OFFICER, Place(field="by"), got=act.by, expected=f"not {first}"))


CHECKS: Final[Mapping[str, Callable[[CaseTold, Act], None]]] = MappingProxyType(
    {
        "split": _split,
        "no_reply": _no_reply,
        "find": _find,
        "uphold": _second,
        "send_back": _second,
        "attribute": _attribute,
        "release": _release,
        "correct": _correct,
    }
)
