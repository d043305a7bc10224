"""Many short inputs out of pieces, by chance alone: no coverage guides it, so it is some ten times as fast.

    python tests/fuzz/storm.py repair --seconds 3600 [--seed 1] [--pieces 6]

Goes on after a failure; each is written to ``build/fuzz/<check>/failure-<digest>``, with what broke beside it. Prints
how many inputs held; exit 1 if one did not.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from invariants import CHECKS  # noqa: E402 - what comes before is needed to find it
from pieces import MARKUP, TEXTS  # noqa: E402

COMMON = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連斷深難近礦千週委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存候毛親快效斯院查江型眼王按格養易置派層片始卻專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=6, help="pieces of an input, at most")
    given = parser.parse_args()
    held, failed = storm(given)
    print(f"{given.check}: {held + failed:,} inputs, {held:,} held, {failed:,} did not")
    sys.exit(1 if failed else 0)


def storm(given: argparse.Namespace) -> tuple[int, int]:
    """Check inputs until the time is over; how many held, how many did not."""
    chance, check = random.Random(given.seed), CHECKS[given.check]
    held = failed = 0
    begun = told = time.monotonic()
    while (now := time.monotonic()) - begun < given.seconds:
        data = make(chance, given.pieces)
        try:
            check(data)
            held += 1
        except Exception as error:
            failed += 1
            keep(given.check, data, error)
        if now - told > 60:
            told = now
            print(f"{given.check}: {held:,} held, {failed:,} did not, {now - begun:.0f} s", flush=True)
    return held, failed


def make(chance: random.Random, pieces: int) -> bytes:
    """An input: some pieces, in some encoding, sometimes with bytes changed."""
    parts = [piece(chance) for _ in range(chance.randint(1, pieces))]
    encoding = "utf-8" if chance.random() < 0.7 else chance.choice(("gb18030", "big5", "utf-16", "latin-1"))
    data = bytearray("".join(parts).encode(encoding, "replace"))
    if data and chance.random() < 0.3:
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def piece(chance: random.Random) -> str:
    """A piece that some stage looks for, Chinese by chance, or any character."""
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(TEXTS)
    if kind < 0.6:
        return chance.choice(MARKUP)
    if kind < 0.95:
        return "".join(chance.choices(COMMON, k=chance.randint(1, 12)))
    return chr(chance.choice([chance.randrange(0x80), chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)]))


def keep(name: str, data: bytes, error: Exception) -> None:
    """Write a failing input and what broke."""
    folder = Path("build") / "fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"failure-{hashlib.blake2b(data, digest_size=6).hexdigest()}"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(f"{type(error).__name__}: {error}\n", "utf-8", "backslashreplace")


if __name__ == "__main__":
    main()
