"""Fields of the sandbox, and keys drawn for a finger; what is typed dies with the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.domain.sandbox import Keypad
from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.sandbox.press import KeyButton
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.fields import EntryFrame, LineEntry
from agent_desk.ui.widgets.text import IconMark, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from agent_desk.domain.sandbox import Element

_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PracticeLine(LineEntry):
    """A large line that remembers nothing: no menu, no dragging, no learning keyboard.

    Signals: ``focused`` when the learner comes into it.
    """

    focused = Signal()

    def __init__(self, field: Element) -> None:
        super().__init__()
        self.setFont(theme.current().font(TextStyle.READ))
        self.setAccessibleName(field.text)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setInputMethodHints(_HINTS)
        if field.is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def sizeHint(self) -> QSize:
        return QSize(200, max(44, paint.row_height(TextStyle.READ)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


class PracticeField(QWidget):
    """A label, a line, and a tick once the text is right.

    Signals: ``typed(text)`` at each change by the learner, ``entered`` on Enter.
    """

    typed = Signal(str)
    entered = Signal()

    def __init__(self, field: Element) -> None:
        super().__init__()
        self.field = field
        self.line = PracticeLine(field)
        self._tick = IconMark("circle-check", Tone.GOOD, 28)
        self._tick.hide()
        label = Text(field.text, TextStyle.READ_STRONG)
        label.setBuddy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addWidget(EntryFrame(self.line, self._tick))
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self.entered)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_right(self, *, is_right: bool) -> None:
        """Show the tick; the screen reader hears it with the name of the field."""
        self._tick.setVisible(is_right)
        said = tr("right") if is_right else ""
        self.line.setAccessibleDescription(said)

    def refill(self, text: str) -> None:
        """Put back what stands on the card, after an explanation covered the screen."""
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self.set_right(is_right=True)


class KeypadView(QWidget):
    """Digits or letters to be pressed with a finger; they go into the line given last."""

    def __init__(self, keypad: Keypad) -> None:
        super().__init__()
        self._line: PracticeLine | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        if keypad is Keypad.DIGITS:
            self._build_digits()
        else:
            self._build_letters()

    def serve(self, line: PracticeLine) -> None:
        """Write into this line from now on."""
        self._line = line

    def _build_digits(self) -> None:
        for place, digit in enumerate("123456789"):
            self._add(self._letter(digit), place // 3, place % 3)
        self._add(self._eraser(), 3, 0)
        self._add(self._letter("0"), 3, 1)

    def _build_letters(self) -> None:
        # Every key is two columns wide, so that shorter rows stand in the middle.
        for row, letters in enumerate(_LETTERS):
            first = 10 - len(letters)
            for place, letter in enumerate(letters):
                self._grid.addWidget(self._letter(letter), row, first + 2 * place, 1, 2)
        last = len(_LETTERS)
        for place, sign in enumerate("-."):
            self._grid.addWidget(self._letter(sign), last, 2 * place, 1, 2)
        space = KeyButton(tr("Space"))
        space.clicked.connect(lambda: self._type(" "))
        self._grid.addWidget(space, last, 4, 1, 10)
        self._grid.addWidget(self._eraser(), last, 14, 1, 6)

    def _add(self, key: KeyButton, row: int, column: int) -> None:
        self._grid.addWidget(key, row, column)

    def _letter(self, letter: str) -> KeyButton:
        key = KeyButton(letter)
        key.clicked.connect(lambda: self._type(letter))
        return key

    def _eraser(self) -> KeyButton:
        key = KeyButton(tr("Erase"))
        key.clicked.connect(lambda: self._line.backspace() if self._line is not None else None)
        return key

    def _type(self, letter: str) -> None:
        if self._line is not None:
            self._line.insert(letter)
