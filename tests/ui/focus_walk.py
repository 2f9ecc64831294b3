"""Walks a page as Tab does, and measures what the eye sees of the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from agent_desk.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from agent_desk.ui.shell import MainWindow

MOST = 150


def focusable(window: MainWindow) -> list[QWidget]:
    """Give everything that Tab should reach: shown, enabled, and meant for Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.size().width() > 0
        and not _is_in(widget, KeyBar)
    ]


def _is_in(widget: QWidget, kind: type[QWidget]) -> bool:
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, kind):
            return True
        above = above.parentWidget()
    return False


def walk(window: MainWindow, *, is_back: bool = False) -> list[QWidget]:
    """Press Tab until the first widget comes again; give what had the focus, in order."""
    key = Qt.Key.Key_Backtab if is_back else Qt.Key.Key_Tab
    held = Qt.KeyboardModifier.ShiftModifier if is_back else Qt.KeyboardModifier.NoModifier
    found: list[QWidget] = []
    for _ in range(MOST):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in found:
            return found[found.index(focused) :]
        found.append(focused)
        QTest.keyClick(focused, key, held)
    raise AssertionError(f"Tab never came back within {MOST} steps")


def stands_in_for(widget: QWidget, reached: list[QWidget]) -> bool:
    """Say whether another button of the same exclusive group stands for this one."""
    if not isinstance(widget, QAbstractButton) or widget.group() is None:
        return False
    return any(isinstance(r, QAbstractButton) and r.group() is widget.group() for r in reached)


def out_of_order(reached: list[QWidget], page: QWidget) -> list[str]:
    """Name each step that goes up and left again inside one column."""
    wrong = []
    outside = next((n for n, w in enumerate(reached) if not page.isAncestorOf(w)), 0)
    turned = [*reached[outside:], *reached[:outside]]  # begins where Tab comes into the page
    mine = [w for w in turned if page.isAncestorOf(w)]
    for before, after in zip(mine, mine[1:], strict=False):
        first, second = _place(before, page), _place(after, page)
        is_above = second.bottom() < first.top()
        same_column = second.left() < first.right() and first.left() < second.right()
        if is_above and same_column:
            wrong.append(f"{_name(before)} -> {_name(after)}")
    return wrong


def _place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__}({widget.accessibleName()!r})"


def names(widgets: list[QWidget]) -> list[str]:
    """Name widgets for a message."""
    return [_name(widget) for widget in widgets]


def picture(widget: QWidget, margin: int = 12) -> QImage:
    """Give the part of the window around a widget."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(place.adjusted(-margin, -margin, margin, margin)).toImage()


def strong_changes(before: QImage, after: QImage) -> int:
    """Count pixels whose contrast between the two pictures is at least 3 to 1."""
    size = before.size().boundedTo(after.size())
    if before == after:
        return 0
    changed = 0
    for y in range(size.height()):
        for x in range(size.width()):
            one, other = before.pixel(x, y), after.pixel(x, y)
            if one != other and _contrast(one, other) >= 3:
                changed += 1
    return changed


def _contrast(one: int, other: int) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(pixel: int) -> float:
    parts = [((pixel >> shift) & 255) / 255 for shift in (16, 8, 0)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
