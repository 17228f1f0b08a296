"""The planted faults that are known to change nothing are still those of the source."""

import tomllib

import pytest
from folders import REPOSITORY, TESTS

EXPLAINED = tomllib.loads((TESTS / "faults" / "explained.toml").read_text("utf-8"))["fault"]
PACKAGE = REPOSITORY / "src" / "mutual_benefits"


@pytest.mark.parametrize("fault", EXPLAINED, ids=lambda fault: f"{fault['file']}: {fault['change'][:40]}")
def test_an_explained_fault_is_in_a_line_of_the_source(fault: dict[str, str]) -> None:
    """Its line may have changed since: then the reason has to be thought of anew."""
    lines = (PACKAGE / fault["file"]).read_text("utf-8").splitlines()
    assert fault["code"] in {line.strip() for line in lines}
    assert fault["why"]
