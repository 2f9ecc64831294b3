"""The card “Devices” of the settings: one button for each thing on the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from agent_desk.i18n import tr
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.cards import Card

if TYPE_CHECKING:
    from collections.abc import Callable


class DevicesCard(Card):
    """Each button opens the page that sets a device up and tries it out."""

    def __init__(self, open_page: Callable[[str], None]) -> None:
        super().__init__(tr("Devices and this PC"))
        self.buttons: dict[str, Button] = {}
        for key, icon, label in _devices():
            button = Button(label, icon=icon)
            button.clicked.connect(lambda _checked=False, key=key: open_page(key))
            self.buttons[key] = button
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self.add(row)


def _devices() -> tuple[tuple[str, str, str], ...]:
    """Give page, icon and name of each device, in the order of their use."""
    return (
        ("printers", "printer", tr("Printers")),
        ("scanner", "scan", tr("Barcode scanner")),
        ("capture", "file-text", tr("Document scanner")),
        ("checks", "gauge", tr("Check this PC")),
    )
