"""The window of the sandbox: every screen fits and is spoken, keys and fingers both suffice."""

from __future__ import annotations

import ast
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

import agent_desk.ui.sandbox
from agent_desk.catalog.sandbox import load_sandbox
from agent_desk.domain import sandbox, sandbox_play
from agent_desk.domain.sandbox_play import Play
from agent_desk.ui.sandbox.press import KeyButton, RowPress
from agent_desk.ui.sandbox.window import SandboxWindow
from tests.gallery import dress
from tests.support import spoken
from tests.support.geometry import center_of, faults
from tests.support.sandbox_shots import plays, put

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SANDBOX = load_sandbox()
SECRET = "mật khẩu: Abc@12345"


def a_window(qtbot: QtBot, topic: str, screen: str = "") -> SandboxWindow:
    window = SandboxWindow(SANDBOX.of(topic))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    if screen:
        put(window, Play(scenario=SANDBOX.of(topic), at=screen))
    return window


def press(window: SandboxWindow, key: Qt.Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or window, key, held)
    QApplication.processEvents()


def texts(window: SandboxWindow) -> list[str]:
    return [line.text() for line in window.findChildren(QLineEdit)]


@pytest.mark.usefixtures("desk_app")
def test_every_screen_fits_is_spoken_and_can_be_touched(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    window = a_window(qtbot, "file_online")
    for name, at in plays(SANDBOX.of("file_online")):
        put(window, at)
        found = [*faults(window), *spoken.faults(window)]
        small = [
            button.accessibleName()
            for button in window.findChildren(QAbstractButton)
            if button.isVisibleTo(window) and min(button.width(), button.height()) < 48
        ]
        assert (found, small) == ([], []), name
        if not at.said and not at.is_done:
            assert at.screen.task in window.device.accessibleName()


def test_twice_the_text_fits_on_the_smallest_screen(qtbot: QtBot, desk_app: QApplication) -> None:
    dress(desk_app, "light", 200)
    window = a_window(qtbot, "phone_basics")
    window.resize(1024, 640)
    for name, at in plays(SANDBOX.of("phone_basics")):
        put(window, at)
        assert faults(window) == [], name
    window.close()


@pytest.mark.usefixtures("desk_app")
def test_a_practice_is_done_with_the_keyboard_alone(qtbot: QtBot) -> None:
    window, outcomes = a_window(qtbot, "vneid"), []
    window.finished.connect(outcomes.append)
    for _ in range(40):
        if window.session.play.is_done:
            break
        _go_on_by_keys(window)
    assert [(one.scenario, one.helped) for one in outcomes] == [("vneid", False)]
    press(window, Qt.Key.Key_F5)
    assert window.session.play.at == "where"


def _go_on_by_keys(window: SandboxWindow) -> None:
    here = window.session.play
    for field in here.screen.fields:
        window.device.fields[field.id].line.setFocus()
        QTest.keyClicks(QApplication.focusWidget(), field.give[0])
    target = here.screen.element(sandbox_play.pointed_at(window.session.play))
    if target.kind is sandbox.Kind.ANSWER:
        number = [one.text for one in here.screen.elements if one.kind is target.kind]
        QTest.keyClick(window.device, Qt.Key(Qt.Key.Key_1 + number.index(target.text)))
    elif target.kind is sandbox.Kind.MAIN:
        press(window, Qt.Key.Key_Return, ctrl=True)
    else:
        _tab_to(window, target.text)
        press(window, Qt.Key.Key_Return)


def _tab_to(window: SandboxWindow, name: str) -> None:
    for _ in range(20):
        press(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        said = focused.accessibleName() if focused is not None else ""
        if said == name or said.startswith(f"{name}, "):
            return
    raise AssertionError(f"Tab does not reach {name}")


@pytest.mark.usefixtures("desk_app")
def test_a_finger_types_with_the_drawn_keys(qtbot: QtBot) -> None:
    window = a_window(qtbot, "phone_basics", "message")
    keys = {key.label(): key for key in window.device.findChildren(KeyButton)}
    for letter in "xinn":
        QTest.mouseClick(keys[letter], Qt.MouseButton.LeftButton)
    erase, space = list(keys.values())[-1], list(keys.values())[-2]
    for key in (erase, space, *(keys[letter] for letter in "chao")):
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert texts(window) == ["xin chao"]
    assert window.device.main is not None
    QTest.mouseClick(window.device.main, Qt.MouseButton.LeftButton)
    assert window.session.play.at == "sent"


@pytest.mark.usefixtures("desk_app")
def test_a_tap_on_a_touch_screen_presses(qtbot: QtBot) -> None:
    window, finger = a_window(qtbot, "phone_basics", "settings"), QTest.createTouchDevice()
    row = next(one for one in window.device.findChildren(RowPress) if "Wi-Fi" in one.words.text)
    place = center_of(row)
    QTest.touchEvent(window, finger).press(0, place).commit()
    QTest.touchEvent(window, finger).release(0, place).commit()
    qtbot.waitUntil(lambda: window.session.play.at == "wifi_off")


@pytest.mark.usefixtures("desk_app")
def test_a_wrong_turn_is_explained_and_esc_leads_back(qtbot: QtBot) -> None:
    window = a_window(qtbot, "vneid", "store")
    wrong = next(one for one in window.session.play.screen.elements if one.wrong)
    window.device.element_pressed.emit(wrong.id)
    assert wrong.wrong in window.device.accessibleName()
    assert window.device.main is not None
    assert QApplication.focusWidget() is window.device.main
    press(window, Qt.Key.Key_Escape)
    assert (window.session.play.at, window.session.play.said) == ("store", "")
    press(window, Qt.Key.Key_Escape)
    assert window.session.play.at == "sms"


@pytest.mark.usefixtures("desk_app")
@pytest.mark.parametrize("typed", [SECRET, "OTP 748213"])
def test_a_secret_is_emptied_at_once_and_nothing_of_it_is_left(qtbot: QtBot, typed: str) -> None:
    window = a_window(qtbot, "portal_account", "type")
    window.device.fields["address"].line.setText(typed)
    QApplication.processEvents()
    assert window.session.play.said
    assert typed not in repr(window.session.play)
    window.session.understood()
    assert texts(window)[-1] == ""
    assert not window.device.fields["address"].line.isUndoAvailable()


@pytest.mark.usefixtures("desk_app")
def test_a_wrong_number_is_emptied_when_the_button_is_pressed_and_right_ones_stay(
    qtbot: QtBot,
) -> None:
    window = a_window(qtbot, "vneid", "number")
    fields = window.device.fields
    fields["phone"].line.setText("0100 000 001")
    fields["number"].line.setText("001155012345")
    press(window, Qt.Key.Key_Return, ctrl=True)
    assert window.session.play.said
    assert "001155012345" not in window.session.play.said
    window.session.understood()
    fields = window.device.fields
    assert fields["number"].line.text() == ""
    assert fields["phone"].line.text() == "0100000001"


@pytest.mark.usefixtures("desk_app")
def test_the_next_learner_finds_nothing_of_the_last(qtbot: QtBot) -> None:
    window, outcomes = a_window(qtbot, "vneid", "number"), []
    window.finished.connect(outcomes.append)
    window.device.fields["number"].line.setText("0001")
    press(window, Qt.Key.Key_F1)
    assert window.device._parts["number"]._is_pointed
    assert window.device.fields["number"].line.text() == "0001"
    press(window, Qt.Key.Key_F5)
    assert (window.session.play.at, window.session.play.hints) == ("where", 0)
    assert "0001" not in [field.line.text() for field in window.device.fields.values()]
    assert outcomes == []


@pytest.mark.usefixtures("desk_app")
def test_a_hint_makes_it_done_with_help_and_is_told_once(qtbot: QtBot) -> None:
    window, outcomes = a_window(qtbot, "phone_basics", "home_end"), []
    window.finished.connect(outcomes.append)
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_F1)
    window.device.element_pressed.emit(sandbox_play.pointed_at(window.session.play))
    assert [one.helped for one in outcomes] == [True]
    assert outcomes[0].skill_codes == SANDBOX.of("phone_basics").skills
    press(window, Qt.Key.Key_F9)
    assert not window.isVisible()


@pytest.mark.usefixtures("desk_app")
def test_an_unplugged_screen_takes_no_learner_away(qtbot: QtBot) -> None:
    window = a_window(qtbot, "vneid")
    screen = window.screen()
    window.open_on(screen)
    put(window, Play(scenario=SANDBOX.of("vneid"), at="number"))
    window.showNormal()
    window._on_screen_gone(screen)
    qtbot.waitUntil(window.isFullScreen)
    assert window.session.play.at == "number"


def test_nothing_of_the_sandbox_asks_for_a_network() -> None:
    root = Path(agent_desk.ui.sandbox.__file__).parents[2]
    files = [*root.glob("ui/sandbox/*.py"), *root.glob("ui/pages/sandbox/*.py")]
    files += [*root.glob("*/sandbox*.py")]
    wanted = {
        name.split(".")[0] if not name.startswith("PySide6") else name
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in _imported(node)
    }
    assert len(files) > 12
    assert wanted & {"socket", "requests", "urllib", "http", "PySide6.QtNetwork"} == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
