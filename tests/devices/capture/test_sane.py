"""Scanners through scanimage, for real, against SANE's own test scanner."""

from __future__ import annotations

import io
import os
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from agent_desk.devices.capture.interface import CaptureFailed, Tray, Trouble, Wish
from agent_desk.devices.capture.sane import Sane
from tests.support.programs import needs

if TYPE_CHECKING:
    from pathlib import Path

DEVICE = "sane:test:0"
QUICK = Wish(dpi=75, tray=Tray.FEEDER)


def a_scanner(folder: Path, *extra: str, program: str = "scanimage") -> Sane:
    config = folder / "sane.d"
    config.mkdir(exist_ok=True)
    (config / "dll.conf").write_text("test\n", encoding="ascii")
    tray = folder / "tray"

    def new_tray() -> Path:
        tray.mkdir()
        return tray

    environment = {**os.environ, "SANE_CONFIG_DIR": str(config)}
    return Sane(new_tray, program, environment, extra)


def never() -> bool:
    return False


@pytest.fixture(autouse=True)
def _scanimage() -> None:
    needs("scanimage")


def test_the_scanners_of_this_pc_are_listed(tmp_path: Path) -> None:
    found = a_scanner(tmp_path).sources()

    assert [source.key for source in found] == ["sane:test:0", "sane:test:1"]
    assert found[0].name == "Noname frontend-tester"


def test_a_feeder_gives_every_sheet_in_order_and_leaves_no_file_behind(tmp_path: Path) -> None:
    pages = list(a_scanner(tmp_path, "--test-picture", "Grid").pages(DEVICE, QUICK, never))

    assert len(pages) == 10  # what the test feeder holds
    assert [page.name for page in pages[:2]] == ["001.tif", "002.tif"]
    assert all(page.dpi == 75 for page in pages)
    assert Image.open(io.BytesIO(pages[0].data)).size == (590, 590)
    assert not (tmp_path / "tray").exists()


def test_the_glass_gives_one_page_and_a_wish_for_two_gives_two(tmp_path: Path) -> None:
    scanner = a_scanner(tmp_path)

    assert len(list(scanner.pages(DEVICE, Wish(dpi=75, tray=Tray.GLASS), never))) == 1
    assert len(list(scanner.pages(DEVICE, Wish(dpi=75, most=2), never))) == 2


@pytest.mark.parametrize(
    ("status", "trouble", "words"),
    [
        ("JAMMED", Trouble.JAM, "stuck in the feeder"),
        ("NO_DOCS", Trouble.NO_PAPER, "no paper in the feeder"),
        ("COVER_OPEN", Trouble.COVER_OPEN, "cover of the scanner is open"),
        ("DEVICE_BUSY", Trouble.BUSY, "Somebody else"),
        ("IO_ERROR", Trouble.FAILED, "stopped in the middle"),
        ("ACCESS_DENIED", Trouble.REFUSED, "may not use"),
    ],
)
def test_a_fault_of_the_scanner_is_said_with_what_to_do(
    tmp_path: Path, status: str, trouble: Trouble, words: str
) -> None:
    scanner = a_scanner(tmp_path, "--read-return-value", f"SANE_STATUS_{status}")

    with pytest.raises(CaptureFailed, match=words) as caught:
        list(scanner.pages(DEVICE, QUICK, never))
    assert caught.value.trouble is trouble


def test_a_scanner_that_is_gone_or_was_never_installed_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaptureFailed, match="does not answer"):
        list(a_scanner(tmp_path).pages("sane:nothing:9", QUICK, never))
    absent = a_scanner(tmp_path, program="scanimage-that-is-not-there")
    assert absent.sources() == ()
    with pytest.raises(CaptureFailed, match="does not answer"):
        list(absent.pages(DEVICE, QUICK, never))


def test_a_scan_is_ended_at_once_when_nobody_wants_it(tmp_path: Path) -> None:
    slow = a_scanner(tmp_path, "--read-delay=yes", "--read-delay-duration", "200000")
    begun = time.monotonic()

    pages = list(slow.pages(DEVICE, Wish(dpi=300), lambda: time.monotonic() - begun > 0.2))

    assert pages == []
    assert not (tmp_path / "tray").exists()


def test_pages_that_came_before_a_jam_are_whole(tmp_path: Path) -> None:
    program = tmp_path / "scanner-that-jams"
    program.write_text(
        "#!/bin/sh\n"
        'for a in "$@"; do case "$a" in --batch=*) dir=$(dirname "${a#--batch=}");; '
        '--all-options) exec scanimage "$@";; esac; done\n'
        'for n in 1 2 3; do printf "II*page$n" >"$dir/page000$n.tif"; '
        'echo "$dir/page000$n.tif"; done\n'
        'echo "scanimage: sane_read: Document feeder jammed" >&2\nexit 6\n',
        encoding="ascii",
    )
    program.chmod(0o755)
    scanner = a_scanner(tmp_path, program=str(program))
    pages = scanner.pages(DEVICE, QUICK, never)
    given = [next(pages).data for _ in range(3)]
    with pytest.raises(CaptureFailed, match="3 pages came through and are kept"):
        next(pages)
    assert given == [b"II*page1", b"II*page2", b"II*page3"]


def test_an_empty_feeder_turns_to_the_glass_if_the_choice_was_left_to_us(tmp_path: Path) -> None:
    program = tmp_path / "scanner-with-an-empty-feeder"
    program.write_text(
        "#!/bin/sh\n"
        'case "$*" in *--all-options*) exec scanimage "$@";; *Feeder*) '
        'echo "scanimage: sane_start: Document feeder out of documents" >&2; exit 7;; esac\n'
        'exec scanimage "$@"\n',
        encoding="ascii",
    )
    program.chmod(0o755)
    scanner = a_scanner(tmp_path, program=str(program))

    assert len(list(scanner.pages(DEVICE, Wish(dpi=75), never))) == 1
    with pytest.raises(CaptureFailed, match="no paper"):
        list(scanner.pages(DEVICE, QUICK, never))
