"""Rule books of one's own: a plan as a folder of TOML or JSON files, read and written.

A folder holds `plan.toml` (code and name) and one file a version, named by its first day, such as
`2016-01-01.toml`; or the same as JSON. What a file says is data: nothing in it runs.
"""

from .dumping import dump_plan
from .loading import load_plan

__all__ = ["dump_plan", "load_plan"]
