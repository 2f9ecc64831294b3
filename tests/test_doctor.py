"""What a PC lacks, each thing with its cure."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from agent_desk import doctor, settings
from agent_desk.commands.desk import keep_setting
from agent_desk.devices.printers import Printer, PrinterState
from agent_desk.paths import DataDir
from agent_desk.ui import pc_check
from agent_desk.ui.pc_check import Finding, Grade
from tests.support import desks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def finding(folder: Path, name: str) -> Finding:
    [found] = [f for f in doctor.examine(DataDir(root=folder)) if f.name == name]
    return found


def test_it_changes_nothing(tmp_path: Path) -> None:
    doctor.examine(DataDir(root=tmp_path / "desk"))
    assert list(tmp_path.iterdir()) == []


def test_every_finding_that_is_not_good_has_a_cure(tmp_path: Path) -> None:
    for found in doctor.examine(DataDir(root=tmp_path)):
        assert bool(found.cure) == (found.grade is not Grade.GOOD), found


def test_a_full_disk_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**12, 10**12, 5_000_000))
    assert finding(tmp_path, "disk").grade is Grade.BAD


def test_a_folder_below_a_file_is_bad(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert finding(tmp_path / "file" / "desk", "data_folder").grade is Grade.BAD


def test_a_folder_without_rights_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert finding(tmp_path, "data_folder").grade is Grade.BAD


def test_a_key_in_a_file_is_said_plainly(tmp_path: Path) -> None:
    assert finding(tmp_path, "key").grade is Grade.GOOD
    with desks.opened_desk(tmp_path / "desk"):
        pass
    assert finding(tmp_path / "desk", "key").grade is Grade.HINT


def test_the_catalog_and_the_holidays_are_there(tmp_path: Path) -> None:
    assert finding(tmp_path, "catalog").grade is Grade.GOOD
    assert finding(tmp_path, "calendar").grade is Grade.GOOD


# Printers


class _Printers:
    def __init__(self, **states: PrinterState) -> None:
        self.states = states

    def printers(self) -> tuple[Printer, ...]:
        return tuple(Printer(name=name, state=state) for name, state in self.states.items())


def test_the_printer_of_each_role_is_named_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = _Printers(Laser=PrinterState.READY, Roll=PrinterState.PAPER_OUT)
    monkeypatch.setattr(pc_check, "_queue", lambda: here)
    with desks.opened_desk(tmp_path / "desk") as t:
        keep_setting(t.desk.store, settings.PRINTER.key, "Laser")
        keep_setting(t.desk.store, settings.PRINTER_TICKET.key, "Roll")
        keep_setting(t.desk.store, settings.PRINTER_LABEL.key, "Zebra")
    folder = tmp_path / "desk"
    assert finding(folder, "printer_slip").grade is Grade.GOOD
    assert "out of paper" in finding(folder, "printer_ticket").says
    assert "not there" in finding(folder, "printer_label").says
    assert finding(folder, "printer_label").cure


def test_without_a_print_service_paper_is_kept_as_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    found = finding(tmp_path, "printer")
    assert found.grade is Grade.HINT
    assert "PDF" in found.says
