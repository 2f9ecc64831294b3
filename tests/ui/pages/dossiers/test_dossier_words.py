from __future__ import annotations

from dataclasses import replace

import pytest

from agent_desk.clock import from_iso, to_iso
from agent_desk.commands import lodging, paper, portal
from agent_desk.domain.calendar import bundled_calendars, return_at
from agent_desk.domain.dossier import DossierState
from agent_desk.ids import DossierId
from agent_desk.queries import dossier as dossier_query
from agent_desk.ui.pages.dossiers.custody import custody_of, stages_of
from agent_desk.ui.pages.dossiers.drawing import DossierRead, draw
from agent_desk.ui.pages.dossiers.state import MainAct
from agent_desk.ui.rows import StepState
from agent_desk.ui.slips import ground_of, offers_of
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind
from tests.support.desks import (
    TestDesk,
    a_case,
    a_lodged_dossier,
    a_portal_case,
    a_ready_dossier,
    a_supplement_request,
    a_taken_in_dossier,
    told,
    with_all_forms,
    with_all_papers,
)
from tests.ui.pages.desk_window import an_office


def read(t: TestDesk, dossier_id: str) -> DossierRead:
    office = an_office(t)
    with t.desk.store.read() as connection:
        return DossierRead(
            view=dossier_query.view(connection, dossier_id),
            timeline=dossier_query.timeline(connection, dossier_id),
            request=dossier_query.open_request(connection, dossier_id),
            calendars=bundled_calendars(),
            now=t.clock.now(),
            offers=offers_of(ground_of(office, DossierId(dossier_id))),
        )


def test_the_center_holds_a_lodged_dossier_only_under_a_receipt(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    before = custody_of(t.view(dossier_id), "", t.clock.now())
    t.sync()
    after = custody_of(t.view(dossier_id), "", t.clock.now())
    assert (before.holder, after.holder) == ("This PC, not sent yet", "The center")


def test_papers_taken_in_lie_here_until_their_hour(t: TestDesk) -> None:
    custody = custody_of(t.view(a_taken_in_dossier(t)), "", t.clock.now())
    assert custody.holder == "This desk"
    assert custody.following == "Forward the papers before 17:00"


@pytest.mark.parametrize("state", list(DossierState))
def test_every_state_has_its_three_answers_and_its_place_on_the_road(
    t: TestDesk, state: DossierState
) -> None:
    view = replace(t.view(a_case(t)), state=state)
    custody, stages = custody_of(view, "", t.clock.now()), stages_of(view)
    assert custody.holder
    assert custody.following
    assert custody.way
    assert 0 <= stages.at <= len(stages.labels) == 5


def test_a_returned_dossier_has_the_whole_road_behind_it(t: TestDesk) -> None:
    view = replace(t.view(a_lodged_dossier(t)), state=DossierState.RETURNED)
    assert stages_of(view).at == len(stages_of(view).labels)


def test_no_official_code_is_shown_before_there_is_one(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    assert draw(read(t, dossier_id)).head.official_code == ""
    told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code="H26.99-261123-0001")
    assert draw(read(t, dossier_id)).head.official_code == "H26.99-261123-0001"


def test_the_owner_is_shown_masked(t: TestDesk) -> None:
    assert draw(read(t, a_case(t))).head.person == "Nguyễn Thị Mẫu · 001 1•• ••• 123"


def test_a_due_date_says_how_it_was_counted(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    received = from_iso("2026-11-23T08:30:00.000Z")  # 15:30 in Hanoi
    days = t.view(dossier_id).working_days
    assert days is not None
    due = return_at(received, days, bundled_calendars().agency)
    told(
        t,
        NoticeKind.CODE_ISSUED,
        dossier_id,
        official_code="H26.99-261123-0001",
        received_at=to_iso(received),
        due_at=to_iso(due.at),
    )
    assert "received after 15:00 on 23/11" in draw(read(t, dossier_id)).head.why_due


def test_a_date_that_cannot_be_counted_again_is_not_explained(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(
        t,
        NoticeKind.CODE_ISSUED,
        dossier_id,
        official_code="H26.99-261123-0001",
        received_at="2026-11-23T01:30:00.000Z",
        due_at="2027-02-01T10:00:00.000Z",
    )
    assert draw(read(t, dossier_id)).head.why_due == ""


def test_the_words_of_the_authority_are_shown_as_they_came(t: TestDesk) -> None:
    screen = draw(read(t, a_supplement_request(t)))
    assert "blurred" in screen.notice.text
    assert "Until 01/12/2026." in screen.notice.text
    assert screen.main_act is MainAct.OPEN_PAPERS


def test_a_case_that_waits_for_the_portal_is_finished_in_reception(t: TestDesk) -> None:
    dossier_id = a_portal_case(t)
    portal.wait_for_citizen(t.desk, t.act(), dossier_id)
    assert draw(read(t, dossier_id)).main_act is MainAct.OPEN_CASE


def test_an_automatic_act_never_wears_a_name(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.STATUS_CHANGED, dossier_id, status=4, agency="UBND", author_type="center")
    moments = draw(read(t, dossier_id)).moments
    assert moments[0].title == "Authority: being processed"
    assert moments[0].detail == "UBND, automatic"


def test_a_run_of_scans_is_told_in_one_line(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    scans = sum(len(p.scans) for p in t.view(dossier_id).papers)
    papers = [m for m in draw(read(t, dossier_id)).moments if m.title == "Papers looked at"]
    assert len(papers) == 1
    assert f"{scans} scans" in papers[0].detail


def test_a_scan_is_held_only_under_a_receipt(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    before = [p.subtitle for p in draw(read(t, dossier_id)).papers if "page" in p.subtitle]
    t.sync()
    after = [p.subtitle for p in draw(read(t, dossier_id)).papers if "page" in p.subtitle]
    assert set(before) == {"1 page · on this PC, waits to be sent"}
    assert set(after) == {"1 page · held by the center"}


def test_the_book_is_green_only_when_the_center_holds_all_of_it(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    assert draw(read(t, dossier_id)).held.tone is Tone.WAITING
    t.sync()
    assert draw(read(t, dossier_id)).held.tone is Tone.GOOD


def test_a_paper_without_its_scan_is_not_complete(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    scanned = next(p for p in t.view(dossier_id).papers if p.scans)
    paper.detach_file(t.desk, t.act(), scanned.scans[0].attachment_id)
    line = next(p for p in draw(read(t, dossier_id)).papers if p.name == scanned.name)
    assert line.state is not StepState.COMPLETE


def test_only_papers_that_exist_can_be_printed(t: TestDesk) -> None:
    dossier_id = a_case(t)
    assert draw(read(t, dossier_id)).prints == ()
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    lodging.lodge(t.desk, t.act(), dossier_id)
    offers = draw(read(t, dossier_id)).prints
    assert (offers[0].label, offers[0].note) == ("Sending slip", "not printed yet")


def test_an_electronic_result_needs_no_arrival(t: TestDesk) -> None:
    assert draw(read(t, a_ready_dossier(t, "paper"))).main_act is MainAct.RECEIVE_RESULT
    assert draw(read(t, a_ready_dossier(t, "electronic"))).main_act is MainAct.RETURN_RESULT
