"""Folders and files of the repository that tests read."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
REPOSITORY = TESTS.parent
DOCS = REPOSITORY / "docs"
SAMPLE = DOCS / "samples" / "claims.csv"
