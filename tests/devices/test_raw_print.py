"""Bytes to a printer: they arrive as they were, and every failure says what to look at."""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_desk.devices import raw_print, winspool
from agent_desk.devices.not_printed import NotPrinted
from agent_desk.devices.raw_print import (
    DeviceTarget,
    NetworkTarget,
    QueueTarget,
    parse_target,
    send_raw,
    show_target,
)
from agent_desk.errors import InvalidInput
from tests.support.cups import print_service
from tests.support.programs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.cups import PrintService

DATA = bytes(range(256)) * 300


class Printer:
    """A printer in the network that takes ``limit`` bytes and then breaks off, or all."""

    def __init__(self, limit: int | None = None, *, hangs_up: bool = True) -> None:
        self.taken = b""
        self._limit, self._hangs_up = limit, hangs_up
        self._door = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> NetworkTarget:
        self._thread.start()
        return NetworkTarget(host="127.0.0.1", port=self._door.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)
        self._door.close()

    def _serve(self) -> None:
        link, _ = self._door.accept()
        with link:
            while self._limit is None or len(self.taken) < self._limit:
                more = link.recv(4096)
                if not more:
                    break
                self.taken += more
            if self._limit is not None:
                abrupt = struct.pack("ii", 1, 0)
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, abrupt)
            elif not self._hangs_up:
                self._over.wait(10)


def test_a_printer_in_the_network_gets_every_byte():
    printer = Printer()
    with printer as target:
        assert send_raw(target, DATA) == ""
    assert printer.taken == DATA


def test_a_printer_that_stays_on_the_line_has_still_printed(monkeypatch):
    monkeypatch.setattr(raw_print, "_FAREWELL_S", 0.05)
    printer = Printer(hangs_up=False)
    with printer as target:
        send_raw(target, DATA)
    assert printer.taken == DATA


def test_a_printer_that_breaks_off_may_have_printed():
    with Printer(limit=10_000) as target, pytest.raises(NotPrinted) as caught:
        send_raw(target, DATA * 40)
    assert caught.value.may_have_printed
    assert "paper" in caught.value.message


def test_a_printer_that_is_off_has_surely_not_printed():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(NotPrinted) as caught:
        send_raw(NetworkTarget(host="127.0.0.1", port=port), DATA)
    assert not caught.value.may_have_printed
    assert f"127.0.0.1:{port}" in caught.value.message


def test_a_printer_whose_paper_ran_out_stops_reading_and_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(raw_print, "_PATIENCE_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as door:
        target = NetworkTarget(host="127.0.0.1", port=door.getsockname()[1])
        with pytest.raises(NotPrinted) as caught:
            send_raw(target, DATA * 300)
    assert caught.value.may_have_printed


def test_a_device_file_gets_every_byte(tmp_path):
    device = tmp_path / "lp0"
    device.touch()
    send_raw(DeviceTarget(path=device), DATA)
    assert device.read_bytes() == DATA


def test_a_device_that_takes_little_at_a_time_gets_every_byte(tmp_path):
    device = tmp_path / "lp0"
    os.mkfifo(device)
    taken: list[bytes] = []
    reader = threading.Thread(target=lambda: taken.append(device.read_bytes()))
    reader.start()
    send_raw(DeviceTarget(path=device), DATA)
    reader.join(10)
    assert taken == [DATA]


@pytest.mark.parametrize("name", ["absent", "."])
def test_what_is_no_printer_is_named(tmp_path, name):
    with pytest.raises(NotPrinted) as caught:
        send_raw(DeviceTarget(path=tmp_path / name), DATA)
    assert str(tmp_path) in caught.value.message


def test_a_device_that_is_full_says_that_paper_may_have_come_out():
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("not on this computer: /dev/full")
    with pytest.raises(NotPrinted) as caught:
        send_raw(DeviceTarget(path=full), DATA)
    assert not caught.value.may_have_printed


def a_program(folder: Path, text: str) -> None:
    program = folder / "lp"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)


def test_a_queue_gets_the_bytes_raw_and_gives_its_job(tmp_path, monkeypatch):
    a_program(
        tmp_path,
        f'echo "$@" > {tmp_path}/said; for f in "$@"; do :; done; '
        f'cat "$f" > {tmp_path}/got; echo "request id is TICKET-12 (1 file(s))"',
    )
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert send_raw(QueueTarget(name="TICKET"), DATA, "Giấy nhận hồ sơ") == "TICKET-12"
    assert (tmp_path / "got").read_bytes() == DATA
    assert "-d TICKET -o raw -t Giấy nhận hồ sơ" in (tmp_path / "said").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "lp: The printer or class does not exist.",
            "is not running. Choose the ticket printer again",
        ),
        ("lp: Destination TICKET is not accepting jobs.", "takes no jobs now"),
        ("lp: Error - scheduler not responding.", "Start CUPS"),
        ("lp: something else", "Look at the printer"),
    ],
)
def test_what_a_queue_refuses_is_said_in_words(tmp_path, monkeypatch, said, words):
    a_program(tmp_path, f'echo "{said}" >&2; exit 1')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(NotPrinted) as caught:
        send_raw(QueueTarget(name="TICKET"), DATA)
    assert words in caught.value.message
    assert not caught.value.may_have_printed


