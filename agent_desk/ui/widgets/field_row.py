"""Fields side by side that stand one under the other when the place is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from agent_desk.ui import theme
from agent_desk.ui.widgets.layout import wrapping_policy

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

_EACH = 130
"""What one field needs at 100 % text."""


class FieldRow(QWidget):
    """The entries of a line end at one height; a button stands beside them."""

    def __init__(self, *items: QWidget) -> None:
        super().__init__()
        self._items = items
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        for item in items:
            grows = item.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Fixed
            is_field = item.focusProxy() is not None
            stretch = 1 if grows and is_field else 0
            self._box.addWidget(item, stretch, Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))

    def is_stacked(self) -> bool:
        """Say whether the fields stand one under the other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_theme_change(event):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        # Side by side is never forced: what is too narrow stacks.
        widest = max((item.minimumSizeHint().width() for item in self._items), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _fit(self) -> None:
        stacks = self.width() < theme.current().scaled(_EACH) * len(self._items)
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if stacks else direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()
