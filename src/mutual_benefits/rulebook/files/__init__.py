"""Plan files: reads and writes a plan as a folder of TOML or JSON files.

A folder holds `plan.toml` (code and name) and one file for each version, named by its first day, such as
`2016-01-01.toml`, or the same as JSON. Files hold data alone: nothing in them is run.
"""

from typing import TYPE_CHECKING

from ..._lazy_names import lazy_names

if TYPE_CHECKING:
    from .dumping import dump_plan
    from .loading import load_plan

__all__ = ["dump_plan", "load_plan"]

__getattr__, __dir__ = lazy_names(globals(), {"dumping": "dump_plan", "loading": "load_plan"})
