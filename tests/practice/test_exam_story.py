"""A whole practice exam in the real window: one served rightly, one with mistakes, all found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from agent_desk import i18n
from agent_desk.domain.practice.examiner import Check, Verdict
from agent_desk.domain.practice.runs import RunState
from agent_desk.queries import practice as query
from tests.gallery import dress
from tests.practice.window import Trainee, a_trainee
from tests.support import spoken
from tests.support.geometry import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from agent_desk.domain.practice.examiner import Score

EXAM = ("paper_only", "otp_read_aloud", "no_smartphone", "broker_five", "birth_plain")
PICTURES = os.environ.get("AGENT_DESK_SHOTS", "")


@pytest.fixture(autouse=True)
def _as_before(desk_app: QApplication) -> Iterator[None]:
    was = i18n._active
    yield
    i18n._active = was
    dress(desk_app, "light", 100)


def picture(trainee: Trainee, name: str) -> None:
    if PICTURES:
        QTest.qWait(60)
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        trainee.shown.desk.window.grab().save(f"{PICTURES}/practice-{name}.png")


def scores(trainee: Trainee) -> dict[str, Score]:
    office = trainee.shown.pages.office
    assert office is not None
    with office.desk.store.read() as connection:
        run = query.runs_of(connection, office.clerk.clerk_id)[0]
    return {one.citizen: one.score for one in run.attempts if one.score is not None}


def serve_rightly(trainee: Trainee) -> None:
    """The bachelor's diploma: only where the original is shown, so a slip says where."""
    trainee.ask("ban_chinh")
    trainee.greet("em")
    trainee.choose("2.000815", {"q_photo": "da_co"})
    picture(trainee, "01-elsewhere")
    trainee.reception.go_on()
    trainee.settle()
    trainee.tell("dung")
    trainee.goodbye()
    picture(trainee, "02-served")
    trainee.finish()


def serve_wrongly(trainee: Trainee) -> None:
    """The code is read aloud: the clerk takes the phone, and types the code into a field."""
    trainee.tell("bam_ho")
    trainee.shown.pages.open_page("accounts")
    trainee.settle()
    entry = trainee.shown.desk.window.search.line
    entry.setFocus()
    entry.setText("mã OTP 471138")
    trainee.settle()
    entry.clear()
    picture(trainee, "03-wrong")
    trainee.finish()


def test_a_whole_exam_one_right_one_with_mistakes_that_are_all_found(tmp_path: Path) -> None:
    with a_trainee(tmp_path / "desk") as trainee:
        trainee.begin(EXAM)
        serve_rightly(trainee)
        trainee.practice.resume()
        trainee.settle()
        serve_wrongly(trainee)
        found = scores(trainee)
        assert found["paper_only"].to_learn == ()
        wrong = {one.check: one.verdict for one in found["otp_read_aloud"].to_learn}
        assert wrong == {
            Check.HELP: Verdict.NOT_DONE,
            Check.SAID: Verdict.WRONG,
            Check.ENDING: Verdict.WRONG,
            Check.HANDS_OFF: Verdict.WRONG,
        }
        break_and_go_on(trainee)
        for _ in range(2):
            trainee.practice.resume()
            trainee.settle()
            trainee.finish()
        see_the_end(trainee)


def break_and_go_on(trainee: Trainee) -> None:
    """The third citizen is served with a break in the middle, and rightly."""
    trainee.practice.resume()
    trainee.settle()
    trainee.practice.pause()
    trainee.settle()
    assert trainee.practice.state.going
    assert trainee.practice.state.booth is None
    trainee.practice.resume()
    trainee.settle()
    trainee.greet("ba")
    trainee.choose("1.014027", {"q_tuoi": "tu_75", "channel": "post"}, "no_smartphone")
    trainee.reception.go_on()
    trainee.settle()
    trainee.hand_over("de_nghi", "van_ban_de_nghi")
    picture(trainee, "04-papers")
    trainee.tell("dung")
    trainee.take_in()
    trainee.finish()
    assert scores(trainee)["no_smartphone"].to_learn == ()


def see_the_end(trainee: Trainee) -> None:
    sheet = trainee.practice.state.sheet
    assert sheet is not None
    assert sheet.can_print
    assert trainee.practice._runs[0].state is RunState.FINISHED
    trainee.practice.print_sheet()
    trainee.settle()
    picture(trainee, "05-sheet")
    office = trainee.shown.pages.office
    assert office is not None
    assert list(office.desk.store.data.documents.glob("*score_sheet*.pdf"))
    with office.desk.store.read() as connection:
        results = {one.procedure: one.passed for one in query.exam_results(connection)}
    assert results == {"2.000815": True, "1.014027": True, "1.001193": False}
    every_face_fits(trainee)


def every_face_fits(trainee: Trainee) -> None:
    """Nothing is cut on the smallest screen at twice the text, and all of it has a name."""
    window = trainee.shown.desk.window
    dress_big(trainee)
    found = [f"sheet: {one}" for one in (*faults(window), *spoken.faults(window))]
    trainee.practice.close_sheet()
    trainee.settle()
    picture(trainee, "06-list-200")
    found += [f"list: {one}" for one in (*faults(window), *spoken.faults(window))]
    trainee.begin(("deaf_writes",))
    picture(trainee, "07-booth-200")
    found += [f"booth: {one}" for one in spoken.faults(window)]
    assert found == []


def dress_big(trainee: Trainee) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, "light", 200)
    trainee.shown.desk.window.resize(1024, 640)
    trainee.settle()
