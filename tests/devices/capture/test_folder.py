"""The watched folder: complete files only, taken once, out of the way afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.devices.capture.folder import TAKEN, WatchedFolder
from agent_desk.errors import InvalidInput
from tests.devices.capture.page_pictures import a_page, as_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.devices.capture.interface import RawPage

PAGE = as_jpeg(a_page(30))


def test_a_file_is_taken_when_it_stands_still_and_is_moved_away(tmp_path: Path) -> None:
    came: list[RawPage] = []
    folder = WatchedFolder(tmp_path)
    (tmp_path / "scan.jpg").write_bytes(PAGE[:100])
    assert folder.look(came.append) == 0
    (tmp_path / "scan.jpg").write_bytes(PAGE)  # still growing
    assert folder.look(came.append) == 0
    assert folder.look(came.append) == 1

    assert [page.data for page in came] == [PAGE]
    assert (tmp_path / TAKEN / "scan.jpg").exists()
    assert folder.look(came.append) == 0


def test_what_lay_there_before_is_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "old.jpg").write_bytes(PAGE)
    came: list[RawPage] = []
    folder = WatchedFolder(tmp_path)
    for _ in range(3):
        folder.look(came.append)

    assert came == []
    assert (tmp_path / "old.jpg").exists()


def test_two_scans_of_one_name_are_both_kept(tmp_path: Path) -> None:
    came: list[RawPage] = []
    folder = WatchedFolder(tmp_path)
    for _ in range(2):
        (tmp_path / "scan.jpg").write_bytes(PAGE)
        folder.look(came.append)
        folder.look(came.append)

    assert len(came) == 2
    assert len(list((tmp_path / TAKEN).iterdir())) == 2


def test_a_file_that_is_no_page_says_so_once(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path)
    (tmp_path / "scan.pdf").write_bytes(b"no pdf")
    (tmp_path / "notes.txt").write_bytes(b"not looked at")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "notes.txt")
    folder.look(lambda _page: None)

    with pytest.raises(InvalidInput):
        folder.look(lambda _page: None)
    assert folder.look(lambda _page: None) == 0


def test_a_page_that_could_not_be_kept_is_not_lost(tmp_path: Path) -> None:
    def full(_page: RawPage) -> None:
        raise InvalidInput("the disk is full")

    folder = WatchedFolder(tmp_path)
    (tmp_path / "scan.jpg").write_bytes(PAGE)
    folder.look(full)
    with pytest.raises(InvalidInput):
        folder.look(full)
    assert (tmp_path / TAKEN / "scan.jpg").read_bytes() == PAGE


def test_a_folder_that_is_gone_gives_nothing(tmp_path: Path) -> None:
    assert WatchedFolder(tmp_path / "gone").look(lambda _page: None) == 0
