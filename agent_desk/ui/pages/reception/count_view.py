"""The joint count on the last part of a paper case: numbers of both, the seal, both signatures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.pages.reception.fee_rows import FeeRows
from agent_desk.ui.rows import Choice
from agent_desk.ui.signing import signed_text
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.fields import EntryFrame, Field, LineEntry
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.signature_pad import SignaturePad
from agent_desk.ui.widgets.text import Text, strong

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.counting import Counting, CountLine, CountStep

_NUMBER_WIDTH = 92


class CountPanel(QWidget):
    """What both count. Signals: ``finished`` when the next key should take the papers in."""

    finished = Signal()

    def __init__(self, counting: Counting) -> None:
        super().__init__()
        self._counting = counting
        self._shown: tuple[tuple[str, bool], ...] = ()
        self.citizen: dict[str, LineEntry] = {}
        self.clerk: dict[str, LineEntry] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.fees = FeeRows(counting)
        self.seal_number = Field(tr("Number on the envelope's seal, if it has one"))
        sealed = Choice(key="yes", label=tr("Sealed while the citizen looked on"))
        self.sealed = ChoiceGroup(tr("Sealing"), (sealed,))
        self.signs = ChoiceGroup(tr("How do both sign?"))
        self.pads = {
            "citizen": SignaturePad(tr("Signature of the citizen"), tr("The citizen signs here")),
            "clerk": SignaturePad(tr("Signature of the clerk"), tr("You sign here")),
        }
        self._sign = QWidget()
        self._sign_words = Text("", TextStyle.SMALL)
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        hint = tr("Count together: say your number, ask for the citizen's, write down both.")
        box.addWidget(strong(tr("Joint count")))
        box.addWidget(Text(hint, TextStyle.SMALL, Tone.NEUTRAL))
        box.addLayout(self._grid)
        box.addWidget(self.fees)
        box.addWidget(self.seal_number)
        box.addWidget(self.sealed)
        box.addWidget(Text(tr("How do both sign?"), TextStyle.SMALL_STRONG))
        box.addWidget(self.signs)
        sign = QVBoxLayout(self._sign)
        sign.setContentsMargins(0, 0, 0, 0)
        sign.addWidget(self._sign_words)
        pads = QHBoxLayout()
        pads.setSpacing(12)
        for pad in self.pads.values():
            pads.addWidget(pad, 1)
        sign.addLayout(pads)
        box.addWidget(self._sign)

    def _connect(self) -> None:
        self.seal_number.edited.connect(partial(self._type_field, "seal_number", self.seal_number))
        self.fees.finished.connect(self.seal_number.setFocus)
        self.seal_number.entered.connect(self.sealed.setFocus)
        self.sealed.chosen.connect(self._on_sealed)
        self.signs.chosen.connect(self._counting.sign_by)
        for who, pad in self.pads.items():
            pad.changed.connect(partial(self._on_drawn, who))

    # Drawing

    def show_step(self, step: CountStep) -> None:
        """Show the count; the fields stay while only numbers change."""
        lines = tuple((line.key, line.is_original) for line in step.lines)
        if lines != self._shown:
            self._shown = lines
            self._draw_lines(step.lines)
        self.fees.show_fees(step.fees, step.fee_hint)
        if step.signs != self.signs.chosen_key():
            self.signs.set_choices(step.choices, step.signs)
        self._sign.setVisible(bool(step.sign_text))
        if step.sign_text != self._sign_words.text():
            self._sign_words.setText(step.sign_text)
            for pad in self.pads.values():
                pad.blockSignals(True)
                pad.clear()
                pad.blockSignals(False)

    def _draw_lines(self, lines: tuple[CountLine, ...]) -> None:
        clear(self._grid)
        self.clerk, self.citizen = {}, {}
        for column, words in ((2, tr("You")), (3, tr("Citizen"))):
            self._grid.addWidget(Text(words, TextStyle.SMALL, Tone.NEUTRAL), 0, column)
        for row, line in enumerate(lines, 1):
            words = tr("original") if line.is_original else tr("copy")
            mark = Button(words, ButtonKind.COMPACT)
            mark.setAccessibleName(f"{line.name}: {words}")
            other = not line.is_original
            mark.clicked.connect(partial(self._counting.mark, line.key, is_original=other))
            self.clerk[line.key] = self._entry("clerk", line, line.clerk)
            self.citizen[line.key] = self._entry("citizen", line, line.citizen)
            self._grid.addWidget(Text(line.name, TextStyle.STRONG), row, 0)
            self._grid.addWidget(mark, row, 1)
            for column, entry in ((2, self.clerk[line.key]), (3, self.citizen[line.key])):
                frame = EntryFrame(entry)
                frame.setFixedWidth(theme.current().scaled(_NUMBER_WIDTH))
                self._grid.addWidget(frame, row, column)
        for number in range(self._grid.count()):
            item = self._grid.itemAt(number)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.show()

    def _entry(self, who: str, line: CountLine, text: str) -> LineEntry:
        entry = LineEntry()
        entry.setText(text)
        entry.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        side = tr("your number") if who == "clerk" else tr("the citizen's number")
        entry.setAccessibleName(f"{line.name}: {side}")
        entry.textEdited.connect(partial(self._counting.type, f"{who} {line.key}"))
        entry.returnPressed.connect(partial(self._after, who, line.key))
        return entry

    # Typing

    def focus_first(self) -> None:
        """Stand at the first paper whose second number is not known."""
        for entry in self.citizen.values():
            if not entry.text():
                entry.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.sealed.chosen_key():
            self.finished.emit()
        else:
            self.sealed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after(self, who: str, key: str) -> None:
        if who == "clerk":
            self.citizen[key].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def _type_field(self, key: str, field: Field) -> None:
        self._counting.type(key, field.text())

    def _on_sealed(self, _key: str) -> None:
        self._counting.seal(is_sealed=True)
        self.finished.emit()

    def _on_drawn(self, who: str) -> None:
        drawn = self.pads[who].drawing()
        signed = signed_text(self._sign_words.text(), drawn) if drawn is not None else None
        self._counting.take_signature(who, signed)
