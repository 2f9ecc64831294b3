"""Papers on the counter: marked, counted, scanned, taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import paper
from agent_desk.commands.paper import PaperMet
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.papers import PaperStatus
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from tests.support.acts import component
from tests.support.contents import counts, everything
from tests.support.desks import a_case, a_lodged_dossier, a_scan, a_supplement_request

if TYPE_CHECKING:
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

FILE = check_bytes("  cccd\u202e.png ", a_scan(40, 60))


def attach(t: TestDesk, dossier_id: DossierId, at: int = 0) -> str:
    name = t.view(dossier_id).papers[at].component_id
    return paper.attach_file(t.desk, t.act(), dossier_id, name, FILE)["attachment_id"]


@pytest.mark.parametrize("status", list(PaperStatus))
def test_a_paper_is_met_as_it_was_recorded(t: TestDesk, status: PaperStatus) -> None:
    dossier_id = a_case(t)
    met = PaperMet(component_id=component(t, dossier_id), status=status)

    paper.record_paper(t.desk, t.act(), dossier_id, met)
    item = t.view(dossier_id).papers[0]
    assert (item.status, item.sheets) == (status, 1 if status.is_on_paper else 0)


@pytest.mark.parametrize("sheets", [-1, 2001])
def test_an_impossible_number_of_sheets_is_refused_at_the_field(t: TestDesk, sheets: int) -> None:
    dossier_id = a_case(t)
    met = PaperMet(component_id=component(t, dossier_id), status=PaperStatus.COPY, sheets=sheets)

    with pytest.raises(InvalidInput) as caught:
        paper.record_paper(t.desk, t.act(), dossier_id, met)
    assert set(caught.value.field_errors) == {"sheets"}


def test_a_paper_the_case_does_not_need_is_refused(t: TestDesk) -> None:
    dossier_id = a_case(t)
    met = PaperMet(component_id="moon", status=PaperStatus.COPY)

    with pytest.raises(NotFound, match="does not need"):
        paper.record_paper(t.desk, t.act(), dossier_id, met)
    with pytest.raises(NotFound):
        paper.attach_file(t.desk, t.act(), dossier_id, "moon", FILE)
    assert counts(t.desk.store)["blobs"] == 0


def test_a_scan_settles_its_paper_and_can_be_read_back(t: TestDesk) -> None:
    dossier_id = a_case(t)
    attach(t, dossier_id)

    item = t.view(dossier_id).papers[0]
    (scan,) = item.scans
    assert item.status is PaperStatus.SCAN
    assert t.desk.store.blobs.get(scan.sha256) == FILE.data
    assert (scan.file_name, scan.width_px, scan.height_px, scan.pages) == ("cccd.png", 40, 60, 1)
    assert not scan.is_held_by_center


def test_a_scan_of_a_paper_that_is_handed_in_leaves_it_on_paper(t: TestDesk) -> None:
    dossier_id = a_case(t)
    met = PaperMet(component_id=component(t, dossier_id), status=PaperStatus.ORIGINAL, sheets=3)
    paper.record_paper(t.desk, t.act(), dossier_id, met)
    attach(t, dossier_id)

    item = t.view(dossier_id).papers[0]
    assert (item.status, item.sheets, len(item.scans)) == (PaperStatus.ORIGINAL, 3, 1)


def test_the_very_same_file_twice_on_one_paper_is_refused(t: TestDesk) -> None:
    dossier_id = a_case(t)
    attach(t, dossier_id)
    before = everything(t.desk.store)

    with pytest.raises(InvalidInput, match="already attached"):
        attach(t, dossier_id)
    assert everything(t.desk.store) == before


def test_a_scan_taken_off_can_be_put_back(t: TestDesk) -> None:
    dossier_id = a_case(t)
    paper.detach_file(t.desk, t.act(), attach(t, dossier_id))
    assert t.view(dossier_id).papers[0].scans == ()

    attach(t, dossier_id)
    assert len(t.view(dossier_id).papers[0].scans) == 1
    assert counts(t.desk.store)["blobs"] == 1


def test_taking_a_scan_off_twice_is_one_fact(t: TestDesk) -> None:
    attachment_id = attach(t, a_case(t))
    paper.detach_file(t.desk, t.act(), attachment_id)
    before = counts(t.desk.store)["facts"]

    paper.detach_file(t.desk, t.act(), attachment_id)
    assert counts(t.desk.store)["facts"] == before


def test_a_scan_that_is_not_there_cannot_be_taken_off(t: TestDesk) -> None:
    with pytest.raises(NotFound, match="no longer there"):
        paper.detach_file(t.desk, t.act(), "nowhere")


def test_papers_of_a_dossier_that_left_change_only_when_the_authority_asks(t: TestDesk) -> None:
    gone = a_lodged_dossier(t)
    with pytest.raises(NotAllowed, match="supplement"):
        attach(t, gone)

    assert attach(t, a_supplement_request(t))
