"""Calendar, register, paper list and five minutes: what a trainer does and is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from agent_desk.devices.capture.straighten import measure_tilt
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import CardReading, CitizenNumber, Sex
from agent_desk.domain.training.learners import LearnerPurpose, Standing
from agent_desk.queries import training as query
from agent_desk.ui.helped import Helped
from agent_desk.ui.pages.training.register_state import AgreedTyped, AlikePane, NewTyped, PersonPane
from agent_desk.ui.pages.training.roster_pictures import upright
from agent_desk.ui.pages.training.roster_state import LineTyped
from agent_desk.ui.pages.training.state import PlanPane, SessionPane
from agent_desk.ui.prints.training import TrainingSheet
from agent_desk.ui.tokens import Tone
from tests.support.checked import Came, a_session, comes
from tests.support.desks import a_case

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.queries.training_register import LearnerRow
    from agent_desk.ui.pages.training.state import PlanTyped
    from tests.ui.pages.training.bench import Bench

CARD = CardReading(
    number=CitizenNumber("001150000123"),
    old_number="",
    name="Nguyễn Thị Hòa",
    birth=PartialDate(year=1950, month=2, day=3),
    sex=Sex.FEMALE,
    address="Số 5 ngõ 12 phố Mẫu, phường Yên Hòa, Hà Nội",
    issued_on=None,
)


def form(bench: Bench) -> PlanPane:
    pane = bench.sessions.state.pane
    assert isinstance(pane, PlanPane)
    return pane


def shown(bench: Bench) -> SessionPane:
    pane = bench.sessions.state.pane
    assert isinstance(pane, SessionPane)
    return pane


def a_plan(bench: Bench, **changes: object) -> PlanTyped:
    bench.sessions.plan_new()
    typed = replace(
        form(bench).typed, day="25/11/2026", place="Nhà văn hóa tổ 5", topics=("vneid",)
    )
    return replace(typed, **changes)


def people(bench: Bench) -> dict[str, LearnerRow]:
    read = bench.register._read
    return {one.name: one for one in read.people} if read is not None else {}


# The calendar


def test_a_planned_session_stands_in_the_calendar_and_is_written_once(bench: Bench) -> None:
    typed = a_plan(bench)
    bench.sessions.save(typed)
    bench.sessions.save(typed)

    state = bench.sessions.state
    assert [cell.lines for cell in state.cells if cell.lines] == [("14:00 Nhà văn hóa tổ 5",)]
    assert len(state.rows) == 1
    assert shown(bench).is_open


def test_a_warning_is_shown_once_and_then_the_trainer_decides(bench: Bench) -> None:
    holiday = a_plan(bench, day="24/11")
    bench.sessions.save(holiday)
    assert "Văn hóa" in form(bench).doubts[0]
    assert bench.sessions.state.tone is Tone.WAITING

    bench.sessions.save(holiday)
    assert shown(bench).session_id


def test_a_series_leaves_out_holidays_and_says_which(bench: Bench) -> None:
    typed = a_plan(bench, day="24/11/2026", every="1", times="3")
    bench.sessions.look_at(typed)
    assert "24/11 (" in form(bench).days
    bench.sessions.save(typed)
    assert len(shown(bench).series) == 1
    assert bench.sessions.state.chosen == date(2026, 12, 1)


def test_the_same_place_or_trainer_at_one_time_is_warned_of_while_typing(bench: Bench) -> None:
    bench.sessions.save(a_plan(bench))
    bench.sessions.look_at(a_plan(bench, time="15:00"))
    assert len(form(bench).doubts) == 2


def test_every_field_that_is_wrong_is_marked_at_once(bench: Bench) -> None:
    bench.sessions.save(a_plan(bench, day="32/1", time="x", seats="", place="", topics=()))
    assert set(form(bench).errors) == {"day", "time", "seats", "place", "topics"}


def test_a_session_is_moved_canceled_with_a_reason_and_stays_visible(bench: Bench) -> None:
    bench.sessions.save(a_plan(bench))
    bench.sessions.change()
    bench.sessions.save(replace(form(bench).typed, day="26/11/2026"))
    assert "25/11/2026 14:00" in [pair.value for pair in shown(bench).pairs]

    bench.sessions.begin_cancel()
    bench.sessions.cancel("")
    assert shown(bench).errors
    bench.sessions.cancel("Mất điện")
    assert "Mất điện" in shown(bench).note
    assert not shown(bench).is_open


def test_the_code_of_a_poster_opens_the_session(bench: Bench) -> None:
    session_id = a_session(bench.t)
    with bench.t.desk.store.read() as connection:
        row = query.one(connection, session_id)
    assert row is not None
    bench.sessions.open_code(row.code)
    assert shown(bench).session_id == session_id
    bench.sessions.print_paper(TrainingSheet.POSTER)
    assert bench.asked.printed[0].kind == f"session_poster:{session_id}"


# The register


def test_a_first_name_is_enough_and_a_card_needs_no_typing(bench: Bench) -> None:
    bench.register.open_session(a_session(bench.t))
    bench.register.add(NewTyped(name="Lan"))
    bench.register.take_card(CARD)
    bench.register.take_card(CARD)

    assert {one.name: (one.birth, one.standing) for one in people(bench).values()} == {
        "Lan": ("", Standing.ATTENDED),
        "Nguyễn Thị Hòa": ("195", Standing.ATTENDED),
    }
    assert "001150000123" not in str(bench.register.state)
    assert bench.register.wards.name_of(people(bench)["Nguyễn Thị Hòa"].ward_code).startswith(
        "Phường Yên Hòa"
    )


def test_no_row_and_no_wall_shows_a_phone_and_the_wall_no_full_name(bench: Bench) -> None:
    session_id = a_session(bench.t)
    comes(bench.t, session_id, Came(name="Nguyễn Thị Lan"))
    bench.register.open_session(session_id)
    bench.register.turn_wall()

    assert "912345678" not in str(bench.register.state.rows).replace(" ", "")
    wall = bench.ways.walls[-1]
    assert wall is not None
    assert [one.name for one in wall.names] == ["Lan"]


def test_space_ticks_and_unticks_and_the_wall_follows(bench: Bench) -> None:
    session_id = a_session(bench.t)
    who = comes(bench.t, session_id)
    bench.register.open_session(session_id)
    bench.register.turn_wall()
    bench.register.tick(who)
    assert next(iter(people(bench).values())).standing is Standing.SIGNED_UP
    assert not bench.ways.walls[-1].names[0].has_come
    bench.register.mark_absent(who)
    assert bench.ways.walls[-1].names == ()


def test_a_phone_is_kept_only_with_the_consent_to_call(bench: Bench) -> None:
    session_id = a_session(bench.t)
    who = comes(bench.t, session_id, Came(name="Lan", phone="", agrees=()))
    bench.register.open_session(session_id)
    bench.register.open_person(who)
    bench.register.save_person(AgreedTyped(name="Lan", birth="1950", contact=True))
    pane = bench.register.state.pane
    assert isinstance(pane, PersonPane)
    assert "phone" in pane.errors

    said = AgreedTyped(name="Lan", birth="1950", contact=True, phone="0912345678")
    bench.register.save_person(said)
    assert people(bench)["Lan"].phone == "+84912345678"
    bench.register.open_person(who)
    bench.register.save_person(replace(said, contact=False))
    assert people(bench)["Lan"].phone == ""
    assert people(bench)["Lan"].consents == {LearnerPurpose.CONTACT: False}


def test_two_spellings_are_offered_merged_on_a_word_and_parted_with_undo(bench: Bench) -> None:
    session_id = a_session(bench.t)
    for name in ("Nguyễn Thị Hòa", "Nguyễn Thị Hoà"):
        comes(bench.t, session_id, Came(name=name, phone=""))
    bench.register.open_session(session_id)
    assert (bench.register.state.alike, len(people(bench))) == (1, 2)

    bench.register.look_at_alike()
    assert isinstance(bench.register.state.pane, AlikePane)
    bench.register.merge()
    assert (bench.register.state.alike, len(people(bench))) == (0, 1)
    bench.register.undo()
    assert len(people(bench)) == 2


def test_of_two_spellings_the_one_with_its_marks_is_kept(bench: Bench) -> None:
    session_id = a_session(bench.t)
    for name in ("Nguyen van Binh", "Nguyễn Văn Bình"):
        comes(bench.t, session_id, Came(name=name, phone=""))
    bench.register.open_session(session_id)
    bench.register.look_at_alike()
    bench.register.merge()
    assert list(people(bench)) == ["Nguyễn Văn Bình"]


def test_who_was_taken_off_comes_back_with_undo(bench: Bench) -> None:
    session_id = a_session(bench.t)
    who = comes(bench.t, session_id, Came(name="Lan", phone=""))
    bench.register.open_session(session_id)
    bench.register.open_person(who)
    bench.register.take_off()
    assert people(bench) == {}
    bench.register.undo()
    assert list(people(bench)) == ["Lan"]


# The paper list


def test_lines_of_a_paper_list_survive_a_crash_and_are_written_once(bench: Bench) -> None:
    session_id = a_session(bench.t)
    bench.roster.open_session(session_id)
    bench.roster.put(LineTyped(name="Lan", birth="1950"))
    bench.roster.put(LineTyped(name="Bình", came=False))
    again = type(bench)(bench.t)
    again.roster.open_session(session_id)
    assert [line.name for line in again.roster.state.lines] == ["Lan", "Bình"]

    again.roster.write()
    again.roster.write()
    again.register.open_session(session_id)
    assert {name: one.standing for name, one in people(again).items()} == {
        "Lan": Standing.ATTENDED,
        "Bình": Standing.SIGNED_UP,
    }
    again.roster.open_session(session_id)
    assert again.roster.state.lines == ()


def test_a_line_is_who_signed_up_when_the_name_is_the_very_same(bench: Bench) -> None:
    session_id = a_session(bench.t, begins=timedelta(days=-1))
    comes(bench.t, session_id, Came(name="Nguyễn Thị Lan", phone=""))
    bench.roster.open_session(session_id)
    bench.roster.put(LineTyped(name="Nguyễn Thị Lan"))
    bench.roster.put(LineTyped(name="Nguyễn Thị Hoa"))
    assert [bool(row.pill) for row in bench.roster.state.rows] == [True, False]
    bench.roster.write()
    bench.register.open_session(session_id)
    assert len(people(bench)) == 2


def a_leaning_list(folder: Path, tilt: float = 7.0) -> Path:
    page = Image.new("L", (1000, 1400), 245)
    draw = ImageDraw.Draw(page)
    for row in range(24):
        draw.line((90, 150 + row * 46, 910, 150 + row * 46), fill=30, width=3)
        for word in range(6):
            left = 110 + word * 130
            draw.rectangle(
                (left, 165 + row * 46, left + 70 + row % 3 * 12, 178 + row * 46), fill=40
            )
    table = Image.new("L", (1700, 2000), 70)
    leaning = page.rotate(-tilt, expand=True, fillcolor=70)
    table.paste(leaning, (250, 200))
    path = folder / "list.jpg"
    table.save(path, "JPEG", quality=85)
    return path


def test_a_list_photographed_at_an_angle_stands_upright_beside_the_lines(
    bench: Bench, tmp_path: Path
) -> None:
    photo = a_leaning_list(tmp_path)
    with Image.open(photo) as opened:
        assert abs(measure_tilt(upright(opened.convert("L")))) < 1.0
    bench.roster.open_session(a_session(bench.t))
    bench.roster.attach(photo)
    assert bench.roster.state.picture is not None
    bench.roster.detach()
    assert (bench.roster.state.picture, bench.roster.state.pages) == (None, 0)


# Five minutes


def test_five_minutes_are_kept_and_a_class_is_signed_up_for_from_a_case(bench: Bench) -> None:
    t, session_id = bench.t, a_session(bench.t, begins=timedelta(days=3))
    view = t.view(a_case(t))
    helped = Helped(visit_id="", citizen_id=view.owner.citizen_id, name=view.owner.name)
    bench.quick.begin(helped)
    bench.quick.keep("alone")
    bench.quick.sign_up(session_id)
    bench.quick.sign_up(session_id)

    bench.register.open_session(session_id)
    (one,) = people(bench).values()
    assert (one.name, one.birth, one.standing) == (view.owner.name, "199", Standing.SIGNED_UP)
    bench.quick.close()
    assert bench.asked.pages[-1] == "reception"
