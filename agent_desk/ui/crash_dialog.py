"""The dialog of a bug: what is safe, what to do with the citizen, a report to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from agent_desk.i18n import tr
from agent_desk.ui import going_on
from agent_desk.ui.tokens import TextStyle
from agent_desk.ui.widgets.buttons import ButtonKind
from agent_desk.ui.widgets.dialogs import Dialog
from agent_desk.ui.widgets.fields import TextArea
from agent_desk.ui.widgets.text import Text


class CrashDialog(Dialog):
    """Shown once per bug; the program goes on."""

    def __init__(self, report: str) -> None:
        super().__init__(None, tr("Something went wrong in the program"))
        self.add(Text(going_on.title(), TextStyle.STRONG))
        self.add(Text(going_on.after_a_bug()))
        area = TextArea(10)
        area.setPlainText(report)
        area.setReadOnly(True)
        area.setAccessibleName(tr("Report"))
        self.add(area)
        copy = self.add_button(tr("Copy the report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        on = self.add_button(tr("Go on"), ButtonKind.PRIMARY)
        on.clicked.connect(self.accept)
        self.focus_first(on)
