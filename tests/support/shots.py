"""Every page and every step of it, opened in the real desk on a filled store."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from agent_desk import i18n, settings
from agent_desk.app import DeskApp, Opening
from agent_desk.commands.desk import keep_setting
from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.people import CardReading, CitizenNumber, Sex
from agent_desk.paths import DataDir
from agent_desk.ui import qt_words
from agent_desk.ui.crash import CrashHandler
from agent_desk.ui.look import Look
from agent_desk.ui.pages.training_check.page import CheckPage
from agent_desk.ui.pages.training_follow_up.page import FollowUpPage
from agent_desk.ui.slides.show import Turn
from tests.support import desks
from tests.support.clock import SetClock
from tests.support.filled_desk import FilledDesk, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent_desk.ui.desk_pages import DeskPages

    Show = Callable[["Shown"], None]

_PATIENCE_S = 30


class LoudCrash(CrashHandler):
    """A bug ends the run instead of opening a dialog."""

    def take(self, error: BaseException) -> None:
        raise error


class Shown:
    """A running desk and what its store was filled with."""

    def __init__(self, desk: DeskApp, filled: FilledDesk | None) -> None:
        self.desk = desk
        self.filled = filled

    @property
    def pages(self) -> DeskPages:
        """The pages of the open desk."""
        assert self.desk.pages is not None
        return self.desk.pages

    def settle(self) -> None:
        """Wait until every lane is idle and everything is laid out."""
        app = QApplication.instance()
        assert app is not None
        until = time.monotonic() + _PATIENCE_S
        quiet = 0
        while quiet < 4 and time.monotonic() < until:
            app.processEvents()
            quiet = quiet + 1 if self.desk.jobs.running == 0 else 0
            if self.desk.jobs.running:
                time.sleep(0.002)


def fill_folder(
    folder: Path, fill: Callable[[desks.TestDesk], FilledDesk] = fill
) -> tuple[FilledDesk, SetClock]:
    """Fill a data folder; give what it holds and the clock at the end of it."""
    with desks.opened_desk(folder) as t:
        # Drawing all of it takes longer than a desk stays open untouched.
        keep_setting(t.desk.store, settings.LOCK_MINUTES.key, "0")
        return fill(t), t.clock


@contextmanager
def open_desk(
    folder: Path, *, clock: SetClock | None = None, filled: FilledDesk | None = None,
    language: str = "vi", is_practice: bool = False,
) -> Iterator[Shown]:  # fmt: skip
    """Open the real desk on a folder in a language."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.activate(language)
    qt_words.install(app)
    data = DataDir(root=folder, is_practice=is_practice)
    opening = Opening(
        data=data,
        clock=clock or SetClock(),
        look=Look(language=language, color_scheme="light"),
    )
    desk = DeskApp(app, LoudCrash(data.logs), opening)
    desk.start()
    shown = Shown(desk, filled)
    try:
        until = time.monotonic() + _PATIENCE_S
        while not (desk.is_ready or desk.problem) and time.monotonic() < until:
            app.processEvents()
            time.sleep(0.002)
        shown.settle()
        yield shown
    finally:
        desk.stop()
        app.processEvents()


CARD = CardReading(
    number=CitizenNumber("001194004482"),
    old_number="",
    name="Nguyễn Thị Lan",
    birth=PartialDate(year=1994, month=5, day=12),
    sex=Sex.FEMALE,
    address="Số 5 ngõ 12 phố Mẫu, phường Yên Hòa, Hà Nội",
    issued_on=None,
)


def _page(key: str) -> Show:
    return lambda shown: shown.pages.to.open_page(key)


def _case(step: str, which: str = "in_work") -> Show:
    def show(shown: Shown) -> None:
        from agent_desk.ui.pages.reception.sitting import Step

        shown.pages.to.open_case(getattr(shown.filled, which))
        shown.settle()
        shown.pages.rooms.reception.open_step(Step(step))

    return show


def _citizen(shown: Shown) -> None:
    shown.pages.to.greet(CARD)


def _no_citizen(shown: Shown) -> None:
    shown.pages.to.greet(None)


def _found_elsewhere(shown: Shown) -> None:
    """What the center knows of a dossier of another desk, its result not given out yet."""
    from agent_desk.ui.pages.lookup.page import LookUpPage
    from agent_desk.wire import LookUpReply

    shown.pages.to.open_page("lookup")
    shown.settle()
    page = shown.desk.window.page("lookup")
    assert isinstance(page, LookUpPage)
    reply = LookUpReply(
        found=True,
        as_of="2026-11-23T02:00:00.000Z",
        reference="002012611220018",
        official_code="H26.99-261122-0001",
        procedure_name="Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
        office="UBND phường Cửa Nam",
        site="Bưu cục Cửa Nam",
        desk_code="00201",
        status=9,
        owner_name="Nguyễn Thị Phương Thảo",
        owner_number="••••••••0123",
    )
    page.presenter._show_found(reply, "", is_online=True)


