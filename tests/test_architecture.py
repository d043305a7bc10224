"""The stages know nothing of each other, and only a few modules touch the disk: read from the imports."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
ORDER = ("decode", "repair", "split", "judge", "assemble", "simplify", "typeset", "render")
STAGES = set(ORDER)
SHARED = {
    "types",
    "errors",
    "edits",
    "tables",
    "fold",
    "native",
    "language",
    "script",
    "body",
    "soup",
    "cost",
    "late",
    "prepared",
    "code",
}
ON_DISK = {"tables", "audit", "files", "cli", "commands", "flags", "many", "report", "check"}


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Top-level modules of the package that a module imports."""
    package = ["pipeline", *path.relative_to(PACKAGE).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            full = base + (node.module.split(".") if node.module else [])
            # `from . import tables` names modules; `from .types import Edit` stands in one
            names |= {(*full, alias.name) if full == ["pipeline"] else tuple(full) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
            names.add(tuple(node.module.split(".")))
    return {name[1] for name in names if len(name) > 1}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_no_other_stage(path):
    stage = stage_of(path)
    if stage in STAGES:
        others = {name for name in imported(path) if not name.startswith("__")} - SHARED - {stage}
        assert not others, f"{stage} imports {others}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_a_few_modules_touch_the_disk(path):
    if stage_of(path) in ON_DISK:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in {"open", "read_text", "read_bytes", "write_text", "write_bytes"} or (
                isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "tables"
            ), f"line {node.lineno} touches the disk"


def test_clean_tells_the_stages_in_order():
    text = (PACKAGE / "clean.py").read_text("utf-8")
    story = text[text.index("source, decoding") :]
    calls = [re.search(rf"\b{name}\(", story).start() for name in ORDER]
    assert calls == sorted(calls)
