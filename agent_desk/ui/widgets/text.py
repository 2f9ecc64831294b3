"""Words on a page: labels that wrap and never elide, and icons beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence


_LINE_LENGTH = 520
"""Lines longer than this are hard to read; a wrapping text asks for no more."""
_RUN_ON = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a line, strong or not."""

    text: str
    is_strong: bool = False


class Text(QLabel):
    """Plain words in one step of the type scale; wraps, never elides, follows the theme.

    ``tone`` None is ink; ``Tone.NEUTRAL`` is muted. Markup in ``text`` is shown, not obeyed.
    """

    def __init__(
        self,
        text: str = "",
        style: TextStyle = TextStyle.BASE,
        tone: Tone | None = None,
        *,
        wraps: bool = True,
    ) -> None:
        super().__init__()
        self._style = style
        self._tone = tone
        self._is_beside = False
        self._longest = _LINE_LENGTH
        self._parts: tuple[Part, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._restyle()

    def set_tone(self, tone: Tone | None) -> None:
        """Change the color of the words."""
        self._tone = tone
        self._restyle()

    def stand_beside(self) -> None:
        """Balance the room above and below, for words beside an icon, a pill or a button."""
        self._is_beside = True
        self._restyle()

    def run_on(self) -> None:
        """Ask for one line, however long; for a sentence that stands alone on its line."""
        self._longest = _RUN_ON
        self.updateGeometry()

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show one line with strong stretches; the words themselves are never markup."""
        self._parts = tuple(parts)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("".join(p.text for p in parts))
        self._restyle()

    def set_selectable(self) -> None:
        """Let mouse and keyboard select and copy the words."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._restyle()

    def sizeHint(self) -> QSize:
        if not self.wordWrap() or self.textFormat() != Qt.TextFormat.PlainText:
            return super().sizeHint()
        lines = self.text().split("\n")
        widest = max(paint.text_width(line, self._style) for line in lines)
        width = min(widest + 1, theme.current().scaled(self._longest))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self.wordWrap() and self.textFormat() == Qt.TextFormat.PlainText:
            hint.setWidth(paint.word_width(self.text(), self._style))
        return hint

    def _restyle(self) -> None:
        used = theme.current()
        font = used.font(self._style)
        self.setFont(font)
        above = paint.overshoot(font)
        self.setContentsMargins(0, above, 0, above if self._is_beside else 0)
        colors = QPalette(self.palette())
        color = used.colors.ink if self._tone is None else used.colors.text(self._tone)
        colors.setColor(QPalette.ColorRole.WindowText, QColor(color))
        self.setPalette(colors)
        if self._parts:
            self.setText("".join(self._markup(part, used.colors.ink) for part in self._parts))

    @staticmethod
    def _markup(part: Part, ink: str) -> str:
        words = part.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        style = f"font-weight:600;color:{ink}"
        return f'<span style="{style}">{words}</span>' if part.is_strong else words


def title(text: str) -> Text:
    """Make the title of a page."""
    return Text(text, TextStyle.TITLE)


def heading(text: str) -> Text:
    """Make the heading of a card."""
    return Text(text, TextStyle.HEADING)


def strong(text: str) -> Text:
    """Make a semibold line."""
    return Text(text, TextStyle.STRONG)


def small(text: str) -> Text:
    """Make a small muted line."""
    return Text(text, TextStyle.SMALL, Tone.NEUTRAL)


class IconMark(QWidget):
    """A tinted icon that only decorates; the words beside it carry the meaning."""

    def __init__(self, name: str, tone: Tone | None = None, size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().scaled(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.current().colors
        color = colors.ink if self._tone is None else colors.text(self._tone)
        icons.paint(QPainter(self), self.rect(), self._name, color)


class Avatar(QWidget):
    """A disc with initials, or a tile with a shelf place."""

    def __init__(self, letters: str, *, size: int = 44, radius: int = 22) -> None:
        super().__init__()
        self._letters = letters
        self._size = size
        self._radius = radius
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letters(self, letters: str) -> None:
        """Show other letters."""
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().scaled(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        rect = QRect(0, 0, self.width(), self.height())
        border = used.colors.line if used.is_contrast else ""
        box = paint.Box(
            fill=used.colors.brand_soft, border=border, radius=used.scaled(self._radius)
        )
        paint.draw_box(painter, rect, box)
        ink = paint.Ink(style=TextStyle.STRONG, color=used.colors.brand, flags=paint.CENTER)
        paint.draw_text(painter, rect, self._letters, ink)
