"""What was found on this PC, worst first: as rows, and as a text for technical support. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk import __version__
from agent_desk.i18n import tr, trn
from agent_desk.ui import pc_check
from agent_desk.ui.pc_check import Finding, Grade
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

_ORDER = (Grade.BAD, Grade.HINT, Grade.GOOD)
_TONES = {Grade.BAD: Tone.WRONG, Grade.HINT: Tone.WAITING, Grade.GOOD: Tone.GOOD}
_TILES = {
    "disk": "hard-drive",
    "data_folder": "folder-open",
    "kind_of_data": "database",
    "key": "key-round",
    "catalog": "list-checks",
    "calendar": "calendar",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksState:
    """What the page shows; no rows before the first look came back."""

    rows: tuple[ListRow, ...] = ()
    summary: str = ""
    tone: Tone = Tone.NEUTRAL
    report: str = ""
    is_looking: bool = False


class ChecksPresenter(Presenter[ChecksState]):
    """Looks in the ``work`` lane: a printing system that hangs keeps nobody from serving."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, ChecksState())
        self._navigator = navigator

    def look(self) -> None:
        """Look again; what was found before stays until then."""
        if self.state.is_looking:
            return
        data = self._office.desk.store.data
        self.show(replace(self.state, is_looking=True))
        self._jobs.submit(
            "work", lambda: pc_check.look(data), done=self._show_found, failed=self._fail
        )

    def leave(self) -> None:
        """Go back to the settings."""
        self._navigator.open_page("settings")

    def say_copied(self) -> None:
        """Tell that the report can be pasted now."""
        words = tr("The report is copied. Paste it into a message to technical support.")
        self._navigator.say(words, Tone.GOOD)

    def _show_found(self, found: tuple[Finding, ...]) -> None:
        by_grade = sorted(found, key=lambda one: _ORDER.index(one.grade))
        bad = sum(one.grade is Grade.BAD for one in found)
        self.show(
            ChecksState(
                rows=tuple(_row(one) for one in by_grade),
                summary=_summary(bad),
                tone=Tone.WRONG if bad else Tone.GOOD,
                report=_report(by_grade),
            )
        )

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_looking=False))
        self._navigator.say(error.message, Tone.WRONG)


def _summary(bad: int) -> str:
    if not bad:
        return tr("Nothing on this PC stands in the way of serving.")
    counted = trn("{n} thing must be mended.", "{n} things must be mended.", bad)
    go_on = tr("Serving can go on: everything is saved on this PC.")
    return f"{counted} {go_on}"


def _row(one: Finding) -> ListRow:
    return ListRow(
        key=one.name,
        tile=f"icon:{_TILES.get(one.name, 'printer')}",
        title=one.says,
        subtitle=one.cure,
        pill=_say_grade(one.grade),
        tone=_TONES[one.grade],
        pill_last=True,
    )


def _say_grade(grade: Grade) -> str:
    return {
        Grade.BAD: tr("To be mended"),
        Grade.HINT: tr("Good to know"),
        Grade.GOOD: tr("In order"),
    }[grade]


def _report(found: list[Finding]) -> str:
    head = f"Agent Desk {__version__}"
    lines = (f"[{one.grade.value}] {one.name}: {one.says} {one.cure}".rstrip() for one in found)
    return "\n".join((head, *lines))
