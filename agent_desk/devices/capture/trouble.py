"""What a clerk reads when a scanner stops, with what to do."""

from __future__ import annotations

from agent_desk.devices.capture.interface import Trouble
from agent_desk.i18n import tr, trn


def say_trouble(trouble: Trouble, arrived: int = 0) -> str:
    """Say what happened and what to do; ``arrived`` pages came through whole before it."""
    words = {
        Trouble.NO_PAPER: tr("There is no paper in the feeder. Lay it in and scan again."),
        Trouble.JAM: tr("Paper is stuck in the feeder. Open it, take the sheet out, lay it in."),
        Trouble.COVER_OPEN: tr("The cover of the scanner is open. Close it and scan again."),
        Trouble.BUSY: tr("Somebody else is using the scanner. Wait a moment and scan again."),
        Trouble.GONE: tr(
            "The scanner does not answer. Check its switch and cable, or take the pages with a "
            "phone or from files."
        ),
        Trouble.REFUSED: tr("This PC may not use the scanner. Call technical support."),
        Trouble.FAILED: tr("The scanner stopped in the middle. Switch it off and on, scan again."),
    }[trouble]
    if not arrived:
        return words
    kept = trn(
        "{n} page came through and is kept; go on with the next one.",
        "{n} pages came through and are kept; go on with the next one.",
        arrived,
    )
    return f"{words} {kept}"
