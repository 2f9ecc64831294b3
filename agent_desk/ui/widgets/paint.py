"""What painted widgets share: boxes, rings, text blocks, pills, key caps."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import TextStyle, Tone

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTER = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MAX = 100_000

BREAK_HERE = "\u200b"
"""Invisible: a line may be broken here."""

_LONGEST_STRETCH = 12
_LONG_STRETCH = re.compile(r"\S{24,}")
_SEPARATOR = re.compile(r"([/\\_.@-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """How a rounded rectangle looks; an empty color draws nothing."""

    fill: str = ""
    border: str = ""
    radius: float = 8
    width: float = 1


def metrics(style: TextStyle) -> QFontMetrics:
    """Give the metrics of a text style at the text size in use."""
    return theme.current().metrics(style)


def overshoot(font: QFont) -> int:
    """Give how far stacked Vietnamese marks (Ế Ộ Ỹ) rise above the line box of a font."""
    fonts = QFontMetrics(font)
    return max(0, math.ceil(-fonts.tightBoundingRect("ẾỘỸẪ").top() - fonts.ascent()))


def row_height(style: TextStyle) -> int:
    """Give the least height of a one-line control: nothing of Ế Ộ Ỹ is cut."""
    return metrics(style).lineSpacing() + 8


def text_width(text: str, style: TextStyle) -> int:
    """Give the width of one line of text."""
    return theme.current().width(text, style) + 1


def text_height(text: str, style: TextStyle, width: int) -> int:
    """Give the height of text wrapped at ``width``; 0 for no text."""
    if not text:
        return 0
    used = theme.current()
    fonts = used.metrics(style)
    if "\n" not in text and used.width(text, style) < width:
        return fonts.height()  # much faster than asking for the wrapped rectangle
    return fonts.boundingRect(QRect(0, 0, max(1, width), _MAX), int(WRAP), text).height()


def word_width(text: str, style: TextStyle) -> int:
    """Give the width of the longest word: below this, wrapping would cut letters."""
    fonts = metrics(style)
    words = text.replace(BREAK_HERE, " ").split()
    return max((fonts.horizontalAdvance(word) for word in words), default=0) + 1


def breakable(text: str) -> str:
    """Let a path or a long code wrap: after its separators, and anywhere in what is still long."""
    return _LONG_STRETCH.sub(_with_breaks, text)


def _with_breaks(found: re.Match[str]) -> str:
    apart = _SEPARATOR.sub(rf"\1{BREAK_HERE}", found[0])
    return BREAK_HERE.join(
        part[start : start + _LONGEST_STRETCH]
        for part in apart.split(BREAK_HERE)
        for start in range(0, len(part), _LONGEST_STRETCH)
    )


def draw_box(painter: QPainter, rect: QRect, box: Box) -> None:
    """Draw a rounded rectangle whose border lies fully inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(QColor(box.fill)) if box.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(box.border), box.width) if box.border else Qt.PenStyle.NoPen)
    inset = box.width / 2 if box.border else 0.0
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    radius = min(box.radius, inner.height() / 2)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def draw_focus(painter: QPainter, rect: QRect, radius: float = 8) -> None:
    """Draw the 2 px focus ring just inside ``rect``."""
    color = theme.current().colors.focus
    draw_box(painter, rect, Box(border=color, radius=radius, width=2))


def draw_line(painter: QPainter, rect: QRect) -> None:
    """Draw a separator along the bottom edge of ``rect``."""
    painter.fillRect(
        QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.current().colors.line)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How a text is drawn; ``flags`` are Qt text flags and alignment."""

    style: TextStyle = TextStyle.BASE
    color: str = ""
    flags: Qt.AlignmentFlag | Qt.TextFlag = WRAP


def draw_text(painter: QPainter, rect: QRect, text: str, ink: Ink) -> None:
    """Draw text; marks that rise above the first line are not cut."""
    used = theme.current()
    painter.setFont(used.font(ink.style))
    painter.setPen(QColor(ink.color or used.colors.ink))
    painter.drawText(rect, int(ink.flags | Qt.TextFlag.TextDontClip), text)


def pill_size(text: str, *, icon: str = "") -> QSize:
    """Give the size of a pill on one line."""
    used = theme.current()
    height = max(row_height(TextStyle.SMALL), used.scaled(26))
    extra = used.scaled(16) + 6 if icon else 0
    return QSize(text_width(text, TextStyle.SMALL_STRONG) + 2 * used.scaled(11) + extra, height)


def draw_pill(painter: QPainter, rect: QRect, text: str, tone: Tone, *, icon: str = "") -> None:
    """Draw a pill that fills ``rect``; text (and icon) in its middle, wrapped if it must."""
    used = theme.current()
    color = used.colors.text(tone)
    border = used.colors.line if used.is_contrast else ""
    draw_box(painter, rect, Box(fill=used.colors.soft(tone), border=border, radius=used.scaled(14)))
    inner = rect.adjusted(used.scaled(11), 0, -used.scaled(11), 0)
    if icon:
        side = used.scaled(16)
        spare = inner.width() - side - 6 - text_width(text, TextStyle.SMALL_STRONG)
        left = inner.left() + max(0, spare // 2)
        icons.paint(painter, QRect(left, rect.center().y() - side // 2, side, side), icon, color)
        inner.setLeft(left + side + 6)
        flags = LEFT | Qt.TextFlag.TextWordWrap
    else:
        flags = CENTER | Qt.TextFlag.TextWordWrap
    ink = Ink(style=TextStyle.SMALL_STRONG, color=color, flags=flags)
    draw_text(painter, inner, text, ink)


def keycap_size(text: str) -> QSize:
    """Give the size of a key cap such as ``F2``."""
    fonts = metrics(TextStyle.CAPTION)
    return QSize(fonts.horizontalAdvance(text) + 13, fonts.lineSpacing() + 4)


def draw_keycap(painter: QPainter, rect: QRect, text: str, color: str) -> None:
    """Draw a key cap; the outline has the color of its letters."""
    draw_box(painter, rect, Box(border=color, radius=theme.current().radius.key))
    draw_text(painter, rect, text, Ink(style=TextStyle.CAPTION, color=color, flags=CENTER))


def draw_dot(painter: QPainter, center: QPointF, radius: float, color: str) -> None:
    """Draw a filled circle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(center, radius, radius)
    painter.restore()
