"""What the tests of many pages share: a stand-in for clean_page with bad manners on request, and inputs of every format."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.many.readers import open_stream
from pipeline.types import Block, Document, Options


def misbehave(text: str) -> None:
    """What the page orders."""
    if "RAISE" in text:
        raise ValueError("asked to")
    if "SEGV" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        while True:
            pass
    if "WAIT" in text:
        time.sleep(3600)
    if "EAT" in text:
        bytearray(64_000_000_000)
    take_time(text)


def take_time(text: str) -> None:
    if "LOG" in text:
        log = Path(text.split("LOG ")[1].split(" END")[0])
        for word in ("in", "out"):
            with log.open("a") as file:
                file.write(f"{word} ")
            time.sleep(0.05)
    if "SLOW" in text:
        time.sleep(0.02)
    if "NAP" in text:
        time.sleep(2.0)


def clean(data: bytes | str, options: Options) -> Document:
    """Text of a page without its tags; a page may order its own trouble."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    misbehave(text)
    body = text.replace("<p>", "").replace("</p>", "\n").strip()
    status = "empty" if "EMPTY" in text else "failed" if "FAIL" in text else "clean"
    metadata = {"encoding": "utf-8", "credits": [["责任编辑", "某某"]]}
    if options.url:
        metadata["url"] = options.url
    return Document(
        title="",
        text=body,
        markdown=body + "\n",
        metadata=metadata,
        edits=(),
        removed=(Block("广告", 1, dropped_by="test/ad"),),
        status=status,
    )


def page(number: int, more: str = "") -> bytes:
    return f"<p>第{number}页的正文。{more}</p>".encode()


def write_pages(folder: Path, count: int, special: dict[int, str] | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05d}.html").write_bytes(page(number, (special or {}).get(number, "")))
    return folder


def write_jsonl(path: Path, count: int, special: dict[int, str] | None = None) -> Path:
    rows = [
        {"id": f"id-{n}", "html": page(n, (special or {}).get(n, "")).decode(), "url": f"http://a.example/{n}"}
        for n in range(count)
    ]
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def warc_record(
    number: int, body: bytes, *, headers: bytes = b"", status: bytes = b"200 OK", kind: bytes = b"text/html"
) -> bytes:
    http = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"; charset=utf-8\r\n" + headers + b"\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%08d>\r\n"
        b"WARC-Target-URI: http://a.example/%d\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (number, number, len(http))
    )
    return head + http + b"\r\n\r\n"


def write_warc(path: Path, records: list[bytes]) -> Path:
    packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".qingwen" not in path.parts
    }


def rows(output: Path) -> list[dict]:
    found = []
    for path in sorted((output / "data").glob("part-*")):
        with open_stream(str(path)) as file:
            found += [json.loads(line) for line in file]
    return found


def errors(output: Path) -> dict[str, tuple[str, str]]:
    found = {}
    for path in sorted((output / "errors").glob("part-*")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[row["id"]] = (row["status"], row["cause"])
    return found


def start_run(inputs: Path, output: Path, workers: int = 2, shard_pages: int = 10) -> subprocess.Popen[str]:
    """A driver of its own, in a process group of its own, with the stand-in for clean_page."""
    code = (
        "import sys; from many_kit import clean; from pipeline.many.commands import stop_on_interrupt\n"
        "from pipeline.many.run import How, run_many; from pipeline.many.settings import Settings\n"
        "if __name__ == '__main__':\n"
        "    with stop_on_interrupt() as stop:\n"
        f"        summary = run_many([sys.argv[1]], sys.argv[2], settings=Settings(shard_pages={shard_pages}),\n"
        f"            how=How(workers={workers}, clean=clean, stop=stop))\n"
        "    print(summary.cleaned, summary.resumed, summary.quarantined)\n"
        "    sys.exit(130 if summary.interrupted else 0)\n"
    )
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent)])
    return subprocess.Popen(
        [sys.executable, "-c", code, str(inputs), str(output)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def children(pid: int) -> list[int]:
    """The workers of a driver: its children but the resource tracker."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == pid and b"spawn_main" in command and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
