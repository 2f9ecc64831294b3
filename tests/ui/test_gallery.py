"""Nothing in the gallery is cut, at 100 % and at 200 %; everything has a name."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from agent_desk.ui import widgets
from agent_desk.ui.widgets.cell_list import CellList
from agent_desk.ui.widgets.text import Text
from tests import gallery
from tests.gallery import SHEETS
from tests.support.gallery_screens import SCREENS

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
    if size is None:  # a form that has become one column is taller now
        sheet.resize(width, sheet.layout().totalHeightForWidth(width))
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


def widget_classes():
    """Give the name of every public widget class of the design system."""
    found = set()
    for module in pkgutil.iter_modules(widgets.__path__):
        loaded = importlib.import_module(f"{widgets.__name__}.{module.name}")
        found |= {
            name
            for name, thing in vars(loaded).items()
            if isinstance(thing, type) and issubclass(thing, QWidget)
            and thing.__module__ == loaded.__name__ and not name.startswith("_")
        }  # fmt: skip
    return found


def test_every_widget_is_in_the_gallery(desk_app, qtbot):
    shown = set()
    for make in ALL.values():
        sheet = laid_out(desk_app, make)
        qtbot.addWidget(sheet)
        for widget in (sheet, *sheet.findChildren(QWidget)):
            shown |= {base.__name__ for base in type(widget).__mro__}
    assert sorted(widget_classes() - shown) == []
