"""``qingwen check``: what a page is in, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.check import check

TEXT = "昨天傍晚，河边的老槐树下坐满了乘凉的人，孩子们追着萤火虫跑。"


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(check, arguments, input=stdin)
    return result.exit_code, result.output


def page(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_sound_pages_exit_with_zero(tmp_path: Path) -> None:
    utf8 = page(tmp_path, "a.txt", TEXT.encode())
    gbk = page(tmp_path, "b.html", f"<meta charset=gb2312><p>{TEXT}</p>".encode("gbk"))
    code, output = run(utf8, gbk)
    assert code == 0
    assert output.count("  sound\n") == 2
    assert "gb18030" in output
    assert "simplified" in output


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (TEXT.encode("gbk") + b"\n\xff", "decode/bad-byte"),
        (f"<meta charset=utf-8><p>{TEXT}".encode("gbk"), "decode/declaration"),
        ("ÖÐÎÄÍøÒ³".encode(), "repair/mojibake/gb18030-as-windows-1252"),
        (f"{TEXT}锟斤拷锟斤拷".encode(), "repair/mojibake/lost"),
        ("人民醫(yī)院的樹".encode(), "repair/gloss"),
        (f"<p>{TEXT}</p><p>&amp;ldquo;河边&amp;rdquo;".encode(), "repair/entity"),
        ("河\u200b边".encode(), "repair/invisible"),
    ],
)
def test_damage_is_named_and_exits_with_one(tmp_path: Path, data: bytes, rule: str) -> None:
    code, output = run("--json", page(tmp_path, "a", data))
    assert code == 1
    found = json.loads(output)
    assert rule in [finding["rule"] for finding in found["damage"]]
    assert rule in run(page(tmp_path, "a", data))[1]


def test_counts_and_lines(tmp_path: Path) -> None:
    _, output = run("--json", page(tmp_path, "a", "昨天傍晚去了。\n人民醫(yī)院的樹\n人民醫(yī)院的樹".encode()))
    found = json.loads(output)
    assert found["encoding"] == "utf-8"
    assert found["script"] == "traditional"
    assert [(f["rule"], f["count"], f["line"]) for f in found["damage"]] == [("repair/gloss", 2, 2)]


def test_what_cannot_be_read_exits_with_three(tmp_path: Path) -> None:
    sound = page(tmp_path, "a.txt", TEXT.encode())
    code, output = run(page(tmp_path, "b", b"%PDF-1.4"), sound)
    assert code == 3
    assert "sound" in output
    assert run(str(tmp_path / "none"))[0] == 3


def test_standard_input() -> None:
    assert run("-", stdin=TEXT.encode("gbk"))[0] == 0
