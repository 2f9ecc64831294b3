"""Runs the demo: a real center, a real desk, the real window; writes pictures, papers, report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.demo.center_process import center_process, enroll_code, holdings, sync_process
from agent_desk.demo.report import Report
from agent_desk.errors import DeskError
from agent_desk.i18n import tr
from agent_desk.paths import DataDir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from agent_desk.app import DeskApp
    from agent_desk.demo.network import Cable
    from agent_desk.ui.office import Office

_KILL_WAIT_S = 60


def run_demo(out: Path | None, *, headless: bool) -> int:
    """Play the morning; give 0 only if every check holds."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or Path(tempfile.mkdtemp(prefix="agent-desk-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="agent-desk-") as work:
        try:
            _play(Path(work), folder, report, headless=headless)
        except (DeskError, _lost()) as error:
            report.check("the_story_reached_its_end", str(error), ok=False)
        finally:
            report.write(folder / "report.json")
    _tell(report, folder)
    return 0 if report.holds else 1


def _lost() -> type[Exception]:
    from agent_desk.demo.driver import Lost

    return Lost


def _play(work: Path, folder: Path, report: Report, *, headless: bool) -> None:
    from agent_desk.demo.network import Cable
    from agent_desk.demo.people import SITE

    data = DataDir(root=work / "desk")
    center = work / "center"
    _note(tr("Starting the center and a new desk in temporary folders …"))
    with center_process(center) as url:
        cable = Cable(url)
        try:
            code = enroll_code(center, SITE)
            _morning(_Scene(data, center, cable, report, folder), code, headless=headless)
        finally:
            cable.close()


class _Scene:
    """The folders and the cable of one demo."""

    def __init__(
        self, data: DataDir, center: Path, cable: Cable, report: Report, out: Path
    ) -> None:
        self.data = data
        self.center = center
        self.cable = cable
        self.report = report
        self.out = out
        self.scans = data.root.parent / "scans"
        self.scans.mkdir()


def _morning(scene: _Scene, code: str, *, headless: bool) -> None:
    from agent_desk.demo import story
    from agent_desk.demo.clerk import Clerk, FileTray
    from agent_desk.demo.driver import Driver

    app = _application()
    tray = FileTray()
    with _window(app, scene.data, tray) as desk:
        driver = Driver(desk.window, scene.out, scene.report.pictures)
        stage = story.Stage(
            desk=desk,
            clerk=Clerk(desk, driver, tray),
            cable=scene.cable,
            report=scene.report,
            scans=scene.scans,
        )
        story.set_up(stage, code)
        _note(tr("Serving three citizens without a network …"))
        morning = story.serve_offline(stage)
        _note(tr("The network comes back …"))
        morning = story.reconnect(stage, morning)
        story.supplement(stage, morning.online)
        story.return_online(stage, morning.online)
        scene.cable.cut()
        _note(tr("A result is returned without a network, then the desk is killed while sending …"))
        story.return_paper_to_proxy(stage, morning.paper)
    _kill_while_sending(scene)
    with _window(app, scene.data, tray) as desk:
        driver = Driver(desk.window, scene.out, scene.report.pictures)
        _after_the_kill(scene, desk, driver)
        if not headless:
            _note(tr("The window stays open; close it to end the demo."))
            app.exec()


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is already running")
    app.setQuitOnLastWindowClosed(False)
    return app


@contextmanager
def _window(app: QApplication, data: DataDir, tray: object) -> Iterator[DeskApp]:
    from agent_desk.app import DeskApp, Opening
    from agent_desk.clock import SystemClock
    from agent_desk.demo.clerk import FileTray
    from agent_desk.ui.crash import CrashHandler

    if not isinstance(tray, FileTray):
        raise TypeError("no tray")
    crash = CrashHandler(data.logs)
    opening = Opening(data=data, clock=SystemClock(), choose_files=tray.choose)
    desk = DeskApp(app, crash, opening)
    desk.start()
    try:
        yield desk
    finally:
        desk.stop()


def _kill_while_sending(scene: _Scene) -> None:
    """SIGKILL a sending desk after the center stored its facts and before it heard so."""
    scene.cable.mend()
    killed: list[int] = []
    process = sync_process(scene.data.root)

    def strike() -> None:
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        killed.append(process.pid)

    scene.cable.strike_before_answer("/v1/facts", strike)
    try:
        process.communicate(timeout=_KILL_WAIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    scene.report.check(
        "desk_was_killed_between_commit_and_answer",
        f"exit {process.returncode}",
        ok=bool(killed) and process.returncode != 0,
    )


def _after_the_kill(scene: _Scene, desk: DeskApp, driver: object) -> None:
    from agent_desk.demo import proofs
    from agent_desk.demo.driver import Driver
    from agent_desk.queries import sync as sync_query

    if not isinstance(driver, Driver):
        raise TypeError("no driver")
    driver.wait("the desk opens again", lambda: desk.is_ready)
    office = _office(desk)
    with office.desk.store.read() as connection:
        before = sync_query.view(connection)
    held = holdings(scene.center, office.desk.identity.desk_id)
    known = held.get("accepted_through")
    scene.report.check(
        "center_held_more_than_the_desk_knew",
        f"center {known}, desk {before.accepted_through}",
        ok=isinstance(known, int) and known > before.accepted_through,
    )
    desk.window.open_page("sync")
    if desk.pages is not None:
        desk.pages.sync_now()

    def is_green() -> bool:
        if desk.pages and desk.pages.controller and not desk.pages.controller.is_running:
            desk.pages.sync_now()
        with office.desk.store.read() as connection:
            view = sync_query.view(connection)
        statuses = _statuses(scene, office) if view.is_green else []
        return view.is_green and statuses == [10, 10]

    driver.wait("a receipt covers everything", is_green)
    driver.wait("the last notices are applied", lambda: _is_settled(desk, office))
    driver.wait(
        "the page says so too", lambda: driver.says(tr("The center holds everything of this desk."))
    )
    driver.picture("sync-green")
    for page in ("today", "dossiers", "settings"):
        desk.window.open_page(page)
        driver.picture(f"end-{page}")
    if desk.pages is not None and desk.pages.controller is not None:
        desk.pages.controller.stop()
    held = holdings(scene.center, office.desk.identity.desk_id)
    proofs.same_on_both_sides(scene.report, office, held)
    proofs.export_proves_itself(scene.report, office, scene.out)
    for path in sorted(scene.data.documents.glob("*.pdf")):
        shutil.copy(path, scene.out / path.name)
        scene.report.papers.append(path.name)
    proofs.papers_can_be_read(scene.report, office, scene.out)


def _statuses(scene: _Scene, office: Office) -> list[object]:
    found = holdings(scene.center, office.desk.identity.desk_id).get("dossiers")
    rows = found if isinstance(found, list) else []
    return [row.get("status") for row in rows if isinstance(row, dict)]


def _is_settled(desk: DeskApp, office: Office) -> bool:
    from agent_desk.queries import sync as sync_query

    with office.desk.store.read() as connection:
        if sync_query.view(connection).is_green:
            return True
    if desk.pages is not None:
        desk.pages.sync_now()
    return False


def _office(desk: DeskApp) -> Office:
    if desk.pages is None or desk.pages.office is None:
        raise DeskError(tr("The desk did not open."))
    return desk.pages.office


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


def _note(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
