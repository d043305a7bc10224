"""The report in a real browser: no error, filters and keys work, hostile text does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_report import GLOSSED, HOSTILE, report_of, written_run

from pipeline.report import run_report

pytestmark = pytest.mark.heavy
LARGE = 10_000_000
"""bytes of the large page"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "the browser tests need chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


class Opened:
    """A report in a tab, with all that the browser complained about or asked the network for."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.tab = self.context.new_page()
        self.problems: list[str] = []
        self.tab.on("console", lambda message: self.problems.append(message.text))
        self.tab.on("pageerror", lambda error: self.problems.append(str(error)))
        self.tab.on("dialog", lambda dialog: (self.problems.append(dialog.message), dialog.dismiss()))
        self.tab.on("request", lambda request: self._asked(request.url))
        self.tab.goto(path.as_uri())

    def _asked(self, url: str) -> None:
        if not url.startswith("file:"):
            self.problems.append(url)

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.problems == []


def saved(folder: Path, text: str) -> Path:
    path = folder / "report.html"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1400])
def test_opens_without_a_word_and_nothing_overflows(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    path = saved(tmp_path, report_of(GLOSSED))
    with Opened(browser, path, color_scheme=scheme, viewport={"width": width, "height": 800}) as opened:
        assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
        dark = opened.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"
        assert dark == (scheme == "dark")


def test_next_shows_the_reason(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(GLOSSED))) as opened:
        opened.tab.keyboard.press("n")
        first = opened.tab.locator("#tip").inner_text()
        assert "exact" in first
        opened.tab.keyboard.press("n")
        assert opened.tab.locator("#where").inner_text().startswith("2 / ")
        opened.tab.keyboard.press("p")
        assert opened.tab.locator("#where").inner_text().startswith("1 / ")
        assert opened.tab.locator("#tip").inner_text() == first
        opened.tab.keyboard.press("Enter")
        assert opened.tab.evaluate("document.activeElement.id").startswith("k")
        opened.tab.keyboard.press("Escape")
        assert opened.tab.locator("#tip").is_hidden()


def test_tab_reaches_the_marks(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(GLOSSED))) as opened:
        for _ in range(20):
            opened.tab.keyboard.press("Tab")
            if opened.tab.evaluate("document.activeElement.matches('a.e')"):
                break
        assert opened.tab.locator("#tip").is_visible()


def test_hover_shows_the_reason(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(GLOSSED))) as opened:
        opened.tab.locator(".raw a.e.repair").first.hover()
        assert "repair/gloss" in opened.tab.locator("#tip").inner_text()
        assert opened.tab.locator("a.e.on").count() == 2


def test_filters_take_marks_and_rows_away(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(GLOSSED))) as opened:
        whole = int(opened.tab.locator("#where").inner_text().split("/")[1])
        opened.tab.locator("input[value=simplify]").uncheck()
        less = int(opened.tab.locator("#where").inner_text().split("/")[1])
        assert 0 < less < whole
        assert opened.tab.locator("a.e.simplify:not(.repair):not(.typeset):not(.off)").count() == 0
        opened.tab.locator("[data-filter=rule]").select_option("repair/gloss")
        assert opened.tab.locator(".raw a.e:not(.off)").count() == 4
        opened.tab.locator("[data-filter=part]").select_option("gone")
        assert not opened.tab.locator(".row.changed").first.is_visible()


def test_dropped_blocks_unfold(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(GLOSSED))) as opened:
        summary = opened.tab.locator(".row.gone summary").last
        assert not opened.tab.locator(".goneblock .text").last.is_visible()
        summary.focus()
        opened.tab.keyboard.press("Enter")
        assert opened.tab.locator(".goneblock .text").last.is_visible()


def test_hostile_text_does_nothing(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, report_of(HOSTILE))) as opened:
        assert opened.tab.locator("script").count() == 1
        assert opened.tab.locator("img").count() == 0
        assert opened.tab.evaluate("getComputedStyle(document.querySelector('p.raw')).unicodeBidi") == "isolate"


def test_a_run_filters_its_pages(browser: Any, tmp_path: Path) -> None:
    with Opened(browser, saved(tmp_path, run_report(written_run(tmp_path)))) as opened:
        boxes = opened.tab.locator(".pagebox:visible")
        assert boxes.count() == 4
        opened.tab.locator("[data-filter=status]").select_option("failed")
        assert boxes.count() == 1
        opened.tab.locator("[data-filter=status]").select_option("")
        opened.tab.locator("[data-filter=rule]").select_option("repair/gloss")
        assert boxes.count() == 2


def test_a_page_of_ten_megabytes_opens(browser: Any, tmp_path: Path) -> None:
    line = "第{}段說明碼頭的第{}個部分，居民可以在這裡參觀新的泊位和倉庫，全天開放，不收門票。"
    text = "\n".join(line.format(n, n) for n in range(LARGE // len(line.encode())))
    made = report_of(text)
    assert len(made) < LARGE
    with Opened(browser, saved(tmp_path, made)) as opened:
        opened.tab.keyboard.press("n")
        assert opened.tab.locator("#tip").is_visible()
        assert "more blocks are not shown" in opened.tab.locator("#main").inner_text()
