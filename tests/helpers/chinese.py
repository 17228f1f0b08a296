"""What is English in a Chinese text: every word but names, and what stands there as it was given."""

import ast
import re
from functools import cache

from folders import REPOSITORY

import mutual_benefits as mb
from mutual_benefits.events import KINDS

SOURCE = REPOSITORY / "src" / "mutual_benefits"
CHINESE = re.compile("[一-鿿]")
PRODUCTS = {
    *("Excel", "CSV", "JSON", "Lines", "TOML", "UTF", "GB18030", "GiB", "Parquet", "PNG", "PDF", "SVG"),
    *("Python", "Polars", "Spark", "Arrow", "PyArrow", "Dask", "Debian", "altair", "polars", "pandas"),
}
WRITTEN = {"pip", "install", "apt", "fonts", "noto", "cjk", "wheel", "collect", "true", "false"}
"""Names of products, and what readers type or are shown as it stands in their files."""


@cache
def names_in_code():
    """The names of arguments, fields, options and codes, which are the same in both languages."""
    names = (
        {*KINDS, "assess", "plans", "audit", "diff", "schema"}
        | {plan.code for plan in mb.all_plans()}
        | {"True", "False", "None", "Decimal", "ID"}
    )
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
    return names


AS_GIVEN = re.compile(
    r"\w*_\w*|\w+\.\w[\w.=]*|`[^`]*`|'[^']*'|\"[^\"]*\"|\{[^}]*\}|(--?|\./?|docs/)[\w./=-]+|\b[A-Z_][A-Z0-9_]+\b"
)
"""What is quoted or filled in, codes, ids of sources, options, files, paths, and names of several words."""


def english_in(text, *given):
    """The English words of a Chinese text, apart from names and from what was given."""
    for each in sorted(map(str, given), key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z_]){re.escape(each)}(?![A-Za-z_])", " ", text)
    known = names_in_code() | PRODUCTS | WRITTEN
    return [
        word for word in re.findall("[a-zA-Z][a-zA-Z0-9_]+", AS_GIVEN.sub(" ", text)) if word not in known
    ]
