"""From the first question to the follow-up: recorded once, named or not, never a secret."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.commands import citizen
from agent_desk.commands.desk import keep_setting
from agent_desk.commands.visit import VisitOutcome
from agent_desk.domain.assist import Outcome, Reason
from agent_desk.domain.printing import PrinterRole
from agent_desk.ids import CitizenId, VisitId
from agent_desk.store.tables import drafts, visits
from agent_desk.ui.helped import Helped
from agent_desk.ui.pages.accounts.sitting import read_day
from agent_desk.ui.pages.accounts.state import Phase
from tests.support.acts import a_citizen, a_follow_up, a_visit
from tests.support.contents import counts, everything
from tests.ui.pages.accounts.counter import (
    FORGOTTEN,
    NEW_ADULT,
    a_presenter,
    answered,
    due,
    rows,
    step_by_step,
)
from tests.ui.pages.desk_window import HeldJobs

if TYPE_CHECKING:
    from tests.support.desks import TestDesk
    from tests.ui.pages.desk_window import WrittenDown

TODAY = date(2026, 11, 23)
CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội|15082022"


def outcomes(t: TestDesk) -> list[tuple[str | None, str | None]]:
    with t.desk.store.read() as connection:
        return [(row.outcome, row.citizen_id) for row in connection.execute(visits.select())]


# Questions


def test_one_question_at_a_time_and_the_answers_stay_in_sight(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = a_presenter(t, nav)
    assert presenter.state.asked is not None
    assert presenter.state.asked.id == "who"

    presenter.answer("who", "adult")
    assert presenter.state.asked.id == "account"
    assert [row.key for row in presenter.state.answered] == ["who"]
    assert counts(t.desk.store)["visits"] == 0


def test_the_last_answer_shows_the_steps_and_begins_the_visit(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)

    assert presenter.state.phase is Phase.GUIDING
    assert presenter.state.title == "Mở tài khoản VNeID mức 1"
    assert [line.is_current for line in presenter.state.steps].index(True) == 0
    assert [row.card for row in rows(t)] == ["vneid_level_1"]


def test_an_answer_given_again_leads_elsewhere_within_the_same_help(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    presenter.ask_again("sim")
    assert presenter.state.asked is not None
    assert presenter.state.asked.chosen == "own"

    presenter.answer("sim", "not_own")
    assert presenter.state.title == "SIM không đứng tên mình"
    assert any(line.is_later for line in presenter.state.steps)
    assert counts(t.desk.store)["assists"] == 1


def test_a_question_opened_again_can_be_left_as_it_was(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    presenter.ask_again("who")
    presenter.back()

    assert presenter.state.phase is Phase.GUIDING
    assert len(presenter.state.answered) == 5


# Steps


def test_steps_are_done_in_order_and_can_be_taken_back(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), FORGOTTEN)
    presenter.go_on()
    first, second, *_ = presenter.state.steps
    assert (first.is_done, second.is_current) == (True, True)

    presenter.tick(first.key)
    assert presenter.state.steps[0].is_current


def test_a_step_of_the_police_ends_what_the_counter_can_do(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))

    assert presenter.state.phase is Phase.CLOSING
    assert presenter.state.reason == Reason.LEVEL_2_VISIT.value
    form = presenter.state.closing
    assert form is not None
    assert form.what == "Nhắc kích hoạt tài khoản mức 2"
    assert form.due == "01/12/2026"  # 24/11 is a rest day


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (FORGOTTEN, Reason.COMPLETED),
        (NEW_ADULT | {"sim": "not_own"}, Reason.SIM_NOT_OWN),
        ({"who": "adult", "account": "none", "card": "expired"}, Reason.CARD_EXPIRED),
        ({"who": "adult", "account": "none", "card": "none"}, Reason.CARD_MISSING),
        ({"who": "infant", "guardian": "absent"}, Reason.GUARDIAN_NOT_READY),
        ({"who": "adult", "account": "active", "phone": "none"}, Reason.NO_PHONE),
    ],
)
def test_the_reason_follows_from_where_the_steps_ended(
    t: TestDesk, nav: WrittenDown, answers: dict[str, str], reason: Reason
) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), answers))
    assert presenter.state.reason == reason.value


# The end


def test_done_help_is_recorded_with_its_time_and_the_visit_is_over(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), FORGOTTEN))
    t.clock.advance(minutes=6)
    presenter.go_on()

    (row,) = rows(t)
    assert (row.outcome, row.reason, row.citizen_id) == (Outcome.DONE, Reason.COMPLETED, None)
    assert outcomes(t) == [(VisitOutcome.ASSISTED.value, None)]
    assert due(t, date(2027, 1, 1)) == ()
    assert presenter.state.phase is Phase.CHOOSING
    assert "06:00" in nav.said[-1]


def test_pressing_twice_is_one_act(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    presenter = a_presenter(t, nav, jobs)
    jobs.release()
    answered(presenter, FORGOTTEN)
    jobs.release()
    step_by_step(presenter)
    for _ in range(3):
        presenter.finish()
    jobs.release()

    held = counts(t.desk.store)
    assert (held["assists"], held["visits"]) == (1, 1)
    assert rows(t)[0].outcome is Outcome.DONE


def test_a_refusal_proposes_nothing_and_another_day_asks_which(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    presenter.choose_reason(Reason.DECLINED.value)
    form = presenter.state.closing
    assert form is not None
    assert (form.due, form.what) == ("", "")

    presenter.choose_reason(Reason.COME_BACK.value)
    presenter.finish()
    assert presenter.state.closing is not None
    assert set(presenter.state.closing.errors) == {"due"}
    assert rows(t)[0].outcome is None


def test_what_the_clerk_typed_stays_when_the_reason_changes(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    presenter.choose_reason(Reason.LEVEL_2_VISIT.value)
    presenter.edit("what", "Gọi con gái cụ")
    presenter.leave("due", "1/12")
    presenter.choose_reason(Reason.APP_FAILS.value)

    form = presenter.state.closing
    assert form is not None
    assert (form.what, form.due) == ("Gọi con gái cụ", "1/12")


def test_the_follow_up_waits_for_any_clerk_on_its_day(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.choose_day("27/11/2026")
    presenter.go_on()

    (row,) = due(t, date(2026, 11, 27))
    assert (row.what, row.citizen_name) == ("Nhắc kích hoạt tài khoản mức 2", "")
    t.clock.advance(days=5)
    presenter.read_due()
    (shown,) = presenter.state.due
    presenter.close_follow_up(shown.key)
    assert presenter.state.due == ()


@pytest.mark.parametrize("text", ["32/1", "mai", "30/2/2027", "1/1/2020"])
def test_a_day_that_is_none_is_refused_at_its_field(
    t: TestDesk, nav: WrittenDown, text: str
) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.leave("due", text)
    presenter.go_on()

    assert presenter.state.closing is not None
    assert set(presenter.state.closing.errors) == {"due"}
    assert presenter.state.closing.due == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("30/11", date(2026, 11, 30)),
        ("3-1", date(2027, 1, 3)),
        ("30112026", date(2026, 11, 30)),
        ("1.12.26", date(2026, 12, 1)),
        (" 05/12/2026 ", date(2026, 12, 5)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


# Names


def test_a_name_is_kept_only_when_the_citizen_agrees(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.edit("name", "Nguyễn Thị Mẫu")
    presenter.edit("phone", "0912 345 678")
    presenter.go_on()
    assert presenter.state.closing is not None
    assert set(presenter.state.closing.errors) == {"consent"}
    assert counts(t.desk.store)["citizens"] == 0

    presenter.choose_consent("yes")
    presenter.go_on()
    (row,) = due(t, date(2026, 12, 1))
    assert (row.citizen_name, row.phone) == ("Nguyễn Thị Mẫu", "+84912345678")
    assert counts(t.desk.store)["consents"] == 1


def test_without_agreement_the_name_is_forgotten_at_once(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.edit("name", "Nguyễn Thị Mẫu")
    presenter.save()
    presenter.choose_consent("no")
    assert presenter.state.closing is not None
    assert presenter.state.closing.name == ""

    presenter.go_on()
    assert counts(t.desk.store)["citizens"] == 0
    assert "Nguyễn Thị Mẫu" not in str(everything(t.desk.store))


def test_a_scanned_card_names_the_citizen_exactly(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.leave("name", CARD)
    assert presenter.state.closing is not None
    assert presenter.state.closing.name == "Nguyễn Thị Mẫu"

    presenter.choose_consent("yes")
    presenter.go_on()
    known = citizen.identify_citizen(t.desk, t.act(), None, _mau())
    assert known["is_new"] == "no"


def _mau() -> citizen.Particulars:
    return citizen.Particulars(
        number="001190000123",
        name="Nguyễn Thị Mẫu",
        birth="",
        sex="",
        address="",
        phone="",
        source=citizen.PersonSource.TYPED,
    )


@pytest.mark.parametrize(
    ("field", "text"), [("name", "123"), ("phone", "12"), ("name", ""), ("name", "😀")]
)
def test_a_wrong_name_or_phone_is_told_at_its_field(
    t: TestDesk, nav: WrittenDown, field: str, text: str
) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.edit("name", "Lê Văn B")
    presenter.edit("phone", "0912345678")
    presenter.edit(field, text)
    presenter.choose_consent("yes")
    presenter.go_on()

    assert presenter.state.closing is not None
    assert set(presenter.state.closing.errors) == {field}


def test_a_citizen_of_reception_needs_no_name_and_keeps_the_visit(
    t: TestDesk, nav: WrittenDown
) -> None:
    visit_id, who = a_visit(t), a_citizen(t)
    presenter = a_presenter(t, nav)
    presenter.help_citizen(
        Helped(visit_id=VisitId(visit_id), citizen_id=CitizenId(who), name="Nguyễn Thị Mẫu")
    )
    step_by_step(answered(presenter, FORGOTTEN))
    assert presenter.state.closing is not None
    assert not presenter.state.closing.asks_name

    presenter.go_on()
    assert rows(t)[0].citizen_id == who
    assert outcomes(t) == [(None, None)]
    assert nav.pages == ["reception"]


def test_back_before_the_first_answer_leads_to_reception_and_forgets_whom_to_help(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = a_presenter(t, nav)
    helped = Helped(visit_id=a_visit(t), citizen_id=a_citizen(t), name="Lê Văn B")
    presenter.help_citizen(helped)
    presenter.back()
    assert nav.pages == ["reception"]
    assert presenter.state.citizen == ""


def test_asking_again_for_the_same_citizen_goes_on_where_it_stopped(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = a_presenter(t, nav)
    helped = Helped(visit_id=a_visit(t), citizen_id=a_citizen(t), name="Lê Văn B")
    presenter.help_citizen(helped)
    answered(presenter, FORGOTTEN)
    presenter.back()
    presenter.help_citizen(helped)
    assert presenter.state.message is None
    assert presenter.state.phase is Phase.GUIDING


def test_whoever_is_being_helped_is_not_pushed_aside(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), FORGOTTEN)
    helped = Helped(visit_id=a_visit(t), citizen_id=a_citizen(t), name="Lê Văn B")
    presenter.help_citizen(helped)

    assert presenter.state.message is not None
    assert presenter.state.citizen == ""
    assert presenter.state.phase is Phase.GUIDING


# Secrets


@pytest.mark.parametrize("field", ["note", "what", "name"])
@pytest.mark.parametrize("secret", ["mật khẩu: Abc@12345", "OTP 123456"])
def test_a_secret_is_refused_at_its_field_and_never_kept(
    t: TestDesk, nav: WrittenDown, field: str, secret: str
) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.leave(field, secret)
    presenter.save()
    if field == "name":
        presenter.choose_consent("yes")
    presenter.go_on()

    assert presenter.state.closing is not None
    assert set(presenter.state.closing.errors) == {field}
    assert secret not in str(everything(t.desk.store))
    assert rows(t)[0].outcome is None


# Slip


def test_the_slip_is_printed_at_any_step_and_says_what_is_true(
    t: TestDesk, nav: WrittenDown
) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    presenter.print_slip()
    step_by_step(presenter)
    presenter.print_slip()

    first, second = nav.printed
    assert (first.print_number, second.print_number) == (1, 2)
    assert first.sha256 != second.sha256
    assert second.path.read_bytes().startswith(b"%PDF")


def test_the_ticket_is_offered_only_where_a_roll_was_chosen(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), NEW_ADULT)
    assert not presenter.state.has_roll
    keep_setting(t.desk.store, settings.PRINTER_TICKET.key, "tcp:192.168.1.50:9100")
    presenter.read_due()
    assert presenter.state.has_roll
    presenter.print_ticket()
    presenter.print_slip()
    ticket, slip = nav.printed
    assert (ticket.kind, ticket.role, ticket.path.suffix) == (
        "account_ticket", PrinterRole.TICKET, ".bin"
    )  # fmt: skip
    assert (slip.kind, slip.print_number) == ("account_slip", 1)


# Crash and failure


def test_a_crash_in_the_middle_loses_nothing(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.edit("note", "Cụ nghe kém, nói to")
    presenter.save()

    again = a_presenter(t, nav)
    assert again.state.phase is Phase.CLOSING
    assert again.state.closing is not None
    assert again.state.closing.note == "Cụ nghe kém, nói to"
    again.go_on()
    assert len(rows(t)) == 1
    assert outcomes(t) == [(VisitOutcome.ASSISTED.value, None)]


def test_finished_help_is_not_brought_back(t: TestDesk, nav: WrittenDown) -> None:
    step_by_step(answered(a_presenter(t, nav), FORGOTTEN)).go_on()

    assert a_presenter(t, nav).state.phase is Phase.CHOOSING
    assert counts(t.desk.store)["drafts"] == 0


def test_a_draft_that_cannot_be_read_is_left_alone(t: TestDesk, nav: WrittenDown) -> None:
    with t.desk.store.write() as connection:
        values = {"screen": "accounts", "content": '{"phase": "no"}', "saved_at": "x"}
        connection.execute(drafts.insert(), values)

    assert a_presenter(t, nav).state.phase is Phase.CHOOSING


def test_a_name_is_never_in_the_draft(t: TestDesk, nav: WrittenDown) -> None:
    presenter = step_by_step(answered(a_presenter(t, nav), NEW_ADULT))
    presenter.edit("name", "Nguyễn Thị Mẫu")
    presenter.edit("phone", "0912345678")
    presenter.save()

    with t.desk.store.read() as connection:
        content = str(connection.execute(drafts.select()).all())
    assert "Mẫu" not in content
    assert "0912345678" not in content


def test_follow_ups_show_who_waits_and_since_when(t: TestDesk, nav: WrittenDown) -> None:
    a_follow_up(t, citizen_id=a_citizen(t))
    t.clock.advance(days=9)

    (row,) = a_presenter(t, nav).state.due
    assert "Nguyễn Thị Mẫu" in row.subtitle
    assert "0912 345 678" in row.subtitle
    assert row.when == "30/11/2026"


def test_what_no_law_says_shows_its_source(t: TestDesk, nav: WrittenDown) -> None:
    presenter = answered(a_presenter(t, nav), FORGOTTEN)
    cards = presenter.sitting.cards
    steps = [step for card in cards for step in card.steps]
    for step, line in zip(steps, presenter.state.steps, strict=True):
        is_doubtful = step.source.confidence.value != "high"
        assert (step.source.text in line.detail) is is_doubtful
    assert {step.source.confidence.value for step in steps} == {"high", "medium"}
