"""How pages come into the strip: scanner, files, clipboard, phone, watched folder. No Qt.

Whatever brings pages works in a thread of its own and drops them into one letter box; the strip
empties it when it is asked to, so that nothing ever changes under the hands of the clerk.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import Arrived, arrive
from agent_desk.devices.capture.folder import WatchedFolder
from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.capture.phone import PhoneDoor, PhoneState, lan_addresses
from agent_desk.devices.intake import read_file
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.capture_setup import shelf_of
from agent_desk.ui.pages.reception.capture_state import PhoneCard
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent_desk.store.spool import Batch
    from agent_desk.ui.capture_setup import CaptureSettings
    from agent_desk.ui.pages.reception.counter import Counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why something did not arrive, in words."""

    words: str


class Intake:
    """The letter box of one open strip and whatever fills it."""

    def __init__(
        self,
        counter: Counter,
        batch: Batch,
        settings: CaptureSettings,
        changed: Callable[[], None],
    ) -> None:
        self._counter = counter
        self._batch = batch
        self._settings = settings
        self._changed = changed
        self._box: SimpleQueue[Arrived | Fault] = SimpleQueue()
        self._stop = threading.Event()
        self._door: PhoneDoor | None = None
        self._url = ""
        self._address = ""
        self._folder = WatchedFolder(Path(settings.folder)) if settings.folder else None
        self._is_looking = False
        self.is_working = False
        self.is_scanning = False

    def drain(self) -> Iterator[Arrived | Fault]:
        """Give what came since the last time."""
        while True:
            try:
                yield self._box.get_nowait()
            except Empty:
                return

    def scan(self, most: int = 0) -> None:
        """Take pages from the scanner of this desk; ``most`` 0 takes all in the feeder."""
        chosen = self._settings
        wish = replace(chosen.wish, most=most)
        shelf = shelf_of(self._counter.desk.store, chosen.addresses)
        stop = self._stop.is_set
        self.is_scanning = True
        self._work(lambda: shelf.pages(chosen.source, wish, stop))

    def files(self, paths: tuple[Path, ...]) -> None:
        """Take the pages of files, one after the other; a bad one says so, the others come."""
        self._work(lambda: (_read(path, self._box) for path in paths))

    def picture(self, data: bytes) -> None:
        """Take a picture from the clipboard."""
        self._work(lambda: iter((RawPage(name="clipboard.png", data=data),)))

    def stop(self) -> None:
        """Take no more pages; what came stays."""
        self._stop.set()

    def close(self) -> None:
        """Stop everything, the page of the phone too."""
        self.stop()
        self.hang_up()

    def _work(self, pages: Callable[[], Iterator[RawPage | None]]) -> None:
        if self.is_working:
            return
        self._stop.clear()
        self.is_working = True
        box, batch, stop = self._box, self._batch, self._stop

        def work() -> None:
            for raw in pages():
                if raw is None:
                    continue
                for arrived in arrive(batch, raw):
                    box.put(arrived)
                    if stop.is_set():
                        return

        self._counter.run(work, lambda _nothing: self._ended(""), lane="work", failed=self._failed)

    def _failed(self, error: DeskError) -> None:
        self._ended(error.message)

    def _ended(self, words: str) -> None:
        self.is_working = self.is_scanning = False
        if words:
            self._box.put(Fault(words=words))
        self._changed()

    # The phone

    def invite(self) -> None:
        """Open the page for a phone, with a new code; the one before ends. Raises: DeskError."""
        self.hang_up()
        addresses = lan_addresses()
        if not addresses:
            raise InvalidInput(
                tr(
                    "This PC is not on a local network, so no phone can reach it. Use the scanner, "
                    "or copy the pictures by cable and choose them as files."
                )
            )
        self._address = addresses[0]
        door = PhoneDoor(self._address, self._counter.desk.clock, self._from_phone)
        self._url = door.open()
        self._door = door

    def hang_up(self) -> None:
        """Close the page of the phone."""
        door, self._door = self._door, None
        if door is not None:
            door.close()

    def _from_phone(self, raw: RawPage) -> None:
        for arrived in arrive(self._batch, raw):
            self._box.put(arrived)

    def phone(self) -> PhoneCard | None:
        """Give what is shown of the phone; None while it is not asked for."""
        if self._door is None:
            return None
        news = self._door.news()
        left = max(0, int((news.until - self._counter.desk.clock.now()).total_seconds()))
        if news.state is PhoneState.OVER:
            words, tone = tr("The time is up. Press F12 for a new code."), Tone.WAITING
        elif news.last_problem:
            words, tone = tr("The phone was told: {words}", words=news.last_problem), Tone.WAITING
        elif news.refused:
            words = tr("Another phone tried and was refused. One phone, one code: F12 for a new.")
            tone = Tone.WAITING
        elif news.state is PhoneState.JOINED:
            words, tone = tr("The phone is here. Pictures so far: {n}", n=news.pages), Tone.GOOD
        else:
            words, tone = tr("Let the phone's camera look at this code."), Tone.BRAND
        return PhoneCard(
            url=self._url,
            address=self._address,
            left=f"{left // 60:02d}:{left % 60:02d}",
            news=words,
            tone=tone,
        )

    # The folder

    def look_into_folder(self) -> None:
        """Take what a scanner has finished writing; asked again and again while open."""
        folder = self._folder
        if folder is None or self._is_looking or self.is_working:
            return
        self._is_looking = True
        batch, box = self._batch, self._box

        def take(raw: RawPage) -> None:
            for arrived in arrive(batch, raw):
                box.put(arrived)

        def ended(_n: object) -> None:
            self._is_looking = False

        def failed(error: DeskError) -> None:
            self._is_looking = False
            self._box.put(Fault(words=error.message))

        self._counter.run(partial(folder.look, take), ended, lane="work", failed=failed)


def _read(path: Path, box: SimpleQueue[Arrived | Fault]) -> RawPage | None:
    try:
        file = read_file(path)
    except DeskError as error:
        box.put(Fault(words=error.message))
        return None
    return RawPage(name=file.name, data=file.data)
