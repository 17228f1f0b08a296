"""Rewrites the snapshot: a fixed set of claims, and their entitlements, in which a review sees what changed.

    python tests/snapshot draw      rewrites claims.csv: some 2,000 claims over all plans and versions
    python tests/snapshot accept    rewrites entitlements.csv, once CHANGELOG.md says what changed,
                                    and explanations.txt
    python tests/snapshot show      rewrites shown/: pictures, styled tables and texts of scenarios

The claims are random, close to the days and numbers at which the result of a rule book changes. Members
have several claims, so limits across claims are covered too.
"""

import sys
from pathlib import Path
from random import Random

from kept import (
    CLAIMS,
    COLUMNS,
    ENTITLEMENTS,
    EXPLANATIONS,
    announced,
    entitlements,
    explanations,
    kept_changelog,
    write,
)
from turning_points import claims_of

import mutual_benefits as mb

CLAIMS_PER_PLAN = 290


def draw() -> None:
    """Write the claims. They stay the same until the code here or the first day of a version changes."""
    chance = Random(2016)  # noqa: S311  # nothing here is secret
    rows = [row for plan in mb.all_plans() for row in claims_of(plan, CLAIMS_PER_PLAN, chance)]
    write(CLAIMS, COLUMNS, rows)
    print(f"{len(rows)} claims")


def accept() -> None:
    """Write the entitlements, unless they changed and “Entitlements changed” in the changelog did not."""
    lines = entitlements()
    before = ENTITLEMENTS.read_text(encoding="utf-8") if ENTITLEMENTS.exists() else ""
    if before and before.splitlines()[1:] != lines and kept_changelog() == announced():
        sys.exit("entitlements differ: describe the change under “Entitlements changed” in CHANGELOG.md")
    ENTITLEMENTS.write_text("\n".join((f"# {announced()}", *lines, "")), encoding="utf-8")
    EXPLANATIONS.write_text(explanations(), encoding="utf-8")
    print(f"{len(lines) - 1} entitlements")


def show() -> None:
    """Write what scenarios show. It needs the test helpers, which pytest finds by itself."""
    helpers = Path(__file__).resolve().parents[1] / "helpers"
    sys.path[:0] = [str(helpers), str(helpers / "oracles")]
    import shown

    for kind in shown.KINDS:
        shown.accept(kind)
        print(kind)


if __name__ == "__main__":
    {"draw": draw, "accept": accept, "show": show}[sys.argv[1]]()
