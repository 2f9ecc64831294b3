"""The real window with the real pages of a desk in a folder, for tests and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk.ids import ClerkId
from agent_desk.queries.desk import ClerkRow
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.people import CardReading
    from agent_desk.ids import DossierId
    from agent_desk.ui.page import Page
    from agent_desk.ui.shell import MainWindow
    from agent_desk.ui.slips import Printed
    from agent_desk.ui.tokens import Tone
    from tests.support.desks import TestDesk


def an_office(t: TestDesk) -> Office:
    clerk = ClerkRow(clerk_id=ClerkId(t.clerk_id), name="Trần Thu Hà", role="clerk")
    return Office(
        desk=t.desk,
        keys=t.keys,
        clerk=clerk,
        finder=None,  # the pages that are opened with it do not search procedures
    )


@dataclass(slots=True)
class WrittenDown:
    """A navigator that only remembers where it was sent."""

    greeted: int = 0
    cards: list[CardReading | None] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    returns: list[str] = field(default_factory=list)
    corrections: list[tuple[str, str]] = field(default_factory=list)
    deliveries: list[str] = field(default_factory=list)
    returns_elsewhere: list[tuple[str, str]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    changes: int = 0
    syncs: int = 0
    printed: list[Printed] = field(default_factory=list)
    papers: list[tuple[str, str]] = field(default_factory=list)
    shown_prints: list[str] = field(default_factory=list)

    def greet(self, card: CardReading | None) -> None:
        self.greeted += 1
        self.cards.append(card)

    def open_case(self, dossier_id: DossierId) -> None:
        self.cases.append(dossier_id)

    def open_dossier(self, dossier_id: DossierId) -> None:
        self.dossiers.append(dossier_id)

    def open_correction(self, dossier_id: DossierId, owner: str) -> None:
        self.corrections.append((dossier_id, owner))

    def open_return(self, dossier_id: DossierId) -> None:
        self.returns.append(dossier_id)

    def open_delivery(self, dossier_id: str) -> None:
        self.deliveries.append(dossier_id)

    def open_return_elsewhere(self, number: str, owner: str) -> None:
        self.returns_elsewhere.append((number, owner))

    def teach_citizen(self, helped: object) -> None:
        del helped
        self.pages.append("training_quick")

    def open_page(self, key: str) -> None:
        self.pages.append(key)

    def say(self, text: str, tone: Tone) -> None:
        self.said.append(f"{tone}: {text}")

    def something_changed(self) -> None:
        self.changes += 1

    def sync_now(self) -> None:
        self.syncs += 1

    def hand_to_printer(self, printed: Printed) -> None:
        self.printed.append(printed)

    def show_papers(self, dossier_id: DossierId, key: str = "") -> None:
        self.papers.append((dossier_id, key))

    def show_print(self, print_id: str) -> None:
        self.shown_prints.append(print_id)


class HeldJobs(InlineJobs):
    """Keeps work back until it is released, as a busy lane does."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []

    def submit(self, lane, fn, *, done, failed):  # type: ignore[no-untyped-def]
        job = _HeldJob()

        def run() -> None:
            super(HeldJobs, self).submit(
                lane,
                fn,
                done=lambda value: None if job.is_cancelled else done(value),
                failed=lambda error: None if job.is_cancelled else failed(error),
            )

        self.held.append(run)
        return job

    def release(self) -> None:
        while self.held:
            self.held.pop(0)()


@dataclass(slots=True)
class _HeldJob:
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


def a_window(pages: dict[str, Page]) -> MainWindow:
    """Put pages into the real shell; the first one is opened."""
    from PySide6.QtTest import QTest

    from agent_desk.ui.page import PageSpec, WindowSpec
    from agent_desk.ui.shell import MainWindow

    looks = {
        "today": ("house", "Hôm nay"),
        "dossiers": ("search", "Hồ sơ"),
        "accounts": ("key-round", "Tài khoản"),
        "results": ("inbox", "Kết quả"),
        "sync": ("refresh-cw", "Đồng bộ"),
    }
    specs = tuple(
        PageSpec(
            key=key,
            icon=looks[key][0],
            title=looks[key][1],
            factory=lambda page=page: page,
            at_bottom=key == "sync",
        )
        for key, page in pages.items()
    )
    spec = WindowSpec(
        product="Agent Desk",
        letters="AD",
        pages=specs,
        search_placeholder="Tìm hồ sơ, số định danh, tên, hoặc quét mã…",
        clerk="Trần Thu Hà",
        place="Bưu cục Yên Hòa · Quầy 02",
        sync_page="sync",
    )
    window = MainWindow(spec)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.open_page(next(iter(pages)))
    return window
