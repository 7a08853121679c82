"""How often proposals are false on real rows that are known to be separate: the figures told on the page of the cases."""

import pytest
from tests.conftest import CHECKOUT

from ceasefire import sources
from ceasefire.desk import propose_duplicates

PAGE = (CHECKOUT / "docs" / "explanation" / "cases.md").read_text(encoding="utf-8")


@pytest.mark.shared_data
@pytest.mark.slow
def test_the_false_proposals_on_rows_that_coders_hold_to_be_separate_are_as_told(shared_data):
    rows = list(sources.read_events(shared_data / "ucdp" / "ged_ukraine.csv", "ucdp-ged", None, {}))
    found = propose_duplicates(rows)
    touched = {report for pair in found for report in (pair.one, pair.other)}
    assert f"{len(rows):,} rows of UCDP GED" in " ".join(PAGE.split())
    assert f"{len(found)} pairs among {len(touched)} rows" in " ".join(PAGE.split())
    assert len(touched) / len(rows) < 0.06
