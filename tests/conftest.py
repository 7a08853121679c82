"""What every test may use: the open data beside the checkout, and one temper for Hypothesis."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Two cores shared by the suite: no deadline per example; the same examples in every run, so that a
# red build is red again when it is looked at. `make fuzz` searches at random instead.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("fuzz", deadline=None, max_examples=100_000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("CEASEFIRE_HYPOTHESIS", "suite"))

CHECKOUT = Path(__file__).resolve().parent.parent


def _shared_data() -> Path:
    stated = os.environ.get("CEASEFIRE_SHARED")
    return Path(stated) / "data" if stated else CHECKOUT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the open data sets; skips the test where they are not at hand."""
    folder = _shared_data()
    if not (folder / "README.md").is_file():
        pytest.skip(f"open data sets not found in {folder}: set CEASEFIRE_SHARED to the folder that holds data/")
    return folder
