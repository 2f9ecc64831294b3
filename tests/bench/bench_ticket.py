"""Time each ticket of 80 mm against a floor in the same run: an empty picture of its size, packed.

``python -m tests.bench.bench_ticket [N]``. The floor is what no way of drawing can avoid: a canvas
of as many dots, the QR of the same digits by segno, ESC/POS bytes of the same length. Every round
has another reference and another name of procedure. The first ticket of a run is given apart: it
loads Pillow, segno and the faces and draws every letter for the first time.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from agent_desk.devices.escpos import ticket_job
from agent_desk.documents.tickets.account_ticket import render_account_ticket
from agent_desk.documents.tickets.bring_ticket import render_bring_ticket
from agent_desk.documents.tickets.collect_ticket import render_collect_ticket
from agent_desk.documents.tickets.raster import WIDTH_DOTS
from agent_desk.documents.tickets.sending_ticket import render_sending_ticket
from tests.bench.measure import in_turns, say, say_limit
from tests.documents.samples import (
    a_bring_slip,
    a_head,
    a_reference,
    a_sending_slip,
    many_papers,
)
from tests.documents.test_tickets import a_collect_ticket, an_account_slip

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.documents.tickets.raster import Raster

LIMIT_MS = 150.0
GOAL = 4.0


def tickets(n: int) -> dict[str, Callable[[], Raster]]:
    """Give the tickets of the n-th round."""
    head = a_head(reference=a_reference(1 + n % 999))
    name = f"Chuyển trường và tiếp nhận học sinh lần {n}"
    return {
        "sending": lambda: render_sending_ticket(a_sending_slip(head=head, procedure_name=name)),
        "sending, 12 long papers": lambda: render_sending_ticket(
            a_sending_slip(head=head, procedure_name=name, papers=many_papers(12))
        ),
        "bring": lambda: render_bring_ticket(a_bring_slip(head=head, procedure_name=name)),
        "collect": lambda: render_collect_ticket(a_collect_ticket(head=head, procedure_name=name)),
        "account": lambda: render_account_ticket(an_account_slip(next=(name,))),
    }


def job(make: Callable[[], Raster]) -> bytes:
    """Make what is sent to the printer."""
    raster = make()
    return ticket_job(raster.rows, raster.width)


def floor(height: int, n: int) -> bytes:
    """Do what cannot be avoided for a ticket of this height."""
    import segno
    from PIL import Image

    canvas = Image.new("1", (WIDTH_DOTS, height), 255)
    segno.make_qr(a_reference(1 + n % 999), error="m", mode="numeric")
    return ticket_job(canvas.tobytes(), WIDTH_DOTS)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    begun = time.perf_counter()
    job(tickets(998)["sending"])
    cold_ms = (time.perf_counter() - begun) * 1000
    met = True
    for name, make in tickets(997).items():
        height = make().height
        floors = [lambda n=n: floor(height, n) for n in range(rounds)]  # noqa: B023
        ours = [lambda n=n: job(tickets(n)[name]) for n in range(rounds)]  # noqa: B023
        low, high = in_turns(floors, ours)
        met &= say(f"ticket: {name}", low, high, GOAL)
        met &= say_limit(f"ticket: {name}", high, LIMIT_MS)
    sys.stdout.write(f"first ticket of a run: {cold_ms:.0f} ms\n")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
