"""Runs the demo: folders, what is said meanwhile, the report and the exit code."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.demo.report import Report
from agent_desk.errors import DeskError, InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = "the_story_reached_its_end"


def run_demo(out: Path | None, work: Path | None, *, headless: bool) -> int:
    """Play the morning; give 0 only if every check holds.

    ``work`` keeps desk and center in a folder of their own; None takes one that goes again.
    Raises: InvalidInput if that folder holds something already.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or Path(tempfile.mkdtemp(prefix="agent-desk-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    with _workshop(work) as place:
        from agent_desk.demo.driver import Lost
        from agent_desk.demo.morning import Scene, play

        scene = Scene(work=place, report=report, out=folder, note=_note)
        has_ended = False
        try:
            with play(scene) as app:
                has_ended = True
                report.check(_END, "", ok=True)
                report.write(folder / "report.json")
                _tell(report, folder)
                if not headless:
                    _note(tr("The window stays open; close it to end the demo."))
                    app.exec()
        except (DeskError, Lost) as error:
            report.check(_END, str(error), ok=False)
            scene.watch.tell(report)
            _tell(report, folder)
        finally:
            if not has_ended and all(check.ok for check in report.checks):
                report.check(_END, "", ok=False)
            report.write(folder / "report.json")
    return 0 if report.holds else 1


@contextmanager
def _workshop(chosen: Path | None) -> Iterator[Path]:
    """Give the folder in which desk and center live."""
    if chosen is None:
        with tempfile.TemporaryDirectory(prefix="agent-desk-") as folder:
            yield Path(folder)
        return
    chosen.mkdir(parents=True, exist_ok=True)
    if any(chosen.iterdir()):
        raise InvalidInput(
            tr("{folder} is not empty. The demo needs a folder of its own.", folder=chosen)
        )
    yield chosen


def _tell(report: Report, folder: Path) -> None:
    for check in report.checks:
        if not check.ok:
            _note(f"✗ {check.name}: {check.detail}")
    held = sum(check.ok for check in report.checks)
    _note(
        tr(
            "{held} of {all} checks hold. Pictures, papers and report.json: {folder}",
            held=held,
            all=len(report.checks),
            folder=folder,
        )
    )
    sys.stdout.write(
        json.dumps({"ok": report.holds, "out": str(folder)}, ensure_ascii=False) + "\n"
    )
    sys.stdout.flush()


def _note(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
