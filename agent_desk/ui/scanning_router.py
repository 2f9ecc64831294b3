"""Decides by content, never by focus, what becomes of a scan. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.devices.scanner.wedge import End
from agent_desk.domain.mrz import is_mrz, is_mrz_line
from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import ScanKind
from agent_desk.domain.scan_reading import card_in_part, read_codes, say_in_part
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from agent_desk.devices.scanner.wedge import Burst
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.scanning_destinations import Destinations, Front

_REST_OF_HALF_S = 1.5
"""How long what follows half a code is taken for its other half."""
_MRZ_LINES = 3
_BETWEEN_LINES_S = 5.0


class ScanRouter:
    """Takes what scanners and people give and sends it on. Belongs to the GUI thread.

    ``today`` dates cards, ``now_s`` is a clock that only runs on, ``say`` tells the clerk.
    """

    def __init__(
        self,
        destinations: Destinations,
        front: Front,
        say: Callable[[str, Tone], None],
        today: Callable[[], date],
        now_s: Callable[[], float],
    ) -> None:
        self._to = destinations
        self._front = front
        self._say = say
        self._today = today
        self._now_s = now_s
        self.sends_no_end = False
        """The scanner of this workstation is known to send nothing after a code."""
        self._half: Burst | None = None
        self._half_at_s = float("-inf")
        self._waiting: tuple[Scan, ...] = ()
        self._lines: list[str] = []
        self._line_at_s = float("-inf")

    # What comes in

    def take_burst(self, burst: Burst) -> None:
        """Take what a scanner typed as a keyboard."""
        if self._is_line(burst.text):
            return
        found = self._joined(burst) or self._read(burst.readings)
        if not found:
            self._half = burst if burst.end is End.SILENCE else None
            return
        is_unknown = all(scan.kind is ScanKind.OTHER for scan in found)
        is_half = burst.end is End.SILENCE and not self.sends_no_end
        if is_unknown and (is_half or self._is_rest()):
            self._half, self._half_at_s = burst, self._now_s()
            self._say(
                tr(
                    "Only part of a code arrived, nothing was done. Scan again. If it happens "
                    "often: Settings, Barcode scanner."
                ),
                Tone.WRONG,
            )
            return
        self._half = None
        self._send(found)

    def take_line(self, text: str) -> None:
        """Take a line from a port; nothing can have rewritten it, so a card is exact."""
        if self._is_line(text):
            return
        found = self._read((text,))
        self._send(found if is_mrz(text) else tuple(_as_exact(scan) for scan in found))

    def look_up(self, text: str) -> None:
        """Take what was typed, pasted or given at the start of the program."""
        if text.strip():
            self._send(self._read((text,)))

    def question_answered(self) -> None:
        """Open what was scanned while a question lay over the pages."""
        if self._waiting and not self._front.is_asking():
            waiting, self._waiting = self._waiting, ()
            self._send(waiting)

    # What becomes of it

    def _is_rest(self) -> bool:
        return self._now_s() - self._half_at_s <= _REST_OF_HALF_S

    def _joined(self, burst: Burst) -> tuple[Scan, ...]:
        """Give the code that a busy PC cut in two, now that its other half is here."""
        half = self._half
        if half is None or not self._is_rest():
            return ()
        pairs = zip((half.text, half.by_place), (burst.text, burst.by_place), strict=True)
        return self._known(burst.readings) or self._known([one + two for one, two in pairs])

    def _known(self, readings: Sequence[str]) -> tuple[Scan, ...]:
        """Give the codes that these are; nothing if one is unknown or wrong."""
        try:
            found = read_codes(readings, self._today())
        except InvalidInput:
            return ()
        return () if any(scan.kind is ScanKind.OTHER for scan in found) else found

    def _read(self, readings: Sequence[str]) -> tuple[Scan, ...]:
        """Read a scan; nothing if it was refused with words or taken in part."""
        try:
            return read_codes(readings, self._today())
        except InvalidInput as error:
            card = card_in_part(readings, self._today())
            if card is None:
                self._half_at_s = self._now_s()
                self._say(error.message, Tone.WRONG)
            elif not self._front.is_asking():
                self._to.card(card)
                self._say(say_in_part(readings), Tone.WAITING)
            return ()

    def _is_line(self, text: str) -> bool:
        """Gather the three lines that some readers give of a card's back, one by one."""
        if self._now_s() - self._line_at_s > _BETWEEN_LINES_S:
            self._lines = []
        if not is_mrz_line(text):
            return False
        self._line_at_s = self._now_s()
        self._lines.append(text)
        if len(self._lines) == _MRZ_LINES:
            lines, self._lines = self._lines, []
            self._send(self._read(("\n".join(lines),)))
        return True

    def _send(self, found: tuple[Scan, ...]) -> None:
        if not found:
            return
        if self._front.is_asking():
            self._waiting = found
            self._say(tr("Answer the question on the screen; then the scan opens."), Tone.WAITING)
            return
        if self._front.take_scan(found[0]):
            for scan in found[1:]:
                self._front.take_scan(scan)
            return
        if len(found) > 1:
            self._say(
                tr("Two codes were read at once. Scan one, wait until it opens, then the other."),
                Tone.WRONG,
            )
            return
        self._open(found[0])

    def _open(self, scan: Scan) -> None:
        if isinstance(scan.value, CardReading):
            self._to.card(scan.value)
            return
        ways = {
            ScanKind.REFERENCE: self._to.reference,
            ScanKind.OFFICIAL_CODE: self._to.official_code,
            ScanKind.S10: self._to.item,
            ScanKind.BAG: self._to.bag,
            ScanKind.SESSION: self._to.session,
            ScanKind.CERTIFICATE: self._to.certificate,
            ScanKind.TEST: self._to.test,
        }
        way = ways.get(scan.kind)
        if way is None:
            self._to.words(scan.text)
        else:
            way(scan)


def _as_exact(scan: Scan) -> Scan:
    if isinstance(scan.value, CardReading):
        return replace(scan, value=replace(scan.value, is_exact=True))
    return scan
