"""Reads the files of a plan's folder, and nothing outside the folder."""

import difflib
import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..._texts import Text, both, system_error
from .faults import Faults, FileFaults, shown_name
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
        right = both(
            "{why}; give a folder with plan.toml or plan.json and a file for each version",
            "{why}；请指定含 plan.toml 或 plan.json 及各版本文件的文件夹",
            why=_why(error),
        )
        overall.add_line(None, right)
        return []
    if len(names) > MOST_FILES:
        right = both(
            "more than {most} files; keep only the plan's files in the folder",
            "超过 {most} 个文件；文件夹中请只保留活动的文件",
            most=MOST_FILES,
        )
        overall.add_line(None, right)
        return []
    files = list(_read(folder, [name for name in names if not _is_ignored(name)], faults))
    if not any(file.day is None for file in files) and not faults.collected:
        right = both(
            "no plan.toml or plan.json; give one with code and name",
            "没有 plan.toml 或 plan.json；请提供含 code 和 name 的文件",
        )
        overall.add_line(None, right)
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
            right = both(
                "{name} is there too; keep one of them",
                "另有 {name}；请只保留一个",
                name=shown_name(stems[stem]),
            )
            own.add_line(None, right)
            continue
        stems[stem] = name
        try:
            raw = _bytes(folder, name, min(MOST_BYTES, left))
        except (OSError, ValueError) as error:
            own.add_line(None, _why(error))
            continue
        left -= len(raw)
        yield File(name, format_, version[1] if version else None, raw, own)


def _right_name(stem: str, format_: str) -> Text:
    digits = re.fullmatch(r"(?:from_)?([0-9]{4})[_.-]?([0-9]{2})[_.-]?([0-9]{2})", stem)
    if digits:
        name = f"{'-'.join(digits.groups())}.{format_ if format_ in FORMATS else 'toml'}"
        return both("name the file {name}", "请将文件命名为 {name}", name=name)
    known = [f"plan.{one}" for one in FORMATS]
    close = (
        difflib.get_close_matches(f"{stem}.{format_}", known, n=1) if stem and not stem[0].isdigit() else []
    )
    rest = both(", the plan's plan.toml; remove other files", "，活动的文件为 plan.toml；请移除其他文件")
    return both(
        "a version's file is named by its first day, such as 2016-01-01.toml{rest}",
        "版本的文件以起始日命名，如 2016-01-01.toml{rest}",
        rest=both("; did you mean {name!r}?", "；是否指 {name!r}？", name=close[0]) if close else rest,
    )


def _bytes(folder: Path, name: str, most: int) -> bytes:
    """The bytes of a regular file in the folder.

    Raises:
        OSError: it cannot be read. ValueError: it is not such a file, or it is too long.
    """
    path = folder / name
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(folder)):
        raise ValueError(
            both(
                "a link out of the folder; put the file itself there", "指向文件夹之外的链接；请放入文件本身"
            )
        )
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
        raise ValueError(both("not a regular file; remove it", "不是普通文件；请移除"))
    if status.st_size > most:
        raise ValueError(_too_long(most))


def _too_long(most: int) -> Text:
    if most < MOST_BYTES:
        return both(
            "the folder's files are longer than {most:,} bytes together; one plan needs less",
            "文件夹中的文件合计超过 {most:,} 字节；一项活动用不了这么多",
            most=MOST_BYTES_TOGETHER,
        )
    return both(
        "longer than {most:,} bytes; one version needs less",
        "超过 {most:,} 字节；一个版本用不了这么多",
        most=MOST_BYTES,
    )


def _why(error: OSError | ValueError) -> Text:
    if isinstance(error, OSError):
        return system_error(error)
    return error.args[0] if isinstance(error.args[0], Text) else both("it cannot be read", "无法读取")
