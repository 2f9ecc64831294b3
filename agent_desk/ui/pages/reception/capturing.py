"""Capturing the pages of a paper: from the first page to the attached file. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import PREVIEW_SIDE, THUMB_SIDE, look
from agent_desk.errors import DeskError
from agent_desk.i18n import trn
from agent_desk.ui.pages.reception.capture_attaching import attach_all
from agent_desk.ui.pages.reception.capture_batch import open_batch, order_of
from agent_desk.ui.pages.reception.capture_intake import Fault, Intake
from agent_desk.ui.pages.reception.capture_state import CLOSED, CaptureState
from agent_desk.ui.pages.reception.capture_strips import (
    Aim,
    Begin,
    Strips,
    doubts,
    look_key,
    place,
    shown_page,
    title_of,
)
from agent_desk.ui.pages.reception.draw_capture import draw_capture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.domain.page_check import Tint
    from agent_desk.domain.page_strip import Crop, Strip
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.capture_batch import OpenBatch
    from agent_desk.ui.pages.reception.counter import Counter


class Capturing:
    """The strip of the paper in hand. ``attached(view, component_id)`` follows what was kept."""

    def __init__(self, counter: Counter, attached: Callable[[DossierView, str], None]) -> None:
        self._counter = counter
        self._attached = attached
        self._open: Strips | None = None
        self._asked: set[tuple[object, ...]] = set()
        self._listener: Callable[[CaptureState], None] = lambda _state: None
        self.ask_files: Callable[[str], tuple[Path, ...]] = lambda _title: ()
        self.state: CaptureState = CLOSED

    def listen(self, listener: Callable[[CaptureState], None]) -> None:
        """Tell the view of every new state."""
        self._listener = listener
        listener(self.state)

    @property
    def _now(self) -> Strips | None:
        """The open strip, if it belongs to the case before the clerk."""
        now = self._open
        return now if now is not None and now.key == self._counter.sitting.key else None

    # Opening and leaving

    def open(self, component_id: str, begin: Begin = Begin.LOOK) -> None:
        """Open the strip of a paper; pages left there before are there again."""
        self._read(component_id, lambda: self._begin(begin))

    def attach(self, component_id: str, paths: tuple[Path, ...]) -> None:
        """Take files as pages; attached at once if nothing about them is doubtful."""
        if not paths:
            return

        def begin() -> None:
            now = self._now
            if now is not None:
                now.is_quiet = not now.strip.pages
                now.intake.files(paths)

        self._read(component_id, begin)

    def _read(self, component_id: str, then: Callable[[], None]) -> None:
        counter = self._counter
        view, office = counter.sitting.view, counter.office
        if view is None or (self._now is not None and self._now.is_attaching):
            return
        self.close()

        def done(opened: OpenBatch) -> None:
            self._open = Strips(
                key=counter.sitting.key,
                dossier_id=view.dossier_id,
                component_id=opened.paper or component_id,
                opened=opened,
                intake=Intake(counter, opened.batch, opened.settings, self.poll),
                strip=opened.strip,
                tint=opened.settings.tint,
                pictures={},
                sizes={},
            )
            then()
            self._redraw()

        counter.run(lambda: open_batch(office, view.dossier_id), done)

    def _begin(self, begin: Begin) -> None:
        now = self._now
        if now is None:
            return
        if begin is Begin.PHONE:
            self.invite_phone()
        elif begin is Begin.SCAN and not now.strip.pages:
            if now.opened.settings.source:
                now.intake.scan()
            else:
                self._files_at_once(now)

    def _files_at_once(self, now: Strips) -> None:
        paths = self.ask_files(title_of(now, self._counter))
        if paths:
            now.is_quiet = True
            now.intake.files(paths)
        else:
            self.close()  # there is nothing to show

    def remind(self) -> None:
        """Say that pages wait, if a crash or a break left some for this case."""
        counter = self._counter
        view = counter.sitting.view
        if view is None or self._now is not None:
            return
        batch = counter.desk.store.spool.batch(view.dossier_id)

        def done(names: tuple[str, ...]) -> None:
            if names and self._now is None:
                counter.say(
                    trn(
                        "{n} page was captured and is not attached yet. F4 shows it.",
                        "{n} pages were captured and are not attached yet. F4 shows them.",
                        len(names),
                    )
                )

        counter.run(batch.names, done)

    def close(self) -> None:
        """Go back to the papers; the pages stay where they are."""
        now, self._open = self._open, None
        if now is not None:
            now.intake.close()
        self._asked.clear()
        self._redraw()

    # Pages come

    def scan_more(self) -> None:
        """Take more pages at the end."""
        self._take(Aim.END)

    def insert(self) -> None:
        """Take pages before the page in hand."""
        self._take(Aim.HERE)

    def rescan(self) -> None:
        """Take one page again, in the place of the page in hand."""
        self._take(Aim.INSTEAD)

    def _take(self, aim: Aim) -> None:
        now = self._now
        if now is None or now.intake.is_working:
            return
        now.aim = aim if now.strip.pages else Aim.END
        now.problem = ""
        if now.opened.settings.source:
            now.intake.scan(1 if aim is Aim.INSTEAD else 0)
        else:
            now.intake.files(self.ask_files(title_of(now, self._counter)))
        self._redraw()

    def choose_files(self) -> None:
        """Ask for files and take their pages at the end."""
        now = self._now
        if now is not None:
            self.take_files(self.ask_files(title_of(now, self._counter)))

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Take files that were chosen, dropped or pasted."""
        now = self._now
        if now is not None and paths:
            now.problem = ""
            now.intake.files(paths)
            self._redraw()

    def take_picture(self, data: bytes) -> None:
        """Take a picture from the clipboard."""
        now = self._now
        if now is not None:
            now.intake.picture(data)
            self._redraw()

    def invite_phone(self) -> None:
        """Show a new code for a phone, or take the shown one away."""
        now = self._now
        if now is None:
            return
        shown = now.intake.phone()
        if shown is not None and shown.left != "00:00":
            now.intake.hang_up()
        else:
            try:
                now.intake.invite()
            except DeskError as error:
                now.problem = error.message
        self._redraw()

    def stop(self) -> None:
        """Take no more pages of this run."""
        now = self._now
        if now is not None:
            now.intake.stop()

    def poll(self) -> None:
        """Put what arrived into the strip; called again and again while it is open."""
        now = self._now
        if now is None:
            if self._open is not None:
                self.close()  # another case is before the clerk: its phone must not send here
            return
        before, came = now.strip, list(now.intake.drain())
        for item in came:
            if isinstance(item, Fault):
                now.problem = item.words
            else:
                place(now, item)
        if now.strip is not before:
            now.is_confirming = False
            self._keep()
        if now.is_quiet and not now.intake.is_working:
            self._settle(now)
        now.intake.look_into_folder()
        if came or not now.intake.is_working or now.intake.phone() is not None:
            self._redraw()

    def _settle(self, now: Strips) -> None:
        """Attach files that need no look; else show them."""
        now.is_quiet = False
        if now.strip.kept and not now.problem and not doubts(now):
            self._attach_all(now)
        elif not now.strip.pages and now.problem:
            words = now.problem
            self.close()
            self._counter.fail(DeskError(words))

    # The strip

    def change(self, change: Callable[[Strip], Strip]) -> None:
        """Change the strip: every step of the clerk goes through here."""
        now = self._now
        if now is None or now.is_attaching:
            return
        changed = change(now.strip)
        if changed is now.strip:
            return
        if changed.pages is not now.strip.pages or changed.counted != now.strip.counted:
            now.is_confirming = False
            now.strip = changed
            self._keep()
        now.strip = changed
        self._redraw()

    def select(self, at: int) -> None:
        """Take a page in hand."""
        self.change(lambda strip: strip.select(at))

    def begin_crop(self) -> None:
        """Show the whole page, so that its edges can be chosen."""
        now = self._now
        if now is not None and now.strip.current is not None and not now.is_attaching:
            now.is_cropping = True
            self._redraw()

    def crop(self, crop: Crop | None) -> None:
        """Keep only this much of the page in hand; None leaves it as it was."""
        now = self._now
        if now is None:
            return
        now.is_cropping = False
        if crop is not None:
            self.change(lambda strip: strip.cut(crop))
        self._redraw()

    def begin_paper(self, component_id: str) -> None:
        """Say that the page in hand begins another paper."""
        now = self._now
        if now is not None:
            self_first = component_id == now.component_id and now.strip.at == 0
            self.change(lambda strip: strip.begin("" if self_first else component_id))

    def choose_tint(self, tint: Tint | None) -> None:
        """Choose how many colors the file keeps."""
        now = self._now
        if now is not None:
            now.tint = tint
            self._redraw()

    def _keep(self) -> None:
        now = self._now
        if now is None:
            return
        batch = now.opened.batch
        opened = now.opened
        order = order_of(now.strip, now.component_id, opened.began_at, opened.intents)
        self._counter.run(lambda: batch.keep_order(order), lambda _nothing: None)

    # Attaching

    def accept(self) -> None:
        """Attach the pages; what is doubtful is said first, and a second press goes on."""
        now = self._now
        if now is None or now.is_attaching or now.intake.is_working:
            return
        if not now.strip.kept:
            if now.is_confirming or not now.strip.pages:
                self._discard(now)
            else:
                now.is_confirming = True
                self._redraw()
            return
        if doubts(now) and not now.is_confirming:
            now.is_confirming = True
            self._redraw()
            return
        self._attach_all(now)

    def _discard(self, now: Strips) -> None:
        batch = now.opened.batch
        self.close()
        self._counter.run(batch.drop, lambda _nothing: None)

    def _attach_all(self, now: Strips) -> None:
        now.is_attaching, now.problem = True, ""

        def done(view: DossierView, component_id: str) -> None:
            if self._open is now:
                self.close()
            self._attached(view, component_id)

        def failed(error: DeskError) -> None:
            now.is_attaching = now.is_confirming = False
            now.problem = error.message
            self._redraw()

        self._redraw()
        attach_all(self._counter, now, done, failed)

    # Drawing

    def _redraw(self) -> None:
        now = self._now
        shown = now if now is not None and not now.is_quiet else None
        state = draw_capture(shown, self._counter.sitting.view) if shown is not None else CLOSED
        if state != self.state:
            self.state = state
            self._listener(state)
        if shown is not None:
            self._fetch_pictures(shown)

    def _fetch_pictures(self, now: Strips) -> None:
        """Have the small pictures of changed pages made, and the large one of the page in hand."""
        wanted = [(page, THUMB_SIDE) for page in now.strip.pages]
        large = shown_page(now)
        if large is not None:
            wanted.insert(0, (large, PREVIEW_SIDE))
        batch = now.opened.batch
        for page, side in wanted:
            key = look_key(page, side)
            if key in now.pictures or key in self._asked:
                continue
            self._asked.add(key)
            self._counter.run(
                partial(look, batch, page, side),
                partial(self._pictured, now, key),
                lane="work",
                failed=lambda _error: None,
            )

    def _pictured(self, now: Strips, key: tuple[object, ...], data: bytes) -> None:
        self._asked.discard(key)
        if key[-1] == PREVIEW_SIDE:
            for other in [k for k in now.pictures if k[-1] == PREVIEW_SIDE]:
                del now.pictures[other]  # one large picture is enough
        now.pictures[key] = data
        self._redraw()
