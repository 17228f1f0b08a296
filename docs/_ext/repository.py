"""Finds the address of the repository that the pages are built from, for the link on each page."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

_SHORT = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+):(?!/)(?P<path>.+)")
"""The short form of an address of SSH, such as `git@code.example.org:group/name.git`."""


def address(checkout: Path) -> str | None:
    """The repository's address on the web: what `[project.urls]` names, or where the checkout came from."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    named: str | None = project.get("urls", {}).get("Repository")
    return named or on_the_web(_origin(checkout))


def _origin(checkout: Path) -> str:
    """The remote that a clone was made from; empty if this is no clone, or git is not there."""
    command = ["git", "-C", str(checkout), "config", "--get", "remote.origin.url"]
    here_alone = os.environ | {"GIT_CEILING_DIRECTORIES": str(checkout.parent)}
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, env=here_alone)  # noqa: S603
    except OSError:
        return ""
    return result.stdout.strip()


def on_the_web(remote: str) -> str | None:
    """The page of a remote, without any user name or password; None for a folder.

    >>> on_the_web("git@code.example.org:group/name.git")
    'https://code.example.org/group/name'
    """
    scheme, port = "https", ""
    if short := _SHORT.fullmatch(remote):
        host, path = short["host"], short["path"]
    else:
        parts = urlsplit(remote)
        if parts.scheme not in ("http", "https", "ssh", "git") or parts.hostname is None:
            return None
        host, path = parts.hostname, parts.path
        if parts.scheme in ("http", "https"):  # a port of SSH serves no pages
            scheme, port = parts.scheme, f":{parts.port}" if parts.port else ""
    return f"{scheme}://{host}{port}/{path.strip('/').removesuffix('.git')}"
