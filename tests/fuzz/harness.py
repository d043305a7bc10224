"""The long run: coverage-guided (atheris) over the checks of ``invariants``.

    python tests/fuzz/harness.py repair -max_total_time=3600 -max_len=4096

The first argument names the check; the rest goes to libFuzzer. Seeds are the pieces of ``pieces.py``; a file
``crash-...`` holds the input that broke something.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

with atheris.instrument_imports(include=["pipeline"]):
    from invariants import CHECKS

from pieces import MARKUP, TEXTS  # noqa: E402 - what comes before is needed to find it


def main() -> None:
    """Write the dictionary, then run the check until libFuzzer stops."""
    name = sys.argv[1]
    folder = Path("build") / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in (*TEXTS, *MARKUP)), "ascii")
    for number, text in enumerate((*TEXTS, "".join(TEXTS), "".join(MARKUP), "".join(MARKUP + TEXTS))):
        for encoding in ("utf-8", "gb18030"):
            (corpus / f"seed-{number}-{encoding}").write_bytes(text.encode(encoding, "replace"))
    given = [f"-dict={words}", f"-artifact_prefix={folder}/", "-timeout=30", "-rss_limit_mb=2048", str(corpus)]
    atheris.Setup([sys.argv[0], *sys.argv[2:], *given], CHECKS[name])
    atheris.Fuzz()


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main()
