"""Fixtures for the tests of the kit."""

import pytest
from hypothesis import Phase

from mutual_benefits.testing.laws import checker


@pytest.fixture
def unshrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit reports the first example that it finds, where it is enough that it finds one."""
    monkeypatch.setattr(checker, "PHASES", (Phase.generate,))
