"""The page of the document scanner: found, chosen, tried, with what is wrong in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from agent_desk import settings
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.capture.page import CaptureSetupPage
from agent_desk.ui.pages.capture.presenter import CaptureSetupPresenter
from agent_desk.ui.tokens import Tone
from tests.devices.capture.page_pictures import a_page, as_jpeg, blurred
from tests.support.desks import opened_desk
from tests.support.escl_scanner import EsclScanner
from tests.support.programs import needs
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def presenter(tmp_path: Path) -> Iterator[CaptureSetupPresenter]:
    with opened_desk(tmp_path / "desk") as t:
        made = CaptureSetupPresenter(an_office(t), InlineJobs(), WrittenDown())
        yield made


@pytest.fixture(autouse=True)
def _only_the_test_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sane.d").mkdir()
    (tmp_path / "sane.d" / "dll.conf").write_text("test\n", encoding="ascii")
    monkeypatch.setitem(os.environ, "SANE_CONFIG_DIR", str(tmp_path / "sane.d"))


def test_the_scanners_of_the_pc_are_offered_beside_files(
    presenter: CaptureSetupPresenter,
) -> None:
    needs("scanimage")
    presenter.refresh()

    assert [choice.key for choice in presenter.state.sources] == ["", "sane:test:0", "sane:test:1"]
    assert presenter.state.tone is Tone.GOOD


def test_a_scanner_is_kept_only_if_it_answers_and_one_page_says_how_good_it_is(
    presenter: CaptureSetupPresenter,
) -> None:
    page = as_jpeg(blurred(a_page(200), 3.5))
    with EsclScanner(sheets=[page]) as scanner:
        presenter.refresh()
        presenter.type_address("127.0.0.1:1")
        assert "does not answer" in presenter.state.address_error
        presenter.type_address(scanner.address)
        assert presenter.state.value(settings.CAPTURE_ADDRESS) == scanner.address
        found = next(c.key for c in presenter.state.sources if c.key.startswith("escl:"))
        presenter.choose(settings.CAPTURE_SOURCE, found)
        presenter.choose(settings.CAPTURE_DPI, "200")
        presenter.try_it()

    assert "The scanner works: 200 dpi. Blurred" in presenter.state.news
    assert presenter.state.picture.startswith(b"\xff\xd8")


def test_a_scanner_that_is_gone_stays_named_and_says_what_to_do(
    presenter: CaptureSetupPresenter,
) -> None:
    presenter.refresh()
    presenter.choose(settings.CAPTURE_SOURCE, "escl:http://127.0.0.1:1/eSCL")
    presenter.try_it()

    assert "does not answer" in presenter.state.news
    assert presenter.state.tone is Tone.WRONG
    assert "not there now" in presenter.state.sources[-1].label


def test_a_folder_must_be_there(presenter: CaptureSetupPresenter, tmp_path: Path) -> None:
    presenter.refresh()
    presenter.type_folder(str(tmp_path / "gone"))
    assert presenter.state.folder_error
    presenter.type_folder(str(tmp_path))
    assert presenter.state.value(settings.CAPTURE_FOLDER) == str(tmp_path)


def test_the_page_shows_what_is_set_and_its_keys_try_and_look(
    presenter: CaptureSetupPresenter, qtbot: QtBot, desk_app: object
) -> None:
    left: list[bool] = []
    page = CaptureSetupPage(presenter, lambda: left.append(True))
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    presenter.choose(settings.FILE_LIMIT_MB, "10")

    assert page._pickers[settings.FILE_LIMIT_MB.key].currentData() == "10"
    keys = page.key_actions()
    assert not keys.of(Key.F4).enabled  # type: ignore[union-attr]
    keys.of(Key.ESC).run()  # type: ignore[union-attr]
    assert left
    page.hide()
