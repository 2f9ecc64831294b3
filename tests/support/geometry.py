"""Finds what is cut, covered or outside its place on a shown window: one checker for all pages."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.cell_list import CellList
from agent_desk.ui.widgets.messages import Toast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

_SLACK = 1
"""Rounding of fractional scales."""


@dataclass(slots=True)
class PaintedFaults:
    """Words that were painted wider or taller than their rectangle."""

    found: set[str] = field(default_factory=set)


@contextmanager
def watched_painting() -> Iterator[PaintedFaults]:
    """Listen to every painted text while something is drawn."""
    faults = PaintedFaults()
    plain = paint.draw_text

    def watch(painter: QPainter, rect: QRect, text: str, ink: paint.Ink) -> None:
        plain(painter, rect, text, ink)
        fonts = QFontMetrics(painter.font())
        needs = fonts.boundingRect(QRect(0, 0, max(1, rect.width()), 100_000), int(ink.flags), text)
        is_wide = needs.width() > rect.width() + _SLACK
        is_tall = needs.height() > rect.height() + fonts.descent() + _SLACK
        if text and (is_wide or is_tall):
            faults.found.add(
                f"painted {text!r} needs {needs.width()}x{needs.height()}, "
                f"has {rect.width()}x{rect.height()}"
            )

    paint.draw_text = watch
    try:
        yield faults
    finally:
        paint.draw_text = plain


def faults(window: QWidget) -> list[str]:
    """Draw a window and give everything that is wrong with its geometry; empty when all fits."""
    with watched_painting() as painted:
        window.grab()
    inside = [w for w in window.findChildren(QWidget) if w.isVisibleTo(window)]
    found = [*painted.found]
    for widget in (window, *inside):
        found += _cut(widget)
        found += _outside(widget)
        found += _covered(widget)
    return sorted(set(found))


def _name(widget: QWidget) -> str:
    said = widget.accessibleName()
    if not said and isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        said = widget.text()
    return f"{type(widget).__name__} {said[:70]!r}"


def _cut(widget: QWidget) -> list[str]:
    """Say whether the widget has less room than its words need."""
    if isinstance(widget, QLineEdit):
        shown = "" if widget.text() else widget.placeholderText()
        room = widget.width() - 2 * widget.textMargins().left() - 8
        wide = widget.fontMetrics().horizontalAdvance(shown)
        return [f"{_name(widget)} hint {shown!r} {wide} > {room}"] if wide > room else []
    if isinstance(widget, QComboBox):
        wide = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 24
        is_cut = wide > widget.width() and widget.toolTip() != widget.currentText()
        return [f"{_name(widget)} {widget.currentText()!r} {wide}"] if is_cut else []
    is_ours = type(widget).__module__.startswith("agent_desk.ui")
    is_label = isinstance(widget, QLabel | QAbstractButton) or (
        isinstance(widget, CellList) and widget.hasHeightForWidth()
    )
    if not is_ours or not is_label:
        return []
    needs = widget.minimumSizeHint()
    tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else needs.height()
    if widget.width() + _SLACK < needs.width() or widget.height() + _SLACK < tall:
        size = f"{widget.width()}x{widget.height()}"
        return [f"cut: {_name(widget)} has {size}, needs {needs.width()}x{tall}"]
    return []


def _outside(widget: QWidget) -> list[str]:
    """Say whether the widget reaches out of its parent; up and down in what scrolls is fine."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.size().isEmpty():
        return []
    area = parent.parentWidget()
    scrolls = isinstance(area, QAbstractScrollArea) and parent is area.viewport()
    place, room = widget.geometry(), parent.rect()
    if scrolls:
        over = widget.width() - parent.width()
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if over > _SLACK and area.horizontalScrollBarPolicy() == never:
            return [f"wider than its scrolling place by {over}: {_name(widget)}"]
        return []
    if not room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place):
        return [f"outside {_name(parent)}: {_name(widget)} {place.getRect()} in {room.getRect()}"]
    return []


def _covered(parent: QWidget) -> list[str]:
    """Give the children of a layout that lie over each other."""
    layout = parent.layout()
    if layout is None:
        return []
    placed = [
        child for child in parent.children()
        if isinstance(child, QWidget) and child.isVisibleTo(parent) and not child.isWindow()
        and not isinstance(child, Toast) and not child.size().isEmpty()
        and layout.indexOf(child) >= 0
    ]  # fmt: skip
    found = []
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if both.width() > _SLACK and both.height() > _SLACK:
                found.append(f"covered: {_name(one)} and {_name(other)} by {both.size().toTuple()}")
    return found


def center_of(widget: QWidget) -> QPoint:
    """Give the middle of a widget in its window."""
    return widget.mapTo(widget.window(), widget.rect().center())