def test_without_cups_the_cure_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotPrinted) as caught:
        send_raw(QueueTarget(name="TICKET"), DATA)
    assert "CUPS" in caught.value.message


@pytest.fixture(scope="module")
def cups() -> Iterator[PrintService]:
    with print_service() as service:
        service.add_keeping("Ticket", model="raw")
        service.add_keeping("Closed", model="raw")
        service.run("cupsreject", "Closed")
        yield service


def test_a_real_queue_passes_the_ticket_on_as_it_is(cups):
    target = QueueTarget(name="Ticket", server=cups.socket)
    job = send_raw(target, DATA, "Giấy nhận hồ sơ")
    assert job.startswith("Ticket-")
    assert cups.arrived(job.removeprefix("Ticket-")) == DATA


@pytest.mark.parametrize(
    ("name", "words"),
    [("Gone", "is not running. Choose the ticket printer again"), ("Closed", "takes no jobs now")],
)
def test_what_a_real_queue_refuses_is_said_in_words(cups, name, words):
    with pytest.raises(NotPrinted) as caught:
        send_raw(QueueTarget(name=name, server=cups.socket), DATA)
    assert words in caught.value.message


def test_a_print_service_that_is_not_there_is_named(tmp_path):
    needs("lp")
    with pytest.raises(NotPrinted) as caught:
        send_raw(QueueTarget(name="Ticket", server=str(tmp_path / "sock")), DATA)
    assert "CUPS" in caught.value.message


@pytest.mark.parametrize("text", ["queue:VÉ 80", "file:/dev/usb/lp0", "tcp:192.168.1.50:9100"])
def test_a_target_reads_back_as_it_was_written(text):
    assert show_target(parse_target(text)) == text


def test_a_network_printer_needs_no_port():
    assert parse_target("tcp:may-in") == NetworkTarget(host="may-in", port=9100)


@pytest.mark.parametrize("text", ["", "queue:", "usb", "tcp:", "file:"])
def test_anything_else_is_no_target(text):
    with pytest.raises(InvalidInput):
        parse_target(text)


class Spooler:
    """Answers as winspool does; ``fails`` names the call that gives 0."""

    def __init__(self, fails: str = "") -> None:
        self.fails, self.calls, self.taken, self.info = fails, [], b"", ()

    def _answer(self, name: str) -> int:
        self.calls.append(name)
        return 0 if name == self.fails else 7

    def OpenPrinterW(self, _name, handle, _defaults) -> int:  # noqa: N802
        handle._obj.value = 99
        return self._answer("OpenPrinterW")

    def StartDocPrinterW(self, _handle, level, info) -> int:  # noqa: N802
        self.info = (level, info._obj.document, info._obj.output_file, info._obj.datatype)
        return self._answer("StartDocPrinterW")

    def WritePrinter(self, _handle, data, size, written) -> int:  # noqa: N802
        answer = self._answer("WritePrinter")
        self.taken, written._obj.value = data[:size], size if answer else 0
        return answer

    def EndDocPrinter(self, _handle) -> int:  # noqa: N802
        return self._answer("EndDocPrinter")

    def AbortPrinter(self, _handle) -> int:  # noqa: N802
        return self._answer("AbortPrinter")

    def ClosePrinter(self, handle) -> int:  # noqa: N802
        assert handle.value == 99
        return self._answer("ClosePrinter")


def test_the_windows_spooler_gets_one_raw_job():
    spooler = Spooler()
    assert winspool.send("VÉ 80", DATA, "Giấy nhận hồ sơ", spooler) == "7"
    assert spooler.info == (1, "Giấy nhận hồ sơ", None, "RAW")
    assert spooler.taken == DATA
    assert spooler.calls[-2:] == ["EndDocPrinter", "ClosePrinter"]


@pytest.mark.parametrize(
    ("fails", "may"),
    [
        ("OpenPrinterW", False),
        ("StartDocPrinterW", False),
        ("WritePrinter", False),
        ("EndDocPrinter", True),
    ],
)
def test_what_the_windows_spooler_refuses_is_said_and_its_handle_given_back(fails, may):
    spooler = Spooler(fails)
    with pytest.raises(NotPrinted) as caught:
        winspool.send("TICKET", DATA, "", spooler)
    assert caught.value.may_have_printed is may
    assert ("ClosePrinter" in spooler.calls) == (fails != "OpenPrinterW")
    assert ("AbortPrinter" in spooler.calls) == (fails == "WritePrinter")


@pytest.mark.skipif(sys.platform == "win32", reason="here the spooler is there")
def test_elsewhere_there_is_no_windows_spooler():
    with pytest.raises(NotPrinted):
        winspool.send("TICKET", DATA, "")
