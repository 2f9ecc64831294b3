"""The trainer's own screen while the slides run: the slide, the next one, notes, time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.slides.show import Turn
from agent_desk.ui.slides.view import SlideView, bind_turns, look_of, plain_turn
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.cards import Card
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.panes import SideAndMain
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from agent_desk.ui.pages.teaching.state import Notes
    from agent_desk.ui.slides.show import Show

_SIDE = 330
_MOST_NEXT = 420


class Console(QWidget):
    """Signals: ``turned(Turn)`` by key or button, ``sent_out`` to fill the screen, ``ended``."""

    turned = Signal(object)
    sent_out = Signal()
    ended = Signal()

    def __init__(self, practice: str = "") -> None:
        super().__init__()
        self._practice = practice
        self.stage = SlideView(tr("The slide that the class sees"), 420)
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.following = SlideView(tr("The next slide"), 160)
        self.following.setMaximumWidth(_MOST_NEXT)
        self.hint = Banner(" ", Tone.GOOD)
        self._time = Text(" ", TextStyle.NUMBER)
        self._planned = Text(" ", TextStyle.SMALL, Tone.NEUTRAL)
        self._say = Text(" ", TextStyle.HEADING)
        self._do = Text(" ", TextStyle.BASE)
        self._keys = bind_turns(self, self.turned.emit)
        self._build()
        self.stage.clicked.connect(lambda: self.turned.emit(Turn.NEXT))

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._buttons())
        whole.addWidget(self.hint)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.stage, 1)
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self._time_card())
        below.addWidget(self._notes_card(), 1)
        below.addWidget(self._next_card())
        whole.addWidget(SideAndMain(side, main, side_width=_SIDE), 1)

    def _buttons(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(10, 8)
        made = (
            (tr("Back one"), "arrow-left", "PgUp", lambda: self.turned.emit(Turn.BACK)),
            (tr("On"), "arrow-right", "PgDn", lambda: self.turned.emit(Turn.NEXT)),
            (tr("Black screen"), "eye-off", "B", lambda: self.turned.emit(Turn.BLACK)),
            (tr("Fill the screen"), "monitor", Key.F5.cap, self.sent_out.emit),
            (tr("End the slides"), "x", Key.ESC.cap, self.ended.emit),
        )
        for number, (words, icon, key, act) in enumerate(made):
            kind = ButtonKind.PRIMARY if number == 1 else ButtonKind.SECONDARY
            button = Button(words, kind, icon=icon, key=key)
            # The keys of a presenter stay with the slide, whatever was clicked.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            flow.addWidget(button)
        bar.setLayout(flow)
        return bar

    def _time_card(self) -> Card:
        card = Card(padding=14)
        card.add(self._time)
        card.add(self._planned)
        return card

    def _notes_card(self) -> Card:
        card = Card(tr("Your notes"))
        card.add(self._say)
        card.add(self._do)
        card.add_stretch()
        return card

    def _next_card(self) -> Card:
        card = Card(tr("The next slide"))
        card.add(self.following)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = plain_turn(event)
        if turn is not None:
            self.turned.emit(turn)
            return
        super().keyPressEvent(event)

    def show_notes(self, show: Show, notes: Notes) -> None:
        """Draw where the trainer is."""
        look = look_of(show, self._practice)
        self.stage.show_slide(show.slide, look, is_black=show.is_black)
        self.following.show_slide(show.following, replace(look, place=show.following_place))
        if self.hint.text() != notes.hint:
            self.hint.show_message(notes.hint, notes.tone)
        self._time.setText(f"{notes.elapsed} · {notes.clock}")
        self._planned.setText(f"{notes.place} · {notes.planned}")
        self._say.setText(notes.say)
        self._do.setText(tr("Learners do: {words}", words=notes.do) if notes.do else "")
        self._do.setVisible(bool(notes.do))
