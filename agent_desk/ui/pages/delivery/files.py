"""Files of the post: numbers and states that come in, the list of postage that goes out. No Qt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands import delivery_ends, item_pool
from agent_desk.documents.postage_claims import ClaimLine, ClaimPaper, render_postage_claims
from agent_desk.documents.show import show_date
from agent_desk.domain.delivery import DeliveryState, bundled_states, read_tracking
from agent_desk.errors import InvalidInput, NotAllowed, StoreUnusable
from agent_desk.i18n import tr, trn
from agent_desk.queries import deliveries as query
from agent_desk.ui.pages.delivery.words import address_line

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office

_MAX_BYTES = 5_000_000
_STATES = {
    DeliveryState.READY: "chờ giao bưu tá",
    DeliveryState.ON_THE_WAY: "đang đi đường",
    DeliveryState.NOT_DELIVERED: "chưa phát được",
    DeliveryState.COMING_BACK: "đang chuyển hoàn",
    DeliveryState.CAME_BACK: "đã chuyển hoàn",
    DeliveryState.DELIVERED: "đã phát",
    DeliveryState.AT_AGENCY: "đã về cơ quan giải quyết",
    DeliveryState.CANCELED: "đã hủy",
}
_WAYS = {"center": "qua Trung tâm", "portal": "Cổng dịch vụ công"}


class DeliveryFiles:
    """Reads and writes files for the page of deliveries (store lane)."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def import_numbers(self, file: Path, intent: IntentId) -> str:
        """Take over the numbers of a file; give the sentence to show. Raises: DeskError."""
        content = _read(file)
        done = item_pool.import_pool(
            self._office.desk, self._office.act(intent), content, file.name
        )
        count = int(done["count"])
        return trn("{n} item number taken over.", "{n} item numbers taken over.", count)

    def import_tracking(self, file: Path, intent: IntentId) -> str:
        """Take over an operator's states; give the sentence to show. Raises: DeskError."""
        reports = read_tracking(_read(file), bundled_states()["vnpost"])
        done = delivery_ends.track(self._office.desk, self._office.act(intent), reports, file.name)
        return tr(
            "New reports: {taken}. Known already: {known}. Not items of this desk: {strange}.",
            taken=done["taken"],
            known=done["known"],
            strange=done["strange"],
        )

    def export_claims(self, intent: IntentId) -> str:
        """Write the list of what the city pays; give the sentence to show. Raises: DeskError."""
        desk = self._office.desk
        with desk.store.read() as connection:
            found = query.claimable(connection)
        if not found:
            raise NotAllowed(tr("Nothing is to be claimed from the city now."))
        now = local(desk.clock.now())
        path = desk.store.data.documents / f"cuoc-buu-chinh-{now:%Y%m%d-%H%M%S}.xlsx"
        try:
            path.write_bytes(render_postage_claims(self._paper(found, now.date())))
        except OSError as error:
            raise StoreUnusable(
                tr("The list cannot be written. Free some space and try again.")
            ) from error
        names = tuple(one.delivery_id for one in found)
        delivery_ends.claim_postage(desk, self._office.act(intent), names)
        count = trn("{n} item", "{n} items", len(found))
        return tr("List for the city: {count}, in {file}.", count=count, file=str(path))

    def _paper(self, found: tuple[query.DeliveryRow, ...], today: date) -> ClaimPaper:
        return ClaimPaper(
            site=self._office.desk.identity.site_name,
            written_on=today,
            lines=[_line(one) for one in found],
            practice=self._office.is_practice,
        )


def _line(one: query.DeliveryRow) -> ClaimLine:
    proof = one.evidence
    filed_on, way = proof.get("filed_on", ""), proof.get("way", "")
    return ClaimLine(
        item_code=one.item_code,
        reference=proof.get("reference", ""),
        official_code=proof.get("official_code", ""),
        way=_WAYS.get(way, way),
        filed_on=show_date(date.fromisoformat(filed_on)) if filed_on else "",
        rule=proof.get("rule", ""),
        sent_at=address_line(one.sent_at),
        ended_at=address_line(one.ended_at),
        state=_STATES[one.state],
    )


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise InvalidInput(tr("This file is too large."))
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(tr("This file cannot be read. Choose it again.")) from error
