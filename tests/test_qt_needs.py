"""What a Linux PC lacks is said with the exact command that cures it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from agent_desk import cli, doctor, i18n, qt_needs
from agent_desk.doctor import Grade
from agent_desk.paths import DataDir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n._active
    i18n.activate("en")
    yield
    i18n._active = before


@pytest.fixture
def bare_linux(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Give the set of libraries that cannot be loaded; a test fills it."""
    absent: set[str] = set()

    def load(name: str) -> object:
        if name in absent:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", load)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    return absent


def test_nothing_is_missing_where_everything_loads(bare_linux: set[str]) -> None:
    assert qt_needs.missing_packages(for_window=True) == ()


def test_the_cure_is_one_command_for_exactly_what_is_missing(bare_linux: set[str]) -> None:
    bare_linux |= {"libEGL.so.1", "libxcb-cursor.so.0"}
    missing = qt_needs.missing_packages(for_window=True)
    assert missing == ("libegl1", "libxcb-cursor0")
    assert qt_needs.cure(missing).endswith("sudo apt-get install -y libegl1 libxcb-cursor0")


def test_without_a_window_the_libraries_of_x_are_not_asked_for(bare_linux: set[str]) -> None:
    bare_linux |= {"libxcb-cursor.so.0", "libxkbcommon-x11.so.0"}
    assert qt_needs.missing_packages(for_window=False) == ()


def test_wayland_needs_no_libraries_of_x(
    bare_linux: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    bare_linux |= {"libxcb-cursor.so.0"}
    assert qt_needs.missing_packages(for_window=True) == ()


def test_other_systems_bring_their_own_libraries(
    bare_linux: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_linux |= {"libEGL.so.1"}
    monkeypatch.setattr(sys, "platform", "win32")
    assert qt_needs.missing_packages(for_window=True) == ()
    assert qt_needs.has_display()


@pytest.mark.parametrize("arguments", [[], ["demo"], ["demo", "--headless"]])
def test_the_program_says_the_command_and_ends_before_it_loads_qt(
    bare_linux: set[str], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    bare_linux |= {"libGL.so.1", "libglib-2.0.so.0"}
    assert cli.main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "sudo apt-get install -y libglib2.0-0 libgl1" in said.err


def test_the_doctor_gives_the_same_command(bare_linux: set[str], tmp_path: Path) -> None:
    bare_linux |= {"libfontconfig.so.1"}
    [found] = [f for f in doctor.examine(DataDir(root=tmp_path)) if f.name == "qt"]
    assert found.grade is Grade.BAD
    assert "apt-get install -y libfontconfig1" in found.cure


def test_offscreen_is_no_display_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not qt_needs.has_display()
