"""From an assist to its leave-behind slip: gather the words, count the print, keep it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.assist import AssistPrint, record_assist_print
from agent_desk.documents.account_slip import DOCUMENT, AccountSlip, render_account_slip
from agent_desk.documents.head import PaperSize
from agent_desk.ui.slips import Printed

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.catalog.accounts import LeaveBehind
    from agent_desk.ids import AssistId, IntentId
    from agent_desk.ui.office import Office

_VERSION = "v1"


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
    slip = AccountSlip(
        operator=office.setting(settings.OPERATOR),
        site=f"{identity.site_name.upper()} — QUẦY {identity.desk_code[-2:]}",
        hotline=office.setting(settings.HOTLINE),
        printed_at=office.desk.clock.now(),
        template_version=_VERSION,
        today=words.today,
        unfinished=words.unfinished,
        next=words.next,
        bring=words.bring,
        place=words.place,
        come_back_on=order.come_back_on,
        practice=office.is_practice,
    )
    paper = PaperSize(office.setting(settings.PAPER_SIZE))
    job = AssistPrint(
        assist_id=order.assist_id,
        document=DOCUMENT,
        render=lambda _number: render_account_slip(slip, paper),
    )
    done = record_assist_print(office.desk, office.act(intent_id), job)
    store = office.desk.store
    path = store.data.documents / f"{DOCUMENT}-{order.assist_id}-{done['print_number']}.pdf"
    path.write_bytes(store.blobs.get(done["sha256"]))
    return Printed(
        path=path,
        kind=DOCUMENT,
        print_number=int(done["print_number"]),
        sha256=done["sha256"],
    )
