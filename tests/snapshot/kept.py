"""The files of the snapshot, and the present results that they are compared with."""

import csv
import hashlib
import re
from pathlib import Path

import mutual_benefits as mb

HERE = Path(__file__).resolve().parent
CLAIMS = HERE / "claims.csv"
ENTITLEMENTS = HERE / "entitlements.csv"
EXPLANATIONS = HERE / "explanations.txt"
CHANGELOG = HERE.parents[1] / "CHANGELOG.md"
COLUMNS = [
    *("id", "member", "plan", "product", "cover_from", "fee_tier", "shares", "member_class", "renewed"),
    *("sex", "born_on", "kind", "happened_on", "living_days", "hospital_days", "care_days"),
    *("disability_grade", "died", "injury_kind", "cause", "child", "disease", "in_situ", "surgery"),
    *("days", "ordinal", "setting", "self_paid", "over_cap", "other_cover", "peril", "loss", "area"),
    *("notified_on", "claimed_on"),
]
HEADING = "id,version,status,reason,low,high,entitlements"


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write a CSV file with these columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def entitlements() -> list[str]:
    """The present result of each fixed claim, one line each; each claim counts after the earlier ones."""
    claims, wrong = mb.read_claims(CLAIMS)
    assert not wrong
    lines = {}
    for plan in mb.all_plans():
        own = [claim for claim in claims if claim.enrolment.plan == plan.code]
        lines |= {result.claim.id: line(result) for result in mb.assess_all(own)}
    return [HEADING, *(lines[claim.id] for claim in claims)]


def explanations() -> str:
    """One explanation of each version in both languages: of its first claim for which something is due."""
    first: dict[tuple[str, str], mb.Assessment] = {}
    for claim in mb.read_claims(CLAIMS).claims:
        result = mb.assess(claim)
        if result.status in ("payable", "undetermined"):
            first.setdefault((claim.enrolment.plan, str(result.version)), result)
    texts = [first[key].explain(lang) for key in sorted(first) for lang in ("en", "zh")]
    return "\n\n-----\n\n".join(texts) + "\n"


def line(result: mb.Assessment) -> str:
    """One assessment as a line: its sums, and each benefit that is not `nil`."""
    parts = [
        f"{part.benefit} {part.reason or part.amount or f'{part.low}..{part.high}'}"
        for part in result.entitlements
        if part.status != "nil"
    ]
    columns = (result.claim.id, result.version, result.status, result.reason or "", result.low, result.high)
    return ",".join(map(str, (*columns, "; ".join(parts))))


def announced() -> str:
    """A digest of the text in the changelog under “Entitlements changed”."""
    sections = re.findall(
        r"### Entitlements changed\n(.*?)(?=\n##|\Z)", CHANGELOG.read_text(encoding="utf-8"), re.S
    )
    return hashlib.sha256("\n".join(sections).encode()).hexdigest()


def kept_changelog() -> str:
    """The digest of the changelog when the entitlements were last written."""
    return ENTITLEMENTS.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
