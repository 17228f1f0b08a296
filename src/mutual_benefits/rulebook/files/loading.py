"""Reads a plan from a folder of TOML or JSON files, and reports all its faults at once."""

import os
import pathlib
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import Field

from ..._arguments import checked
from ..._texts import both
from ...errors import MutualBenefitsError
from ...frozen import Frozen, every
from ...sources import Source, Text
from ..amendment import most_of
from ..checks.unusable_parts import PartCase, cases_of, effects_together, unusable_in, unusable_in_whole
from ..effects import Effects, path_in_file
from ..plan import Plan
from ..term_path import places, value_of
from ..version import PlanVersion
from .faults import Enough, Fault, Faults
from .folder import File, files_of
from .model_reader import FAILED, Builder, shortened
from .parser import data_of, parts_of
from .size_limits import MOST_ALTERNATIVES, MOST_BENEFITS, MOST_CHECKS

SCHEMA_KEY = "$schema"
"""The key by which an editor finds the schema of a file; it is not part of the plan."""


class PlanFile(Frozen):
    """The contents of `plan.toml`: the plan's code, by which claims name it, and its official name."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text


class _ReadVersion(NamedTuple):
    """What could be read of one file: its parts under each reading, and the version unless it has faults."""

    file: File
    cases: tuple[PartCase, ...]
    version: PlanVersion | None


@checked
def load_plan(path: str | os.PathLike[str]) -> Plan:
    """A plan of your own, from the folder that holds its files (see the page on own rule books).

    `plan.toml` holds `code` and `name`. Each version has a file named by its first day, such as
    `2016-01-01.toml`; where several begin on one day, a label follows (`2016-01-01_one_year.toml`).
    Any file may be JSON instead. `dump_plan` writes such folders.

    Raises:
        InvalidPlan: the folder does not hold a valid plan. The message lists every fault with its file,
            line and key, what was given and what would be right; `faults` holds them one by one.
    """
    folder = pathlib.Path(path)
    faults = Faults()
    try:
        plan = _plan(folder, faults)
    except Enough:
        plan = None
    if plan is None or faults.collected:
        raise faults.error(str(folder))
    return plan


def _plan(folder: pathlib.Path, faults: Faults) -> Plan | None:
    files = files_of(folder, faults)
    heading, read, checks = None, [], 0
    for file in files:
        data = data_of(file.raw, file.format, file.faults)
        if data is not None and file.day is None:
            heading = _builder(file).model(PlanFile, data, (), extra_keys=(SCHEMA_KEY,))
        elif data is not None:
            checks += sum(1 for _ in parts_of(data)) * (1 + _alternatives(data))
            if checks > MOST_CHECKS:
                right = both(
                    "over {most} values to check up to this file; give fewer values or readings",
                    "到本文件为止须核对的值超过 {most} 个；请减少值或解读",
                    most=MOST_CHECKS,
                )
                file.faults.add((), right)
                break
            read.append(_version(file, data))
    if files and not any(file.day for file in files) and not faults.collected:
        right = both(
            "no version; give one a file such as 2016-01-01.toml",
            "没有版本；请为版本建立文件，如 2016-01-01.toml",
        )
        faults.add(Fault("", None, "", None, right))
    everywhere = effects_together(case for one in read for case in one.cases)
    for one in read:
        _check(one, everywhere)
    if heading is None or heading is FAILED or faults.collected:
        return None
    sound = [(one.version, one.file.name) for one in read if one.version is not None]
    versions = [version for version, _ in sorted(sound, key=lambda one: (one[0].answers_from, one[1]))]
    try:
        plan = Plan(code=heading.code, name=heading.name, versions=tuple(versions))
    except MutualBenefitsError as error:
        faults.add(Fault("", None, "", None, shortened(both(error.in_("en"), error.in_("zh")))))
        return None
    return plan


def _builder(file: File, sources: Mapping[str, Source] | None = None) -> Builder:
    return Builder(file.faults, sources or {}, days_are_text=file.format == "json")


def _version(file: File, data: dict[str, Any]) -> _ReadVersion:
    """What can be read of the version in a file; its faults are added to the file's."""
    listed = data.get("benefits")
    if isinstance(listed, list) and len(listed) > MOST_BENEFITS:
        right = both(
            "{n} benefits; give at most {most}",
            "共 {n} 项互助金；最多 {most} 项",
            n=len(listed),
            most=MOST_BENEFITS,
        )
        file.faults.add(("benefits",), right)
    if _alternatives(data) > MOST_ALTERNATIVES:
        right = both(
            "readings with more than {most} options besides the defaults; give fewer",
            "默认以外的解读选项超过 {most} 个；请减少",
            most=MOST_ALTERNATIVES,
        )
        file.faults.add((), right)
    if file.faults.any():
        return _ReadVersion(file, (), None)
    builder = _builder(file, _sources(file, data.get("sources", {})))
    version = builder.model(PlanVersion, data, (), extra_keys=("sources", SCHEMA_KEY))
    day = data.get("effective_from")
    day = day.isoformat() if type(day) is date else day
    if isinstance(day, str) and day != file.day:
        right = both(
            "the file is named {name}; name it by the first day, or correct the day",
            "文件名为 {name}；请以起始日命名，或更正日期",
            name=file.name,
        )
        file.faults.add(("effective_from",), right, given=day)
    cited = () if version is FAILED else {source.id for source in every(Source, version)}
    for id_ in builder.sources if cited and not file.faults.any() else ():
        if id_ not in cited:
            file.faults.add(
                ("sources", id_), both("nothing cites it; leave it out", "没有引用此出处；请删去")
            )
    cases = tuple(cases_of(builder.parts, builder.known))
    return _ReadVersion(file, cases, None if version is FAILED else version)


