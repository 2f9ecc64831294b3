"""The form part: the form of the case in two columns, filled by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from agent_desk.i18n import tr
from agent_desk.ui.keys import Key, KeyAction
from agent_desk.ui.pages.reception.step_view import StepView
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.choices import ChoiceButton
from agent_desk.ui.widgets.form_view import FormView
from agent_desk.ui.widgets.layout import clear
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from agent_desk.ui.form_presenter import FormPresenter
    from agent_desk.ui.pages.reception.filling import Forms
    from agent_desk.ui.pages.reception.state import FormStep, State
    from agent_desk.ui.rows import Choice


class FormPart(StepView):
    """What goes into the form."""

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._forms = forms
        self._shown: FormPresenter | None = None
        self._names: tuple[Choice, ...] = ()
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        self._hint = Text("", TextStyle.BASE, Tone.NEUTRAL)
        self.view: FormView | None = None
        self.box.addLayout(self._choices)
        self.box.addWidget(self._hint)
        self.box.addStretch(1)

    def show_state(self, state: State) -> None:
        step = state.form
        if step is None:
            return
        self._hint.setText(step.hint)
        self._hint.setVisible(bool(step.hint))
        self._show_names(step)
        current = self._forms.current()
        if current is not None and current is not self._shown:
            self._open(current)

    def _show_names(self, step: FormStep) -> None:
        if step.forms != self._names:
            self._names = step.forms
            clear(self._choices)
            for form in step.forms:
                button = ChoiceButton(form, "")
                button.clicked.connect(lambda _c=False, key=form.key: self._forms.choose(key))
                self._choices.addWidget(button)
        for button in self.findChildren(ChoiceButton):
            if button.key in {form.key for form in step.forms}:
                button.setChecked(button.key == step.form_id)

    def _open(self, form: FormPresenter) -> None:
        """Show another form in a view of its own; the entries of the old one go with it."""
        if self.view is not None:
            self.view.hide()
            self.box.removeWidget(self.view)
            self.view.deleteLater()
        self._shown = form
        view = self.view = FormView()
        view.edited.connect(form.edit)
        view.left.connect(form.leave)
        view.chosen.connect(form.choose)
        view.line_added.connect(form.add_line)
        view.line_removed.connect(form.remove_line)
        view.finished.connect(self.primary_wanted)
        for signal in (view.edited, view.left, view.chosen):
            signal.connect(lambda *_told: self.typed.emit())
        self.box.insertWidget(2, view)
        form.listen(view.show_form)
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        if self.view is None:
            return
        self.view.show()
        missing = self._forms.ask_all() if self._forms.is_called_back else ""
        if missing:
            self.view.focus_path(missing)
        else:
            self.view.focus_first_needed()

    def act(self) -> bool:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # what is still being typed is read before the form is kept
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def keys(self) -> tuple[KeyAction, ...]:
        run = self._forms.print_paper
        return (KeyAction(key=Key.F8, label=tr("Print the form"), run=run),)
