"""From an assist to its leave-behind slip: gather the words, count the print, keep it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.account_slip import DOCUMENT, AccountSlip, render_account_slip
from agent_desk.documents.head import PaperSize
from agent_desk.documents.templates import installed
from agent_desk.domain.printing import PrintReason, PrintSubject, SubjectKind
from agent_desk.ui.prints.order import print_paper

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.accounts import LeaveBehind
    from agent_desk.ids import AssistId, IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipOrder:
    """Which assist, which words, and the day agreed if there is one."""

    assist_id: AssistId
    words: LeaveBehind
    come_back_on: date | None = None


def print_account_slip(office: Office, intent_id: IntentId, order: SlipOrder) -> Printed:
    """Print the slip of an assist (store lane); the same intent gives the same paper again.

    Raises: DeskError as commands do.
    """
    identity, words = office.desk.identity, order.words
    version = installed().at(DOCUMENT, office.desk.today())
    slip = AccountSlip(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        hotline=office.setting(settings.HOTLINE),
        printed_at=office.desk.clock.now(),
        template_version=version,
        today=words.today,
        unfinished=words.unfinished,
        next=words.next,
        bring=words.bring,
        place=words.place,
        come_back_on=order.come_back_on,
        practice=office.is_practice,
    )
    paper = PaperSize(office.setting(settings.PAPER_SIZE))
    job = PrintJob(
        subject=PrintSubject(SubjectKind.ASSIST, order.assist_id),
        document=DOCUMENT,
        template_version=version,
        render=lambda _number: render_account_slip(slip, paper),
        reason=PrintReason.CHANGED,
        label=order.assist_id,
    )
    return print_paper(office, intent_id, job)
