"""A dossier leaves the citizen's hands only when nothing is missing, and only once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.clock import from_iso, local
from agent_desk.commands import citizen, dossier, lodging, paper
from agent_desk.commands.form import Filling, fill_form
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.domain.papers import PaperStatus
from agent_desk.errors import NotAllowed
from agent_desk.store import ledger
from agent_desk.wire import NoticeKind
from tests.support.acts import component
from tests.support.contents import everything
from tests.support.desks import (
    BIRTH,
    a_case,
    a_lodged_dossier,
    a_scan,
    a_supplement_request,
    a_taken_in_dossier,
    plain_answers,
    told,
    with_all_forms,
    with_all_papers,
)
from tests.support.forms import complete_answers, the_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.ledger import ParsedFact
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk


def last_fact(t: TestDesk) -> ParsedFact:
    with t.desk.store.read() as connection:
        return parse(list(ledger.lines(connection))[-1])


def refused(t: TestDesk, act: Callable[[], object], why: str) -> None:
    before = everything(t.desk.store)
    with pytest.raises(NotAllowed, match=why):
        act()
    assert everything(t.desk.store) == before


def test_a_lodged_dossier_tells_the_center_papers_and_scans(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)

    body = last_fact(t).body
    view = t.view(dossier_id)
    assert view.state is DossierState.LODGED
    assert body["reference"] == view.reference
    assert body["channel"] == "online"
    assert body["blobs"] == [scan.sha256 for item in view.papers for scan in item.scans]


def test_one_scan_for_two_papers_is_told_once(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    file = check_bytes("both.png", a_scan(80, 80))
    for item in t.view(dossier_id).papers[:2]:
        paper.attach_file(t.desk, t.act(), dossier_id, item.component_id, file)

    lodging.lodge(t.desk, t.act(), dossier_id)
    names = last_fact(t).body["blobs"]
    assert isinstance(names, list)
    assert len(names) == len(set(names))


def test_paper_must_go_on_the_same_day_before_three(t: TestDesk) -> None:
    view = t.view(a_taken_in_dossier(t))  # the clock of the tests stands at 8:30

    assert view.state is DossierState.TAKEN_IN
    assert local(from_iso(view.forward_by)).date() == local(t.clock.moment).date()


def test_paper_taken_in_after_three_goes_with_the_next_working_day(t: TestDesk) -> None:
    t.clock.advance(hours=7)  # 15:30 on a Monday before a holiday

    view = t.view(a_taken_in_dossier(t))
    assert local(from_iso(view.forward_by)).date().isoformat() == "2026-11-25"


def test_a_required_paper_that_is_missing_stops_the_dossier_by_name(t: TestDesk) -> None:
    dossier_id = a_case(t)
    required = next(item for item in t.view(dossier_id).papers if item.as_state().blocks)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "is missing")
    with pytest.raises(NotAllowed) as caught:
        lodging.lodge(t.desk, t.act(), dossier_id)
    assert required.name in str(caught.value)


def test_a_scan_that_was_taken_off_stops_the_dossier(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    scan = next(scan for item in t.view(dossier_id).papers for scan in item.scans)
    paper.detach_file(t.desk, t.act(), scan.attachment_id)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "no scan attached")


def test_online_a_form_nobody_opened_stops_the_dossier_by_name(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "Tờ khai đăng ký khai sinh")


def test_online_a_half_filled_form_stops_the_dossier_and_says_how_much_is_missing(
    t: TestDesk,
) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    answers = complete_answers(the_form("khai_sinh"))
    del answers["nks_ho_ten"], answers["nks_gioi_tinh"]
    filling = Filling(form=the_form("khai_sinh"), answers=answers, sources={})
    fill_form(t.desk, t.act(), dossier_id, filling)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "lacks 2 fields")


def test_on_paper_a_pen_completes_the_form(t: TestDesk) -> None:
    dossier_id = a_case(t, channel="post")
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)

    lodging.take_in(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.TAKEN_IN


def test_nothing_is_filed_for_a_citizen_who_did_not_agree(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    view = t.view(dossier_id)
    no = citizen.ConsentGiven(
        purpose=citizen.Purpose.FILING, given=False, method=citizen.ConsentMethod.SIGNED_PAPER
    )
    citizen.record_consents(t.desk, t.act(), view.submitter.citizen_id, view.visit_id, (no,))

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "not agreed")


def test_an_open_question_stops_the_dossier(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    answers = {"channel": "online"}
    dossier.answer_case(t.desk, t.act(), dossier_id, answers)
    with_all_papers(t, dossier_id)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "still open")


def test_a_case_that_was_never_answered_stops_the_dossier(t: TestDesk) -> None:
    dossier_id = a_case(t)
    with t.desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM papers")

    refused(t, lambda: lodging.lodge(t.desk, t.act(), dossier_id), "Answer the questions")


def test_a_case_by_post_is_not_lodged_online_nor_the_other_way(t: TestDesk) -> None:
    online, post = a_case(t), a_case(t, channel="post")

    refused(t, lambda: lodging.take_in(t.desk, t.act(), online), "filed online")
    refused(t, lambda: lodging.lodge(t.desk, t.act(), post), "not filed online")


def test_a_dossier_leaves_only_once_whoever_presses_again(t: TestDesk) -> None:
    lodged, taken = a_lodged_dossier(t), a_taken_in_dossier(t)

    refused(t, lambda: lodging.lodge(t.desk, t.act(), lodged), "next step")
    refused(t, lambda: lodging.take_in(t.desk, t.act(), taken), "next step")


def test_papers_brought_later_let_an_advised_case_go_out(t: TestDesk) -> None:
    dossier_id = a_case(t)
    dossier.advise(t.desk, t.act(), dossier_id)
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)

    lodging.lodge(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.LODGED


def supplemented(t: TestDesk, dossier_id: DossierId, tone: int) -> None:
    file = check_bytes("again.png", a_scan(50, 50, tone))
    paper.attach_file(t.desk, t.act(), dossier_id, component(t, dossier_id), file)
    lodging.supplement(t.desk, t.act(), dossier_id)


def test_a_supplement_sends_only_what_came_after_the_request(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    supplemented(t, dossier_id, 7)

    fact = last_fact(t)
    assert fact.kind == "dossier.supplemented"
    assert len(json.loads(json.dumps(fact.body["blobs"]))) == 1
    assert t.view(dossier_id).state is DossierState.IN_PROCESS


def test_a_supplement_with_nothing_new_is_refused(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)

    refused(t, lambda: lodging.supplement(t.desk, t.act(), dossier_id), "Nothing new")


def test_a_supplement_nobody_asked_for_is_refused(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)

    refused(t, lambda: lodging.supplement(t.desk, t.act(), dossier_id), "has not asked")


def test_one_supplement_answers_a_request_that_was_sent_twice(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-02")
    supplemented(t, dossier_id, 8)

    refused(t, lambda: lodging.supplement(t.desk, t.act(), dossier_id), "has not asked")


def test_a_second_request_is_answered_by_itself(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    supplemented(t, dossier_id, 8)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-09")

    refused(t, lambda: lodging.supplement(t.desk, t.act(), dossier_id), "Nothing new")
    supplemented(t, dossier_id, 9)


def test_what_stops_says_every_reason(t: TestDesk) -> None:
    states = tuple(item.as_state() for item in t.view(a_case(t)).papers)

    stops = lodging.what_stops(states, consented=False)
    assert "agreed" in stops[0]
    assert len(stops) == 1 + sum(state.blocks for state in states)
    assert plain_answers(t, BIRTH, "post")["channel"] == "post"
    assert PaperStatus.DATA.is_settled
