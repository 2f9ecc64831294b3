"""Teaching a topic: its card, its slides on whatever screen there is, its sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.spec import PackProblem
from agent_desk.queries import prints
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.teaching import presenter as teaching
from agent_desk.ui.pages.teaching.presenter import TeachingPresenter
from agent_desk.ui.slides.show import Show, Stage, Turn
from tests.documents.reading import pages_of
from tests.support.desks import TestDesk, opened_desk
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(slots=True)
class Screens:
    """The screens of a trainer: with a projector, or the own one alone."""

    has_projector: bool = True
    drawn: list[Show] = field(default_factory=list)
    is_out: bool = False

    def can_project(self) -> bool:
        return self.has_projector

    def put_out(self, show: Show) -> Stage:
        self.drawn.append(show)
        self.is_out = True
        return Stage.PROJECTOR if self.has_projector else Stage.OWN_SCREEN

    def draw(self, show: Show) -> None:
        self.drawn.append(show)

    def take_back(self) -> None:
        self.is_out = False


@dataclass(slots=True)
class WaysTaken:
    taken: list[str] = field(default_factory=list)

    def practice(self, topic: str) -> None:
        self.taken.append(f"practice {topic}")

    def certificates(self, session_id: str) -> None:
        self.taken.append(f"certificates {session_id}")

    def leave(self) -> None:
        self.taken.append("leave")


@dataclass(slots=True)
class Room:
    """A trainer at a desk."""

    t: TestDesk
    screens: Screens
    ways: WaysTaken
    navigator: WrittenDown
    presenter: TeachingPresenter


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened_desk(tmp_path) as t:
        screens, ways, navigator = Screens(), WaysTaken(), WrittenDown()
        presenter = TeachingPresenter(an_office(t), InlineJobs(), navigator, screens, ways)
        presenter.refresh()
        yield Room(t=t, screens=screens, ways=ways, navigator=navigator, presenter=presenter)


def test_all_topics_are_there_and_the_first_card_is_open(room: Room) -> None:
    assert tuple(row.key for row in room.presenter.state.topics) == TOPICS
    assert room.presenter.state.card is not None
    assert room.presenter.state.card.topic == TOPICS[0]


def test_the_topics_of_a_class_come_first_and_are_marked(room: Room) -> None:
    room.presenter.open_topics(("look_up", "vneid"), "s1")
    rows = room.presenter.state.topics
    assert [row.key for row in rows[:2]] == ["look_up", "vneid"]
    assert all(row.pill for row in rows[:2])
    assert not rows[2].pill
    assert room.presenter.state.card is not None
    assert room.presenter.state.card.topic == "look_up"
    room.presenter.certificates()
    room.presenter.practice()
    assert room.ways.taken == ["certificates s1", "practice look_up"]


def test_slides_go_to_the_projector_and_notes_stay_here(room: Room) -> None:
    room.presenter.choose("spot_scams")
    room.presenter.start()
    room.presenter.turn(Turn.NEXT)
    state = room.presenter.state
    assert state.show is not None
    assert state.show.stage is Stage.PROJECTOR
    assert state.notes is not None
    assert state.notes.say == state.show.slide.say
    assert room.screens.drawn[-1] == state.show


def test_the_projector_is_pulled_and_comes_back_and_the_place_holds(room: Room) -> None:
    room.presenter.start()
    room.presenter.turn(Turn.NEXT)
    room.presenter.moved(Stage.LOST)
    state = room.presenter.state
    assert state.show is not None
    assert (state.show.index, state.show.stage) == (1, Stage.LOST)
    room.presenter.turn(Turn.NEXT)
    room.presenter.moved(Stage.PROJECTOR)
    assert room.presenter.state.show is not None
    assert room.presenter.state.show.index == 2


def test_without_a_projector_the_notes_come_first_and_f5_fills_the_screen(room: Room) -> None:
    room.screens.has_projector = False
    room.presenter.start()
    assert not room.screens.is_out
    room.presenter.put_out()
    assert room.presenter.state.show is not None
    assert room.presenter.state.show.stage is Stage.OWN_SCREEN
    room.presenter.end()
    assert room.presenter.state.show is not None, "the first Esc comes back to the notes"
    room.presenter.end()
    assert room.presenter.state.show is None


def test_time_is_counted_from_the_start(room: Room) -> None:
    room.presenter.start()
    room.t.clock.advance(minutes=3, seconds=5)
    room.presenter.tick()
    assert room.presenter.state.notes is not None
    assert "3:05" in room.presenter.state.notes.elapsed


def test_sheets_for_a_class_are_one_recorded_print(room: Room) -> None:
    room.presenter.print_sheets("12")
    (printed,) = room.navigator.printed
    assert len(pages_of(printed.path.read_bytes())) == 12
    with room.t.desk.store.read() as connection:
        assert prints.by_id(connection, printed.print_id).document == f"handout:{TOPICS[0]}"


@pytest.mark.parametrize("copies", ["", "0", "101", "many", "-1"])
def test_an_impossible_number_of_sheets_is_said_at_the_field(room: Room, copies: str) -> None:
    room.presenter.print_sheets(copies)
    assert room.presenter.state.errors
    assert not room.navigator.printed


def test_a_broken_card_is_told_and_the_others_can_be_taught(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    held = teaching.installed_curriculum()
    cards = tuple(card for card in held.cards if card.topic != "vneid")
    problem = PackProblem(file="vneid.v1.json", line=7, reason="aim: empty")
    broken = replace(held, cards=cards, problems=(problem,))
    monkeypatch.setattr(teaching, "installed_curriculum", lambda: broken)
    room.presenter.refresh()
    assert len(room.presenter.state.topics) == len(TOPICS) - 1
    assert "vneid.v1.json" in room.presenter.state.problems[0]
    room.presenter.choose("look_up")
    room.presenter.start()
    assert room.presenter.state.show is not None


def test_leaving_ends_the_slides_before_it_leaves(room: Room) -> None:
    room.presenter.start()
    room.presenter.leave()
    assert room.ways.taken == []
    room.presenter.leave()
    assert room.ways.taken == ["leave"]


def test_a_clock_that_jumps_back_shows_no_negative_time(room: Room) -> None:
    room.presenter.start()
    room.t.clock.advance(hours=-2)
    room.presenter.tick()
    assert room.presenter.state.notes is not None
    assert "0:00" in room.presenter.state.notes.elapsed
