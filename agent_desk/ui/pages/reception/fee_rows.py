"""The state fees taken during the joint count: one line each, a further one with a button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.fields import Field

if TYPE_CHECKING:
    from agent_desk.ui.pages.reception.counting import Counting, FeeEntry


class FeeRow(QWidget):
    """One fee: which, how much, whose receipt. Signals: ``finished`` when the next key goes on."""

    finished = Signal()

    def __init__(self, counting: Counting, entry: FeeEntry) -> None:
        super().__init__()
        self.what = Field(tr("Which state fee"))
        self.fee = Field(tr("State fee taken, in đồng"))
        self.fee.prefer_digits()
        self.receipt = Field(tr("Number of the state's receipt"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        parts = ((self.what, entry.what), (self.fee, entry.fee), (self.receipt, entry.receipt))
        for name, (field, text) in zip(("what", "fee", "receipt"), parts, strict=True):
            field.set_text(text)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
            field.edited.connect(partial(self._type, counting, f"{name} {entry.number}", field))
        self.what.setVisible(entry.is_one_of_several)
        self.what.entered.connect(self.fee.setFocus)
        self.fee.entered.connect(self.receipt.setFocus)
        self.receipt.entered.connect(self.finished)

    def _type(self, counting: Counting, key: str, field: Field) -> None:
        counting.type(key, field.text())


class FeeRows(QWidget):
    """All fees. Signals: ``finished`` when the last one was typed."""

    finished = Signal()

    def __init__(self, counting: Counting) -> None:
        super().__init__()
        self._counting = counting
        self.rows: list[FeeRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.more = Button(tr("Another state fee"), ButtonKind.QUIET, icon="plus")
        self.more.clicked.connect(counting.add_fee)
        self._box.addLayout(self._lines)
        self._box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_fees(self, entries: tuple[FeeEntry, ...], hint: str) -> None:
        """Show one line for each; they stay while only their texts change."""
        if len(entries) != len(self.rows):
            self._draw(entries)
        if self.rows:
            self.rows[0].fee.set_hint(hint)

    def _draw(self, entries: tuple[FeeEntry, ...]) -> None:
        is_further = len(entries) > len(self.rows) > 0
        for old in self.rows:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [FeeRow(self._counting, entry) for entry in entries]
        for at, row in enumerate(self.rows):
            self._lines.addWidget(row)
            row.show()
            row.finished.connect(partial(self._after, at))
        if is_further:
            self.rows[-1].what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after(self, at: int) -> None:
        if at + 1 < len(self.rows):
            self.rows[at + 1].what.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit()
