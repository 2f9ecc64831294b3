"""Choosing the document scanner and trying it. No Qt."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.devices.capture.arriving import small
from agent_desk.devices.capture.escl import Escl, read_address
from agent_desk.devices.capture.pictures import pictures_of
from agent_desk.devices.capture.quality import check_page
from agent_desk.domain.page_strip import StripPage
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.capture_setup import read_settings, shelf_of
from agent_desk.ui.finding_words import advice
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.devices.capture.interface import Source
    from agent_desk.devices.capture.pictures import Picture
    from agent_desk.settings import Setting
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

SHOWN = (
    settings.CAPTURE_DPI,
    settings.CAPTURE_TINT,
    settings.CAPTURE_TRAY,
    settings.FILE_LIMIT_MB,
)
_TYPED = (settings.CAPTURE_ADDRESS, settings.CAPTURE_FOLDER)
_SIDE = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSetupState:
    """What the page shows. ``values`` are the settings by key; ``picture`` the page tried, JPEG."""

    sources: tuple[Choice, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    is_busy: bool = False
    news: str = ""
    tone: Tone = Tone.BRAND
    picture: bytes = b""
    address_error: str = ""
    folder_error: str = ""

    def value(self, setting: Setting) -> str:
        """Give the value of a setting."""
        return dict(self.values).get(setting.key, setting.default)


@dataclass(frozen=True, slots=True)
class _Tried:
    words: str
    tone: Tone
    picture: bytes


class CaptureSetupPresenter(Presenter[CaptureSetupState]):
    """Keeps every change at once."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, CaptureSetupState())
        self._navigator = navigator
        self._found: tuple[Source, ...] = ()
        self._stop = threading.Event()

    def refresh(self) -> None:
        """Read the settings, then look for scanners."""
        office = self._office

        def read() -> tuple[tuple[str, str], ...]:
            wanted = (settings.CAPTURE_SOURCE, *SHOWN, *_TYPED)
            return tuple((setting.key, office.setting(setting)) for setting in wanted)

        def done(values: tuple[tuple[str, str], ...]) -> None:
            self.show(replace(self.state, values=values))
            self.look()

        self._jobs.submit("store", read, done=done, failed=self._fail)

    def look(self) -> None:
        """Look for the scanners that answer now."""
        if self.state.is_busy:
            return
        addresses = tuple(self.state.value(settings.CAPTURE_ADDRESS).split())
        store = self._office.desk.store
        self.show(replace(self.state, is_busy=True, news=tr("Looking for scanners…")))

        def done(found: tuple[Source, ...]) -> None:
            self._found = found
            words = (
                tr("Scanners that answer: {n}", n=len(found))
                if found
                else tr("No scanner answers. Files, phone and watched folder always work.")
            )
            tone = Tone.GOOD if found else Tone.WAITING
            self._tell(words, tone)

        shelf = shelf_of(store, addresses)
        self._jobs.submit("work", shelf.sources, done=done, failed=self._fail)

    def choose(self, setting: Setting, value: str) -> None:
        """Keep one setting."""
        if self.state.value(setting) == value:
            return
        store = self._office.desk.store

        def done(_nothing: None) -> None:
            values = {**dict(self.state.values), setting.key: value}
            self.show(replace(self.state, values=tuple(values.items())))
            self.show(replace(self.state, sources=self._choices()))

        self._jobs.submit(
            "store",
            lambda: keep_setting(store, setting.key, value),
            done=done,
            failed=self._fail,
        )

    def type_address(self, typed: str) -> None:
        """Ask the scanner at an address and keep it if it answers."""
        text = typed.strip()
        if text == self.state.value(settings.CAPTURE_ADDRESS) or self.state.is_busy:
            return
        if not text:
            self.show(replace(self.state, address_error=""))
            self.choose(settings.CAPTURE_ADDRESS, "")
            return
        self.show(replace(self.state, is_busy=True, news=tr("Asking the scanner…")))

        def ask() -> None:
            for one in text.split():
                read_address(one)
                Escl(()).ask(one)

        def done(_nothing: None) -> None:
            self.show(replace(self.state, is_busy=False, address_error=""))
            self.choose(settings.CAPTURE_ADDRESS, text)
            self.look()

        def failed(error: DeskError) -> None:
            self.show(replace(self.state, is_busy=False, news="", address_error=error.message))

        self._jobs.submit("work", ask, done=done, failed=failed)

    def type_folder(self, typed: str) -> None:
        """Keep the folder that a scanner writes to."""
        text = typed.strip()
        if text and not Path(text).is_dir():
            self.show(replace(self.state, folder_error=tr("There is no such folder.")))
            return
        self.show(replace(self.state, folder_error=""))
        self.choose(settings.CAPTURE_FOLDER, text)

    def try_it(self) -> None:
        """Scan one page, measure it, keep nothing."""
        if self.state.is_busy:
            return
        office, stop = self._office, self._stop
        stop.clear()
        self.show(replace(self.state, is_busy=True, news=tr("Scanning a page…"), picture=b""))

        def work() -> _Tried:
            with_settings = read_settings(office)
            if not with_settings.source:
                raise InvalidInput(tr("Choose a scanner first."))
            shelf = shelf_of(office.desk.store, with_settings.addresses)
            wish = replace(with_settings.wish, most=1)
            raw = next(iter(shelf.pages(with_settings.source, wish, stop.is_set)), None)
            if raw is None:
                raise InvalidInput(tr("No page came. Lay paper in and try again."))
            return _judge(next(pictures_of(raw)))

        def done(tried: _Tried) -> None:
            self._tell(tried.words, tried.tone)
            self.show(replace(self.state, picture=tried.picture))

        self._jobs.submit("work", work, done=done, failed=self._fail)

    def stop(self) -> None:
        """Do not scan on."""
        self._stop.set()

    def _choices(self) -> tuple[Choice, ...]:
        chosen = self.state.value(settings.CAPTURE_SOURCE)
        files = Choice(key="", label=tr("No scanner: choose files"))
        found = tuple(Choice(key=s.key, label=s.name, detail=s.key) for s in self._found)
        known = {choice.key for choice in (files, *found)}
        absent = tr("{name} (not there now)", name=chosen)
        lost = () if chosen in known else (Choice(key=chosen, label=absent),)
        return (files, *found, *lost)

    def _tell(self, words: str, tone: Tone) -> None:
        state = replace(self.state, is_busy=False, news=words, tone=tone)
        self.show(replace(state, sources=self._choices()))

    def _fail(self, error: DeskError) -> None:
        self._tell(error.message, Tone.WRONG)


def _judge(picture: Picture) -> _Tried:
    check = check_page(picture.image, picture.dpi)
    page = StripPage(picture="", width=picture.image.width, height=picture.image.height)
    shown = small(picture.image, page, _SIDE)
    words = tr("The scanner works: {dpi} dpi.", dpi=check.dpi)
    if not check.findings:
        return _Tried(words, Tone.GOOD, shown)
    faults = " ".join(advice(finding, check.dpi) for finding in check.findings)
    return _Tried(f"{words} {faults}", Tone.WAITING, shown)
