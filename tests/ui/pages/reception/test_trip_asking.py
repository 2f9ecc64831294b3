"""Reception asks why somebody had to come again: once a visit, one key, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import lodging, paper
from agent_desk.commands.trips import came_in_vain
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.trips import TripCause
from agent_desk.store.clock_tables import trips as trip_rows
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.trip_strip import TripStrip
from tests.support.acts import component
from tests.support.custody import rows_of
from tests.support.desks import a_lodged_dossier, a_scan, a_supplement_request
from tests.ui.pages.reception.bench import a_bench, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ids import DossierId
    from agent_desk.ui.pages.reception.trip_asking import TripQuestion
    from tests.ui.pages.reception.bench import Bench

WRONG = TripCause.TOLD_WRONG.value


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path)
    yield made
    made.t.desk.store.close()


def asked(bench: Bench) -> TripQuestion | None:
    return bench.presenter.trips.question


def causes(bench: Bench) -> list[str]:
    return [row.cause for row in rows_of(bench.t, trip_rows)]


def a_return(bench: Bench, hours: float = 20) -> DossierId:
    dossier_id = a_supplement_request(bench.t)
    bench.t.clock.advance(hours=hours)
    bench.presenter.open_case(dossier_id)
    return dossier_id


def test_who_brings_what_the_authority_wants_is_asked_for_the_second_visit(bench: Bench) -> None:
    a_return(bench)
    question = asked(bench)
    assert question is not None
    assert "2" in question.title
    assert [choice.key for choice in question.choices][1] == WRONG
    assert causes(bench) == []


def test_one_answer_counts_and_explains_the_trip_and_the_strip_goes(bench: Bench) -> None:
    a_return(bench)
    bench.presenter.trips.answer(WRONG)
    assert asked(bench) is None
    assert causes(bench) == [WRONG]
    bench.presenter.reread()
    bench.presenter.trips.answer(WRONG)
    assert (asked(bench), causes(bench)) == (None, [WRONG])


def test_sending_the_papers_after_the_answer_counts_no_second_trip(bench: Bench) -> None:
    dossier_id = a_return(bench)
    bench.presenter.trips.answer(WRONG)
    file = check_bytes("again.png", a_scan(70, 90))
    place = component(bench.t, dossier_id)
    paper.attach_file(bench.t.desk, bench.t.act(), dossier_id, place, file)
    lodging.supplement(bench.t.desk, bench.t.act(), dossier_id)
    assert causes(bench) == [WRONG]


def test_who_only_stepped_aside_is_not_asked(bench: Bench) -> None:
    a_return(bench, hours=0.1)
    assert asked(bench) is None


def test_closed_the_question_stays_away_and_nothing_is_written(bench: Bench) -> None:
    a_return(bench)
    bench.presenter.trips.dismiss()
    bench.presenter.park()
    bench.presenter.next_case()
    assert (asked(bench), causes(bench)) == (None, [])


def test_a_citizen_who_came_in_vain_is_asked_when_greeted(bench: Bench) -> None:
    dossier_id = a_lodged_dossier(bench.t)
    bench.t.clock.advance(days=1)
    came_in_vain(bench.t.desk, bench.t.act(), dossier_id)
    submitter = bench.t.view(dossier_id).submitter
    bench.presenter.greet(None)
    assert asked(bench) is None
    bench.presenter.citizen.take_scan(submitter.number)
    bench.presenter.go_on()
    assert bench.presenter.state.step is not Step.CITIZEN
    assert asked(bench) is not None
    bench.presenter.trips.answer(WRONG)
    assert causes(bench) == [WRONG]


def test_nobody_is_asked_about_a_first_visit(bench: Bench) -> None:
    greet_with_card(bench)
    assert asked(bench) is None


def test_one_key_answers_from_anywhere_and_the_strip_leaves_no_room(
    bench: Bench, qtbot: QtBot, desk_app: object
) -> None:
    strip = TripStrip(bench.presenter.trips)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    assert strip.keys() == []
    a_return(bench)
    bound = strip.keys()
    keys = {action.key: action.run for action in bound}
    assert (strip.isHidden(), list(keys)) == (False, list(Key.answers()))
    keys[Key.ANSWER_2]()
    assert (causes(bench), strip.isHidden()) == ([WRONG], True)
