"""What broke in the public names since the last release: `python tests/api_since_release.py [REPOSITORY]`.

The last release is the newest tag like `v1.2.3` that the checkout descends from. A break is fine in a release
that raises the number which semantic versioning asks for (docs/stability.md), and fails the check otherwise.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import griffe

PACKAGE = "mutual_benefits"
PARTS = ("", ".scenarios", ".scenarios.charts", ".scenarios.tables", ".testing", ".testing.laws")
"""The packages whose `__all__` holds public names; each may be absent from a release."""
COLOUR = re.compile(r"\x1b\[\d+m")
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def last_release(repository: Path) -> str | None:
    """The newest release tag before what is checked out, or None."""
    command = ["git", "-C", str(repository), "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def may_break(before: str, now: str) -> bool:
    """Whether a release of this number may break what the other promised."""
    old, new = (tuple(map(int, VERSION.search(text).groups())) for text in (before, now))
    return new[0] > old[0] or (old[0] == new[0] == 0 and new[1] > old[1])


def public(package: griffe.Module) -> dict[str, str]:
    """Every public name, with the place where it is defined."""
    found = {}
    for part in PARTS:
        try:
            module = package[part[1:]] if part else package
        except KeyError:
            continue
        for name in module.exports or ():
            try:
                found[f"{PACKAGE}{part}.{name}"] = module[str(name)].canonical_path
            except (griffe.AliasResolutionError, KeyError):
                continue  # named, and not there
    return found


def breaks(repository: Path, tag: str) -> Iterator[str]:
    """What of the public names of a release is gone or can no longer be used as it was, a line each."""
    source = "src"
    old = griffe.load_git(
        PACKAGE, ref=tag, repo=repository, search_paths=[source], resolve_aliases=True, resolve_external=False
    )
    new = griffe.load(
        PACKAGE, search_paths=[repository / source], resolve_aliases=True, resolve_external=False
    )
    before, after = public(old), public(new)
    for name in sorted(before.keys() - after.keys()):
        yield f"{name}: no longer public"
    homes = {home for name, home in before.items() if name in after}
    for found in griffe.find_breaking_changes(old, new):
        path = found.obj.canonical_path
        if any(path == home or path.startswith(f"{home}.") for home in homes):
            yield COLOUR.sub("", found.explain(griffe.ExplanationStyle.ONE_LINE))


def main(repository: Path) -> int:
    """Tells what broke; 1 if something did that may not."""
    tag = last_release(repository)
    if tag is None:
        print("No release is tagged yet: there is nothing that the public names could be held to.")
        return 0
    now = (repository / "src" / PACKAGE / "__init__.py").read_text("utf-8")
    version = re.search(r'^__version__ = "(.*)"', now, flags=re.MULTILINE)[1]
    found = list(dict.fromkeys(breaks(repository, tag)))
    print(f"{len(found)} breaks of public names since {tag}.", *found, sep="\n")
    if found and may_break(tag, version):
        print(f"Version {version} may break what {tag} promised.")
        return 0
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1]).resolve()))
