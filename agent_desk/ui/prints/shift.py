"""The list of a shift, for both clerks to sign. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso
from agent_desk.commands.printing import PrintJob
from agent_desk.documents.office_lists import BagLine
from agent_desk.documents.shift_list import DOCUMENT, OpenMatter, ShiftList, render_shift_list
from agent_desk.domain.bags import BagState
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import NotFound
from agent_desk.i18n import tr
from agent_desk.queries import shift as query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from agent_desk.domain.shift import Line
    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_STATES = {
    "draft": "đang chuẩn bị",
    "advised": "người dân đi lấy thêm giấy tờ",
    "waiting_citizen": "chờ người dân xác nhận",
    "supplement": "cần bổ sung",
}
_BAGS = {
    BagState.OPEN: "đang mở",
    BagState.SEALED: "đã niêm phong",
    BagState.LEFT: "đã đi",
    BagState.ARRIVED: "đã đến nơi",
    BagState.ANNOUNCED: "được báo trước",
    BagState.RECEIVING: "đang nhận",
}
"""Printed paper is always Vietnamese."""


def print_shift(office: Office, intent_id: IntentId, shift_id: str) -> Printed:
    """Record and draw the list of a shift (store lane). Raises: DeskError."""
    head = office_head(office, DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{DOCUMENT}:{shift_id}",
        template_version=head.template_version,
        render=partial(_draw, office, shift_id),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label="ban-giao-ca",
    )
    return print_paper(office, intent_id, job)


def _draw(office: Office, shift_id: str, print_number: int) -> bytes:
    with office.desk.store.read() as connection:
        found = {one.shift_id: one for one in query.latest(connection)}
    one = found.get(shift_id)
    if one is None:
        raise NotFound(tr("This list is not on this PC."))
    left = one.left
    waiting = [_matter(line) for line in (*left.open, *left.calls)]
    more = [
        OpenMatter(reference=line.number, state="giấy tờ tại quầy", next_step=f"gửi {line.who}")
        for line in left.papers
    ]
    more += [
        OpenMatter(reference=line.number, state="đang làm rõ", next_step="xem mục tranh chấp")
        for line in left.disputes
    ]
    shift = ShiftList(
        head=office_head(office, DOCUMENT, print_number),
        giver=one.giver,
        taker=one.taker,
        at=from_iso(one.given_at),
        open=(*waiting, *more),
        bags=tuple(_bag(line) for line in left.bags),
        results_held=len(left.results),
        money_held_vnd=left.held_vnd,
        notes=one.note,
    )
    return render_shift_list(shift)


def _matter(line: Line) -> OpenMatter:
    is_call = line.state not in _STATES
    return OpenMatter(
        reference=line.number or line.who,
        state="hẹn gọi lại" if is_call else _STATES[line.state],
        next_step=" ".join(
            t for t in (line.who, line.state if is_call else "", line.until[:10]) if t
        ),
    )


def _bag(line: Line) -> BagLine:
    known = {state.value: words for state, words in _BAGS.items()}
    return BagLine(
        number=line.number,
        destination=line.who,
        dossiers=line.count,
        state=known.get(line.state, line.state),
    )
