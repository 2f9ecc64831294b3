"""What a screen reader meets on a shown window: the accessible tree, and what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAccessibleInterface

_ROLE = QAccessible.Role
_CONTROLS = frozenset(
    {
        _ROLE.Button, _ROLE.ButtonMenu, _ROLE.ButtonDropDown, _ROLE.CheckBox, _ROLE.ComboBox,
        _ROLE.EditableText, _ROLE.List, _ROLE.ListItem, _ROLE.Table, _ROLE.Tree, _ROLE.RadioButton,
        _ROLE.Slider, _ROLE.SpinBox, _ROLE.PageTab, _ROLE.Link, _ROLE.Cell,
    }
)  # fmt: skip
LEAST_TARGET = 24


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Give every visible accessible object, parents first; rows of long lists up to the 20th."""
    yield top
    for number in range(min(top.childCount(), _MOST)):
        child = top.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child)


_MOST = 400


def faults(window: QWidget) -> list[str]:
    """Give every control without a name, too small, or that takes the focus as nothing known."""
    top = QAccessible.queryAccessibleInterface(window)
    found: list[str] = []
    for one in walk(top):
        thing = one.object()
        if isinstance(thing, QWidget) and not thing.isVisibleTo(window):
            continue
        if isinstance(thing, QWidget) and _is_inside_a_control(thing):
            continue
        found += _faults_of(one)
    return sorted(set(found))


def _is_inside_a_control(widget: QWidget) -> bool:
    """Say whether it is a part that Qt made inside a control: a viewport, a drop-down list."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractItemView)


def _faults_of(one: QAccessibleInterface) -> list[str]:
    thing, role = one.object(), one.role()
    name = one.text(QAccessible.Text.Name)
    is_focusable = bool(one.state().focusable)
    where = f"{type(thing).__name__} {thing.objectName() if thing is not None else ''}".strip()
    found = []
    if (role in _CONTROLS or is_focusable) and not name:
        found.append(f"no name: {where} {role.name} {one.rect().getRect()}")
    if is_focusable and role in (_ROLE.NoRole, _ROLE.Client) and not name:
        found.append(f"no role: {where}")
    # Qt gives the rectangle of the mark alone for a check box; the whole line takes the click.
    small = min(thing.width(), thing.height()) if isinstance(thing, QWidget) else 0
    is_target = role in (_ROLE.Button, _ROLE.CheckBox, _ROLE.ComboBox, _ROLE.EditableText)
    if is_target and 0 < small < LEAST_TARGET:
        found.append(f"small: {where} {name!r} {one.rect().getRect()}")
    return found
