"""The citizen's own filing on the portal as the page draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.accounts import Doer
from agent_desk.catalog.forms.flow import asked
from agent_desk.domain.fees import show_vnd
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.draw_closing import stops_of
from agent_desk.ui.pages.reception.portal import CODE
from agent_desk.ui.pages.reception.state import PortalLine, PortalStep
from agent_desk.ui.rows import Choice, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

PHONE = "phone"
_TONES = {Doer.CITIZEN: Tone.BRAND, Doer.CLERK: Tone.NEUTRAL, Doer.TOGETHER: Tone.GOOD}


def portal_step(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> PortalStep:
    """Draw the steps of this procedure, the field of the code, and what still stops it."""
    device = sitting.portal_device or PHONE
    values = _values(outcome)
    help_ = counter.portal_help
    return PortalStep(
        devices=(
            Choice(key=PHONE, label=tr("On the citizen's own phone")),
            Choice(key="counter", label=tr("On the counter PC")),
        ),
        device=device,
        lines=tuple(
            PortalLine(
                title=step.title.format(**values),
                detail=step.detail.format(**values),
                who=doer_words(step.doer),
                tone=_TONES.get(step.doer, Tone.WAITING),
                look_away=step.look_away,
            )
            for step in help_.steps_on(device, counter.today())
        ),
        code=sitting.portal_code,
        code_error=sitting.errors.get(CODE, ""),
        ready=_ready(counter, sitting),
        receipts=tuple(file.name for file in sitting.portal_receipts),
        stops=stops_of(counter, sitting, outcome),
    )


def _ready(counter: Counter, sitting: Sitting) -> tuple[Pair, ...]:
    """Say what the portal will ask for, as far as our form of the same matter knows it.

    Nothing is typed here: the citizen fills in the form of the portal.
    """
    found = []
    for form in counter.forms_of(sitting):
        wanted = {one.path.partition(".")[0] for one in asked(form.form, form.draft.answers)}
        for section in form.form.sections:
            labels = [
                field.label
                for field in section.fields
                if field.id in wanted and field.is_required and field.is_on_paper
            ]
            if labels:
                found.append(Pair(name=section.title, value="; ".join(dict.fromkeys(labels))))
    return tuple(found)


def doer_words(doer: Doer) -> str:
    """Say who does a step."""
    return {
        Doer.CITIZEN: tr("Citizen"),
        Doer.CLERK: tr("Clerk"),
        Doer.TOGETHER: tr("Together"),
    }.get(doer, "")


def _values(outcome: CaseOutcome | None) -> dict[str, str]:
    """Give what the steps of every procedure leave open."""
    papers = [p.name for p in outcome.papers if not p.replaced_by_data] if outcome else []
    return {
        "code": outcome.code if outcome else "",
        "name": outcome.name if outcome else "",
        "office": outcome.office if outcome else "",
        "fee": show_vnd(outcome.fee_vnd) if outcome else "",
        "papers": str(len(papers)),
    }
