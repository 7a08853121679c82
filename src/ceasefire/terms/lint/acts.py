"""Checks of what clauses forbid, limit and allow."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.units import rules
from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, forbids, found, leaves_of
from ceasefire.terms.model import Clause, Terms

_WATCHING: Final = frozenset({"uav.recon"})


def no_act(terms: Terms) -> Found:
    """Clauses about acts that name none."""
    for path, clause in clauses_of(terms):
        if clause.kind == "do":
            continue
        if clause.acts_unstated is not None:
            yield found(
                terms, codes.ACTS_UNSTATED, f"{path}.acts_unstated", clause.acts_unstated, "codes of the taxonomy"
            )
        elif not clause.acts:
            yield found(terms, codes.NO_ACT, f"{path}.acts", "no `acts`", "codes of the taxonomy", severity="error")


def nobody_bound(terms: Terms) -> Found:
    """Clauses that bind nobody."""
    for path, clause in clauses_of(terms):
        if (
            not clause.bound
            and f"{path}.bound" not in terms.qualifications
            and f"{path}.by" not in terms.qualifications
        ):
            name = "by" if clause.kind == "do" else "bound"
            yield found(terms, codes.NOBODY_BOUND, f"{path}.{name}", f"no `{name}`", "parties", severity="error")


def no_area_or_window(terms: Terms) -> Found:
    """Clauses about acts that say nothing of where or when."""
    for path, clause in clauses_of(terms):
        if forbids(clause) and not clause.area and f"{path}.area" not in terms.qualifications:
            yield found(terms, codes.NO_AREA, f"{path}.area", "no `area`", "an area, or its words under `unstated`")
        if forbids(clause) and not clause.window and f"{path}.window" not in terms.qualifications:
            yield found(
                terms, codes.NO_WINDOW, f"{path}.window", "no `window`", "a window, or its words under `unstated`"
            )


def no_counting_rule(terms: Terms) -> Found:
    """Arrangements whose breaches nobody said how to count."""
    for path, clause in clauses_of(terms):
        if clause.rule is not None and clause.rule not in rules():
            yield found(terms, codes.UNKNOWN_RULE, f"{path}.rule", clause.rule, ", ".join(rules()))
    if terms.monitoring_rule is not None:
        if terms.monitoring_rule not in rules():
            yield found(terms, codes.UNKNOWN_RULE, "monitoring.rule", terms.monitoring_rule, ", ".join(rules()))
    elif any(forbids(clause) and clause.rule is None for clause in terms.clauses.values()):
        yield found(terms, codes.NO_COUNTING_RULE, "monitoring.rule", "no rule", "a rule of the registry")
    for i, claim in enumerate(terms.claims):
        if claim.rule is not None and claim.rule not in rules():
            yield found(terms, codes.UNKNOWN_RULE, f"claims.{i}.rule", claim.rule, ", ".join(rules()))


def no_verifier(terms: Terms) -> Found:
    """Clauses that nobody verifies."""
    if terms.monitoring_by:
        return
    for path, clause in clauses_of(terms):
        if clause.kind != "allow" and not clause.verified_by:
            yield found(terms, codes.NO_VERIFIER, f"{path}.verified_by", "nobody", "`verified_by` or `monitoring.by`")


def monitors_not_exempt(terms: Terms) -> Found:
    """A ban on drones, or on all flight, that reaches those of the monitors."""
    watchers = frozenset(terms.monitoring_by) | {who for clause in terms.clauses.values() for who in clause.verified_by}
    if not watchers:
        return
    for path, clause in clauses_of(terms):
        bans = clause.kind == "refrain" and leaves_of(clause.acts) & _WATCHING
        reaches = not clause.bound or bool(watchers & set(clause.bound)) or clause.targets is None
        if bans and reaches and not _is_exempt(terms, clause, watchers):
            got = f"{', '.join(clause.acts)} forbidden, {', '.join(sorted(watchers))} watching"
            yield found(terms, codes.MONITORS_NOT_EXEMPT, f"{path}.acts", got, "an exception `by` the monitors")


def _is_exempt(terms: Terms, clause: Clause, watchers: frozenset[str]) -> bool:
    outside = any(each.actor in watchers for each in clause.excluded)
    excepted = any(
        clause.key in each.of and each.by is not None and watchers & set(each.by)
        and (not each.acts or leaves_of(each.acts) & _WATCHING)
        for each in terms.exceptions.values()
    )  # fmt: skip
    allowed = any(
        each.kind == "allow" and watchers & set(each.bound) and leaves_of(each.acts) & _WATCHING
        for each in terms.clauses.values()
    )
    return bool(outside or excepted or allowed)


def allowed_and_forbidden(terms: Terms) -> Found:
    """A permission and a ban of the same acts for one party in one area."""
    for path, clause in clauses_of(terms):
        for other in terms.clauses.values():
            if clause.kind != "allow" or other.kind != "refrain" or not set(clause.bound) & set(other.bound):
                continue
            same = leaves_of(clause.acts) & leaves_of(other.acts)
            if same and set(clause.area.values()) & set(other.area.values()):
                got = f"{clause.key} allows what {other.key} forbids: {', '.join(sorted(same)[:4])}"
                yield found(terms, codes.ALLOWED_AND_FORBIDDEN, f"{path}.acts", got)


def reductions(terms: Terms) -> Found:
    """Limits without a number and reductions without a level."""
    for path, clause in clauses_of(terms):
        promised = clause.target_level is not None or clause.baseline is not None
        if clause.kind == "limit" and clause.limit is None and not promised:
            yield found(
                terms, codes.LIMIT_WITHOUT_NUMBER, f"{path}.at_most", "no `at_most`", "{n, unit, per}", severity="error"
            )
        if promised and (
            clause.baseline is None or clause.baseline.n is None or (clause.limit is None and not _has_number(clause))
        ):
            got = clause.target_level or "no level"
            missing = "baseline" if clause.baseline is None or clause.baseline.n is None else "at_most"
            yield found(terms, codes.REDUCTION_UNQUANTIFIED, f"{path}.{missing}", got, "a baseline and a number")


def _has_number(clause: Clause) -> bool:
    return clause.target_level is not None and any(sign.isdigit() for sign in clause.target_level)


CHECKS: Final = (
    no_act, nobody_bound, no_area_or_window, no_counting_rule, no_verifier, monitors_not_exempt, allowed_and_forbidden,
    reductions,
)  # fmt: skip
