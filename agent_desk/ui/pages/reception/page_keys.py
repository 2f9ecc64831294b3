"""What keys do in Reception, beside those of the open step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.pages.reception.state import State


def primary_keys(state: State, act: Callable[[], None]) -> list[KeyAction]:
    """Give the key of the primary button, if the step has one."""
    foot = state.footer
    if not foot.primary:
        return []
    return [KeyAction(key=Key.CTRL_ENTER, label=foot.primary, run=act, enabled=foot.is_primary_on)]


def footer_keys(
    state: State, presenter: ReceptionPresenter, act: Callable[[], None]
) -> list[KeyAction]:
    """Give the keys of the other buttons under the step."""
    found = []
    if state.can_print:
        run = presenter.lodging.print_slip
        found.append(KeyAction(key=Key.F8, label=tr("Print again"), run=run))
        look = presenter.lodging.look_at_papers
        found.append(KeyAction(key=Key.SHIFT_F8, label=tr("Look first"), run=look))
    if state.can_refer:
        found.append(KeyAction(key=Key.F8, label=state.footer.primary, run=act))
    if state.footer.secondary:
        words, run = state.footer.secondary, presenter.go_aside
        found.append(KeyAction(key=Key.CTRL_P, label=words, run=run))
    if state.footer.back:
        found.append(KeyAction(key=Key.ESC, label=tr("Back"), run=presenter.back))
    return found


def case_keys(
    state: State, presenter: ReceptionPresenter, push: Callable[[], None]
) -> list[KeyAction]:
    """Give what keys do with the whole case: lay it aside, take back, show the citizen."""
    found = []
    if state.can_park:
        found.append(KeyAction(key=Key.F9, label=tr("Lay aside"), run=presenter.park))
    if state.cases:
        found.append(KeyAction(key=Key.CTRL_TAB, label=tr("Next case"), run=presenter.next_case))
    if state.can_help:
        run = presenter.account.open
        found.append(KeyAction(key=Key.F5, label=tr("Account help"), run=run))
    if state.undo:
        found.append(KeyAction(key=Key.CTRL_Z, label=state.undo, run=presenter.undo.back))
    if state.redo:
        found.append(KeyAction(key=Key.CTRL_Y, label=state.redo, run=presenter.undo.again))
    shown = tr("Blank the citizen's screen") if state.pushed else tr("Show the citizen")
    found.append(KeyAction(key=Key.F11, label=shown, run=push))
    return found
