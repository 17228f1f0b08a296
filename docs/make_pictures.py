"""Makes the pictures of `pictures.md` and of `zh/pictures.md` from their code, and stores a digest of each.

A statement that occurs again runs once: the second page repeats the first in another language. A block
of Python that is followed by a picture ends with the chart or the table that the picture shows.
Charts become SVG. Tables become PNG, which needs a browser: `make_pictures.py --browser chromium`.

`specs.json` holds the digests, so that a test can detect a picture that is out of date. A digest covers the
rows and the titles of a chart, or the words of a table.
"""

import argparse
import ast
import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGES = (HERE / "pictures.md", HERE / "zh" / "pictures.md")
DIGESTS = HERE / "pictures" / "specs.json"
BLOCK = re.compile(
    r"^```python\n(.*?)^```$(?:\n!\[[^\]]*\]\((?:\.\./)?(pictures/[^)]+)\))?", re.DOTALL | re.MULTILINE
)


def made() -> Iterator[tuple[str, Any]]:
    """Yields the path of each picture of both pages, with the chart or table at the end of its code."""
    names: dict[str, Any] = {}
    done: set[str] = set()
    blocks = [(page, *found) for page in PAGES for found in BLOCK.findall(page.read_text("utf-8"))]
    for page, code, picture in blocks:
        statements = ast.parse(code).body
        last = statements.pop() if picture else None
        for statement in statements:
            if ast.unparse(statement) not in done:
                done.add(ast.unparse(statement))
                exec(compile(ast.Module([statement], []), str(page), "exec"), names)  # noqa: S102  # our own code
        if picture:
            if not isinstance(last, ast.Expr):
                raise SystemExit(f"{picture}: its block must end with the chart or the table")
            yield picture, eval(compile(ast.Expression(last.value), str(page), "eval"), names)  # noqa: S307


def digest(shown: Any) -> str:
    """Returns a digest of the content of a chart or a table."""
    if hasattr(shown, "to_dict"):
        told = sorted(set(content(shown.to_dict())))
        return hashlib.sha256("\n".join(told).encode()).hexdigest()
    return hashlib.sha256("\n".join(words(shown.as_raw_html())).encode()).hexdigest()


def content(spec: Any) -> Iterator[str]:
    """Yields the rows and the titles of a chart, wherever this version of altair puts them."""
    if isinstance(spec, list):
        for part in spec:
            yield from content(part)
    elif isinstance(spec, dict):
        for name, part in spec.items():
            tables = {"datasets": part, "values": [part]}.get(name, [])
            for rows in tables.values() if isinstance(tables, dict) else tables:
                yield from (json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)
            if name in ("title", "subtitle", "text", "description") and isinstance(part, (str, list)):
                yield json.dumps(part, ensure_ascii=False)
            elif not tables:
                yield from content(part)


def words(html: str) -> list[str]:
    """Returns the words of a table, cell by cell."""
    found: list[str] = []

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside = tag

        def handle_data(self, data: str) -> None:
            if self.inside != "style" and data.strip():
                found.append(data.strip())

    Reader().feed(html)
    return found


def photographed(html: str, file: Path, browser: str, width: int) -> None:
    """Saves a table as PNG, as a browser displays it."""
    page = (
        '<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;overflow:hidden}'
        "#t{display:inline-block}#t>div{overflow:visible!important}</style>"
        f'<div id="t">{html}</div><script>const b=document.getElementById("t").getBoundingClientRect();'
        "document.title=Math.ceil(b.width)+'x'+Math.ceil(b.height)</script>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "table.html"
        source.write_text(page, "utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
        ]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        wide = [*command, f"--window-size={width},800", "--dump-dom", str(source)]
        shown = subprocess.run(wide, capture_output=True, text=True, check=True).stdout  # noqa: S603
        size = re.search(r"<title>(\d+)x(\d+)</title>", shown)
        if size is None:
            raise SystemExit("the browser did not run the page's script")
        tight = [*command, f"--window-size={size[1]},{size[2]}", f"--screenshot={file}", str(source)]
        subprocess.run(tight, capture_output=True, check=True)  # noqa: S603
    slimmed(file)


def slimmed(file: Path) -> None:
    """Reduces a PNG to 32 colours, which is enough for a table; without Pillow, leaves it unchanged."""
    try:
        from PIL import Image
    except ModuleNotFoundError:
        return
    Image.open(file).convert("RGB").quantize(32).save(file, optimize=True)


def main() -> None:
    """Writes every picture; tables only if a browser is named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--browser", help="a browser of the Chromium family, for the tables")
    browser = asked.parse_args().browser
    digests = json.loads(DIGESTS.read_text("utf-8")) if DIGESTS.exists() else {}
    kept = {}
    for picture, shown in made():
        file = HERE / picture
        if file.suffix == ".svg":
            shown.save(file)
        elif browser:
            photographed(shown.as_raw_html(), file, browser, width=1000)
        now = digest(shown)
        if file.suffix == ".png" and not browser:
            now = digests.get(picture, "")  # still the old picture
        kept[picture] = now
    DIGESTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
