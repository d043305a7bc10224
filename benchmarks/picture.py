"""Quality over speed as a small SVG, readable on light and dark paper."""

from __future__ import annotations

import math

from speed import Run

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 130, 24, 52
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#4a4f57}line{stroke:#d9d6cd}circle{fill:#8b8f96}"
    ".own{fill:#b23a2e}text.own{font-weight:600}.axis{font-size:11px}"
    "@media(prefers-color-scheme:dark){text{fill:#b9bec6}line{stroke:#3a3f47}.own{fill:#f0907f}}"
)


def draw(runs: dict[str, Run], extraction: dict[str, dict[str, float]]) -> str:
    """A point a contender: pages per CPU second (logarithmic) to the right, c4 upwards."""
    points = {name: (run.pages_a_second, extraction[name]["c4"]) for name, run in runs.items() if name != "lexbor"}
    lowest = math.floor(min(score for _, score in points.values()) * 20) / 20
    slowest, fastest = (
        10 ** f(math.log10(edge(x for x, _ in points.values()))) for f, edge in ((math.floor, min), (math.ceil, max))
    )

    def place(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - math.log10(slowest)) / (math.log10(fastest) - math.log10(slowest))
        up = (y - lowest) / (1 - lowest)
        return LEFT + right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Quality over speed">',
        f"<style>{STYLE}</style>",
    ]
    for step in range(round((1 - lowest) * 20) + 1):
        x, y = place(slowest, lowest + step / 20)
        parts.append(f'<line x1="{x:.1f}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="axis" x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{lowest + step / 20:.2f}</text>'
        )
    for power in range(round(math.log10(slowest)), round(math.log10(fastest)) + 1):
        x, y = place(10.0**power, lowest)
        parts.append(f'<text class="axis" x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{10**power:,}</text>')
    parts.append(f'<text class="axis" x="{LEFT}" y="{HEIGHT - 12}">pages per CPU second →</text>')
    parts.append(f'<text class="axis" x="{LEFT - 48}" y="14">c4, text found ↑</text>')
    for name, (x, y) in sorted(points.items()):
        across, down = place(x, y)
        own = ' class="own"' if name == "qingwen" else ""
        parts.append(f'<circle{own} cx="{across:.1f}" cy="{down:.1f}" r="{7 if own else 5}"/>')
        parts.append(f'<text{own} x="{across + 11:.1f}" y="{down + 4:.1f}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
