"""The same cleaning inside the real datatrove, Scrapy, Ray Data, Polars, Daft, pandas and pyarrow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread

import many_kit as kit
import pytest

from pipeline.clean import clean_page
from pipeline.many.adapters.batch import COLUMNS, clean_batch, clean_column, cleaner
from pipeline.types import Options

ROOT = Path(__file__).parent.parent


def html(number: int) -> str:
    """A page in Traditional script, to be read as GBK by whoever trusts its bytes and not a guess."""
    return (
        f"<html><head><title>第{number}號通知</title></head><body><h1>第{number}號通知</h1>"
        f"<p>醫院昨天公布了第{number}號通知，請各位病人拿著身份證到窗口辦理，逾期不再受理。</p>"
        f"<p>負責人說，辦理時間是每天上午，一共{number}個窗口，周末照常開放，請大家互相轉告。</p></body></html>"
    )


def body(number: int) -> str:
    return f"一共{number}个窗口，周末照常开放，请大家互相转告。"


def test_column_of_pages() -> None:
    first, second, missing = clean_column([html(1), html(2).encode("gbk"), None])
    assert body(1) in first
    assert body(2) in second
    assert missing == ""


@pytest.mark.parametrize("shape", ["rows", "columns", "table", "record batch", "pandas"])
def test_batch_comes_back_as_it_came(shape: str) -> None:
    rows = [{"id": n, "html": html(n).encode("gbk"), "url": f"http://a.cn/{n}"} for n in range(3)]
    if shape == "rows":
        back = clean_batch(rows)
    elif shape == "columns":
        columns = clean_batch({name: [row[name] for row in rows] for name in rows[0]})
        back = [{name: columns[name][n] for name in columns} for n in range(3)]
    elif shape == "pandas":
        frame = clean_batch(pytest.importorskip("pandas").DataFrame(rows))
        back = frame.to_dict("records")
    else:
        arrow = pytest.importorskip("pyarrow")
        table = (arrow.Table if shape == "table" else arrow.RecordBatch).from_pylist(rows)
        cleaned = clean_batch(table)
        assert type(cleaned) is type(table)
        back = cleaned.to_pylist()
    assert [row["id"] for row in back] == ["0", "1", "2"]
    assert all(body(n) in back[n]["text"] for n in range(3))
    assert set(COLUMNS) < set(back[0])


def test_batch_never_raises() -> None:
    back = clean_batch([{"id": 1, "html": None}, {"id": 2, "html": b"\x00\xff" * 50}, {"id": 3, "html": 7}, {}])
    assert [row["text"].strip() for row in (back[0], back[2], back[3])] == ["", "", ""]
    assert clean_batch({"html": []}) == {name: [] for name in COLUMNS}


def test_lone_surrogates_do_not_break_arrow() -> None:
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"id": ["1"], "text": ["文"]})
    assert clean_batch(table, Options(extract=False)).to_pylist()[0]["text"] == "文\n"
    (row,) = clean_batch([{"text": "\ud800文"}])
    row["text"].encode()


def test_batch_with_options_can_be_pickled() -> None:
    import pickle

    keep = pickle.loads(pickle.dumps(cleaner(Options(script="keep"), "page")))
    assert "一共4個窗口" in keep([{"page": html(4)}])[0]["text"]


@pytest.mark.heavy
def test_polars() -> None:
    polars = import_module("polars")
    frame = polars.DataFrame({"id": ["0", "1"], "html": [html(0), html(1)]})
    cleaned = polars.from_arrow(clean_batch(frame.to_arrow()))
    assert body(1) in cleaned["text"][1]
    lazy = frame.select(polars.col("html").map_batches(lambda s: polars.Series(clean_column(s)), polars.String))
    assert body(0) in lazy["html"][0]


@pytest.mark.heavy
def test_daft() -> None:
    daft = import_module("daft")

    @daft.func.batch(return_dtype=daft.DataType.string())
    def clean(pages):  # type: ignore[no-untyped-def]
        return clean_column(pages.to_pylist())

    frame = daft.from_pydict({"html": [html(0), html(1)]})
    assert body(1) in frame.select(clean(frame["html"]).alias("text")).to_pydict()["text"][1]


@pytest.mark.heavy
def test_ray_data(tmp_path: Path) -> None:
    """In a process of its own: Ray's warnings and threads are not ours."""
    import_module("ray.data")
    code = (
        "import json, sys, ray; from pipeline.many.adapters.batch import clean_batch\n"
        "ray.init(num_cpus=1, log_to_driver=False, include_dashboard=False)\n"
        "data = ray.data.read_json(sys.argv[1], lines=True)\n"
        "rows = data.map_batches(clean_batch, batch_format='pyarrow').take_all()\n"
        "print(json.dumps(sorted((row['id'], row['text']) for row in rows)))\n"
    )
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "html": html(n)}) + "\n" for n in range(5)))
    said = run_python(code, str(source))
    rows = json.loads(said.splitlines()[-1])
    assert all(body(n) in text for n, (_, text) in enumerate(rows))
    assert len(rows) == 5


