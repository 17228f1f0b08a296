"""The entitlements of a fixed set of claims, kept in a file: a review shows what a change pays otherwise.

    python tests/snapshot draw      writes claims.csv anew: some 2,000 claims over all plans and versions
    python tests/snapshot accept    writes entitlements.csv anew, once CHANGELOG.md says what changed

Claims are drawn around the days and numbers at which a rule book turns. Members come back, so that
limits over several claims are in it too.
"""

import sys
from random import Random

from kept import CLAIMS, COLUMNS, ENTITLEMENTS, announced, entitlements, kept_changelog, write
from turning_points import claims_of

import mutual_benefits as mb

A_PLAN = 290


def draw() -> None:
    """Writes the claims: the same ones every time, until this file or a rule book's first days change."""
    chance = Random(2016)  # noqa: S311  # nothing here is secret
    rows = [row for plan in mb.all_plans() for row in claims_of(plan, A_PLAN, chance)]
    write(CLAIMS, COLUMNS, rows)
    print(f"{len(rows)} claims")


def accept() -> None:
    """Writes the entitlements, unless they changed and the changelog says nothing new about it."""
    found = entitlements()
    before = ENTITLEMENTS.read_text(encoding="utf-8") if ENTITLEMENTS.exists() else ""
    if before and before.splitlines()[1:] != found and kept_changelog() == announced():
        sys.exit(
            "entitlements differ: say under “Entitlements changed” in CHANGELOG.md what is paid otherwise"
        )
    ENTITLEMENTS.write_text("\n".join((f"# {announced()}", *found, "")), encoding="utf-8")
    print(f"{len(found) - 1} entitlements")


if __name__ == "__main__":
    {"draw": draw, "accept": accept}[sys.argv[1]]()
