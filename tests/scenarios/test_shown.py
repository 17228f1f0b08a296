"""What scenarios show is what was accepted: pictures, styled tables and texts, in both languages."""

import pytest
import shown


@pytest.mark.parametrize("kind", shown.KINDS)
def test_what_is_shown_is_what_was_accepted(kind):
    before = shown.accepted(kind).read_text(encoding="utf-8").splitlines()
    now = shown.KINDS[kind]().splitlines()
    changed = [f"- {old}\n+ {new}" for old, new in zip(before, now, strict=False) if old != new]
    assert not changed, "look at what changed, then run `python tests/snapshot show`:\n" + "\n".join(
        changed[:20]
    )
    assert len(before) == len(now)
