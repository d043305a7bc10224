"""One contender over the pages named on standard input, one line each; what it did as JSON on standard output."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import contenders
import speed


def main() -> None:
    paths = sys.stdin.read().split("\n")
    function = contenders.EXTRACTORS[sys.argv[1]]
    scored = contenders.SCORED.get(sys.argv[1])
    texts, seconds, errors = [], 0.0, 0
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):  # some peers print
        function(Path(paths[0]).read_bytes())
        for path in paths:
            data, text = Path(path).read_bytes(), ""
            begun = time.process_time()
            try:
                text = function(data) or ""
            except Exception:  # a peer that fails on a page has found nothing on it
                errors += 1
            seconds += time.process_time() - begun
            texts.append(text)
        memory = speed.peak_memory()  # of what is measured, before other texts are made for the score
        if scored:
            texts = [scored(Path(path).read_bytes()) if text else text for path, text in zip(paths, texts, strict=True)]
    found = {"seconds": seconds, "texts": texts, "memory": memory, "errors": errors}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
