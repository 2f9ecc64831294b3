"""Every command, each prepared up to the moment at which it can be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.load import parse_form
from agent_desk.commands import (
    assist,
    citizen,
    delays,
    desk,
    dossier,
    form,
    lodging,
    paper,
    printing,
    result,
    result_return,
    telling,
    trips,
    visit,
)
from agent_desk.devices.intake import check_bytes
from agent_desk.domain import reference
from agent_desk.domain.assist import FollowUpState, Reason
from agent_desk.domain.calls import About, Outcome, Told
from agent_desk.domain.delays import DelayReason
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.printing import PrintAnswer, PrintSubject, SpoolState, SubjectKind
from agent_desk.domain.results import Standing
from agent_desk.domain.trips import TripCause
from agent_desk.ids import AssistId, CitizenId, FollowUpId, VisitId
from tests.support.counter_acts import COUNTER
from tests.support.custody import CORE, CUSTODY
from tests.support.desks import (
    BIRTH,
    a_case,
    a_hand_over,
    a_ready_dossier,
    a_scan,
    a_supplement_request,
    a_taken_in_dossier,
    particulars,
    plain_answers,
    with_all_forms,
    with_all_papers,
)
from tests.support.forms import a_filling
from tests.support.training_acts import TRAINING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.commands.unit import Act, Done
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

    Ready = Callable[[Act], Done]
    Prepare = Callable[[TestDesk], Ready]

AGREED = citizen.ConsentGiven(
    purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
)


def a_visit(t: TestDesk) -> VisitId:
    return VisitId(visit.open_visit(t.desk, t.act())["visit_id"])


def a_citizen(t: TestDesk) -> CitizenId:
    done = citizen.identify_citizen(t.desk, t.act(), None, particulars())
    return CitizenId(done["citizen_id"])


def component(t: TestDesk, dossier_id: DossierId) -> str:
    return t.view(dossier_id).papers[0].component_id


def _close_visit(t: TestDesk) -> Ready:
    visit_id = a_visit(t)
    return lambda act: visit.close_visit(t.desk, act, visit_id, visit.VisitOutcome.LEFT)


def _identify_new(t: TestDesk) -> Ready:
    visit_id = a_visit(t)
    return lambda act: citizen.identify_citizen(t.desk, act, visit_id, particulars())


def _identify_again(t: TestDesk) -> Ready:
    visit_id = a_visit(t)
    a_case(t)
    moved = particulars(address="Số 2 Phố Khác", phone="+84987654321")
    return lambda act: citizen.identify_citizen(t.desk, act, visit_id, moved)


def _record_consents(t: TestDesk) -> Ready:
    visit_id, who = a_visit(t), a_citizen(t)
    return lambda act: citizen.record_consents(t.desk, act, who, visit_id, (AGREED,))


def _open_dossier(t: TestDesk) -> Ready:
    visit_id, who = a_visit(t), a_citizen(t)
    new = dossier.NewDossier(
        visit_id=visit_id, procedure_code=BIRTH, owner_id=who, submitter_id=who
    )
    return lambda act: dossier.open_dossier(t.desk, act, new)


def _answer_case(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    answers = plain_answers(t, BIRTH, "post")
    return lambda act: dossier.answer_case(t.desk, act, dossier_id, answers)


def _advise(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    return lambda act: dossier.advise(t.desk, act, dossier_id)


def _reopen(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    dossier.advise(t.desk, t.act(), dossier_id)
    return lambda act: dossier.reopen(t.desk, act, dossier_id)


def _record_paper(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    met = paper.PaperMet(component_id=component(t, dossier_id), status=PaperStatus.COPY, sheets=2)
    return lambda act: paper.record_paper(t.desk, act, dossier_id, met)


def _attach_file(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    file, name = check_bytes("cccd.png", a_scan(60, 80)), component(t, dossier_id)
    return lambda act: paper.attach_file(t.desk, act, dossier_id, name, file)


def _detach_file(t: TestDesk) -> Ready:
    attachment_id = _attach_file(t)(t.act())["attachment_id"]
    return lambda act: paper.detach_file(t.desk, act, attachment_id)


def _fill_form(t: TestDesk) -> Ready:
    dossier_id, filling = a_case(t), a_filling()
    return lambda act: form.fill_form(t.desk, act, dossier_id, filling)


def _move_form(t: TestDesk) -> Ready:
    dossier_id, filling = a_case(t), a_filling()
    form.fill_form(t.desk, t.act(), dossier_id, filling)
    newer = parse_form(filling.form.text.replace('"version": "1"', '"version": "2"'))
    return lambda act: form.move_form(t.desk, act, dossier_id, newer)


def _lodge(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    return lambda act: lodging.lodge(t.desk, act, dossier_id)


def _take_in(t: TestDesk) -> Ready:
    dossier_id = a_case(t, channel="post")
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    return lambda act: lodging.take_in(t.desk, act, dossier_id)


def _supplement(t: TestDesk) -> Ready:
    dossier_id = a_supplement_request(t)
    file = check_bytes("again.png", a_scan(70, 90))
    paper.attach_file(t.desk, t.act(), dossier_id, component(t, dossier_id), file)
    return lambda act: lodging.supplement(t.desk, act, dossier_id)


def _record_print(t: TestDesk) -> Ready:
    job = printing.PrintJob(
        subject=PrintSubject(SubjectKind.DOSSIER, a_case(t)),
        document="sending_slip",
        template_version="1",
        render=lambda number: b"%%PDF print %d" % number,
    )
    return lambda act: printing.record_print(t.desk, act, job)


def _receive_result(t: TestDesk) -> Ready:
    dossier_id = a_ready_dossier(t)
    return lambda act: result.receive_result(t.desk, act, dossier_id)


def _receive_number(t: TestDesk) -> Ready:
    arrival = result.Arrival(number="H26.99-261123-7777", owner_name="Lê Văn B")
    return lambda act: result.receive_number(t.desk, act, arrival)


def _lying(t: TestDesk) -> str:
    return result.receive_result(t.desk, t.act(), a_ready_dossier(t))["result_id"]


def _name_owner(t: TestDesk) -> Ready:
    number = reference.make("00201", t.desk.today(), 8)
    done = result.receive_number(t.desk, t.act(), result.Arrival(number=number))
    result_id = done["result_id"]
    return lambda act: result.name_owner(t.desk, act, result_id, "Phạm Văn C", "001085000456")


def _shelve(t: TestDesk) -> Ready:
    result_id = _lying(t)
    return lambda act: result.shelve(t.desk, act, result_id, "b7")


def _send_away(t: TestDesk) -> Ready:
    result_id = _lying(t)
    return lambda act: result.send_away(
        t.desk, act, result_id, Standing.SENT_BACK, "Trung tâm đồng ý, phiếu 12"
    )


def _return_of_other_desk(t: TestDesk) -> Ready:
    arrival = result.Arrival(
        number=reference.make("00201", t.desk.today(), 9),
        owner_name="Nguyễn Thị Mẫu",
        owner_number="001190000123",
    )
    result_id = result.receive_number(t.desk, t.act(), arrival)["result_id"]
    return lambda act: result_return.return_of_other_desk(t.desk, act, result_id, a_hand_over())


def _confirm_in_account(t: TestDesk) -> Ready:
    dossier_id = a_ready_dossier(t, "electronic")
    return lambda act: result_return.confirm_in_account(t.desk, act, dossier_id)


def _correct_return(t: TestDesk) -> Ready:
    dossier_id = a_ready_dossier(t)
    result_return.return_result(t.desk, t.act(), dossier_id, a_hand_over())
    wrong = result_return.Correction(
        reason=result_return.WhyCorrected.WRONG_THINGS, note="Phạm nhận hai bản, không phải một"
    )
    return lambda act: result_return.correct_return(t.desk, act, dossier_id, wrong)


def _record_telling(t: TestDesk) -> Ready:
    dossier_id = a_supplement_request(t)
    told = Told(about=About.SUPPLEMENT, outcome=Outcome.NO_ANSWER, note="Phạm không bắt máy")
    matter = telling.Matter(dossier_id=dossier_id)
    return lambda act: telling.record_telling(t.desk, act, matter, told)


def _return_result(t: TestDesk) -> Ready:
    dossier_id = a_ready_dossier(t)
    return lambda act: result_return.return_result(t.desk, act, dossier_id, a_hand_over())


def an_assist(t: TestDesk, card: str = "vneid_level_2", **named: object) -> AssistId:
    new = assist.NewAssist(visit_id=a_visit(t), card=card, card_version="v1", **named)  # type: ignore[arg-type]
    return AssistId(assist.open_assist(t.desk, t.act(), new)["assist_id"])


def ended(**changes: object) -> assist.Ended:
    values: dict[str, object] = {
        "card": "vneid_level_2",
        "card_version": "v1",
        "reason": Reason.LEVEL_2_VISIT,
        "note": "Bà Nguyễn Thị Mẫu đi công an Phố Mẫu",
        "follow_up": assist.NewFollowUp(
            due_on=date(2026, 11, 30), what="Gọi nhắc Nguyễn Thị Mẫu kích hoạt"
        ),
    }
    return assist.Ended(**{**values, **changes})  # type: ignore[arg-type]


def a_follow_up(t: TestDesk, **named: object) -> FollowUpId:
    done = assist.record_outcome(t.desk, t.act(), an_assist(t, **named), ended())
    return FollowUpId(done["follow_up_id"])


def _open_assist(t: TestDesk) -> Ready:
    new = assist.NewAssist(visit_id=a_visit(t), card="vneid_level_1", card_version="v1")
    return lambda act: assist.open_assist(t.desk, act, new)


def _record_outcome(t: TestDesk) -> Ready:
    assist_id, who = an_assist(t), a_citizen(t)
    return lambda act: assist.record_outcome(t.desk, act, assist_id, ended(citizen_id=who))


def _open_follow_up(t: TestDesk) -> Ready:
    assist_id = an_assist(t)
    new = assist.NewFollowUp(due_on=date(2026, 12, 1), what="Gọi lại 0912345678")
    return lambda act: assist.open_follow_up(t.desk, act, assist_id, new)


def _close_follow_up(t: TestDesk) -> Ready:
    follow_up_id = a_follow_up(t)
    return lambda act: assist.close_follow_up(t.desk, act, follow_up_id, FollowUpState.DONE)


def _record_assist_print(t: TestDesk) -> Ready:
    job = printing.PrintJob(
        subject=PrintSubject(SubjectKind.ASSIST, an_assist(t)),
        document="account_slip",
        template_version="v1",
        render=lambda number: b"%%PDF print %d" % number,
    )
    return lambda act: printing.record_print(t.desk, act, job)


def a_print(t: TestDesk, state: SpoolState = SpoolState.COMMITTED) -> str:
    """Record the print of a sending slip that got that far; give its id."""
    done = _record_print(t)(t.act())
    if state is not SpoolState.COMMITTED:
        printing.note_spooled(t.desk, done["print_id"], printing.Spooled(state=state))
    return str(done["print_id"])


def _answer_print(t: TestDesk) -> Ready:
    print_id = a_print(t, SpoolState.UNKNOWN)
    return lambda act: printing.answer_print(t.desk, act, print_id, PrintAnswer.CAME_OUT)


def _explain_delay(t: TestDesk) -> Ready:
    dossier_id = a_taken_in_dossier(t)
    with t.desk.store.read() as connection:
        packet_id = connection.exec_driver_sql(
            "SELECT packet_id FROM packets WHERE dossier_id = ?", (dossier_id,)
        ).scalar_one()
    t.clock.advance(days=2)
    why = delays.Explained(reason=DelayReason.OTHER, words="Xe của ông Phạm hỏng")
    return lambda act: delays.explain_delay(t.desk, act, (packet_id,), why)


def _explain_trip(t: TestDesk) -> Ready:
    dossier_id = a_case(t)
    dossier.advise(t.desk, t.act(), dossier_id)
    t.clock.advance(days=1)
    dossier.reopen(t.desk, t.act(), dossier_id)
    with t.desk.store.read() as connection:
        trip_id = connection.exec_driver_sql("SELECT trip_id FROM trips").scalar_one()
    return lambda act: trips.explain_trip(t.desk, act, trip_id, TripCause.TOLD_WRONG)


def _explain_return(t: TestDesk) -> Ready:
    dossier_id = a_supplement_request(t)
    t.clock.advance(days=1)
    return lambda act: trips.explain_return(t.desk, act, dossier_id, TripCause.TOLD_WRONG)


EVERY: dict[str, Prepare] = {
    **TRAINING,
    "open_visit": lambda t: lambda act: visit.open_visit(t.desk, act),
    "close_visit": _close_visit,
    "identify_new": _identify_new,
    "identify_again": _identify_again,
    "record_consents": _record_consents,
    "open_dossier": _open_dossier,
    "answer_case": _answer_case,
    "advise": _advise,
    "reopen": _reopen,
    "record_paper": _record_paper,
    "attach_file": _attach_file,
    "detach_file": _detach_file,
    "fill_form": _fill_form,
    "move_form": _move_form,
    "lodge": _lodge,
    "take_in": _take_in,
    "supplement": _supplement,
    "record_print": _record_print,
    "receive_result": _receive_result,
    "receive_number": _receive_number,
    "name_owner": _name_owner,
    "shelve": _shelve,
    "send_away": _send_away,
    "return_of_other_desk": _return_of_other_desk,
    "confirm_in_account": _confirm_in_account,
    "correct_return": _correct_return,
    "record_telling": _record_telling,
    "return_result": _return_result,
    "open_assist": _open_assist,
    "record_outcome": _record_outcome,
    "open_follow_up": _open_follow_up,
    "close_follow_up": _close_follow_up,
    "record_assist_print": _record_assist_print,
    "answer_print": _answer_print,
    "explain_delay": _explain_delay,
    "explain_trip": _explain_trip,
    "explain_return": _explain_return,
    **{name: CUSTODY[name] for name in CORE},
    **COUNTER,
    "add_clerk": lambda t: lambda act: desk.add_clerk(t.desk, act, "Lê Văn B", desk.Role.CLERK),
}
