"""Time the sending slip against the same two pages in bare ReportLab, in one run.

``python -m tests.bench.bench_slip [N]`` prints one line of JSON and one for people. Every round has
another reference and another name, so no cache of ours can hold a whole page. The bare page gets
the places of all texts and rules for nothing and makes its own codes: segno's matrix as runs,
ReportLab's Code 128. ``bare`` uses ReportLab as it comes; ``tuned`` the settings we chose as well.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from typing import TYPE_CHECKING

import segno
from reportlab import rl_config
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agent_desk import paths
from agent_desk.documents.fonts import Face
from agent_desk.documents.head import PaperSize
from agent_desk.documents.sending_slip import render_sending_slip, sending_slip_job
from agent_desk.documents.sheet import A5_HEIGHT, A5_WIDTH, MM, to_sheets
from tests.documents.samples import a_head, a_reference, a_sender, a_sending_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_desk.documents.marks import Marks
    from agent_desk.documents.sending_slip import SendingSlip

GOAL = 1.2
_TUNED = {"asciiReadable": False, "shapable": False}


def a_slip(counter: int) -> SendingSlip:
    """Give the slip of another dossier of another citizen."""
    name = f"Bùi Đức {'LongHảiNamSơnGiang'[counter % 14 :]} {chr(65 + counter % 26)}"
    return a_sending_slip(
        head=a_head(reference=a_reference(1 + counter % 999)), sender=a_sender(name=name)
    )


def register_bare(prefix: str, options: dict[str, bool]) -> dict[Face, str]:
    """Register the same files under names of their own."""
    names = {}
    for face in Face:
        names[face] = f"{prefix}-{face.value}"
        path = paths.resources() / "fonts" / f"{face.value}.ttf"
        registerFont(TTFont(names[face], str(path), **options))
    return names


def bare_slip(pages: Sequence[Marks], reference: str, names: dict[Face, str]) -> bytes:
    """Draw the same pages with plain calls of a canvas."""
    out = io.BytesIO()
    canvas = Canvas(
        out, pagesize=(A5_WIDTH, A5_HEIGHT), invariant=1, initialFontName=names[Face.REGULAR]
    )
    for marks in pages:
        for text in marks.texts:
            canvas.setFont(names[text.face], text.size)
            canvas.drawString(text.x, text.y, text.text)
        for rule in marks.rules:
            canvas.line(*rule)
        for frame in marks.frames:
            canvas.rect(*frame)
        draw_codes(canvas, reference)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw_codes(canvas: Canvas, reference: str) -> None:
    """Draw Code 128 by ReportLab and a QR of segno as horizontal runs."""
    code = Code128(reference, barWidth=0.38 * MM, barHeight=9.5 * MM, humanReadable=False)
    code.drawOn(canvas, 10 * MM, 160 * MM)
    module = 0.69 * MM
    for number, row in enumerate(segno.make_qr(reference, error="m", mode="numeric").matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                left, bottom = 120 * MM + x * module, 170 * MM - number * module
                canvas.rect(left, bottom, (end - x) * module, module, stroke=0, fill=1)
            x = end + 1


def timed_ms(act: Callable[[], object]) -> float:
    """Give how long one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def measure(rounds: int) -> dict[str, float]:
    """Run all three in turns and give the medians in ms and the ratios."""
    first_ms = timed_ms(lambda: render_sending_slip(a_slip(0), PaperSize.A5))
    plain = register_bare("bare", {})
    tuned = register_bare("tuned", _TUNED)
    times: dict[str, list[float]] = {"ours": [], "bare": [], "tuned": []}
    for counter in range(rounds + 3):
        slip = a_slip(counter)
        sheets = to_sheets(sending_slip_job(slip, PaperSize.A5))
        pages = [placed.marks for sheet in sheets for placed in sheet.pages]
        slip, reference = a_slip(counter + 400), slip.head.reference
        ours = timed_ms(lambda slip=slip: render_sending_slip(slip, PaperSize.A5))
        rl_config.useA85 = 1
        bare = timed_ms(lambda p=pages, r=reference: bare_slip(p, r, plain))
        rl_config.useA85 = 0
        fast = timed_ms(lambda p=pages, r=reference: bare_slip(p, r, tuned))
        for key, value in (("ours", ours), ("bare", bare), ("tuned", fast)):
            times[key].append(value)
    median = {key: statistics.median(values[3:]) for key, values in times.items()}
    return {
        "first_ms": round(first_ms, 1),
        **{f"{key}_ms": round(value, 2) for key, value in median.items()},
        "ratio": round(median["ours"] / median["bare"], 3),
        "ratio_tuned": round(median["ours"] / median["tuned"], 3),
    }


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    result = measure(rounds)
    print(json.dumps({"bench": "slip", "goal": GOAL, "rounds": rounds, **result}))  # noqa: T201
    verdict = "within" if result["ratio"] <= GOAL else "ABOVE"
    sys.stderr.write(
        f"slip, two A5 pages: {result['ours_ms']} ms, {result['ratio']} x bare ReportLab "
        f"({result['ratio_tuned']} x with our settings); {verdict} the goal of {GOAL} x\n"
    )


if __name__ == "__main__":
    main()
