"""Record against terms: which clause each report touches, why, and how sure that is."""

from ceasefire.matching.match import match
from ceasefire.matching.rows import ClauseSummary, Match, Row

__all__ = ["ClauseSummary", "Match", "Row", "match"]
