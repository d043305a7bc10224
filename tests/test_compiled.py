"""The compiled modules and their Python sources do the same."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TYPED = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.glob("pipeline/**/*.pxd"))
PAGES = sorted([*ROOT.glob("tests/pages/*/source.*"), *ROOT.glob("raw/*")])
CLEAN = """
import sys
from pathlib import Path
from pipeline.clean import clean_page
for path in sys.argv[1:]:
    doc = clean_page(Path(path).read_bytes())
    print(path, repr((doc.text, doc.markdown, doc.metadata, doc.edits, doc.kept, doc.removed)))
"""


def python(code: str, *args: str, pure: bool) -> str:
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "QINGWEN_PURE": "1" if pure else ""}
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, env=env, cwd=ROOT, check=True)
    return done.stdout.decode("utf-8")


def is_compiled(name: str) -> bool:
    spec = importlib.util.find_spec(name)
    return spec is not None and not str(spec.origin).endswith(".py")


def test_all_or_none_of_them_are_compiled():
    assert len({is_compiled(name) for name in TYPED}) == 1


def test_the_version_says_which_build_runs():
    shown = "from pipeline.uncompiled import build; print(build())"
    assert python(shown, pure=True).strip() == "pure Python"
    assert python(shown, pure=False).strip() == ("compiled" if is_compiled("pipeline.language") else "pure Python")


def test_the_sources_alone_can_be_asked_for():
    code = f"import importlib\nfor name in {TYPED}: print(importlib.import_module(name).__file__)"
    assert {Path(line).suffix for line in python(code, pure=True).split()} == {".py"}


@pytest.mark.skipif(not all(map(is_compiled, TYPED)), reason="no C compiler was there: only the sources are tested")
def test_both_give_the_same_documents():
    paths = [str(path) for path in PAGES]
    compiled = python(CLEAN, *paths, pure=False)
    assert len(compiled.splitlines()) == len(paths) > 10
    assert compiled == python(CLEAN, *paths, pure=True)
