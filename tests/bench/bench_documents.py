"""Time every document, cold and warm, against the same pages drawn in bare ReportLab, in one run.

``python -m tests.bench.bench_documents [N]`` prints one line of JSON and a table for people. Cold
is the first document of a new process, imports and fonts included; its floor is a process that
imports ReportLab, registers the same fonts and draws as much text. Warm is the median of N
renderings, in turns with its floor: the same texts, lines and bars by plain calls of a canvas,
which gets their places for nothing.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from agent_desk.documents import pdf as writer
from tests.bench.bench_slip import register_bare
from tests.documents.every_paper import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_desk.documents.fonts import Face
    from agent_desk.documents.pdf import PdfInfo, Sheet

GOAL = 1.2

_COLD = """
import sys, time
start = time.perf_counter()
{prepare}
{act}
sys.stdout.write(str((time.perf_counter() - start) * 1000))
"""
_OURS = """
from agent_desk.documents.head import PaperSize
from agent_desk.documents.receipt_01 import render_receipt_01
"""
_BARE = """
import io
from agent_desk import paths
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
for name in ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic"):
    registerFont(TTFont(name, str(paths.resources() / "fonts" / f"{name}.ttf")))
canvas = Canvas(io.BytesIO(), initialFontName="Tinos-Regular")
for page in range(2):
    for line in range(40):
        canvas.setFont("Tinos-Bold" if line % 3 else "Tinos-Italic", 13)
        canvas.drawString(60, 780 - 18 * line, "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Bùi Đức Long")
    canvas.showPage()
canvas.save()
"""


def caught(render: Callable[[], bytes]) -> tuple[Sequence[Sheet], PdfInfo]:
    """Render once and give what the writer was told to draw."""
    told: list[tuple[Sequence[Sheet], PdfInfo]] = []
    true_draw = writer._draw_sheet  # the seam between layout and ReportLab

    def note(canvas: Canvas, sheet: Sheet, info: PdfInfo) -> None:
        told.append(([sheet], info))
        true_draw(canvas, sheet, info)

    writer._draw_sheet = note
    try:
        render()
    finally:
        writer._draw_sheet = true_draw
    return [sheet for sheets, _info in told for sheet in sheets], told[0][1]


def bare(sheets: Sequence[Sheet], info: PdfInfo, names: dict[Face, str]) -> bytes:
    """Draw the same marks with plain calls."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(info.width, info.height), invariant=1)
    for sheet in sheets:
        for placed in sheet.pages:
            for text in placed.marks.texts:
                canvas.setFont(names[text.face], text.size)
                canvas.drawString(placed.x + text.x, text.y, text.text)
            for rule in placed.marks.rules:
                canvas.line(*rule)
            for frame in placed.marks.frames:
                canvas.rect(*frame)
            for bar in placed.marks.bars:
                canvas.rect(*bar, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def timed_ms(act: Callable[[], object]) -> float:
    """Give how long one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def cold_ms(prepare: str, act: str, rounds: int = 5) -> float:
    """Give the median time of new processes, the start of Python left out."""
    script = _COLD.format(prepare=prepare, act=act)
    times = []
    for _ in range(rounds):
        ended = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        times.append(float(ended.stdout))
    return statistics.median(times)


def measure_cold() -> dict[str, float]:
    """Measure the first Mẫu 01 of a process."""
    sample = "from tests.documents.samples import a_receipt_01"
    act = "render_receipt_01(a_receipt_01(), PaperSize.A4)"
    ours = cold_ms(f"{_OURS}\n{sample}", act)
    floor = cold_ms("pass", _BARE)
    return {
        "cold_ms": round(ours, 1),
        "bare_cold_ms": round(floor, 1),
        "ratio": round(ours / floor, 2),
    }


def measure_warm(rounds: int) -> dict[str, dict[str, float]]:
    """Measure every document against its own marks in bare ReportLab."""
    names = register_bare("bare", {})
    found = {}
    for name, paper in EVERY.items():
        sheets, info = caught(paper.ordinary)
        ours, floor = [], []
        for _ in range(rounds):  # in turns, so that a busy moment hits both
            rl_config.useA85 = 0
            ours.append(timed_ms(paper.ordinary))
            rl_config.useA85 = 1
            floor.append(timed_ms(partial(bare, sheets, info, names)))
        found[name] = {
            "pages": len(sheets),
            "warm_ms": round(statistics.median(ours), 2),
            "bare_ms": round(statistics.median(floor), 2),
            "ratio": round(statistics.median(a / b for a, b in zip(ours, floor, strict=True)), 2),
        }
    return found


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    warm, cold = measure_warm(rounds), measure_cold()
    worst = max(warm, key=lambda name: warm[name]["ratio"])
    result = {"bench": "documents", "goal": GOAL, "rounds": rounds, "cold": cold, "warm": warm}
    print(json.dumps(result))  # noqa: T201
    for name, row in warm.items():
        sys.stderr.write(
            f"{name:18} {row['pages']:2} pages {row['warm_ms']:7.1f} ms, bare "
            f"{row['bare_ms']:7.1f} ms, {row['ratio']:.2f} x\n"
        )
    sys.stderr.write(
        f"cold: {cold['cold_ms']} ms, bare {cold['bare_cold_ms']} ms, {cold['ratio']} x; "
        f"worst warm: {worst} {warm[worst]['ratio']} x (goal {GOAL} x)\n"
    )


if __name__ == "__main__":
    main()
