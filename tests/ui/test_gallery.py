"""Nothing in the gallery is cut, at 100 % and at 200 %; everything has a name."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from agent_desk.ui.widgets.cell_list import CellList
from agent_desk.ui.widgets.text import Text
from tests import gallery
from tests.support.gallery_screens import SCREENS
from tests.support.gallery_sheets import SHEETS

ALL = {**SHEETS, **SCREENS}


def laid_out(app, make):
    """Give a shown sheet at the size its picture has."""
    sheet = make()
    size = sheet.property("picture_size")
    if size is None:
        width = max(sheet.width(), sheet.layout().minimumSize().width())
        sheet.resize(width, sheet.layout().totalHeightForWidth(width))
    else:
        sheet.resize(size)
    sheet.show()
    for _ in range(4):
        app.processEvents()
    return sheet


def cut_widgets(sheet):
    """List what has less room than its words need."""
    found = []
    for widget in sheet.findChildren(QWidget):
        ours = type(widget).__module__.startswith("agent_desk.ui")
        if not ours or not widget.isVisible():
            continue
        needs = widget.minimumSizeHint()
        tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
        is_label = isinstance(widget, Text | QAbstractButton) or (
            isinstance(widget, CellList) and widget.hasHeightForWidth()
        )
        too_low = is_label and widget.height() < tall
        if widget.width() < needs.width() or too_low:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            found.append(f"{type(widget).__name__} {name!r} {widget.size()} < {needs}, {tall}")
    return found


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", list(ALL))
def test_no_word_is_cut(desk_app, qtbot, name, percent):
    gallery.dress(desk_app, "light", percent)
    sheet = laid_out(desk_app, ALL[name])
    qtbot.addWidget(sheet)
    assert cut_widgets(sheet) == []


@pytest.mark.parametrize("name", list(ALL))
def test_no_control_is_without_a_name_for_screen_readers(desk_app, qtbot, name):
    sheet = laid_out(desk_app, ALL[name])
    qtbot.addWidget(sheet)
    kinds = QAbstractButton | QLineEdit | CellList
    controls = [w for w in sheet.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    spoken = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in controls]
    assert "" not in spoken


@pytest.mark.parametrize("name", list(ALL))
def test_every_target_is_large_enough_for_a_finger(desk_app, qtbot, name):
    sheet = laid_out(desk_app, ALL[name])
    qtbot.addWidget(sheet)
    small = [
        w for w in sheet.findChildren(QAbstractButton)
        if w.isVisible() and type(w).__module__.startswith("agent_desk") and w.height() < 24
    ]  # fmt: skip
    assert small == []


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_every_sheet_can_be_drawn_in_every_palette(desk_app, palette):
    gallery.dress(desk_app, palette, 100)
    for make in SHEETS.values():
        assert not gallery.render(make).isNull()
