"""Which finding the evidence and the match would bear: a proposal with reasons; an officer finds.

not_covered        no clause that binds anybody covers it
unsubstantiated    one party's word, and whoever was looking saw nothing
inconclusive       the evidence or the terms leave it open
alleged_credible   covered, and each of occurred, place and act has E1 or better
confirmed          covered, and each of them has E2 or better
confirmed_exempt   confirmed, and an exception or a notice speaks for it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ceasefire.desk.case_told import CaseTold
from ceasefire.desk.evidence import Grade, Graded
from ceasefire.desk.matched import Matched
from ceasefire.desk.proposal import Proposal
from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason

_RANK: Final = {"inspection": 3, "direct": 3, "sensor": 2, "source": 1, "admission": 1, "party": 0, "heat": -1}
_BEST_FIRST: Final = ("inside", "exception_claimed", "cannot_tell", "not_bound", "outside")
_COVERED: Final = frozenset({"inside", "exception_claimed"})
_NOT_COVERED: Final = frozenset({"not_bound", "outside"})
_LINES: Final = ("occurred", "place", "act")


def propose_finding(case: CaseTold) -> Proposal | None:
    """Return the finding that the case would bear, with reasons; None while the case is not matched.

    It goes by the best reports in the case, and leaves open whatever these leave open. It is no finding.
    """
    matched = case.matched
    if matched is None:
        return None
    finding, told, exemption = _proposed(case, matched)
    body = {"finding": finding} | ({"exemption": exemption} if exemption else {})
    grades = tuple(_about_grade(case.evidence.lines[line]) for line in _LINES)
    return Proposal("find", body, (told, *grades, *_about_absence(case.absence)))


def _proposed(case: CaseTold, matched: Matched) -> tuple[str, Reason, str | None]:
    answers = _answers(case, matched)
    if answers <= _NOT_COVERED:
        how = mark("no clause that binds anybody covers what the best reports tell")
        return "not_covered", reason("no_clause_covers", how), None
    lines = [case.evidence.lines[line] for line in _LINES]
    words_alone = not lines[0].at_least(Grade.E1)
    absent = case.absence is not None and case.absence.at_least(Grade.E2)
    if words_alone and absent:
        how = mark("nobody independent says that it happened, and whoever was looking reported nothing")
        return "unsubstantiated", reason("word_against_watch", how), None
    if not answers <= _COVERED:
        how = mark("the best reports leave open whether a clause covers it")
        return "inconclusive", reason("covered_unclear", how), None
    if absent and not lines[0].at_least(Grade.E2):
        how = mark("somebody was looking and reported nothing, against one origin that says it happened")
        return "inconclusive", reason("source_against_watch", how), None
    return _by_grade(lines, _exemption(case, matched) if answers == {"exception_claimed"} else None)


def _by_grade(lines: list[Graded], exempt: str | None) -> tuple[str, Reason, str | None]:
    weakest = min(lines, key=lambda line: -1 if line.grade is None else line.grade)
    values = {"line": weakest.line, "grade": weakest.word}
    if weakest.at_least(Grade.E2):
        how = mark("covered, and the weakest line ({line}) has {grade}")
        return ("confirmed_exempt" if exempt else "confirmed"), reason("well_established", how, **values), exempt
    if weakest.at_least(Grade.E1):
        how = mark("covered, and the weakest line ({line}) has no more than {grade}")
        return "alleged_credible", reason("one_origin", how, **values), None
    how = mark("the line {line} has {grade}, and nothing independent carries it")
    return "inconclusive", reason("weak_line", how, **values), None


def _answers(case: CaseTold, matched: Matched) -> frozenset[str]:
    """The best answer of each of the best reports: what monitors perceived before what a party says."""
    best = max((_RANK[piece.kind] for piece in case.pieces if piece.report in matched.reports), default=0)
    reports = [piece.report for piece in case.pieces if _RANK[piece.kind] == best]
    return frozenset(_best_answer(matched, report) for report in reports if report in matched.reports)


def _best_answer(matched: Matched, report: str) -> str:
    answers = [row.answer for row in matched.rows if row.report == report]
    return min(answers, key=_BEST_FIRST.index)


def _exemption(case: CaseTold, matched: Matched) -> str | None:
    claimed = (row.exempt for row in matched.rows if row.answer == "exception_claimed" and row.report in case.reports)
    return next((key for key in claimed if key), None)


def _about_grade(line: Graded) -> Reason:
    why = "; ".join(each.text for each in line.reasons)
    return reason("graded", mark("{line} has {grade}: {why}"), line=line.line, grade=line.word, why=why)


def _about_absence(absence: Graded | None) -> Iterator[Reason]:
    if absence is not None:
        yield _about_grade(absence)
