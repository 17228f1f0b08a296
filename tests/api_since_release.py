"""Breaking changes to public names since the last release: `python tests/api_since_release.py [REPOSITORY]`.

The last release is the newest tag such as `v1.2.3` among the ancestors of the checkout. A breaking change
fails the check, unless the version number was raised as semantic versioning requires (docs/stability.md).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import griffe

PACKAGE = "mutual_benefits"
PARTS = ("", ".scenarios", ".scenarios.charts", ".scenarios.tables", ".testing", ".testing.laws")
"""The packages whose `__all__` lists public names. A release may lack some of them."""
COLOUR = re.compile(r"\x1b\[\d+m")
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def last_release(repository: Path) -> str | None:
    """The newest release tag among the ancestors of the checkout, or None."""
    command = ["git", "-C", str(repository), "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def may_break(before: str, now: str) -> bool:
    """Whether version `now` may break the public names of version `before`."""
    old, new = (tuple(map(int, VERSION.search(text).groups())) for text in (before, now))
    return new[0] > old[0] or (old[0] == new[0] == 0 and new[1] > old[1])


def public(package: griffe.Module) -> griffe.Module:
    """One module with every public name, whichever file defines it, since files are not promised."""
    names = griffe.Module(PACKAGE)
    for part in PARTS:
        try:
            module = package[part[1:]] if part else package
        except KeyError:
            continue
        for name in module.exports or ():
            try:
                found = module[str(name)]
                found = found.final_target if found.is_alias else found
                # A package among the names counts as present only: its own names are listed separately.
                names.members[f"{part}.{name}".strip(".")] = (
                    griffe.Module(str(name)) if found.is_module else found
                )
            except (griffe.AliasResolutionError, KeyError):
                continue  # listed in `__all__` but not defined
    return names


def breaks(repository: Path, tag: str) -> Iterator[str]:
    """One line for each public name of a release that is gone or can no longer be used as before."""
    source = "src"
    old = griffe.load_git(
        PACKAGE, ref=tag, repo=repository, search_paths=[source], resolve_aliases=True, resolve_external=False
    )
    new = griffe.load(
        PACKAGE, search_paths=[repository / source], resolve_aliases=True, resolve_external=False
    )
    before, after = public(old), public(new)
    for name in sorted(before.members.keys() - after.members.keys()):
        yield f"{PACKAGE}.{name}: no longer public"
        del before.members[name]
    for breakage in griffe.find_breaking_changes(before, after):
        yield COLOUR.sub("", breakage.explain(griffe.ExplanationStyle.ONE_LINE))


def main(repository: Path) -> int:
    """Print the breaking changes; return 1 if the version number does not allow them."""
    tag = last_release(repository)
    if tag is None:
        print("No release is tagged yet: there are no earlier public names to compare with.")
        return 0
    now = (repository / "src" / PACKAGE / "_version.py").read_text("utf-8")
    version = re.search(r'^__version__ = "(.*)"', now, flags=re.MULTILINE)[1]
    changes = list(dict.fromkeys(breaks(repository, tag)))
    print(f"{len(changes)} breaks of public names since {tag}.", *changes, sep="\n")
    if changes and may_break(tag, version):
        print(f"Version {version} may break what {tag} promised.")
        return 0
    return int(bool(changes))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1]).resolve()))
