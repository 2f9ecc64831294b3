"""What stands beside the cases, one row each, with what waits there. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.i18n import tr, trn
from agent_desk.queries.counter import Waiting, waiting
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterScreen:
    """One row for each page that can be opened from here."""

    rows: tuple[ListRow, ...] = ()


class CounterPresenter(Presenter[CounterScreen]):
    """Counts in the ``store`` lane; tells the badge of the rail."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, CounterScreen())
        self._navigator = navigator
        self._badge: Callable[[int], None] | None = None

    def watch_badge(self, listener: Callable[[int], None]) -> None:
        """Tell somebody how much is due, each time it was counted."""
        self._badge = listener

    def refresh(self) -> None:
        """Count again."""
        store = self._office.desk.store

        def read() -> Waiting:
            with store.read() as connection:
                return waiting(connection)

        self._jobs.submit("store", read, done=self._show_counts, failed=self._fail)

    def open(self, key: str) -> None:
        """Open what a row is about."""
        self._navigator.open_page(key)

    def _show_counts(self, found: Waiting) -> None:
        self.show(CounterScreen(rows=_rows(found)))
        if self._badge is not None:
            self._badge(found.due)

    def _fail(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)


def _rows(found: Waiting) -> tuple[ListRow, ...]:
    return (
        _row("delivery", "truck", tr("Results by post"), _post(found)),
        _row("lookup", "search", tr("Dossiers of other desks"), _proposals(found)),
        _row("shift", "users", tr("Hand the shift over"), _shift(found)),
        _row("outage", "pencil", tr("Outage kit"), _slips(found)),
    )


def _row(key: str, icon: str, title: str, told: tuple[str, str]) -> ListRow:
    subtitle, due = told
    return ListRow(
        key=key,
        tile=f"icon:{icon}",
        title=title,
        subtitle=subtitle,
        pill=due,
        tone=Tone.WAITING,
        pill_last=True,
        action=tr("Open"),
    )


def _post(found: Waiting) -> tuple[str, str]:
    way = trn("{n} with the post", "{n} with the post", found.under_way)
    due = [trn("{n} not delivered", "{n} not delivered", found.failed)] if found.failed else []
    if found.labels:
        due.append(trn("{n} to hand over", "{n} to hand over", found.labels))
    told = tr("Label, sending, tracking, proof.")
    return f"{told} {way}" if found.under_way else told, " · ".join(due)


def _proposals(found: Waiting) -> tuple[str, str]:
    due = trn("{n} proposal", "{n} proposals", found.proposals) if found.proposals else ""
    return tr("Look one up, take its supplement, correct its contact"), due


def _shift(found: Waiting) -> tuple[str, str]:
    told = tr("The list of what is left, confirmed by both")
    return told, tr("{name} waits", name=found.shift_of) if found.shift_of else ""


def _slips(found: Waiting) -> tuple[str, str]:
    left = trn("{n} slip not used yet", "{n} slips not used yet", found.blank_slips)
    return tr("Numbered slips for hours without power. {left}", left=left), ""
