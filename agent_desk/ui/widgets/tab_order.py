"""Where Tab goes when a part of a page is made later than what stands after it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(made: QWidget, following: QWidget) -> None:
    """Let Tab come to all of ``following`` after the last stop of ``made``.

    Qt puts what is made late at the end, and takes only widgets that may have the focus.
    """
    for previous, stop in pairwise((*_stops(made)[-1:], *_stops(following))):
        QWidget.setTabOrder(previous, stop)


def _stops(part: QWidget) -> list[QWidget]:
    chain: list[QWidget] = []
    widget: QWidget | None = part
    while widget is part or (widget is not None and part.isAncestorOf(widget)):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
        if widget is part:
            break
    return chain
