"""Certificates in the window: printed for all, printed for one, checked when one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands.training_register import mark_attendance
from agent_desk.domain.printing import PrintReason
from agent_desk.domain.scan import Scan, ScanKind
from agent_desk.domain.training import certificate_number
from agent_desk.domain.training.learners import Standing
from agent_desk.queries import prints
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.certificates.page import CertificatesPage
from agent_desk.ui.pages.certificates.presenter import CertificatesPresenter
from agent_desk.ui.tokens import Tone
from tests.documents.reading import pages_of
from tests.documents.teaching_samples import LONG_PERSON
from tests.support.checked import Came, a_held_session, comes
from tests.support.desks import TestDesk, opened_desk
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


def a_class(t: TestDesk, *names: str) -> str:
    people = tuple(Came(name=name, phone="") for name in names or ("Lê Thị Lan", LONG_PERSON))
    session_id, learner_ids = a_held_session(t, *people)
    marks = dict.fromkeys(learner_ids, Standing.ATTENDED)
    mark_attendance(t.desk, t.act(), session_id, marks)
    return session_id


def opened(t: TestDesk, session_id: str = "") -> tuple[CertificatesPresenter, WrittenDown]:
    navigator = WrittenDown()
    presenter = CertificatesPresenter(an_office(t), InlineJobs(), navigator)
    presenter.open_session(session_id)
    return presenter, navigator


def test_all_who_came_are_one_file_and_one_record(t: TestDesk) -> None:
    session_id = a_class(t)
    presenter, navigator = opened(t, session_id)
    presenter.print_all("")
    (printed,) = navigator.printed
    assert len(pages_of(printed.path.read_bytes())) == 2
    with t.desk.store.read() as connection:
        row = prints.by_id(connection, printed.print_id)
    assert (row.document, row.number) == ("certificate", 1)
    assert all(certificate_number.looks_like(row.subtitle) for row in presenter.state.people)


def test_printed_again_they_ask_why(t: TestDesk) -> None:
    presenter, navigator = opened(t, a_class(t))
    presenter.print_all("")
    presenter.print_all("")
    assert presenter.state.tone is Tone.WRONG
    assert len(navigator.printed) == 1
    presenter.print_all(PrintReason.LOST.value)
    assert len(navigator.printed) == 2


def test_one_who_comes_later_gets_a_page_without_a_reason(t: TestDesk) -> None:
    session_id = a_class(t, "Lê Thị Lan")
    presenter, navigator = opened(t, session_id)
    presenter.print_all("")
    late = comes(t, session_id, Came(name="Đỗ Hữu Lộc", phone=""))
    mark_attendance(t.desk, t.act(), session_id, {late: Standing.ATTENDED})
    presenter.refresh()
    presenter.print_one(late, "")
    (page,) = pages_of(navigator.printed[-1].path.read_bytes())
    assert "Đỗ Hữu Lộc" in page


def test_a_class_without_anybody_prints_nothing_and_says_so(t: TestDesk) -> None:
    session_id, (learner_id,) = a_held_session(t)
    mark_attendance(t.desk, t.act(), session_id, {learner_id: Standing.ABSENT})
    presenter, navigator = opened(t, session_id)
    assert presenter.state.people == ()
    presenter.print_all("")
    assert presenter.state.tone is Tone.WRONG
    assert not navigator.printed


def test_a_paper_that_is_shown_is_checked_by_number_and_name(t: TestDesk) -> None:
    presenter, _ = opened(t, a_class(t, "Lê Thị Lan"))
    presenter.print_all("")
    number = presenter.state.people[0].subtitle
    presenter.verify(number, "lê thị lan")
    assert presenter.state.found_tone is Tone.GOOD
    assert "Lê Thị Lan" in presenter.state.found
    presenter.verify(number, "Trần Văn Nam")
    assert presenter.state.found_tone is Tone.WRONG


def test_a_number_never_given_and_one_of_another_desk_are_told_apart(t: TestDesk) -> None:
    presenter, _ = opened(t)
    day = t.clock.now().date()
    presenter.verify(certificate_number.make("00102", day, 9))
    assert presenter.state.found_tone is Tone.WRONG
    presenter.verify(certificate_number.make("00999", day, 9))
    assert presenter.state.found_tone is Tone.WAITING


def test_a_slip_of_the_pen_is_said_at_the_field(t: TestDesk) -> None:
    presenter, _ = opened(t)
    presenter.verify("00102 261123 00001 9")
    assert presenter.state.number_error
    assert not presenter.state.found


def test_a_certificate_scanned_on_the_page_is_checked_at_once(
    qtbot: QtBot, desk_app: object, t: TestDesk
) -> None:
    presenter, navigator = opened(t, a_class(t, "Lê Thị Lan"))
    page = CertificatesPage(presenter)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    page.on_shown()
    print_all = page.key_actions().of(Key.F8)
    assert print_all is not None
    print_all.run()
    assert len(navigator.printed) == 1
    number = certificate_number.check(presenter.state.people[0].subtitle).digits
    assert page.take_scan(Scan(kind=ScanKind.CERTIFICATE, text=number))
    assert "Lê Thị Lan" in presenter.state.found
    assert not page.take_scan(Scan(kind=ScanKind.OTHER, text="x"))