def _sources(file: File, table: Any) -> dict[str, Source]:
    """The sources of a file by their ids."""
    if not isinstance(table, dict):
        right = both("give a table of sources by their ids", "请给出以编号为键的出处表")
        file.faults.add(("sources",), right, given=table)
        return {}
    sources = {}
    for id_, data in table.items():
        path = ("sources", id_)
        if not isinstance(data, dict):
            file.faults.add(path, both("give a table with title", "请给出含 title 的表"), given=data)
        elif data.get("id", id_) != id_:
            right = both("the key is another id; leave id out", "与键不同；请不要写 id")
            file.faults.add((*path, "id"), right, given=data["id"])
        else:
            sources[id_] = _builder(file).model(Source, {"id": id_, **data}, path)
    return sources


def _alternatives(data: dict[str, Any]) -> int:
    """How many options the readings offer besides the first of each."""
    offered: dict[str, int] = {}
    for _, part in parts_of(data):
        reading, options = (
            (part.get("reading"), part.get("options")) if isinstance(part, dict) else (None, None)
        )
        if isinstance(reading, str) and isinstance(options, dict):
            offered[reading] = max(offered.get(reading, 0), len(options) - 1)
    return sum(offered.values())


def _check(read: _ReadVersion, everywhere: Effects) -> None:
    """Check what no model can see by itself: facts that no claim has, parts without effect, great figures.

    The parts of a version that cannot be built as a whole are checked too.
    """
    faults, version = read.file.faults, read.version
    facts = effects_together(read.cases).facts
    whole = () if version is None else unusable_in_whole(version, facts)
    for unusable in (*unusable_in(read.cases, everywhere), *whole):
        faults.add(unusable.path, unusable.right, given=unusable.given)
    for place in () if version is None else places(version):
        most = most_of(place.unit)
        value = max(number for number in value_of(place.term) if number is not None)
        if value > most:
            path = path_in_file(version, place.leaves[0].address)
            right = both(
                "{term} is {value}, in {unit}; give at most {most}",
                "{term} 为 {value}（{unit}）；最大为 {most}",
                term=place.path,
                value=value,
                unit=place.unit,
                most=most,
            )
            faults.add(path, right)


__all__ = ["PlanFile", "load_plan"]
