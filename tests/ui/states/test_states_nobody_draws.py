"""Locked, clock wrong, disk nearly full, offline for a week, update waiting: shown, and not cut."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk import i18n, signing
from agent_desk.commands.desk import Role, add_clerk
from agent_desk.commands.lock import set_pin
from agent_desk.devices.printers import FailCause, PrinterState, say_cause, say_cure, say_state
from agent_desk.devices.scanner.serial_port import PortState
from agent_desk.ids import ClerkId
from agent_desk.sync import state as sync_state
from agent_desk.sync.updates import Release, signed_release, waiting_release
from agent_desk.ui import theme
from agent_desk.ui.conditions import LAST_BYTES, Seen, say
from agent_desk.ui.tokens import Tone
from tests.gallery import dress
from tests.support import desks
from tests.support.geometry import faults
from tests.support.shots import Shown, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

PIN = "4711"
CTRL = Qt.KeyboardModifier.ControlModifier
PLENTY = 10**12
DEAD = (PrinterState.NO_ANSWER, PrinterState.PAPER_OUT, PrinterState.JAM, PrinterState.GONE)


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Open a desk with two clerks, of whom the second has a PIN; once, because it takes seconds."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    was = i18n._active
    folder = tmp_path_factory.mktemp("desk")
    with desks.opened_desk(folder) as t:
        desks.a_lodged_dossier(t)
        done = add_clerk(t.desk, t.act(), "Lê Văn Bảy", Role.CLERK)
        set_pin(t.desk.store, ClerkId(done["clerk_id"]), PIN)
    with open_desk(folder, clock=t.clock) as shown:
        yield shown
    i18n._active = was


@pytest.fixture
def shown(opened: Shown, desk_app: QApplication) -> Iterator[Shown]:
    """Give the desk unlocked, with a clerk without PIN; and leave it so."""
    yield opened
    lock_of(opened).screen.lift()
    opened.desk.window.set_covered(is_covered=False)
    office = opened.pages.office
    if office.clerk.name != "Lê Văn Bảy":
        set_pin(office.desk.store, office.clerk.clerk_id, "")
    lock_of(opened).read_again()
    opened.settle()


def lock_of(shown: Shown):  # type: ignore[no-untyped-def]
    return shown.pages.rooms.watch.lock


def give_pin(shown: Shown, pin: str) -> None:
    office = shown.pages.office
    set_pin(office.desk.store, office.clerk.clerk_id, pin)
    lock_of(shown).read_again()
    shown.settle()


def unlock(shown: Shown, pin: str) -> None:
    QTest.keyClicks(lock_of(shown).screen.pin.entry, pin)
    QTest.keyClick(lock_of(shown).screen.pin.entry, Qt.Key.Key_Return)
    shown.settle()


def notice(shown: Shown, key: str):  # type: ignore[no-untyped-def]
    [found] = [one for one in shown.desk.window.notices.notices() if one.key == key]
    return found


def not_cut(shown: Shown, app: QApplication) -> None:
    for percent in (100, 200):
        dress(app, "light", percent)
        shown.settle()
        assert faults(shown.desk.window) == []


# Locked


def test_ctrl_l_covers_everything_and_no_key_reaches_the_page(shown: Shown) -> None:
    window = shown.desk.window
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.is_covered
    assert lock_of(shown).screen.geometry() == window.rect()
    QTest.keyClick(window, Qt.Key.Key_F2)
    shown.settle()
    assert window.current_key() == "today"


def test_only_the_pin_opens_a_locked_desk(shown: Shown) -> None:
    give_pin(shown, "2468")
    lock_of(shown).lock()
    unlock(shown, "1357")
    assert shown.desk.window.is_covered
    assert lock_of(shown).screen.pin.error()
    unlock(shown, "2468")
    assert not shown.desk.window.is_covered
    assert lock_of(shown).screen.pin.text() == ""


def test_a_desk_whose_clerk_has_a_pin_opens_locked(tmp_path: Path) -> None:
    with desks.opened_desk(tmp_path) as t:
        set_pin(t.desk.store, ClerkId(t.clerk_id), PIN)
    was = i18n._active
    with open_desk(tmp_path, clock=t.clock) as locked:
        assert locked.desk.window.is_covered
    i18n._active = was


def test_an_untouched_desk_locks_by_itself(shown: Shown) -> None:
    lock = lock_of(shown)
    assert lock._idle.interval() == 10 * 60_000
    lock._idle.timeout.emit()
    assert shown.desk.window.is_covered


def test_a_key_in_the_window_in_front_begins_the_wait_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, handle = lock_of(shown), shown.desk.window.windowHandle()
    touches: list[str] = []
    waiting = SimpleNamespace(isActive=lambda: True, start=lambda: touches.append("again"))
    monkeypatch.setattr(lock, "_idle", waiting)
    lock._watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    lock._watch(None)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert touches == ["again"]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_lock_screen_is_not_cut(shown: Shown, desk_app: QApplication, percent: int) -> None:
    dress(desk_app, "light", percent)
    give_pin(shown, "2468")
    lock_of(shown).lock()
    lock_of(shown).screen.refuse("Đây không phải mã PIN.")
    shown.settle()
    assert faults(lock_of(shown).screen) == []


# Lines under the top bar


def on_disk(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    usage = shutil._ntuple_diskusage(PLENTY, PLENTY - free, free)  # type: ignore[attr-defined]
    monkeypatch.setattr("agent_desk.ui.conditions.shutil.disk_usage", lambda _path: usage)


def test_all_lines_at_once_are_shown_and_not_cut(
    shown: Shown, desk_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = shown.pages.office
    on_disk(monkeypatch, LAST_BYTES - 1)
    sync_state.keep(office.desk.store, clock_offset_ms=-17 * 60_000)
    office.desk.clock.advance(days=8)
    shown.pages.rooms.watch.look()
    shown.settle()
    keys = [notice.key for notice in shown.desk.window.notices.notices()]
    assert keys == ["disk", "clock", "offline"]
    not_cut(shown, desk_app)


def test_a_line_that_was_closed_stays_away_until_it_says_something_else(shown: Shown) -> None:
    strip = shown.desk.window.notices
    strip.set_notices(say(Seen(free_bytes=1_500_000_000)))
    strip.close_notice("disk")
    strip.set_notices(())
    strip.set_notices(say(Seen(free_bytes=1_500_000_000)))
    assert [notice.key for notice in strip.notices()] == ["disk"]
    strip.close_notice("disk")
    strip.set_notices(say(Seen(free_bytes=100)))
    assert strip.notices()[0].tone is Tone.WRONG


def test_on_a_good_day_nothing_is_said() -> None:
    ahead = timedelta(minutes=4)
    assert say(Seen(free_bytes=PLENTY, clock_ahead=ahead, unsent=3)) == ()


def test_a_clock_of_five_minutes_is_said() -> None:
    found = say(Seen(free_bytes=PLENTY, clock_ahead=timedelta(minutes=-5)))
    assert found[0].key == "clock"
    assert " 5 " in found[0].text


# Updates


RELEASE = Release(version="9.1", sha256="ab" * 32, words="Sửa lỗi in")


def written(folder: Path, key: bytes, content: bytes | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "release.json").write_bytes(content or signed_release(RELEASE, key))
    return folder


def test_only_a_release_that_the_center_signed_waits(tmp_path: Path) -> None:
    ours, theirs = signing.new_private_key(), signing.new_private_key()
    public = signing.public_key(ours)
    assert waiting_release(written(tmp_path, ours), public, "0.1.0") == RELEASE
    assert waiting_release(written(tmp_path, theirs), public, "0.1.0") is None


def test_a_release_that_runs_already_does_not_wait(tmp_path: Path) -> None:
    key = signing.new_private_key()
    assert waiting_release(written(tmp_path, key), signing.public_key(key), "9.1.0") is None


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b'{"version": 3}', b"[" * 90_000])
def test_a_broken_release_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    key = signing.new_private_key()
    folder = written(tmp_path, key, content)
    assert waiting_release(folder, signing.public_key(key), "0.1.0") is None


def test_an_update_that_waits_is_shown_and_not_cut(
    shown: Shown, desk_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desk.ui.conditions.waiting_release", lambda *_which: RELEASE)
    shown.pages.rooms.watch.look()
    shown.settle()
    assert "9.1" in notice(shown, "update").text
    not_cut(shown, desk_app)


# Things on the counter


def test_a_lost_scanner_is_said_until_it_is_back(shown: Shown, desk_app: QApplication) -> None:
    scanning = shown.pages.rooms.scanning
    scanning.port_changed.emit(PortState.OPEN)
    scanning.port_changed.emit(PortState.MISSING)
    assert notice(shown, "scanner").action
    not_cut(shown, desk_app)
    scanning.port_changed.emit(PortState.OPEN)
    assert "scanner" not in [one.key for one in shown.desk.window.notices.notices()]


def test_a_dead_printer_says_what_to_do_and_is_not_cut(
    shown: Shown, desk_app: QApplication
) -> None:
    shown.pages.to.open_page("printers")
    shown.settle()
    page = shown.desk.window.page("printers")
    dead = tuple(
        replace(line, chosen="Máy in ở phòng giao dịch tầng hai", state=say_state(state),
                tone=Tone.WRONG, cure=say_cure(state))
        for line, state in zip(page._presenter.state.roles, DEAD, strict=True)
    )  # fmt: skip
    page.render_screen(replace(page._presenter.state, roles=dead, problem=""))
    failed = say_cause(FailCause.PAPER_OUT, "Máy in ở phòng giao dịch tầng hai")
    shown.desk.window.show_toast(f"Phiếu gửi hồ sơ: {failed}", Tone.WRONG)
    not_cut(shown, desk_app)
    shown.desk.window.toast.hide()
    shown.pages.to.open_page("today")


# Last, because another clerk sits there afterwards


def test_a_colleague_unlocks_with_their_own_pin_and_sits_down(shown: Shown) -> None:
    lock_of(shown).lock()
    picker = lock_of(shown).screen._clerks
    picker.setCurrentIndex(picker.findText("Lê Văn Bảy"))
    picker.activated.emit(picker.currentIndex())
    unlock(shown, PIN)
    assert shown.pages.office.clerk.name == "Lê Văn Bảy"
