"""Checks of what has to be done: deadlines, weapons, quotas, exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from ceasefire.terms.lint import codes
from ceasefire.terms.lint.looking import Found, clauses_of, found
from ceasefire.terms.model import Clause, Terms, WeaponBand

_NO_DATE_NEEDED: Final = frozenset(
    {"observe", "patrol", "keep_channel", "guarantee_security", "grant_access", "continue_talks"}
)
_MORTAR_MM: Final = 120.0
_LARGEST_MM: Final = 1000.0


@dataclass(frozen=True, slots=True)
class _Band:
    path: str
    clause: Clause
    band: WeaponBand

    @property
    def low(self) -> float:
        return self.band.calibre_from_mm or 0.0

    @property
    def high(self) -> float:
        return self.band.calibre_to_mm or _LARGEST_MM


def no_deadline(terms: Terms) -> Found:
    """Duties without any date by which they are due."""
    for path, clause in clauses_of(terms):
        dated = clause.finish_by or clause.start_by or clause.window or (clause.quota is not None and clause.quota.per)
        open_value = any(f"{path}.{name}" in terms.qualifications for name in ("finish_by", "start_by", "window"))
        if clause.kind == "do" and not dated and not open_value and clause.duty not in _NO_DATE_NEEDED:
            yield found(terms, codes.NO_DEADLINE, f"{path}.finish_by", f"{clause.duty} without a date", "`finish_by`")


def weapons_unnamed(terms: Terms) -> Found:
    """Withdrawals that do not say of what."""
    for path, clause in clauses_of(terms):
        if (
            clause.duty in ("withdraw", "store_weapons")
            and not clause.weapons
            and not clause.text
            and not clause.objects
        ):
            yield found(terms, codes.WEAPONS_UNNAMED, f"{path}.weapons", "no `weapons`", "kinds and calibres")


def _bands(terms: Terms) -> dict[str, list[_Band]]:
    """The bands of calibre by kind of weapon; a band that names no kind is under no name."""
    by_kind: dict[str, list[_Band]] = {}
    for path, clause in clauses_of(terms):
        for i, band in enumerate(clause.weapons):
            if band.calibre_from_mm is None and band.calibre_to_mm is None:
                continue
            where = f"{path}.weapons.{i}" if len(clause.weapons) > 1 else f"{path}.weapons"
            for kind in band.types or ("",):
                by_kind.setdefault(kind, []).append(_Band(f"{where}.calibre_mm", clause, band))
    return by_kind


def bands(terms: Terms) -> Found:
    """Calibre bands of one kind that overlap, or leave a calibre out."""
    for kind, held in _bands(terms).items():
        yield from _overlaps(terms, kind, held)
        yield from _gaps(terms, kind, sorted(held, key=lambda each: each.low))


def _overlaps(terms: Terms, kind: str, held: list[_Band]) -> Found:
    for one, other in combinations(held, 2):
        low, high = max(one.low, other.low), min(one.high, other.high)
        together = set(one.clause.bound) & set(other.clause.bound)
        same_terms = one.clause.area == other.clause.area and one.band.distance_m == other.band.distance_m
        if low < high and together and not same_terms:
            got = f"{kind or 'weapons'} of {low:g} mm are in {one.clause.key} and {other.clause.key}"
            yield found(terms, codes.BANDS_OVERLAP, other.path, got, "one band for each calibre")


def _gaps(terms: Terms, kind: str, held: list[_Band]) -> Found:
    name = kind or "weapons"
    reached = held[0].low
    for each in held:
        if each.low > reached:
            got = f"{name} from {reached:g} mm up to {each.low:g} mm in no band"
            yield found(terms, codes.BANDS_GAP, f"{each.path}.from", got, f"`from: {reached:g}`")
        reached = max(reached, each.high)
    last = max(held, key=lambda each: each.high)
    if last.band.calibre_to_mm is not None:
        got = f"{name} of exactly {reached:g} mm and more in no band"
        yield found(terms, codes.BANDS_GAP, f"{last.path}.to", got, "a band that begins there, or no `to`")


def mortar_in_no_band(terms: Terms) -> Found:
    """Tube artillery from 120 mm or less, and mortars nowhere."""
    kinds = _bands(terms)
    named = {kind for _, clause in clauses_of(terms) for band in clause.weapons for kind in band.types}
    if any("mortar" in kind for kind in named):
        return
    for each in kinds.get("tube_artillery", ()):
        if each.low <= _MORTAR_MM < each.high:
            path = each.path.removesuffix(".calibre_mm") + ".types"
            yield found(
                terms, codes.MORTAR_IN_NO_BAND, path, f"tube_artillery from {each.low:g} mm, no mortar", "`mortar`"
            )
            return


def quota_unclear(terms: Terms) -> Found:
    """Quotas that do not say how periods are counted."""
    for path, clause in clauses_of(terms):
        if clause.quota is None:
            continue
        quota = clause.quota
        missing = [name for name in ("per", "anchor", "carry_over") if getattr(quota, name) in (None, "not_stated")]
        if missing:
            got = f"not stated: {', '.join(missing)}"
            yield found(terms, codes.QUOTA_PERIOD_UNSTATED, f"{path}.at_least.{missing[0]}", got)


def exchange_not_binding(terms: Terms) -> Found:
    """Undertakings listed under a party that they do not bind."""
    for i, pair in enumerate(terms.exchange):
        for party, clause, j in _listed(pair):
            if clause in terms.clauses and party not in terms.clauses[clause].bound:
                path = f"exchange.{i}.{party}.{j}"
                yield found(
                    terms, codes.EXCHANGE_NOT_BINDING, path, f"{clause} does not bind {party}", severity="error"
                )


def _listed(pair: object) -> Iterator[tuple[str, str, int]]:
    if isinstance(pair, dict):
        for party, clauses in pair.items():
            for j, clause in enumerate(clauses):
                yield party, clause, j


CHECKS: Final = (
    no_deadline, weapons_unnamed, bands, mortar_in_no_band, quota_unclear, exchange_not_binding,
)  # fmt: skip
