"""A whole practice exam in the real window, with pictures: ``python -m tests.practice --out DIR``.

The suite plays the short form: the third citizen is not served to the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk.domain.practice.examiner import Check, Verdict
from agent_desk.domain.practice.runs import RunState
from agent_desk.queries import practice as query
from tests.gallery import dress
from tests.support import spoken
from tests.support.geometry import faults

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.domain.practice.examiner import Score
    from tests.practice.window import Trainee

EXAM = ("paper_only", "otp_read_aloud", "no_smartphone", "broker_five", "birth_plain")


class Story:
    """Plays the exam; pictures go into ``folder``, if there is one."""

    def __init__(self, trainee: Trainee, folder: Path | None = None) -> None:
        self.trainee = trainee
        self._folder = folder

    def picture(self, name: str) -> None:
        if self._folder is not None:
            QTest.qWait(60)
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"practice-{name}.png"
            self.trainee.shown.desk.window.grab().save(str(path))

    def scores(self) -> dict[str, Score]:
        office = self.trainee.shown.pages.office
        assert office is not None
        with office.desk.store.read() as connection:
            run = query.runs_of(connection, office.clerk.clerk_id)[0]
        return {one.citizen: one.score for one in run.attempts if one.score is not None}

    def go_on(self) -> None:
        self.trainee.practice.resume()
        self.trainee.settle()

    def play(self, *, whole: bool) -> None:
        """Serve one rightly, one wrongly, one with a break; two are left alone."""
        self.trainee.begin(EXAM)
        self.serve_rightly()
        assert self.scores()["paper_only"].to_learn == ()
        self.go_on()
        self.serve_wrongly()
        wrong = {one.check: one.verdict for one in self.scores()["otp_read_aloud"].to_learn}
        assert wrong == {
            Check.HELP: Verdict.NOT_DONE,
            Check.SAID: Verdict.WRONG,
            Check.ENDING: Verdict.WRONG,
            Check.HANDS_OFF: Verdict.WRONG,
        }
        self.break_and_go_on(whole=whole)
        for _ in range(2):
            self.go_on()
            self.trainee.finish()
        self.see_the_end(whole=whole)
        self.every_face_fits()

    def serve_rightly(self) -> None:
        """The bachelor's diploma: only where the original is shown, so a slip says where."""
        trainee = self.trainee
        trainee.ask("ban_chinh")
        trainee.greet("em")
        trainee.choose("2.000815", {"q_photo": "da_co"})
        self.picture("01-elsewhere")
        trainee.reception.go_on()
        trainee.settle()
        trainee.tell("dung")
        trainee.goodbye()
        self.picture("02-served")
        trainee.finish()

    def serve_wrongly(self) -> None:
        """The code is read aloud: the clerk takes the phone, and types the code into a field."""
        trainee = self.trainee
        trainee.tell("bam_ho")
        trainee.shown.pages.to.open_page("accounts")
        trainee.settle()
        entry = trainee.shown.desk.window.search.line
        entry.setFocus()
        entry.setText("mã OTP 471138")
        trainee.settle()
        entry.clear()
        self.picture("03-wrong")
        trainee.finish()

    def break_and_go_on(self, *, whole: bool) -> None:
        """A break in the middle; with ``whole`` the papers are scanned and taken in, rightly."""
        trainee = self.trainee
        self.go_on()
        trainee.practice.pause()
        trainee.settle()
        assert trainee.practice.state.going
        assert trainee.practice.state.booth is None
        self.go_on()
        if whole:
            trainee.greet("ba")
            trainee.choose("1.014027", {"q_tuoi": "tu_75", "channel": "post"}, "no_smartphone")
            trainee.reception.go_on()
            trainee.settle()
            trainee.hand_over("de_nghi", "van_ban_de_nghi")
            self.picture("04-papers")
            trainee.tell("dung")
            trainee.take_in()
        trainee.finish()
        assert (self.scores()["no_smartphone"].to_learn == ()) is whole

    def see_the_end(self, *, whole: bool) -> None:
        trainee = self.trainee
        sheet = trainee.practice.state.sheet
        assert sheet is not None
        assert sheet.can_print
        assert trainee.practice._runs[0].state is RunState.FINISHED
        trainee.practice.print_sheet()
        trainee.settle()
        self.picture("05-sheet")
        office = trainee.shown.pages.office
        assert office is not None
        assert list(office.desk.store.data.documents.glob("*score_sheet*.pdf"))
        with office.desk.store.read() as connection:
            results = {one.procedure: one.passed for one in query.exam_results(connection)}
        assert results == {"2.000815": True, "1.014027": whole, "1.001193": False}

    def every_face_fits(self) -> None:
        """Nothing is cut on the smallest screen at twice the text, and all of it has a name."""
        trainee, app = self.trainee, QApplication.instance()
        assert isinstance(app, QApplication)
        window = trainee.shown.desk.window
        dress(app, "light", 200)
        window.resize(1024, 640)
        trainee.settle()
        found = [f"sheet: {one}" for one in (*faults(window), *spoken.faults(window))]
        trainee.practice.close_sheet()
        trainee.settle()
        self.picture("06-list-200")
        found += [f"list: {one}" for one in (*faults(window), *spoken.faults(window))]
        trainee.begin(("deaf_writes",))
        self.picture("07-booth-200")
        found += [f"booth: {one}" for one in (*faults(window), *spoken.faults(window))]
        assert found == []
