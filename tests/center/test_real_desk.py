"""A real desk and the real center: filed offline, asked for more, settled, returned, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.center.inspection import inspect_desk, verify_desk
from agent_desk.commands import hand_over, lodging, paper, result, result_return
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from tests.center.real_office import Office, real_office
from tests.support import desks

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines
    from agent_desk.ids import DossierId


def _attach(office: Office, dossier_id: DossierId, *, width_px: int) -> None:
    item = next(p for p in office.t.view(dossier_id).papers if p.scans)
    file = check_bytes("scan.png", desks.a_scan(width_px, width_px + 400))
    paper.attach_file(office.t.desk, office.t.act(), dossier_id, item.component_id, file)


def test_a_dossier_goes_all_the_way_and_both_books_are_equal(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with real_office(owner_url, tmp_path, deadlines) as office:
        t, dossier_id = office.t, desks.a_case(office.t)
        desks.with_all_papers(t, dossier_id)
        desks.with_all_forms(t, dossier_id)
        _attach(office, dossier_id, width_px=300)
        lodging.lodge(t.desk, t.act(), dossier_id)
        office.sync_and_work()
        assert t.view(dossier_id).state is DossierState.SUPPLEMENT
        _attach(office, dossier_id, width_px=1700)
        lodging.supplement(t.desk, t.act(), dossier_id)
        office.sync_and_work()
        assert t.view(dossier_id).state is DossierState.RESULT_READY
        _hand_over(t, dossier_id)
        office.sync_and_work()
        _require_equal_books(office, dossier_id)


def _hand_over(t: desks.TestDesk, dossier_id: DossierId) -> None:
    result.receive_result(t.desk, t.act(), dossier_id)
    given = hand_over.HandOver(
        collector_name="Nguyễn Thị Mẫu",
        collector_number="001190000123",
        items=("Giấy khai sinh",),
    )
    result_return.return_result(t.desk, t.act(), dossier_id, given)


def _require_equal_books(office: Office, dossier_id: DossierId) -> None:
    desk_id = office.t.desk.identity.desk_id
    held = inspect_desk(office.owner_url, desk_id)
    [dossier] = held.dossiers
    assert (dossier.dossier_id, dossier.status, dossier.is_returned) == (dossier_id, 10, True)
    assert dossier.official_code == office.t.view(dossier_id).official_code
    assert "fact_disputed" not in held.notices
    assert (held.copied_facts, held.split_intents) == (0, 0)
    assert held.notices_acked == len(held.notices)
    assert verify_desk(office.owner_url, desk_id).count == held.accepted_through
