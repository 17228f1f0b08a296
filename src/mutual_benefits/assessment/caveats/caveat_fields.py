"""The form of a caveat before it is put into words."""

from typing import Any

CaveatFields = tuple[str, dict[str, Any]]
"""The code of a caveat, and the details of its text."""
