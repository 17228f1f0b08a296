"""The entitlements of a fixed set of some 2,000 claims: any change is shown line by line."""

import kept

import mutual_benefits as mb


def test_every_claim_of_the_snapshot_has_its_recorded_entitlements():
    before = kept.ENTITLEMENTS.read_text(encoding="utf-8").splitlines()[1:]
    now = kept.entitlements()
    changed = [f"- {old}\n+ {new}" for old, new in zip(before, now, strict=True) if old != new]
    assert not changed, "\n".join(
        (
            f"{len(changed)} claims come to something else. If that is meant, say what changed under"
            " “Entitlements changed” in CHANGELOG.md and run `python tests/snapshot accept`.",
            *changed[:20],
        )
    )


def test_an_explanation_of_each_version_reads_as_it_was_accepted():
    before = kept.EXPLANATIONS.read_text(encoding="utf-8").split("\n\n-----\n\n")
    now = kept.explanations().split("\n\n-----\n\n")
    assert len(now) == 2 * sum(len(plan.versions) for plan in mb.all_plans())
    for old, new in zip(before, now, strict=True):
        assert old == new, "read the new text, then run `python tests/snapshot accept`"


def test_the_snapshot_holds_every_version_status_and_benefit():
    rows = [line.split(",") for line in kept.ENTITLEMENTS.read_text(encoding="utf-8").splitlines()[2:]]
    versions = {(row[0].rsplit("-", 1)[0], row[1]) for row in rows}
    assert versions == {(p.code, str(v.effective_from)) for p in mb.all_plans() for v in p.versions}
    assert {row[2] for row in rows} == {"payable", "nil", "undetermined", "refused"}
    named = {
        (row[0].rsplit("-", 1)[0], part.split()[0]) for row in rows for part in row[6].split("; ") if part
    }
    benefits = {(p.code, rule.code) for p in mb.all_plans() for v in p.versions for rule in v.benefits}
    assert named == benefits
