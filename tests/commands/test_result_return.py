"""A result goes to who may have it: number by digit, right by proof; a mistake stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import citizen, result, result_return
from agent_desk.domain import reference
from agent_desk.domain.collecting import Proof, Right, SeenBy
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.ledger import parse
from agent_desk.domain.signature import SignedText, StrokePoint
from agent_desk.errors import Conflict, InvalidInput, NotAllowed
from agent_desk.queries import returned
from agent_desk.store import ledger
from agent_desk.wire import NoticeKind
from tests.support.contents import counts, everything
from tests.support.desks import (
    a_case,
    a_hand_over,
    a_ready_dossier,
    particulars,
    told,
    with_all_forms,
    with_all_papers,
)

if TYPE_CHECKING:
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

PROOF = Proof(
    paper="15/2026", issued_on="2026-11-20", certified_by="UBND phường Cửa Nam", relation="vợ"
)


def ready_for(t: TestDesk, **person: object) -> DossierId:
    from agent_desk.commands import lodging

    dossier_id = a_case(t, person=particulars(**person))
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    lodging.lodge(t.desk, t.act(), dossier_id)
    told(t, NoticeKind.RESULT_READY, dossier_id, form="paper", result_number="KQ.1")
    return dossier_id


def refused(t: TestDesk, dossier_id: DossierId, **changes: object) -> InvalidInput:
    before = everything(t.desk.store)
    with pytest.raises(InvalidInput) as caught:
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over(**changes))
    assert everything(t.desk.store) == before
    return caught.value


def test_one_wrong_digit_is_refused_with_both_numbers_side_by_side(t: TestDesk) -> None:
    error = refused(t, a_ready_dossier(t), collector_number="001190000423")
    words = error.field_errors["collector_number"]
    assert "One digit differs" in words
    assert "••• ••• ••• 123" in words
    assert "••• ••• ••• 423" in words
    assert "001190" not in words


def test_another_persons_number_is_refused_and_not_shown(t: TestDesk) -> None:
    error = refused(t, a_ready_dossier(t), collector_number="079085111222")
    assert "another person" in error.field_errors["collector_number"]
    assert "079085" not in error.message


def test_nobody_takes_a_result_without_showing_a_card(t: TestDesk) -> None:
    error = refused(t, a_ready_dossier(t), collector_number="")
    assert "collector_number" in error.field_errors


@pytest.mark.parametrize("right", [Right.CERTIFIED, Right.HANDWRITTEN, Right.GUARDIAN])
def test_a_proxy_without_authorization_is_told_what_to_bring(t: TestDesk, right: Right) -> None:
    changes = {"right": right, "collector_name": "Lê B", "collector_number": "001085000456"}
    error = refused(t, a_ready_dossier(t), **changes)
    assert "identity card" in error.field_errors["proof"]
    result_return.return_result(
        t.desk, t.act(), a_ready_dossier(t), a_hand_over(**changes, proof=PROOF)
    )


def test_a_proxy_with_the_owners_own_number_is_asked_again(t: TestDesk) -> None:
    error = refused(t, a_ready_dossier(t), right=Right.CERTIFIED, proof=PROOF)
    assert "owner's own number" in error.field_errors["collector_number"]


def test_after_the_owners_death_only_heirs_collect(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    error = refused(t, dossier_id, owner_is_dead=True)
    assert "died" in error.field_errors["right"]
    heir = {"right": Right.HEIR, "collector_name": "Lê B", "collector_number": "001085000456"}
    given = a_hand_over(**heir, owner_is_dead=True, proof=PROOF)
    result_return.return_result(t.desk, t.act(), dossier_id, given)
    assert t.view(dossier_id).state is DossierState.RETURNED


def test_a_mother_collects_for_her_child_and_the_child_does_not(t: TestDesk) -> None:
    dossier_id = ready_for(
        t, name="Bé Na", birth="2026-10-01", number="", source=citizen.PersonSource.TYPED
    )
    error = refused(t, dossier_id, collector_name="Bé Na")
    assert "right" in error.field_errors
    mother = {"right": Right.PARENT, "proof": Proof(relation="mẹ, giấy khai sinh")}
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over(**mother))


def test_without_a_number_on_file_the_name_must_be_the_same(t: TestDesk) -> None:
    dossier_id = ready_for(
        t, name="Lò Văn Tư", birth="1950", number="", source=citizen.PersonSource.TYPED
    )
    error = refused(t, dossier_id, collector_name="Lò Văn Năm")
    assert "name differs" in error.field_errors["collector_number"]
    given = a_hand_over(collector_name="lò văn tư")
    result_return.return_result(t.desk, t.act(), dossier_id, given)


def test_originals_given_back_and_papers_taken_back_are_recorded(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    given = a_hand_over(
        originals=("Giấy chứng sinh",), taken_back=("Giấy cũ",), seen_by=SeenBy.CARD
    )
    result_return.return_result(t.desk, t.act(), dossier_id, given)
    with t.desk.store.read() as connection:
        found = returned.hand_over(connection, dossier_id)
    assert found is not None
    assert (found.originals, found.withdrawn) == (("Giấy chứng sinh",), ("Giấy cũ",))
    assert found.seen_by == "card"


def test_a_signature_on_the_screen_is_kept_with_the_words_it_confirms(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    stroke = tuple(StrokePoint(x=n, y=n, at_ms=n, pressure=1.0) for n in range(12))
    signed = SignedText(text="đã nhận", strokes=(stroke,), width=9, height=9, image=b"png")
    before = counts(t.desk.store)["blobs"]
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over(signature=signed))
    with t.desk.store.read() as connection:
        facts = [parse(line) for line in ledger.lines(connection)]
    [fact] = [fact for fact in facts if fact.kind == "result.returned"]
    assert fact.body["signature"]["text_sha256"] == signed.text_sha256  # type: ignore[index]
    assert counts(t.desk.store)["blobs"] == before + 2


def test_a_return_is_corrected_by_a_fact_and_never_undone(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    wrong = result_return.Correction(
        reason=result_return.WhyCorrected.WRONG_PERSON, note="Đưa nhầm cho người cùng tên"
    )
    with pytest.raises(NotAllowed):
        result_return.correct_return(t.desk, t.act(), dossier_id, wrong)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    result_return.correct_return(t.desk, t.act(), dossier_id, wrong)
    assert t.view(dossier_id).state is DossierState.RETURNED
    with t.desk.store.read() as connection:
        kinds = [parse(line).kind for line in ledger.lines(connection)]
    assert kinds[-2:] == ["result.returned", "return.corrected"]


def test_an_electronic_result_may_stay_in_the_citizens_account(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t, "electronic")
    result_return.confirm_in_account(t.desk, t.act(), dossier_id)
    assert t.view(dossier_id).state is DossierState.RETURNED
    with pytest.raises(NotAllowed, match="paper"):
        result_return.confirm_in_account(t.desk, t.act(), a_ready_dossier(t, "paper"))


def test_what_another_desk_returned_is_not_given_again(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    told(
        t,
        NoticeKind.RETURNED_ELSEWHERE,
        dossier_id,
        site="Bưu cục Cửa Nam",
        at="2026-11-23T01:15:00.000Z",
    )
    with pytest.raises(Conflict, match=r"by Bưu cục Cửa Nam on 23/11/2026 at 08:15"):
        result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())


def test_a_result_of_another_desk_is_returned_here_once(t: TestDesk) -> None:
    arrival = result.Arrival(
        number=reference.make("00201", t.desk.today(), 9),
        owner_name="Nguyễn Thị Mẫu",
        owner_number="001190000123",
    )
    result_id = result.receive_number(t.desk, t.act(), arrival)["result_id"]
    wrong = a_hand_over(collector_number="001190000124")
    with pytest.raises(InvalidInput, match="One digit"):
        result_return.return_of_other_desk(t.desk, t.act(), result_id, wrong)
    result_return.return_of_other_desk(t.desk, t.act(), result_id, a_hand_over())
    with pytest.raises(Conflict, match="already returned"):
        result_return.return_of_other_desk(t.desk, t.act(), result_id, a_hand_over())
