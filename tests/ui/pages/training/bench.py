"""The presenters of training on a real desk, work done at once, ways only remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.training.presenter import TrainingPresenter
from agent_desk.ui.pages.training.quick_presenter import QuickPresenter
from agent_desk.ui.pages.training.register_presenter import RegisterPresenter
from agent_desk.ui.pages.training.roster_presenter import RosterPresenter
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.wall import WallList
    from tests.support.desks import TestDesk


@dataclass(slots=True)
class Ways:
    """Remembers where it was asked to lead."""

    opened: list[tuple[str, str]] = field(default_factory=list)
    walls: list[WallList | None] = field(default_factory=list)

    def open_session(self, session_id: str) -> None:
        self.opened.append(("session", session_id))

    def open_register(self, session_id: str) -> None:
        self.opened.append(("register", session_id))

    def open_roster(self, session_id: str) -> None:
        self.opened.append(("roster", session_id))

    def open_check(self, session_id: str) -> None:
        self.opened.append(("check", session_id))

    def teach(self, topics: tuple[str, ...], session_id: str = "") -> None:
        self.opened.append(("teach", session_id or " ".join(topics)))

    def show_wall(self, wall: WallList | None) -> bool:
        self.walls.append(wall)
        return True


class Bench:
    """A desk and the presenters on it."""

    def __init__(self, t: TestDesk) -> None:
        self.t = t
        self.office: Office = an_office(t)
        self.asked = WrittenDown()
        self.ways = Ways()
        self.jobs = InlineJobs()
        parts = (self.office, self.jobs, self.asked, self.ways)
        self.sessions = TrainingPresenter(*parts)
        self.register = RegisterPresenter(*parts)
        self.roster = RosterPresenter(*parts)
        self.quick = QuickPresenter(*parts)
