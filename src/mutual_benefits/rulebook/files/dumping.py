"""Writes a plan as a folder of files, all or nothing: a temporary folder is checked, then moved."""

import json
import os
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ..._arguments import checked
from ..._language import LANGUAGES
from ..._texts import OR, both, give, listed
from ...errors import InvalidPlan, UnwritablePlan
from ..plan import Plan
from ..registry.book import AnyPlan, plan_of
from ..version import PlanVersion
from .folder import FORMATS, is_plan_file
from .loading import load_plan
from .model_writer import data_of_plan, data_of_version
from .size_limits import MOST_FILES
from .toml_writer import written

Format = Literal["toml", "json"]


@checked
def dump_plan(
    plan: AnyPlan,
    folder: str | os.PathLike[str],
    *,
    format: Format = "toml",  # noqa: A002  # the name that callers expect
    overwrite: bool = False,
) -> None:
    """Write a plan as a folder of files, which `load_plan` reads back as the same plan.

    The files are written to a temporary folder beside it, read back and compared, and then moved into
    place: a run that fails or is stopped leaves what was there before.

    Args:
        plan: the plan, by its code or its name, or a `Plan`.
        folder: the folder for its files. It may exist if it is empty; its parent must exist.
        format: `toml` or `json`.
        overwrite: whether a folder that holds only the files of a plan may be replaced.

    Raises:
        UnknownPlan: no plan has this code or name.
        UnwritablePlan: the folder holds something else, or the plan would not read back as the same plan.
        OSError: the disk is full, or nothing can be written there.
    """
    if format not in FORMATS:
        message = both(
            "format is {given!r}; {give}",
            "format 为 {given!r}；{give}",
            given=format,
            give=give(listed(map(repr, FORMATS), by=OR)),
        )
        raise UnwritablePlan(message)
    chosen = plan_of(plan)
    target = Path(os.path.realpath(folder))
    _check_target(target, overwrite)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        new = scratch / "new"
        new.mkdir()
        _write(chosen, new, format)
        _check_same(chosen, new)
        _put_in_place(new, target, scratch / "old")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _check_target(target: Path, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise UnwritablePlan(
            both(
                "there is no folder {folder}; create it first",
                "没有文件夹 {folder}；请先建立",
                folder=target.parent,
            )
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritablePlan(
            both(
                "{target} is not a folder; give another name",
                "{target} 不是文件夹；请另起名称",
                target=target,
            )
        )
    names = sorted(os.listdir(target))
    others = [name for name in names if not is_plan_file(name) or not (target / name).is_file()]
    if others:
        message = both(
            "{target} holds {other!r}, which is not a file of a plan; give a folder that can be replaced",
            "{target} 中的 {other!r} 不是活动的文件；请指定可以替换的文件夹",
            target=target,
            other=others[0],
        )
        raise UnwritablePlan(message)
    if names and not overwrite:
        message = both(
            "{target} holds a plan's files already; give overwrite=True to replace them",
            "{target} 中已有活动的文件；如要替换，请给出 overwrite=True",
            target=target,
        )
        raise UnwritablePlan(message)


def _write(plan: Plan, folder: Path, format_: str) -> None:
    if len(plan.versions) >= MOST_FILES:
        message = both(
            "plan {code} has {versions} versions; a folder holds {most} files",
            "活动 {code} 有 {versions} 个版本；一个文件夹最多 {most} 个文件",
            code=plan.code,
            versions=len(plan.versions),
            most=MOST_FILES,
        )
        raise UnwritablePlan(message)
    about = f"{plan.name.en} ({plan.code})\n{plan.name.zh}"
    _write_file(folder / f"plan.{format_}", data_of_plan(plan), "")
    seen: Counter[date] = Counter()
    for version in plan.versions:
        day = version.effective_from
        seen[day] += 1
        label = "" if seen[day] == 1 else f"_{seen[day]:02}"
        _write_file(folder / f"{day}{label}.{format_}", data_of_version(version), _comment(about, version))


def _comment(about: str, version: PlanVersion) -> str:
    return (
        f"{about}: the rule book from {version.effective_from}.\n"
        "Money is in whole fen, percentages are in basis points (100 are 1 %)."
    )


def _write_file(path: Path, data: dict[str, Any], comment: str) -> None:
    try:
        if path.suffix == ".toml":
            text = written(data, comment)
        else:
            text = json.dumps(data, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"
        raw = text.encode()
    except UnicodeEncodeError as error:
        message = both(
            "{name}: {character!a} is not a character",
            "{name}：{character!a} 不是字符",
            name=path.name,
            character=error.object[error.start],
        )
        raise UnwritablePlan(message) from None
    with path.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _check_same(plan: Plan, folder: Path) -> None:
    """Check that the files read back as the plan."""
    try:
        loaded = load_plan(folder)
    except InvalidPlan as error:
        en, zh = ("\n".join(f"  {fault.in_(lang)}" for fault in error.faults) for lang in LANGUAGES)
        message = both(
            "plan {code} would not read back:\n{faults}",
            "活动 {code} 写出后无法读回：\n{faults}",
            code=plan.code,
            faults=both(en, zh),
        )
        raise UnwritablePlan(message) from None
    if loaded != plan:
        differs = [
            str(one.effective_from)
            for one, other in zip(plan.versions, loaded.versions, strict=True)
            if one != other
        ]
        message = both(
            "plan {code} would read back as another plan: the versions of {days} differ; a table's keys"
            " must be whole numbers where its fact is one and text where it is not, and versions of one day"
            " must be listed in the order in which they apply",
            "活动 {code} 写出后读回会有不同：{days} 版本不同；事实为整数的表，键须为整数，否则须为文字；"
            "同一日的版本须按适用的先后列出",
            code=plan.code,
            days=listed(differs),
        )
        raise UnwritablePlan(message)


def _put_in_place(new: Path, target: Path, old: Path) -> None:
    """Move the new folder into place; if that fails, the old one is restored."""
    if target.exists():
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
    else:
        new.rename(target)
