"""What F1 says of an entry of an official form: its kind, its form, an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.forms.spec import Kind
from agent_desk.i18n import tr
from agent_desk.ui.help_texts import FieldHelp, help_of_kind
from agent_desk.ui.widgets.form_view import FormView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.catalog.forms.spec import FormSpec

_PARTS = {"issued_on": Kind.DATE, "type": Kind.CHOICE, "number": Kind.DOCUMENT}


def field_help(form: FormSpec, window: QWidget) -> FieldHelp | None:
    """Explain the entry with the focus; None if it is not one of this form."""
    views = (view for view in window.findChildren(FormView) if view.isVisible())
    path = next((view.focused_path() for view in views if view.focused_path()), "")
    field = form.field_at(path)
    if field is None:
        return None
    kind = _PARTS.get(path.rpartition(".")[2], field.kind) if field.kind.is_compound else field.kind
    found = help_of_kind(kind.value, field.label, field.hint)
    named = " ".join(part for part in (form.code, form.name) if part)
    where = tr("It is printed on: {form}.", form=named)
    return FieldHelp(
        title=found.title,
        what=found.what,
        source=f"{found.source} {where}".strip(),
        example=found.example,
    )