def run_python(code: str, *arguments: str, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        cwd=cwd,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def read_rows(folder: Path) -> list[dict]:
    return [json.loads(line) for path in folder.iterdir() for line in path.read_text("utf-8").splitlines()]


DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter
from pipeline.many.adapters.datatrove import Clean, WarcBytes

if __name__ == "__main__":
    steps = [
        WarcBytes(sys.argv[1], glob_pattern="*.warc.gz"),
        Clean(exclusion_writer=JsonlWriter(sys.argv[2] + "/dropped", compression=None)),
        JsonlWriter(sys.argv[2] + "/kept", compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir=sys.argv[2] + "/logs").run()
"""


@pytest.mark.heavy
def test_datatrove_on_a_warc(tmp_path: Path) -> None:
    import_module("datatrove")
    for part in range(2):
        pages = [kit.warc_record(n, html(n).encode("gbk")) for n in range(part, 10, 2)]
        pages.append(kit.warc_record(90 + part, b"<html><body></body></html>"))
        (tmp_path / "in").mkdir(exist_ok=True)
        kit.write_warc(tmp_path / "in" / f"{part}.warc.gz", pages)
    (tmp_path / "run.py").write_text(DATATROVE)
    done = subprocess.run(
        [sys.executable, "run.py", str(tmp_path / "in"), str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    kept, dropped = read_rows(tmp_path / "out/kept"), read_rows(tmp_path / "out/dropped")
    assert sorted(row["id"] for row in kept) == [f"{n:08d}" for n in range(10)]
    for row in kept:
        assert row["text"] == clean_page(html(int(row["id"])), Options(url=f"http://a.example/{int(row['id'])}")).text
        assert row["metadata"]["url"] == f"http://a.example/{int(row['id'])}"
        assert not any(name.startswith("qingwen") for name in row["metadata"])
    assert {row["metadata"]["filter_reason"] for row in dropped} == {"empty"}


SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess


class Site(scrapy.Spider):
    name = "site"
    start_urls = [sys.argv[1] + "index.html"]

    def parse(self, response):
        if response.url.endswith("index.html"):
            yield from response.follow_all(css="a")
        else:
            kind = response.headers.get("Content-Type")
            yield {"url": response.url, "html": response.body, "content_type": kind}


process = CrawlerProcess({
    "ITEM_PIPELINES": {"pipeline.many.adapters.scrapy.CleanPipeline": 300},
    "FEEDS": {sys.argv[2]: {"format": "jsonlines", "encoding": "utf-8"}},
    "QINGWEN_OPTIONS": {"script": "simplified"},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
})
crawler = process.create_crawler(Site)
process.crawl(crawler)
process.start()
print(json.dumps({name: n for name, n in crawler.stats.get_stats().items() if name.startswith("qingwen")}))
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """A small site in GBK on a port of this machine."""
    site = tmp_path / "site"
    site.mkdir()
    for number in range(4):
        (site / f"{number}.html").write_bytes(html(number).encode("gbk"))
    (site / "empty.html").write_bytes(b"<html><body></body></html>")
    links = "".join(f"<a href='{path.name}'>x</a>" for path in sorted(site.iterdir()))
    (site / "index.html").write_text(f"<html><body>{links}</body></html>")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.heavy
def test_scrapy_spider_on_a_site(served: str, tmp_path: Path) -> None:
    import_module("scrapy")
    said = run_python(SPIDER, served, str(tmp_path / "items.jsonl"), cwd=tmp_path)
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text("utf-8").splitlines()]
    assert json.loads(said.splitlines()[-1]) == {"qingwen/clean": 4, "qingwen/empty": 1}
    assert sorted(item["url"][-6] for item in items) == ["0", "1", "2", "3"]
    for item in items:
        assert body(int(item["url"][-6])) in item["text"]
        assert "html" not in item
