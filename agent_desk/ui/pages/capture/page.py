"""The document scanner: which one, how it scans, and one page to try it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agent_desk import settings
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.capture.presenter import SHOWN, CaptureSetupPresenter
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, PageHeader
from agent_desk.ui.widgets.fields import Field, Picker
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.page_preview import PagePreview
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.settings import Setting
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.capture.presenter import CaptureSetupState


class CaptureSetupPage(Page):
    """Sets up how pages are captured; ``leave`` goes back to the settings."""

    def __init__(self, presenter: CaptureSetupPresenter, leave: Callable[[], None]) -> None:
        super().__init__()
        self._presenter = presenter
        self._leave = leave
        self.source = Picker()
        self._pickers = {setting.key: Picker() for setting in SHOWN}
        self.address = Field(
            tr("Address of a network scanner"),
            tr("As on its display, for example 192.168.1.20. Several are parted by spaces."),
        )
        self.folder = Field(
            tr("Watched folder"),
            tr("Files that a scanner or a cable puts there come into the open strip of pages."),
        )
        self.news = Banner("", Tone.BRAND)
        self.news.hide()
        self._preview = PagePreview(
            tr("The page that was tried"), tr("Choose a scanner and try it: the page appears here.")
        )
        self._build()
        self._connect()
        presenter.listen(self.show_state)

    def _build(self) -> None:
        which = Card(tr("Which scanner"))
        which.add(Field(tr("Scanner that F4 uses"), entry=self.source))
        self._look = Button(tr("Look again"), icon="refresh-cw", key=Key.F5.cap)
        self._try = Button(tr("Try it"), ButtonKind.PRIMARY, icon="scan", key=Key.F4.cap)
        holder = QWidget()
        flow = FlowLayout(8, 8)
        holder.setLayout(flow)
        flow.addWidget(self._try)
        flow.addWidget(self._look)
        for part in (holder, self.address, self.folder):
            which.add(part)
        which.add_stretch()
        how = Card(tr("How it scans"))
        for setting in SHOWN:
            picker = self._pickers[setting.key]
            for choice in setting.choices:
                picker.addItem(_say(setting, choice), choice)
            how.add(Field(_label(setting), entry=picker))
        how.add_stretch()
        tried = Card(tr("The page that was tried"))
        tried.add(self._preview, 1)
        note = tr("Nothing of it is kept.")
        tried.add(Text(note, TextStyle.SMALL, Tone.NEUTRAL))
        columns = Panes(*(Pane(widget=card, share=1) for card in (which, how, tried)))
        words = tr("F4 at a paper scans with this. Phone, files and folder always work beside it.")
        self.body.addWidget(PageHeader(tr("Document scanner"), words))
        self.body.addWidget(self.news)
        self.body.addWidget(columns, 1)

    def _connect(self) -> None:
        presenter = self._presenter
        self.source.activated.connect(
            lambda _index: presenter.choose(settings.CAPTURE_SOURCE, str(self.source.currentData()))
        )
        for setting in SHOWN:
            self._pickers[setting.key].activated.connect(
                lambda _index, chosen=setting: presenter.choose(
                    chosen, str(self._pickers[chosen.key].currentData())
                )
            )
        self._look.clicked.connect(presenter.look)
        self._try.clicked.connect(presenter.try_it)
        for field, keep in (
            (self.address, presenter.type_address),
            (self.folder, presenter.type_folder),
        ):
            field.entered.connect(lambda f=field, k=keep: k(f.text()))
            field.left.connect(lambda f=field, k=keep: k(f.text()))

    def show_state(self, state: CaptureSetupState) -> None:
        """Draw a state."""
        shown = [(choice.key, choice.label) for choice in state.sources]
        listed = [
            (self.source.itemData(n), self.source.itemText(n)) for n in range(self.source.count())
        ]
        if shown != listed:
            self.source.clear()
            for key, label in shown:
                self.source.addItem(label, key)
        at = self.source.findData(state.value(settings.CAPTURE_SOURCE))
        self.source.setCurrentIndex(max(at, 0))
        for setting in SHOWN:
            picker = self._pickers[setting.key]
            picker.setCurrentIndex(max(picker.findData(state.value(setting)), 0))
        for field, setting, error in (
            (self.address, settings.CAPTURE_ADDRESS, state.address_error),
            (self.folder, settings.CAPTURE_FOLDER, state.folder_error),
        ):
            if not field.entry.hasFocus() and not error:
                field.set_text(state.value(setting))
            field.set_error(error)
        if not state.news:
            self.news.hide()
        elif self.news.text() != state.news or not self.news.isVisible():
            self.news.show_message(state.news, Tone.BRAND if state.is_busy else state.tone)
        self._preview.show_picture(state.picture)
        can_try = bool(state.value(settings.CAPTURE_SOURCE)) and not state.is_busy
        self._try.setEnabled(can_try)
        self._look.setEnabled(not state.is_busy)
        self.actions_changed.emit()

    def key_actions(self) -> PageActions:
        presenter = self._presenter
        is_idle = not presenter.state.is_busy
        can_try = is_idle and bool(presenter.state.value(settings.CAPTURE_SOURCE))
        return PageActions(
            actions=(
                KeyAction(key=Key.F4, label=tr("Try it"), run=presenter.try_it, enabled=can_try),
                KeyAction(key=Key.F5, label=tr("Look again"), run=presenter.look, enabled=is_idle),
                KeyAction(key=Key.ESC, label=tr("Back"), run=self._leave),
            )
        )

    def on_shown(self) -> None:
        self._presenter.refresh()
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_hidden(self) -> None:
        self._presenter.stop()


def capture_page(office: Office, jobs: JobRunner, navigator: Navigator) -> CaptureSetupPage:
    """Make the page with its presenter."""
    presenter = CaptureSetupPresenter(office, jobs, navigator)
    return CaptureSetupPage(presenter, lambda: navigator.open_page("settings"))


def _label(setting: Setting) -> str:
    return {
        settings.CAPTURE_DPI.key: tr("Fineness"),
        settings.CAPTURE_TINT.key: tr("Colors"),
        settings.CAPTURE_TRAY.key: tr("Where the paper lies"),
        settings.FILE_LIMIT_MB.key: tr("Largest file the portal takes"),
    }[setting.key]


def _say(setting: Setting, choice: str) -> str:
    if setting is settings.FILE_LIMIT_MB:
        return f"{choice} MB"
    return {
        "300": tr("300 dpi (usual)"),
        "200": tr("200 dpi (ordinary papers, smaller)"),
        "auto": tr("As found on each page")
        if setting is settings.CAPTURE_TINT
        else tr("Feeder if it holds paper, else glass"),
        "gray": tr("Gray"),
        "bitonal": tr("Black and white"),
        "feeder": tr("Feeder"),
        "feeder_both": tr("Feeder, both sides"),
        "glass": tr("Glass"),
    }[choice]