def _account(shown: Shown) -> None:
    from tests.ui.pages.accounts.counter import NEW_ADULT

    shown.pages.to.open_page("accounts")
    shown.settle()
    presenter = shown.pages.rooms.accounts
    for question, key in NEW_ADULT.items():
        presenter.answer(question, key)


def _class(act: str) -> Show:
    """The calendar with a class open or planned, its register, one person of it, a paper list."""

    def show(shown: Shown) -> None:
        assert shown.pages.rooms.training is not None
        assert shown.filled is not None
        desk, held = shown.pages.rooms.training, shown.filled.class_held
        if act == "plan":
            shown.pages.to.open_page("training")
            desk.sessions().plan_new()
        elif act == "session":
            desk.open_session(held)
        elif act == "roster":
            desk.open_roster(held)
        else:
            desk.register().close_pane()
            desk.open_register(held)
            shown.settle()
            read = desk.register()._read
            assert read is not None
            if act == "person":
                desk.register().open_person(read.people[0].learner_id)

    return show


def _check(who: str = "") -> Show:
    """The check of a class: the group, or the sheet of one person."""

    def show(shown: Shown) -> None:
        assert shown.pages.rooms.training is not None
        assert shown.filled is not None
        shown.pages.rooms.training.open_check(shown.filled.class_held)
        shown.settle()
        if who:
            page = shown.desk.window.page("training_check")
            assert isinstance(page, CheckPage)
            page.presenter.ask(who)

    return show


def _call(shown: Shown) -> None:
    shown.pages.to.open_page("training_follow_up")
    shown.settle()
    page = shown.desk.window.page("training_follow_up")
    assert isinstance(page, FollowUpPage)
    page.presenter.open(page.presenter.state.rows[0].key)


def _teaching(*, is_running: bool) -> Show:
    """The cards of the topics, or the notes beside a slide that is running."""

    def show(shown: Shown) -> None:
        shown.pages.to.open_page("teaching")
        shown.settle()
        assert shown.pages.rooms.training is not None
        presenter = shown.pages.rooms.training._teaching._teacher()
        if presenter.state.show is not None:
            presenter.end()
        presenter.choose("spot_scams")
        if is_running:
            presenter.start()
            presenter.turn(Turn.NEXT)

    return show


SHOTS: dict[str, Show] = {
    "today": _page("today"),
    "reception-empty": _no_citizen,
    "reception-citizen": _citizen,
    "reception-case": _case("case"),
    "reception-consent": _case("consent"),
    "reception-papers": _case("papers"),
    "reception-form": _case("form"),
    "reception-check": _case("check"),
    "reception-lodge": _case("lodge", "on_paper"),
    "reception-supplement": lambda s: s.pages.to.open_case(s.filled.supplement),
    "accounts": _page("accounts"),
    "accounts-steps": _account,
    "dossiers": _page("dossiers"),
    "dossier": lambda s: s.pages.to.open_dossier(s.filled.lodged),
    "dossier-ready": lambda s: s.pages.to.open_dossier(s.filled.ready),
    "register": _page("register"),
    "scanner": _page("scanner"),
    "capture": _page("capture"),
    "prints": lambda s: s.pages.to.show_papers(s.filled.lodged),
    "printers": _page("printers"),
    "checks": _page("checks"),
    "results": _page("results"),
    "results-return": lambda s: s.pages.to.open_return(s.filled.lying),
    "handover": _page("handover"),
    "handover-bag": lambda s: s.pages.to.open_bag(s.filled.bag),
    "counter": _page("counter"),
    "delivery": _page("delivery"),
    "shift": _page("shift"),
    "outage": _page("outage"),
    "lookup": _page("lookup"),
    "lookup-found": _found_elsewhere,
    "training": _page("training"),
    "training-session": _class("session"),
    "training-plan": _class("plan"),
    "training_register": _class("register"),
    "training_register-person": _class("person"),
    "training_roster": _class("roster"),
    "training_quick": lambda s: s.pages.rooms.training.teach_citizen(None),
    "training_check": _check(),
    "training_check-entry": _check("#2"),
    "training_follow_up": _page("training_follow_up"),
    "training_follow_up-call": _call,
    "training_report": _page("training_report"),
    "teaching": _teaching(is_running=False),
    "teaching-notes": _teaching(is_running=True),
    "certificates": _page("certificates"),
    "sandbox": _page("sandbox"),
    "help": _page("help"),
    "sync": _page("sync"),
    "settings": _page("settings"),
}
"""What the contact sheet shows, by name; each leaves the window at that page."""
