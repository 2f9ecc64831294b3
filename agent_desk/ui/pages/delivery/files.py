"""Files of the post: numbers and states that come in, the list of postage that goes out. No Qt."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.commands import delivery_ends, item_pool
from agent_desk.domain.delivery import bundled_states, read_tracking
from agent_desk.errors import InvalidInput, NotAllowed, StoreUnusable
from agent_desk.i18n import tr, trn
from agent_desk.queries import deliveries as query
from agent_desk.ui.pages.delivery.words import address_line

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office

_MAX_BYTES = 5_000_000
_HEAD = (
    "STT", "Số hiệu bưu gửi", "Số tham chiếu", "Mã hồ sơ", "Kênh nộp", "Cách nộp", "Ngày nộp",
    "Căn cứ", "Ngày gửi", "Ngày phát", "Trạng thái",
)  # fmt: skip
"""The columns of the list for the city: always Vietnamese. No name of a person is needed."""


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
        path = desk.store.data.documents / f"cuoc-buu-chinh-{now:%Y%m%d-%H%M%S}.csv"
        try:
            table = _table(found, is_practice=self._office.is_practice)
            path.write_text(table, encoding="utf-8-sig", newline="")
        except OSError as error:
            raise StoreUnusable(
                tr("The list cannot be written. Free some space and try again.")
            ) from error
        names = tuple(one.delivery_id for one in found)
        delivery_ends.claim_postage(desk, self._office.act(intent), names)
        count = trn("{n} item", "{n} items", len(found))
        return tr("List for the city: {count}, in {file}.", count=count, file=str(path))


def _table(found: tuple[query.DeliveryRow, ...], *, is_practice: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    if is_practice:
        writer.writerow(("DỮ LIỆU THỬ",))
    writer.writerow(_HEAD)
    for number, one in enumerate(found, start=1):
        proof = one.evidence
        writer.writerow(
            (
                number, one.item_code, proof.get("reference", ""), proof.get("official_code", ""),
                "trực tuyến", proof.get("way", ""), proof.get("filed_on", ""),
                proof.get("rule", ""), address_line(one.sent_at), address_line(one.ended_at),
                one.state.value,
            )
        )  # fmt: skip
    return out.getvalue()


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise InvalidInput(tr("This file is too large."))
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(tr("This file cannot be read. Choose it again.")) from error
