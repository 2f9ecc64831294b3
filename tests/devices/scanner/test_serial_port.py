"""A scanner on a port, played over a pseudo-terminal."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.devices.scanner.lines import MAX_BYTES, LineCutter
from agent_desk.devices.scanner.serial_port import PortState, SerialScanner, ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Cửa Nam, Hà Nội|15082022||||"
PATIENCE_S = 10

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")


class Cable:
    """One end of a wire: what is written here, the scanner's port hears."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.heard: queue.Queue[str] = queue.Queue()
        self.states: queue.Queue[PortState] = queue.Queue()
        self.scanner = SerialScanner(
            str(place),
            "",
            lambda line: self.heard.put(line.text if line.is_utf8 else "?" + line.text),
            self.states.put,
            retry_s=0.02,
        )

    def plug(self) -> None:
        import tty

        self.ours, theirs = os.openpty()
        tty.setraw(theirs)
        self.name, self.theirs = os.ttyname(theirs), theirs
        self.place.symlink_to(self.name)

    def unplug(self) -> None:
        self.place.unlink()
        os.close(self.theirs)
        os.close(self.ours)

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            os.write(self.ours, piece)

    def next(self) -> str:
        return self.heard.get(timeout=PATIENCE_S)

    def becomes(self, state: PortState) -> bool:
        return self.states.get(timeout=PATIENCE_S) is state


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(tmp_path / "scanner")
    cable.plug()
    cable.scanner.start()
    assert cable.becomes(PortState.OPEN)
    yield cable
    cable.scanner.stop()
    if cable.place.is_symlink():
        cable.unplug()


@on_posix
def test_a_card_arrives_letter_by_letter_however_its_bytes_come(cable):
    data = CARD.encode() + b"\r"
    middle = data.index("ễ".encode()) + 1  # in the middle of one letter
    cable.send(data[:middle], data[middle:-1], data[-1:])
    assert cable.next() == CARD


@on_posix
def test_a_scanner_that_sends_no_end_is_read_after_a_silence(cable):
    cable.send(b"001022611230147")
    assert cable.next() == "001022611230147"


@on_posix
def test_codes_in_a_row_are_told_apart_by_any_end(cable):
    cable.send(b"one\r\ntwo\nthree\tfour\r\r\n")
    assert [cable.next() for _ in range(4)] == ["one", "two", "three", "four"]


@on_posix
def test_bytes_of_another_character_set_are_marked(cable):
    cable.send(b"Nguy\xd4n\r")
    assert cable.next() == "?NguyÔn"


@on_posix
def test_a_scanner_that_is_unplugged_is_heard_again_when_it_is_back(cable):
    cable.send(b"before\r")
    assert cable.next() == "before"
    cable.unplug()
    assert cable.becomes(PortState.MISSING)
    cable.plug()
    assert cable.becomes(PortState.OPEN)
    cable.send(b"after\r")
    assert cable.next() == "after"


@on_posix
def test_a_port_that_another_program_holds_is_said(cable, tmp_path):
    second = Cable(tmp_path / "second")
    second.place.symlink_to(cable.name)
    second.scanner.start()
    assert second.becomes(PortState.BUSY)
    second.scanner.stop()


def test_stopping_never_waits_for_a_port(tmp_path):
    states: queue.Queue[PortState] = queue.Queue()
    scanner = SerialScanner(str(tmp_path / "none"), "", lambda _line: None, states.put, retry_s=60)
    scanner.start()
    assert states.get(timeout=PATIENCE_S) is PortState.MISSING
    begun = time.monotonic()
    scanner.stop()
    assert time.monotonic() - begun < 5
    assert not any(thread.name == "scanner" for thread in threading.enumerate())


def test_the_ports_of_this_pc_have_words():
    assert all(port.name and port.name in port.words for port in ports())


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), max_size=5
    ),
    st.data(),
)
def test_no_cut_of_the_bytes_changes_what_is_read(codes, data):
    whole = "".join(code + "\r" for code in codes).encode()
    cutter, found = LineCutter(), []
    while whole:
        size = data.draw(st.integers(1, len(whole)))
        found += cutter.take(whole[:size])
        whole = whole[size:]
    assert [line.text for line in found] == codes
    assert not cutter.is_waiting


@given(st.binary(max_size=300))
def test_no_bytes_break_the_cutter(data):
    cutter = LineCutter()
    for line in (*cutter.take(data), *cutter.silence()):
        assert isinstance(line.text, str)
    assert not cutter.is_waiting


def test_endless_noise_is_cut_and_called_noise():
    lines = LineCutter().take(b"\xfe\x81" * MAX_BYTES)
    assert [line.is_noise for line in lines] == [True]
