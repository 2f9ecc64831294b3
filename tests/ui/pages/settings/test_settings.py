"""Settings: every change is kept at once, and what can be is seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from agent_desk import settings
from agent_desk.commands import visit
from agent_desk.domain.ledger import parse
from agent_desk.errors import StoreUnusable
from agent_desk.queries import desk as desk_query
from agent_desk.store.tables import facts
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.settings import presenter as presenter_module
from agent_desk.ui.pages.settings.page import SettingsPage
from agent_desk.ui.pages.settings.presenter import PHONES, SHOWN, TEXTS, SettingsPresenter
from agent_desk.ui.widgets.buttons import Button
from tests.support import desks
from tests.ui.desk_runs import PATIENCE_MS, running_desk
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from agent_desk.ui.office import Office
    from agent_desk.ui.widgets.fields import Field
    from tests.support.desks import TestDesk

pytestmark = pytest.mark.usefixtures("desk_app")
LONG = "Công Tằng Tôn Nữ Thị Huyền Trân Nguyễn Phúc Bảo Châu Ngọc Diệp"


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path / "desk") as opened:
        yield opened


class Shown:
    """The page over one desk; ``applied`` is what the window was told."""

    def __init__(self, qtbot: QtBot, t: TestDesk, jobs: InlineJobs | None = None) -> None:
        self.t = t
        self.office: Office = an_office(t)
        self.navigator = WrittenDown()
        self.applied: list[tuple[str, str]] = []
        self.presenter = SettingsPresenter(
            self.office,
            jobs or InlineJobs(),
            self.navigator,
            lambda key, value: self.applied.append((key, value)),
        )
        self.page = SettingsPage(self.presenter)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.on_shown()

    def picker(self, key: str) -> QComboBox:
        return self.page._pickers[key]

    def choose(self, picker: QComboBox, value: str) -> None:
        picker.setCurrentIndex(picker.findData(value))
        picker.activated.emit(picker.currentIndex())

    def stored(self, key: str) -> str:
        with self.t.desk.store.read() as connection:
            return desk_query.setting(connection, key)

    @property
    def new_name(self) -> Field:
        return self.page._new_name

    def add(self, name: str) -> None:
        self.new_name.set_text(name)
        button = next(b for b in self.page.findChildren(Button) if b.label() == "Add")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_choice_of_every_setting_is_kept_and_told(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    for setting in SHOWN:
        for value in reversed(setting.choices):
            shown.choose(shown.picker(setting.key), value)
            assert shown.stored(setting.key) in (value, "")  # the default need not be written
            if value != setting.default:
                assert (setting.key, value) in shown.applied
                assert shown.stored(setting.key) == value
    again = Shown(qtbot, t)
    first = {s.key: s.choices[0] for s in SHOWN if s.choices[0] != s.default}
    for key, value in first.items():
        assert again.picker(key).currentData() == value


def test_a_choice_the_disk_refuses_is_taken_back(
    qtbot: QtBot, t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(qtbot, t)

    def refuse(*_arguments: object) -> None:
        raise StoreUnusable("the disk is full")

    monkeypatch.setattr(presenter_module, "keep_setting", refuse)
    shown.choose(shown.picker(settings.PAPER_SIZE.key), "A4")
    assert shown.picker(settings.PAPER_SIZE.key).currentData() == "A5"
    assert shown.applied == []
    assert "the disk is full" in shown.navigator.said[0]


# Clerks


def test_a_clerk_is_added_and_can_be_chosen(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    shown.add(f"  {LONG} ")
    assert shown.new_name.text() == ""
    assert shown.page._clerk.findText(LONG) >= 0
    shown.choose(shown.page._clerk, str(shown.page._clerk.itemData(1)))
    assert shown.page._clerk.currentText() == LONG
    assert shown.applied == [(settings.CURRENT_CLERK.key, shown.page._clerk.itemData(1))]


@pytest.mark.parametrize("name", ["Hà 2", "a" * 500, "Mật khẩu: 12@", "\x07Hà", "Hà; Lan"])
def test_a_name_that_cannot_be_is_said_and_stays_to_be_mended(
    qtbot: QtBot, t: TestDesk, name: str
) -> None:
    shown = Shown(qtbot, t)
    shown.add(name)
    assert shown.presenter.state.name_error
    assert shown.new_name.text()
    assert len(shown.presenter.state.clerks) == 1


def test_a_name_stays_until_it_is_kept(qtbot: QtBot, t: TestDesk) -> None:
    jobs = HeldJobs()
    shown = Shown(qtbot, t, jobs)
    jobs.release()
    shown.add("Lê Văn Mới")
    assert shown.new_name.text() == "Lê Văn Mới"
    jobs.release()
    assert shown.new_name.text() == ""


def test_a_name_the_disk_refuses_stays(
    qtbot: QtBot, t: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(qtbot, t)

    def refuse(*_arguments: object) -> None:
        raise StoreUnusable("the disk is full")

    monkeypatch.setattr(presenter_module, "add_clerk", refuse)
    shown.add("Lê Văn Mới")
    assert shown.presenter.state.name_error == "the disk is full"
    assert shown.new_name.text() == "Lê Văn Mới"


def test_pressing_add_twice_adds_one_clerk(qtbot: QtBot, t: TestDesk) -> None:
    jobs = HeldJobs()
    shown = Shown(qtbot, t, jobs)
    jobs.release()
    shown.add("Lê Văn Mới")
    shown.add("Lê Văn Mới")
    jobs.release()
    assert [c.label for c in shown.presenter.state.clerks] == ["Trần Thu Hà", "Lê Văn Mới"]


def test_an_error_goes_with_the_next_good_name(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    shown.add("Hà 2")
    shown.add("Hà Hai")
    assert shown.presenter.state.name_error == ""


def test_a_new_clerk_takes_over_at_once_and_signs_the_facts(qtbot: QtBot, tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path / "desk"):
        pass
    with running_desk(qtbot, tmp_path / "desk") as desk:
        page = desk.window.open_page("settings")
        assert isinstance(page, SettingsPage)
        page._new_name.set_text("Lê Văn Mới")
        page._add_clerk()
        qtbot.waitUntil(lambda: page._clerk.count() == 2, timeout=PATIENCE_MS)
        page._clerk.setCurrentIndex(page._clerk.findText("Lê Văn Mới"))
        page._clerk.activated.emit(page._clerk.currentIndex())
        assert desk.pages is not None
        office = desk.pages.office
        assert office is not None
        qtbot.waitUntil(lambda: office.clerk.name == "Lê Văn Mới", timeout=PATIENCE_MS)
        assert desk.window._top._clerk.text() == "Lê Văn Mới"
        visit.open_visit(office.desk, office.act())
        with office.desk.store.read() as connection:
            lines = connection.execute(select(facts.c.line).order_by(facts.c.seq)).scalars().all()
        assert parse(lines[-1]).author_id == office.clerk.clerk_id
        clerk_id = office.clerk.clerk_id
    with running_desk(qtbot, tmp_path / "desk") as desk:
        assert desk.pages is not None
        assert desk.pages.office is not None
        assert desk.pages.office.clerk.clerk_id == clerk_id


# What our papers say


def type_over(shown: Shown, key: str, text: str) -> Field:
    field = shown.page.papers.fields[key]
    field.setFocus()
    field.set_text(text)
    QTest.keyClick(field.entry, Qt.Key.Key_Return)
    return field


def test_every_text_of_our_papers_is_kept_and_shown_again(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    for setting in TEXTS:
        text = "024 3826  1111 " if setting in PHONES else f" Số 5 {setting.key} "
        type_over(shown, setting.key, text)
        assert shown.stored(setting.key) == " ".join(text.split())
    again = Shown(qtbot, t)
    shown_texts = {key: field.text() for key, field in again.page.papers.fields.items()}
    assert shown_texts == {setting.key: shown.stored(setting.key) for setting in TEXTS}


def test_the_times_of_the_courier_are_kept_and_what_is_no_time_is_told(
    qtbot: QtBot, t: TestDesk
) -> None:
    shown = Shown(qtbot, t)
    for text, kept in (("09:30, 15:30", "09:30, 15:30"), ("noon", "09:30, 15:30"), ("", "")):
        shown.page.pickups.set_text(text)
        shown.page.pickups.entered.emit()
        assert shown.stored(settings.PICKUP_TIMES.key) == kept


def test_a_text_is_kept_when_the_focus_leaves_its_field(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    field = shown.page.papers.fields[settings.SITE_ADDRESS.key]
    field.set_text("1 phố Mẫu")
    field.left.emit()
    assert shown.stored(settings.SITE_ADDRESS.key) == "1 phố Mẫu"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("hotline", "gọi ngay"),
        ("site_address", "số " * 60),
        ("open_hours", "mật khẩu: Abc@1234"),
    ],
)
def test_a_text_that_may_not_stand_on_paper_is_said_at_its_field_and_stays(
    qtbot: QtBot, t: TestDesk, key: str, text: str
) -> None:
    shown = Shown(qtbot, t)
    field = type_over(shown, key, text)
    assert field.error() or field.refusal()
    assert field.text() == text
    assert shown.stored(key) == ""


def test_a_text_that_was_emptied_is_the_first_one_again(qtbot: QtBot, t: TestDesk) -> None:
    shown = Shown(qtbot, t)
    type_over(shown, settings.PLACE.key, "Sơn Tây")
    field = type_over(shown, settings.PLACE.key, "")
    assert shown.stored(settings.PLACE.key) == settings.PLACE.default
    shown.page._clerk.setFocus()
    assert field.text() == settings.PLACE.default
