"""What the moves of the byte machine cost beyond the language model, how many of each are tried, and the signs that they know.

Limits: chosen on simulated pages and few real ones; each says on how many.
"""

from __future__ import annotations

BROKEN = 10.0
"""Nats for a real ``?`` right before a tag that has lost its ``<``."""
LONE = 6.0
"""Nats for a byte lost before a mark without any ``?``, on a page that shows it: seen on 2 of 60 sites."""
DROPPED = -0.5
"""Nats for a private-use character that is gone, on a page where they are: the bytes cannot but give one there, so
only the text decides, and half a nat makes up for the model pricing every further character too high (tried: -1.5 to
0.7 on 60 simulated passages)."""
ENDINGS = 24
"""Characters tried for a waiting lead whose trail is lost, the likeliest first."""
SWALLOWED = 60
"""Pairs of such a character and what was eaten behind it that are followed."""
DOUBLED = (0xA1AA, 0xA1AD)
"""— and …, which stand twice: one byte off, the two are private-use characters."""
INSERTED = (8, 6)
"""First and second bytes tried for a dropped private-use character, the likeliest first."""

MARKS = {
    "。": 0xA1A3,
    "，": 0xA3AC,
    "！": 0xA3A1,
    "？": 0xA3BF,
    "；": 0xA3BB,
    ",": 0xA3AC,
    "!": 0xA3A1,
    "?": 0xA3BF,
    ";": 0xA3BB,
}
"""The marks that cut the stream, also as NFKC leaves them."""
EATEN_DIGIT = {chr(0xFDD0 + number): str(number) for number in range(10)}
"""The eaten digits as a solution holds them, so that they can be told from a digit that was there: noncharacters, which no
text is made of (Unicode 23.7)."""
