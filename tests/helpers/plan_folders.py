"""A small valid plan as files, and functions that write a folder of plan files and list its faults."""

from pathlib import Path

import mutual_benefits as mb

PLAN = 'code = "quay"\nname = { en = "Quay", zh = "码头" }\n'
VERSION = """\
effective_from = 2020-01-01
source = "seal"
basis = "published"

[sources.seal]
title = { en = "A book of seals", zh = "印谱" }
dated = "2019"

[[benefits]]
rule = "per_diem"
code = "stay"
name = { en = "Stay", zh = "住院津贴" }
event = "injury"
days = "hospital_days"
source = "seal"
rate = { by = "cause", rows = { rope = 3000, net = 4000 }, source = "seal", basis = "published" }

[[conditions]]
condition = "waiting"
days = { value = 30, source = "seal", basis = "inferred" }
source = "seal"
basis = "published"
"""
FIRST = "2020-01-01.toml"


def write_plan(folder: Path, files: dict[str, str | bytes] | None = None, **others: str | bytes) -> Path:
    """Write the small plan into the folder, with the given files added or in place of its own."""
    for name, text in {"plan.toml": PLAN, FIRST: VERSION, **(files or {}), **others}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def faults_of(folder: Path) -> list[str]:
    """The faults that `load_plan` reports for a folder, a line each; none if it reads a plan."""
    try:
        mb.load_plan(folder)
    except mb.InvalidPlan as invalid:
        error = invalid
    else:
        return []
    found = [str(fault) for fault in error.faults]
    assert found
    assert str(error).splitlines()[1:] == [f"  {fault}" for fault in found]
    return found
