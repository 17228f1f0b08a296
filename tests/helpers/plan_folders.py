"""Folders of plan files for the tests: a small plan that is well written, and ways to put them down."""

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


def written(folder: Path, files: dict[str, str | bytes] | None = None, **others: str | bytes) -> Path:
    """The folder, with the files of the small plan and, in their place or besides, those given."""
    for name, text in {"plan.toml": PLAN, FIRST: VERSION, **(files or {}), **others}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def faults_of(folder: Path) -> list[str]:
    """What `load_plan` finds wrong with a folder, a line each; nothing where it reads a plan."""
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
