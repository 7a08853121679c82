"""The contract of the store runs on every engine."""

import pytest

from ceasefire.store import open_store

ENGINES = ("sqlite",)


@pytest.fixture(params=ENGINES)
def store(request, tmp_path):
    """An empty store of each engine."""
    assert request.param == "sqlite"
    with open_store(tmp_path / "mission.store", create=True) as opened:
        yield opened
