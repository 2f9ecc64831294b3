"""The filled forms of a dossier as one paper, to be read through and signed. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.printing import PrinterRole, PrintReason
from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr
from agent_desk.ui.prints.spec import DocumentSpec, WhyNot

if TYPE_CHECKING:
    from agent_desk.ui.prints.spec import Ground


def _why_not(ground: Ground) -> WhyNot | None:
    if ground.has_forms:
        return None
    return WhyNot(tr("No form of this dossier has been filled in yet."))


def _forms(ground: Ground, print_number: int) -> bytes:
    """Every filled form of the dossier, one after the other."""
    from agent_desk.documents.form_paper import FormPaper, render_form_papers
    from agent_desk.queries.form import filled_forms

    with ground.office.desk.store.read() as connection:
        filled = filled_forms(connection, ground.view.dossier_id)
    if not filled:
        raise NotAllowed(tr("No form of this dossier has been filled in yet."))
    head = ground.head(print_number)
    papers = [
        FormPaper(
            head=head,
            form=form.form,
            answers=form.answers,
            office=ground.view.office,
            signed_on=local(ground.now).date(),
        )
        for form in filled
    ]
    return render_form_papers(papers)


FORM = DocumentSpec(
    key="form_paper",
    say=lambda: tr("Filled form, to sign"),
    icon="pencil",
    role=PrinterRole.DOCUMENT,
    why_not=_why_not,
    render=_forms,
    again=PrintReason.CHANGED,
)
