"""The built site in a browser: search in both languages, navigation, whole pictures, no error in the console.

The site is the folder that the environment variable MUTUAL_BENEFITS_SITE names; `.ci/run` builds it.
"""

import json
import os
import re
import shutil
import subprocess
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest

SITE = os.environ.get("MUTUAL_BENEFITS_SITE", "")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SEARCHES = {
    "hospital allowance": "generated/plans/hospital_allowance.html",
    "undetermined": "guide/answers.html",
    "receipts": "receipts.html",
    "polars": "engines/polars.html",
    "住院津贴": "generated/zh/plans/hospital_allowance.html",
    "无法确定": "zh/answers.html",
    "限额": "zh/histories.html",
}
"""Queries and a page that each of them must find."""
DRIVER = """<!doctype html><meta charset="utf-8"><iframe width="1280" height="900"></iframe><script>
const frame = document.querySelector("iframe");
const open = (url) => new Promise((done) => {
  frame.onload = () => done(frame.contentDocument);
  frame.src = url;
});
const until = async (test) => {
  for (let tries = 0; tries < 100 && !test(); tries++) await new Promise((go) => setTimeout(go, 50));
};
const links = (page, where) =>
  [...page.querySelectorAll(where)].map((link) => link.href.replace(location.origin + "/", ""));
const cut = (page) =>
  [...page.querySelectorAll("svg.marks")].flatMap((picture) => {
    const whole = picture.getBoundingClientRect();
    return [...picture.querySelectorAll("text")]
      .filter((text) => {
        const part = text.getBoundingClientRect();
        return part.left < whole.left - 1 || part.right > whole.right + 1 || part.bottom > whole.bottom + 1;
      })
      .map((text) => text.textContent);
  });
(async () => {
  const report = { searches: {}, summaries: {}, pages: {}, pictures: {} };
  for (const url of PICTURES) report.pictures[url] = cut(await open("/" + url));
  for (const query of SEARCHES) {
    const chinese = /[\u3400-\u9fff]/.test(query);
    const page = await open((chinese ? "/search_zh" : "/search") + ".html?q=" + encodeURIComponent(query));
    const summary = page.querySelector("#search-results");
    await until(() => /finished|did not match|找到|没有/.test(summary.innerText));
    report.summaries[query] = page.querySelector(".search-summary").innerText;
    report.searches[query] = links(page, "#search-results li a");
  }
  const waiting = ["index.html", "zh/index.html"];
  for (const url of waiting) {
    const page = await open("/" + url);
    report.pages[url] = {
      title: page.title,
      labels: [...page.querySelectorAll(".sidebar-tree .caption, .related-pages .context, .toc-title")]
        .map((label) => label.innerText),
      other: links(page, ".language-switch a[lang]")[0] ?? "",
      cut: cut(page),
      buttons: [...page.querySelectorAll("button.copy")].map((button) => button.innerText),
    };
    for (const next of links(page, ".sidebar-tree a.reference, .related-pages a, .language-switch a[lang]"))
      if (!waiting.includes(next.split("#")[0])) waiting.push(next.split("#")[0]);
  }
  return report;
})()
  .catch((error) => ({ error: String(error) }))
  .then((report) => fetch("/report", { method: "POST", body: JSON.stringify(report) }));
</script>"""
"""Searches, opens every page and every picture, and reports what it sees, such as texts that are cut off."""


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, the page that drives it, and takes the driver's report."""

    reports: Queue[dict[str, Any]] = Queue()

    def do_GET(self) -> None:
        if self.path != "/driver":
            super().do_GET()
            return
        pictures = [path.relative_to(SITE).as_posix() for path in Path(SITE, "_images").glob("*.svg")]
        body = DRIVER.replace("SEARCHES", json.dumps(list(SEARCHES)))
        body = body.replace("PICTURES", json.dumps(pictures)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


@pytest.fixture(scope="module")
def visit() -> dict[str, Any]:
    if not SITE:
        pytest.skip("no built site: MUTUAL_BENEFITS_SITE names its folder")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed here")
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Handler(*given, directory=SITE))
    Thread(target=server.serve_forever, daemon=True).start()
    with TemporaryDirectory() as profile, (Path(profile) / "log").open("w+", encoding="utf-8") as log:
        browser = subprocess.Popen(
            [
                *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
                *(f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/driver"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            report = Handler.reports.get(timeout=180)
        except Empty:
            log.seek(0)
            pytest.fail("the browser did not report in 180 seconds:\n" + log.read())
        finally:
            browser.kill()
            browser.wait()
            server.shutdown()
            server.server_close()
        assert "error" not in report, report
        log.seek(0)
        report["console"] = re.findall(r"CONSOLE.*", log.read())
    return report


@pytest.mark.parametrize("query", SEARCHES)
def test_a_search_finds_its_page(visit: dict[str, Any], query: str) -> None:
    found = [link.partition("?")[0].partition("#")[0] for link in visit["searches"][query]]
    assert SEARCHES[query] in found


def test_the_navigation_reaches_every_page_of_the_site(visit: dict[str, Any]) -> None:
    pages = (path for path in Path(SITE).rglob("*.html") if "_static" not in path.parts)
    built = {path.relative_to(SITE).as_posix() for path in pages}
    unlisted = {"genindex.html", "search.html", "search_zh.html", "py-modindex.html"}
    assert built - unlisted <= set(visit["pages"])
    assert "Error response" not in {page["title"] for page in visit["pages"].values()}


def test_a_page_has_one_language_and_a_switch_to_the_other(visit: dict[str, Any]) -> None:
    for url, page in visit["pages"].items():
        if url == "genindex.html":
            continue
        chinese = re.match(r"(generated/)?zh/", url) is not None
        assert page["labels"], url
        for label in page["labels"]:
            assert (re.search(r"[\u3400-\u9fff]", label) is not None) == chinese, (url, label)
        assert page["other"] in visit["pages"], url
        assert (re.match(r"(generated/)?zh/", page["other"]) is not None) != chinese, url


def test_the_home_pages_have_buttons_that_copy_their_code(visit: dict[str, Any]) -> None:
    assert visit["pages"]["index.html"]["buttons"] == ["Copy", "Copy"]
    assert visit["pages"]["zh/index.html"]["buttons"] == ["复制", "复制"]


def test_no_text_of_a_picture_is_cut_off(visit: dict[str, Any]) -> None:
    """Whatever fonts the browser has: an SVG keeps the layout of the machine that made it."""
    assert len(visit["pictures"]) >= 14
    cut = {url: texts for url, texts in visit["pictures"].items() if texts}
    cut |= {url: page["cut"] for url, page in visit["pages"].items() if page["cut"]}
    assert cut == {}


def test_the_search_page_of_each_language_speaks_it(visit: dict[str, Any]) -> None:
    assert visit["summaries"]["hospital allowance"].startswith("Search finished")
    assert visit["summaries"]["住院津贴"].startswith("找到")
    for query, found in visit["searches"].items():
        assert found[0].startswith(("zh/", "generated/zh/")) == (not query.isascii()), query


def test_no_page_reports_an_error_to_the_console(visit: dict[str, Any]) -> None:
    assert visit["console"] == []
