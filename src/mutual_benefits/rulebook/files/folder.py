"""Reads the files of a plan's folder, and nothing outside the folder."""

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .faults import Faults, FileFaults, near, shown_name
from .size_limits import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES

_VERSION = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(_[A-Za-z0-9_-]+)?")
_NOTES = (".md", ".txt", ".schema.json")
FORMATS = ("toml", "json")


class File(NamedTuple):
    """One file: its name, its format, the day in its name (None for the plan's own file), and its bytes."""

    name: str
    format: str
    day: str | None
    raw: bytes
    faults: FileFaults


def files_of(folder: Path, faults: Faults) -> list[File]:
    """The readable files: the plan's own file first, then those of its versions by name.

    Names that begin with a dot, and notes (`.md`, `.txt`, `.schema.json`), are ignored.
    """
    overall = FileFaults(faults, "")
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in islice(entries, MOST_FILES + 1))
    except (OSError, ValueError) as error:
        overall.add_line(
            None, f"{_why(error)}; give a folder with plan.toml or plan.json and a file for each version"
        )
        return []
    if len(names) > MOST_FILES:
        overall.add_line(None, f"more than {MOST_FILES} files; keep only the plan's files in the folder")
        return []
    files = list(_read(folder, [name for name in names if not _is_ignored(name)], faults))
    if not any(file.day is None for file in files) and not faults.collected:
        overall.add_line(None, "no plan.toml or plan.json; give one with code and name")
    return sorted(files, key=lambda file: (file.day is not None, file.name))


def is_plan_file(name: str) -> bool:
    """Whether a file with this name belongs to a plan.

    >>> is_plan_file("plan.toml"), is_plan_file("2016-01-01_b.json"), is_plan_file("notes.md")
    (True, True, False)
    """
    stem, _, format_ = name.rpartition(".")
    return format_ in FORMATS and (stem == "plan" or _VERSION.fullmatch(stem) is not None)


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_NOTES)


def _read(folder: Path, names: list[str], faults: Faults) -> Iterator[File]:
    left = MOST_BYTES_TOGETHER
    stems: dict[str, str] = {}
    for name in names:
        own = FileFaults(faults, name)
        stem, dot, format_ = name.rpartition(".")
        version = _VERSION.fullmatch(stem)
        if not is_plan_file(name):
            own.add_line(None, _right_name(stem if dot else name, format_))
            continue
        if stem in stems:
            own.add_line(None, f"{shown_name(stems[stem])} is there too; keep one of them")
            continue
        stems[stem] = name
        try:
            raw = _bytes(folder, name, min(MOST_BYTES, left))
        except (OSError, ValueError) as error:
            own.add_line(None, _why(error))
            continue
        left -= len(raw)
        yield File(name, format_, version[1] if version else None, raw, own)


def _right_name(stem: str, format_: str) -> str:
    digits = re.fullmatch(r"(?:from_)?([0-9]{4})[_.-]?([0-9]{2})[_.-]?([0-9]{2})", stem)
    if digits:
        return f"name the file {'-'.join(digits.groups())}.{format_ if format_ in FORMATS else 'toml'}"
    known = [f"plan.{one}" for one in FORMATS]
    hint = near(f"{stem}.{format_}", known) if stem and not stem[0].isdigit() else ""
    right = "a version's file is named by its first day, such as 2016-01-01.toml"
    return (
        f"{right}; {hint}" if hint.startswith("did") else f"{right}, the plan's plan.toml; remove other files"
    )


def _bytes(folder: Path, name: str, most: int) -> bytes:
    """The bytes of a regular file in the folder.

    Raises:
        OSError: it cannot be read. ValueError: it is not such a file, or it is too long.
    """
    path = folder / name
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(folder)):
        raise ValueError("a link out of the folder; put the file itself there")
    # Checked before opening, since opening a device may have effects, and after, in case it was replaced.
    _check(os.lstat(real), most)
    flags = os.O_RDONLY | sum(
        getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    )
    handle = os.open(real, flags)
    with open(handle, "rb") as file:
        _check(os.fstat(handle), most)
        raw = file.read(most + 1)
    if len(raw) > most:
        raise ValueError(_too_long(most))
    return raw


def _check(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("not a regular file; remove it")
    if status.st_size > most:
        raise ValueError(_too_long(most))


def _too_long(most: int) -> str:
    if most < MOST_BYTES:
        return (
            f"the folder's files are longer than {MOST_BYTES_TOGETHER:,} bytes together; one plan needs less"
        )
    return f"longer than {MOST_BYTES:,} bytes; one version needs less"


def _why(error: Exception) -> str:
    return (error.strerror or "it cannot be read") if isinstance(error, OSError) else str(error)
