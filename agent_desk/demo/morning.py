"""The morning from the first window to the last proof: a real center, a real desk, a real kill."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from agent_desk.app import DeskApp, Opening
from agent_desk.clock import SystemClock
from agent_desk.demo import proofs, story
from agent_desk.demo.center_process import center_process, enroll_code, holdings, sync_process
from agent_desk.demo.clerk import Clerk, FileTray
from agent_desk.demo.driver import Driver
from agent_desk.demo.network import Cable
from agent_desk.demo.people import SITE
from agent_desk.demo.watch import BugCatcher, Watch
from agent_desk.errors import DeskError
from agent_desk.i18n import tr
from agent_desk.paths import DataDir
from agent_desk.queries import sync as sync_query
from agent_desk.ui import qt_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent_desk.demo.center_process import StartingCenter
    from agent_desk.demo.report import Report
    from agent_desk.ui.office import Office

_KILL_WAIT_S = 60
_BOTH_RETURNED = [10, 10]


@dataclass(slots=True, kw_only=True)
class Scene:
    """Where one morning plays: folders, report, and who is told what happens."""

    work: Path
    out: Path
    report: Report
    note: Callable[[str], None]
    watch: Watch = field(default_factory=Watch)
    tray: FileTray = field(default_factory=FileTray)

    @property
    def data(self) -> DataDir:
        """The desk's data."""
        return DataDir(root=self.work / "desk")

    @property
    def center(self) -> Path:
        """The center's data."""
        return self.work / "center"


@contextmanager
def play(scene: Scene) -> Iterator[QApplication]:
    """Play it all; inside, the desk is open a last time and every check has been made.

    Raises: DeskError or Lost where the story cannot go on.
    """
    app = _application()
    scene.note(tr("Starting the center and a new desk in temporary folders …"))
    with ExitStack() as open_things:
        center = open_things.enter_context(center_process(scene.center))
        cable = _first_day(scene, app, center, open_things)
        _kill_while_sending(scene, cable)
        with _window(app, scene) as desk:
            _after_the_kill(scene, desk)
            scene.watch.tell(scene.report)
            yield app


def _first_day(
    scene: Scene, app: QApplication, center: StartingCenter, open_things: ExitStack
) -> Cable:
    """Set the desk up and serve until a result lies unsent; the center starts meanwhile."""
    with _window(app, scene) as desk:
        driver = _driver(scene, desk)
        driver.wait("the set-up page", lambda: desk.is_ready)
        cable = Cable(center.url())
        open_things.callback(cable.close)
        scans = scene.work / "scans"
        scans.mkdir()
        stage = story.Stage(
            desk=desk,
            clerk=Clerk(desk, driver, scene.tray),
            cable=cable,
            report=scene.report,
            scans=scans,
        )
        story.set_up(stage, enroll_code(scene.center, SITE))
        scene.note(tr("Serving three citizens without a network …"))
        morning = story.serve_offline(stage)
        scene.note(tr("The network comes back …"))
        morning = story.reconnect(stage, morning)
        story.supplement(stage, morning.online)
        story.return_online(stage, morning.online)
        cable.cut()
        scene.note(
            tr("A result is returned without a network, then the desk is killed while sending …")
        )
        story.return_paper_to_proxy(stage, morning.paper)
    return cable


def _application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is already running")
    app.setQuitOnLastWindowClosed(False)
    qt_words.install(app)
    return app


@contextmanager
def _window(app: QApplication, scene: Scene) -> Iterator[DeskApp]:
    crash = BugCatcher(scene.data.logs, scene.watch)
    crash.install()
    opening = Opening(data=scene.data, clock=SystemClock(), choose_files=scene.tray.choose)
    desk = DeskApp(app, crash, opening)
    desk.start()
    try:
        yield desk
    finally:
        desk.stop()
        crash.uninstall()


def _driver(scene: Scene, desk: DeskApp) -> Driver:
    return Driver(desk.window, scene.out, scene.report.pictures, scene.watch)


def _kill_while_sending(scene: Scene, cable: Cable) -> None:
    """SIGKILL a sending desk after the center stored its facts and before it heard so."""
    cable.mend()
    killed: list[int] = []
    process = sync_process(scene.data.root)

    def strike() -> None:
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        killed.append(process.pid)

    cable.strike_before_answer("/v1/facts", strike)
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


def _after_the_kill(scene: Scene, desk: DeskApp) -> None:
    driver = _driver(scene, desk)
    driver.wait("the desk opens again", lambda: desk.is_ready)
    office = _office(desk)
    with office.desk.store.read() as connection:
        before = sync_query.view(connection)
    known = holdings(scene.center, office.desk.identity.desk_id).get("accepted_through")
    scene.report.check(
        "center_held_more_than_the_desk_knew",
        f"center {known}, desk {before.accepted_through}",
        ok=isinstance(known, int) and known > before.accepted_through,
    )
    desk.window.open_page("sync")

    def all_returned() -> bool:
        return _is_settled(desk, office) and _statuses(scene, office) == _BOTH_RETURNED

    driver.wait("a receipt covers everything, both results included", all_returned)
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
    _prove(scene, office)


def _prove(scene: Scene, office: Office) -> None:
    held = holdings(scene.center, office.desk.identity.desk_id)
    proofs.same_on_both_sides(scene.report, office, held)
    proofs.export_proves_itself(scene.report, office, scene.out)
    for path in sorted(scene.data.documents.glob("*.pdf")):
        shutil.copy(path, scene.out / path.name)
        scene.report.papers.append(path.name)
    proofs.papers_can_be_read(scene.report, office, scene.out)


def _statuses(scene: Scene, office: Office) -> list[object]:
    found = holdings(scene.center, office.desk.identity.desk_id).get("dossiers")
    rows = found if isinstance(found, list) else []
    return [row.get("status") for row in rows if isinstance(row, dict)]


def _is_settled(desk: DeskApp, office: Office) -> bool:
    """Say whether a receipt covers everything; if not, have the desk try again."""
    with office.desk.store.read() as connection:
        if sync_query.view(connection).is_green:
            return True
    controller = desk.pages.controller if desk.pages is not None else None
    if controller is not None and not controller.is_running:
        controller.now()
    return False


def _office(desk: DeskApp) -> Office:
    if desk.pages is None or desk.pages.office is None:
        raise DeskError(tr("The desk did not open."))
    return desk.pages.office
