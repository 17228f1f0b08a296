"""What scenarios show is what was accepted: pictures, styled tables and texts, in both languages."""

from functools import cache

import pytest
import shown

EXAMPLES = [(kind, name) for kind, (names, _) in shown.KINDS.items() for name in names]
accepted = cache(shown.accepted)


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_what_is_shown_is_what_was_accepted(kind, name):
    for heading, text in shown.shown(kind, name).items():
        before, now = accepted(kind).get(heading, "").splitlines(), text.splitlines()
        changed = [f"- {old}\n+ {new}" for old, new in zip(before, now, strict=False) if old != new]
        advice = f"{heading}: look at what changed, then run `python tests/snapshot show`"
        assert not changed, "\n".join((advice, *changed[:20]))
        assert len(before) == len(now), advice


@pytest.mark.parametrize("kind", shown.KINDS)
def test_every_example_was_accepted_and_nothing_else(kind):
    names, _ = shown.KINDS[kind]
    assert list(accepted(kind)) == [f"# {name} ({lang})" for name in names for lang in shown.LANGUAGES]
