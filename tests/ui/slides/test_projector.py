"""Slides on screens: large, black when asked, back without losing their place when unplugged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_desk.ui.slides.display import SlideDisplay
from agent_desk.ui.slides.drawing import LEAST_PT, fit_of
from agent_desk.ui.slides.show import Stage, Turn
from agent_desk.ui.slides.view import SlideWindow
from tests.gallery_teaching import all_slides
from tests.ui.slides.test_show import a_show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.slides.show import Show


class Projector:
    """A second screen that can be pulled out."""

    def geometry(self) -> QRect:
        return QRect(5000, 0, 1280, 800)


@pytest.fixture
def projector(monkeypatch: pytest.MonkeyPatch, qapp: object) -> list[object]:
    """Give the screens beside the own one; take the projector out of it to unplug it."""
    beside: list[object] = [Projector()]
    mine = QGuiApplication.screens()
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [*mine, *beside]))
    return beside


@pytest.fixture
def display(qtbot: QtBot, desk_app: object) -> Iterator[SlideDisplay]:
    trainer = QWidget()
    qtbot.addWidget(trainer)
    made = SlideDisplay(trainer)
    yield made
    made.take_back()


def test_no_slide_is_smaller_than_32_points_at_1080p_and_large_text_makes_it_larger(
    desk_app: object,
) -> None:
    sizes: dict[int, list[float]] = {}
    for percent in (100, 200):
        for deck, number, slide, look in all_slides(percent):
            fit = fit_of(slide, look)
            assert fit.fits, (deck.topic, number)
            assert fit.points >= LEAST_PT
            sizes.setdefault(percent, []).append(fit.points)
    larger = [b > a for a, b in zip(sizes[100], sizes[200], strict=True)]
    assert sum(larger) > len(larger) * 0.8


def test_they_stand_on_the_projector_and_leave_the_keys_to_the_trainer(
    display: SlideDisplay, projector: list[object]
) -> None:
    assert display.put_out(a_show()) is Stage.PROJECTOR
    assert display.window is not None
    assert display.window.geometry().topLeft() == QPoint(5000, 0)
    assert display.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_unplugged_mid_slide_they_come_back_and_go_out_again_at_the_same_place(
    qtbot: QtBot, display: SlideDisplay, projector: list[object]
) -> None:
    show: Show = a_show().turn(Turn.NEXT).turn(Turn.NEXT)
    display.put_out(show)
    (pulled,) = projector
    projector.clear()
    with qtbot.waitSignal(display.moved, check_params_cb=lambda stage: stage is Stage.LOST):
        display.screen_gone(pulled)  # type: ignore[arg-type]
    assert display.window is None
    display.draw(show.turn(Turn.NEXT))
    projector.append(Projector())
    with qtbot.waitSignal(display.moved, check_params_cb=lambda stage: stage is Stage.PROJECTOR):
        display.screen_back()
    assert display.window is not None
    assert display.window.slide is show.turn(Turn.NEXT).slide


def test_a_new_screen_gets_no_slides_when_none_are_running(
    display: SlideDisplay, projector: list[object]
) -> None:
    display.screen_back()
    assert display.window is None


def test_without_a_projector_they_fill_the_own_screen_and_take_its_keys(
    qtbot: QtBot, display: SlideDisplay
) -> None:
    assert display.put_out(a_show()) is Stage.OWN_SCREEN
    assert display.window is not None
    QTest.qWaitForWindowActive(display.window)
    for key, turn in ((Qt.Key.Key_PageDown, Turn.NEXT), (Qt.Key.Key_B, Turn.BLACK)):
        with qtbot.waitSignal(display.turned) as told:
            QTest.keyClick(display.window, key)
        assert told.args == [turn]
    with qtbot.waitSignal(display.ended):
        QTest.keyClick(display.window, Qt.Key.Key_Escape)


def test_black_is_black(qtbot: QtBot, desk_app: object) -> None:
    window = SlideWindow(takes_keys=False)
    qtbot.addWidget(window)
    window.resize(160, 90)
    show = a_show()
    from agent_desk.ui.slides.view import look_of

    window.show_slide(show.slide, look_of(show, ""))
    lit = window.grab().toImage()
    assert lit.pixelColor(2, 2).name() == "#ffffff"
    window.show_slide(show.slide, look_of(show, ""), is_black=True)
    image = window.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in (2, 80, 150) for y in (2, 45)} == {"#000000"}
