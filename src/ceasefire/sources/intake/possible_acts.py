"""Which acts a count may be when nobody says which weapon it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from ceasefire.kernel import taxonomy
from ceasefire.kernel.formats import check_format
from ceasefire.kernel.yamltext import Tree, read_document
from ceasefire.sources.manifest import load_manifest


@cache
def by_unit() -> Mapping[str, frozenset[str]]:
    """The leaves that each unit may be: the monitors' own units from their manifest, the others from reviewed data."""
    resource = files("ceasefire.sources.intake") / "units_acts.yaml"
    document = read_document(resource.read_text("utf-8"), "units_acts.yaml")
    tree = cast("dict[str, Tree]", document.tree)
    check_format(str(tree.get("format", "")), "ceasefire-unit-acts", 1, document.place("format"))
    monitors = cast("dict[str, list[str]]", load_manifest("osce").extra["acts_by_unit"])
    listed = cast("dict[str, list[str]]", tree["acts"]) | monitors
    return {unit: taxonomy.acts().expand(codes) for unit, codes in listed.items()}


def leaves_of(unit: str, acts: Iterable[str]) -> frozenset[str]:
    """The leaves of the acts that were named; without any, those that the unit may be."""
    named = taxonomy.acts().expand(acts)
    return named or by_unit().get(unit, taxonomy.acts().all_leaves)


@cache
def audible() -> frozenset[str]:
    """What can be heard or seen from afar: outside of it "nothing heard" says nothing."""
    return load_manifest("osce").sees
