"""The citizen's window: large, masked, dark when it should be, never over the clerk's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from agent_desk.ui import citizen_window
from agent_desk.ui.citizen_display import CitizenDisplay
from agent_desk.ui.citizen_screen import Pushed, PushKind
from agent_desk.ui.citizen_window import CitizenWindow
from agent_desk.ui.page import WindowSpec
from agent_desk.ui.rows import Choice, Pair
from agent_desk.ui.shell import MainWindow
from agent_desk.ui.widgets.signature_pad import SignaturePad

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHECK = Pushed(
    number=1,
    kind=PushKind.CHECK,
    site="Bưu cục Yên Hòa",
    desk="Quầy 02",
    heading="Đúng chưa ạ?",
    pairs=(Pair(name="Họ tên", value="Nguyễn Đức An"),),
    banner="0 đồng",
    note="Số được che",
    no="Chưa đúng",
    yes="Đúng rồi",
)
QUESTION = Pushed(
    number=2,
    kind=PushKind.QUESTION,
    site="",
    desk="",
    heading="Đã kết hôn chưa?",
    about="q_cha_me",
    choices=(Choice(key="roi", label="Rồi"), Choice(key="chua", label="Chưa")),
)
CONSENT = replace(CHECK, kind=PushKind.CONSENT, pairs=(), sign_text="Tôi đồng ý", number=3)


@pytest.fixture
def window(qtbot: QtBot, desk_app: object) -> CitizenWindow:
    made = CitizenWindow()
    qtbot.addWidget(made)
    return made


def button(window: QWidget, words: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if words in b.text())


def draw_on(pad: SignaturePad) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pad, left, none, QPoint(20, 20))
    for step in range(20):
        QTest.mouseMove(pad, QPoint(20 + 5 * step, 20 + 3 * (step % 5)))
    QTest.mouseRelease(pad, left, none, QPoint(130, 30))


def test_nothing_on_it_is_smaller_than_20_points(window: CitizenWindow) -> None:
    for pushed in (CHECK, QUESTION, CONSENT):
        window.push(pushed)
        shown = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
        assert shown
        assert min(widget.font().pointSizeF() for widget in shown) >= 20


def test_it_says_what_the_citizen_touched(window: CitizenWindow, qtbot: QtBot) -> None:
    window.push(QUESTION)
    with qtbot.waitSignal(window.answered) as caught:
        button(window, "Chưa").click()
    assert caught.args == ["question", "q_cha_me", "chua"]
    window.push(CHECK)
    with qtbot.waitSignal(window.answered) as caught:
        button(window, "Đúng rồi").click()
    assert caught.args == ["check", "", "yes"]


def test_a_signature_needs_strokes_and_can_be_wiped(window: CitizenWindow, qtbot: QtBot) -> None:
    window.push(CONSENT)
    pad = window.pad
    assert pad is not None
    with qtbot.assertNotEmitted(window.signed):
        button(window, "Đúng rồi").click()
    draw_on(pad)
    with qtbot.waitSignal(window.signed) as caught:
        button(window, "Đúng rồi").click()
    (signed,) = caught.args
    assert (signed.text, signed.image[:4]) == ("Tôi đồng ý", b"\x89PNG")
    button(window, "Chưa đúng").click()
    assert pad.is_blank


def test_it_goes_dark_when_told_and_when_nobody_touches_it(
    window: CitizenWindow, qtbot: QtBot
) -> None:
    assert citizen_window.IDLE_MS == 60_000
    window.push(CHECK)
    window.push(None)
    assert window.findChildren(QPushButton) == []
    window.push(CHECK)
    window._idle.setInterval(1)
    with qtbot.waitSignal(window.went_dark):
        window._idle.start()
    assert window.pushed is None


def test_the_reference_is_drawn_for_a_phone(window: CitizenWindow) -> None:
    digits = "001022611230010"
    window.push(replace(CHECK, kind=PushKind.REFERENCE, digits=digits))
    drawn = next(w for w in window.findChildren(QWidget) if w.accessibleName() == digits)
    image = drawn.grab().toImage()
    inked = {image.pixelColor(x, y).name() for x in range(40, 240, 3) for y in range(40, 240, 3)}
    assert inked == {"#000000", "#ffffff"}


def test_with_one_screen_nothing_opens(qtbot: QtBot, desk_app: object) -> None:
    clerk = QWidget()
    qtbot.addWidget(clerk)
    display = CitizenDisplay(clerk)
    assert not display.can_show()
    display.push(CHECK)
    assert display.window is None


class Screen:
    """A second screen that can be pulled out."""

    def geometry(self) -> QRect:
        return QRect(5000, 0, 1280, 800)


def test_it_stands_on_the_second_screen_and_goes_with_it(
    qtbot: QtBot, desk_app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, second = QWidget(), Screen()
    qtbot.addWidget(clerk)
    mine = QGuiApplication.screens()
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [*mine, second]))
    display = CitizenDisplay(clerk)
    display.push(CHECK)
    assert display.window is not None
    assert display.window.isVisible()
    assert display.window.geometry().topLeft() == QPoint(5000, 0)
    with qtbot.waitSignal(display.went_dark):
        display._on_screen_removed(second)  # type: ignore[arg-type]
    assert not display.window.isVisible()
    assert display.window.pushed is None
    display.dispose()


def test_it_goes_dark_when_the_desk_is_locked(
    qtbot: QtBot, desk_app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = MainWindow(WindowSpec(product="P", letters="P", pages=(), search_placeholder="S"))
    qtbot.addWidget(clerk)
    mine = QGuiApplication.screens()
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [*mine, Screen()]))
    display = CitizenDisplay(clerk)
    clerk.covered.connect(display.go_dark)
    display.push(CHECK)
    assert display.window is not None
    with qtbot.waitSignal(display.went_dark):
        clerk.set_covered(is_covered=True)
    assert display.window.pushed is None
    display.dispose()


def test_it_goes_with_the_clerks_window(
    qtbot: QtBot, desk_app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = QWidget()
    qtbot.addWidget(clerk)
    clerk.show()
    mine = QGuiApplication.screens()
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: [*mine, Screen()]))
    display = CitizenDisplay(clerk)
    display.push(CHECK)
    clerk.close()
    assert display.window is None


def test_a_few_points_are_no_signature(qtbot: QtBot, desk_app: object) -> None:
    pad = SignaturePad("Ký")
    qtbot.addWidget(pad)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert pad.drawing() is None
    pad.resize(300, 120)
    draw_on(pad)
    drawn = pad.drawing()
    assert drawn is not None
    assert (drawn.width, drawn.height) == (300, 120)
    assert [point.at_ms for point in drawn.strokes[-1]] == sorted(
        point.at_ms for point in drawn.strokes[-1]
    )
