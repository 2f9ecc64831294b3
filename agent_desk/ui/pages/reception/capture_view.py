"""The strip on the screen: pages at the left, one of them large, what to do at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImageWriter, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desk.domain.page_strip import Crop
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.reception.capture_side import CaptureSide, PhonePanel
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card, EmptyState, Rule
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import commit_typing
from agent_desk.ui.widgets.layout import ScrollPage, fix_width
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.page_preview import Edges, PagePreview
from agent_desk.ui.widgets.page_strip import PageStrip
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent

    from agent_desk.ui.pages.reception.capture_state import CaptureState
    from agent_desk.ui.pages.reception.capturing import Capturing

POLL_MS = 250
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureView(QWidget):
    """Everything about the pages of one paper; hidden while none is captured."""

    def __init__(self, capturing: Capturing) -> None:
        super().__init__()
        self._capturing = capturing
        self._state: CaptureState | None = None
        self._is_choosing_paper = False
        self.strip = PageStrip(tr("Pages"))
        self.preview = PagePreview(tr("The page in hand"))
        self.side = CaptureSide(capturing)
        self.phone = PhonePanel(capturing)
        self._papers = ChoiceGroup(tr("Which paper begins with this page?"))
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(capturing.poll)
        self.hide()

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        self._rail = ScrollPage(self.strip)
        pages = Card(padding=8)
        pages.add(self._rail, 1)
        fix_width(pages, 190)
        whole.addWidget(pages)
        whole.addWidget(self._build_middle(), 1)
        scroll = ScrollPage(self.side)
        fix_width(scroll, 300)
        whole.addWidget(scroll)

    def _build_middle(self) -> Card:
        self._title = Text("", TextStyle.TITLE)
        self._problem = Banner("", Tone.WRONG)
        self._warning = Banner("", Tone.WAITING)
        self._crop_words = Banner(
            tr(
                "Arrows cut the edges, Shift with an arrow gives back; or drag them. Enter keeps "
                "it, Esc leaves it as it was."
            ),
            Tone.BRAND,
        )
        for banner in (self._problem, self._warning, self._crop_words):
            banner.hide()
        chooser = QWidget()
        inside = QVBoxLayout(chooser)
        inside.addWidget(Text(tr("Which paper begins with this page?"), TextStyle.HEADING))
        inside.addWidget(self._papers)
        inside.addStretch(1)
        self._empty = EmptyState("scan", tr("No page yet."))
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(200, 160)  # the tallest part must not push the buttons out
        self._chooser = ScrollPage(chooser)
        for part in (self._empty, self.preview, self.phone, self._chooser):
            self._stack.addWidget(part)
        self.back_button = Button(tr("Back"), icon="undo-2", key=Key.ESC.cap)
        self.accept_button = Button(" ", ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 10, 0, 0)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.accept_button)
        card = Card(padding=20)
        card.add(self._title)
        for banner in (self._problem, self._warning, self._crop_words):
            card.add(banner)
        card.add(self._stack, 1)
        card.add(Rule())
        card.add(foot)
        return card

    def _connect(self) -> None:
        capturing = self._capturing
        self.strip.picked.connect(capturing.select)
        self.strip.moved.connect(
            lambda start, to: capturing.change(lambda strip: strip.move(start, to))
        )
        self.strip.pressed.connect(self._on_key)
        self.preview.chosen.connect(self._on_edges)
        self._papers.chosen.connect(self._on_paper)
        self.back_button.clicked.connect(self.go_back)
        self.accept_button.clicked.connect(self.accept)
        self.side.wanted.connect(self._on_wanted)

    # Drawing

    def show_state(self, state: CaptureState) -> None:
        """Draw a state."""
        before, self._state = self._state, state
        self.setVisible(state.is_open)
        if not state.is_open:
            self._timer.stop()
            self._is_choosing_paper = False
            self.accept_button.setEnabled(False)
            return
        if not self._timer.isActive():
            self._timer.start()
        self._title.setText(state.paper)
        _tell(self._problem, state.problem, Tone.WRONG)
        _tell(self._warning, state.warning, Tone.WAITING)
        self.strip.show_cells(state.cells, state.at)
        self.preview.show_picture(state.preview)
        self._show_crop(state)
        self.side.show_state(state)
        self.phone.show_card(state.phone)
        words = state.progress or tr("No page yet. F4 scans, F7 takes files, F12 a phone.")
        self._empty.set_sentence(words)
        self._stack.setCurrentWidget(self._middle(state))
        self.accept_button.set_label(state.accept if state.cells else tr("Attach"))
        self.accept_button.setEnabled(state.can_accept)
        if before is None or not before.is_open:
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before.at != state.at or len(before.cells) != len(state.cells):
            QTimer.singleShot(0, self, self._reveal)

    def _middle(self, state: CaptureState) -> QWidget:
        if self._is_choosing_paper:
            return self._chooser
        if state.phone is not None:
            return self.phone
        return self.preview if state.cells else self._empty

    def _show_crop(self, state: CaptureState) -> None:
        self._crop_words.setVisible(state.is_cropping)
        crop = state.crop
        if state.is_cropping and crop is not None:
            if self._crop_words.isVisible() and not self.preview.hasFocus():
                edges = Edges(left=crop.left, top=crop.top, right=crop.right, bottom=crop.bottom)
                self.preview.choose_edges(edges)
        else:
            self.preview.choose_edges(None)

    def _reveal(self) -> None:
        state = self._state
        if state is not None and state.cells:
            place = self.strip.rect_of(state.at)
            self._rail.ensureVisible(place.center().x(), place.center().y(), 0, place.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # Keys

    def keys(self) -> tuple[KeyAction, ...]:
        """Give what the keys do while the strip is open."""
        state, capturing = self._state, self._capturing
        if state is None:
            return ()
        has_page, is_idle = bool(state.cells), not state.is_working
        scan = KeyAction(
            key=Key.F4, label=tr("Scan more"), run=capturing.scan_more, enabled=is_idle
        )
        found = [
            KeyAction(
                key=Key.CTRL_ENTER,
                label=state.accept or tr("Attach"),
                run=self.accept,
                enabled=state.can_accept,
            ),
            *((scan,) if state.has_scanner else ()),
            KeyAction(
                key=Key.F7, label=tr("Take files"), run=capturing.choose_files, enabled=is_idle
            ),
            KeyAction(key=Key.F12, label=tr("With a phone"), run=capturing.invite_phone),
            KeyAction(
                key=Key.F5, label=tr("This page again"), run=capturing.rescan, enabled=has_page
            ),
            KeyAction(key=Key.ESC, label=tr("Back"), run=self.go_back),
            KeyAction(key=Key.F8, label=tr("Another paper"), run=self.split, enabled=has_page),
            KeyAction(key=Key.F9, label=tr("Cut edges"), run=self.crop, enabled=has_page),
            KeyAction(key=Key.F11, label=tr("Straighten"), run=self._straighten, enabled=has_page),
            KeyAction(key=Key.F3, label=tr("Count pages"), run=self.side.count),
            KeyAction(key=Key.CTRL_Z, label=tr("Undo"), run=self._undo, enabled=state.can_undo),
        ]
        return tuple(found) if state.has_scanner else (*found, scan)

    def _on_key(self, event: QKeyEvent) -> None:
        capturing = self._capturing
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        acts = {
            Qt.Key.Key_Delete: lambda: capturing.change(lambda s: s.toggle_left_out()),
            Qt.Key.Key_Insert: capturing.insert,
            Qt.Key.Key_Asterisk: lambda: capturing.change(lambda s: s.turn(1)),
            Qt.Key.Key_Slash: lambda: capturing.change(lambda s: s.turn(-1)),
            Qt.Key.Key_Plus: lambda: self.preview.zoom_by(1),
            Qt.Key.Key_Equal: lambda: self.preview.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.preview.zoom_by(-1),
            Qt.Key.Key_0: lambda: self.preview.zoom_by(0),
            **dict.fromkeys(_ENTER, self.accept),
        }
        act = acts.get(Qt.Key(event.key()))
        is_held = bool(held & ~Qt.KeyboardModifier.ShiftModifier)
        if act is None or is_held or (event.isAutoRepeat() and event.key() in _ENTER):
            event.ignore()
            return
        act()

    def _on_wanted(self, what: str) -> None:
        acts = {"crop": self.crop, "split": self.split, "paste": self.paste}
        acts[what]()

    def accept(self) -> None:
        """Attach, or finish choosing the edges."""
        commit_typing()
        if self._state is not None and self._state.is_cropping:
            self.preview.finish_edges()
        else:
            self._capturing.accept()

    def go_back(self) -> None:
        """Leave the innermost thing: the edges, the choice of a paper, the phone, the strip."""
        state = self._state
        if state is None:
            return
        if state.is_cropping:
            self._capturing.crop(None)
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_choosing_paper:
            self._is_choosing_paper = False
            self.show_state(state)
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.phone is not None:
            self._capturing.invite_phone()
        elif state.is_working:
            self._capturing.stop()
        else:
            self._capturing.close()

    def crop(self) -> None:
        """Let the edges of the page in hand be chosen."""
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._capturing.begin_crop()

    def _on_edges(self, edges: Edges) -> None:
        self._capturing.crop(
            Crop(left=edges.left, top=edges.top, right=edges.right, bottom=edges.bottom)
        )
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def split(self) -> None:
        """Ask which paper begins with the page in hand."""
        state = self._state
        if state is None or not state.cells:
            return
        self._is_choosing_paper = True
        self._papers.set_choices(state.papers)
        self.show_state(state)
        self._papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paper(self, key: str) -> None:
        self._is_choosing_paper = False
        self._capturing.begin_paper(key)
        if self._state is not None:
            self.show_state(self._state)
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _straighten(self) -> None:
        self._capturing.change(lambda strip: strip.toggle_straight())

    def _undo(self) -> None:
        self._capturing.change(lambda strip: strip.undo())

    # Files and pictures from outside

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        board = QGuiApplication.clipboard()
        paths = tuple(Path(u.toLocalFile()) for u in board.mimeData().urls() if u.isLocalFile())
        if paths:
            self._capturing.take_files(paths)
            return
        image = board.image()
        if not image.isNull():
            data = QByteArray()
            buffer = QBuffer(data)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, b"png").write(image)
            self._capturing.take_picture(bytes(data.data()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile())
        self._capturing.take_files(paths)
        event.acceptProposedAction()


def _tell(banner: Banner, words: str, tone: Tone) -> None:
    if not words:
        banner.hide()
    elif banner.text() != words or not banner.isVisible():
        banner.show_message(words, tone)
