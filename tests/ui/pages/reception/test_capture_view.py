"""The strip on the screen: every key does what its cap says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from agent_desk.ui.keys import Key, PageActions
from agent_desk.ui.pages.reception.capture_view import CaptureView
from agent_desk.ui.pages.reception.page import ReceptionPage
from tests.support.desks import a_case
from tests.ui.pages.reception.bench import Bench, a_bench, a_scan_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


PAPER = "giay_chung_sinh"
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Shown:
    """The strip in a window of its own, with three small pages in it."""

    def __init__(self, bench: Bench, folder: Path, qtbot: QtBot) -> None:
        self.bench = bench
        self.files = tuple(a_scan_file(folder, f"{n}.png", tone=n, width=640) for n in (9, 60, 120))
        self.capturing = bench.presenter.papers.capturing
        self.view = CaptureView(self.capturing)
        self.view.resize(1280, 700)
        qtbot.addWidget(self.view)
        self.capturing.listen(self.view.show_state)
        bench.presenter.open_case(a_case(bench.t))
        with qtbot.waitExposed(self.view):
            bench.presenter.papers.attach(PAPER, self.files)
        self.view.activateWindow()
        qtbot.waitUntil(lambda: self.view.isActiveWindow())

    @property
    def strip(self) -> object:
        return self.capturing._now.strip  # type: ignore[union-attr]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.view.focusWidget(), key, held)

    def act(self, key: Key) -> None:
        action = PageActions(actions=self.view.keys()).of(key)
        assert action is not None
        action.run()


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[Shown]:
    bench = a_bench(tmp_path / "desk")
    made = Shown(bench, tmp_path, qtbot)
    yield made
    bench.presenter.papers.capturing.close()
    made.view.hide()
    bench.t.close()


def test_the_strip_takes_the_focus_and_shows_a_page_large(shown: Shown) -> None:
    assert shown.view.isVisible()
    assert shown.view.focusWidget() is shown.view.strip
    assert len(shown.capturing.state.preview) > 1000


def test_keys_choose_move_turn_and_leave_out(shown: Shown) -> None:
    first = shown.strip.pages[0]  # type: ignore[attr-defined]
    shown.press(Qt.Key.Key_Down, CTRL)
    assert shown.strip.pages[1] == first  # type: ignore[attr-defined]
    shown.press(Qt.Key.Key_Asterisk)
    assert shown.strip.pages[1].turn == 1  # type: ignore[attr-defined]
    shown.press(Qt.Key.Key_Slash)
    shown.press(Qt.Key.Key_Delete)
    assert len(shown.strip.kept) == 2  # type: ignore[attr-defined]
    shown.press(Qt.Key.Key_End)
    assert shown.strip.at == 2  # type: ignore[attr-defined]
    shown.act(Key.CTRL_Z)
    assert len(shown.strip.kept) == 3  # type: ignore[attr-defined]


def test_enter_says_what_is_doubtful_first_and_attaches_then(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Return)
    assert "all the same" in shown.view.accept_button.label()
    shown.press(Qt.Key.Key_Return)
    assert not shown.view.isVisible()
    step = shown.bench.presenter.state.papers
    assert step is not None
    assert len(step.line(PAPER).scans) == 1  # type: ignore[union-attr]


def test_edges_are_cut_by_arrows_and_kept_by_enter(shown: Shown) -> None:
    shown.act(Key.F9)
    assert shown.view.focusWidget() is shown.view.preview
    for _ in range(5):
        shown.press(Qt.Key.Key_Right)
    shown.press(Qt.Key.Key_Up)
    shown.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    shown.press(Qt.Key.Key_Return)
    crop = shown.strip.pages[0].crop  # type: ignore[attr-defined]
    assert (round(crop.left, 2), round(crop.bottom, 2)) == (0.05, 1.0)
    assert shown.view.focusWidget() is shown.view.strip


def test_escape_leaves_the_innermost_and_the_strip_last(shown: Shown) -> None:
    shown.act(Key.F9)
    shown.act(Key.ESC)
    assert shown.strip.pages[0].crop.is_whole  # type: ignore[attr-defined]
    shown.act(Key.F8)
    shown.act(Key.ESC)
    assert shown.view.isVisible()
    shown.act(Key.ESC)
    assert not shown.view.isVisible()


def test_another_paper_is_chosen_by_a_digit(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Down)
    shown.act(Key.F8)
    shown.press(Qt.Key.Key_3)
    assert shown.strip.pages[1].begins == "anh_giay_to_cha_me"  # type: ignore[attr-defined]
    assert shown.view.focusWidget() is shown.view.strip


def test_pages_counted_by_hand_are_compared(shown: Shown) -> None:
    shown.act(Key.F3)
    QTest.keyClicks(shown.view.focusWidget(), "12")
    shown.press(Qt.Key.Key_Return)
    assert "9 missing" in shown.capturing.state.warning


def test_a_page_is_dragged_to_another_place(shown: Shown) -> None:
    strip, first = shown.view.strip, shown.strip.pages[0]  # type: ignore[attr-defined]
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, NONE, strip.rect_of(0).center())
    QTest.mouseMove(strip, strip.rect_of(1).center())
    QTest.mouseMove(strip, strip.rect_of(2).center())
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, NONE, strip.rect_of(2).center())
    assert shown.strip.pages[2] == first  # type: ignore[attr-defined]


def test_files_dropped_and_a_picture_pasted_come_at_the_end(shown: Shown, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_scan_file(tmp_path, "dropped.png", tone=200)))])
    shown.view.dropEvent(
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    )
    assert len(shown.strip.pages) == 4  # type: ignore[attr-defined]
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    QGuiApplication.clipboard().setImage(picture)
    shown.view.strip.setFocus()
    shown.press(Qt.Key.Key_V, CTRL)
    assert len(shown.strip.pages) == 5  # type: ignore[attr-defined]
    QGuiApplication.clipboard().clear()


def test_zoom_goes_in_and_back_to_the_whole_page(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Plus)
    shown.press(Qt.Key.Key_Plus)
    assert shown.view.preview.zoom == 2.0
    QTest.mousePress(shown.view.preview, Qt.MouseButton.LeftButton, NONE, QPoint(50, 50))
    QTest.mouseRelease(shown.view.preview, Qt.MouseButton.LeftButton)
    shown.view.strip.setFocus()
    shown.press(Qt.Key.Key_0)
    assert shown.view.preview.zoom == 1.0


def test_the_whole_page_makes_room_for_the_strip_and_comes_back(
    tmp_path: Path, qtbot: QtBot, desk_app: object
) -> None:
    bench = a_bench(tmp_path / "desk")
    file = a_scan_file(tmp_path, width=640)
    page = ReceptionPage(bench.presenter, lambda _page, _title: (file,))
    qtbot.addWidget(page)
    page.show()
    bench.presenter.open_case(a_case(bench.t))
    bench.presenter.papers.attach(PAPER, (file,))

    assert page.capture.isVisible()
    assert not page.footer.isVisible()
    assert page.key_actions().of(Key.F11) is not None
    bench.presenter.papers.capturing.close()
    assert page.footer.isVisible()
    page.hide()
    bench.t.close()
