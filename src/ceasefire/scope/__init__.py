"""The algebra: where × when × what × whom as one value, with unions, cuts, measures and containment."""

from ceasefire.scope.bulk import index, join
from ceasefire.scope.bulk_probable import join_probable
from ceasefire.scope.idset import EVERYBODY, IdSet
from ceasefire.scope.region import Part, Region
from ceasefire.scope.report import Containment, Report
from ceasefire.scope.scope import Scope, as_when, everything, leaf_codes, moving, nothing, product
from ceasefire.scope.where import Where, as_where
from ceasefire.scope.zone import zone_window

__all__ = [
    "EVERYBODY",
    "Containment",
    "IdSet",
    "Part",
    "Region",
    "Report",
    "Scope",
    "Where",
    "as_when",
    "as_where",
    "everything",
    "index",
    "join",
    "join_probable",
    "leaf_codes",
    "moving",
    "nothing",
    "product",
    "zone_window",
]
