"""How sending stands: read, worded, and the check of the chain. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk.i18n import tr, trn
from agent_desk.queries import sync as sync_query
from agent_desk.store import keys, ledger
from agent_desk.ui import going_on, when
from agent_desk.ui.pages.sync import words
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent_desk.domain.ledger import ChainReport
    from agent_desk.errors import DeskError
    from agent_desk.queries.sync import SyncView, WaitingFact
    from agent_desk.store.engine import StoreHealth
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.sync.words import Pill
    from agent_desk.ui.rows import ListRow

_QUEUE_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a card and what it means; tone None is plain."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncScreen:
    """What the page shows."""

    is_read: bool = False
    is_running: bool = False
    is_practice: bool = False
    is_checking: bool = False
    share: float | None = None
    headline: str = ""
    waiting: Line = field(default_factory=lambda: Line(text=""))
    attempts: str = ""
    detail: Line = field(default_factory=lambda: Line(text=""))
    stopped: str = ""
    warning: str = ""
    rows: tuple[ListRow, ...] = ()
    beyond: str = ""
    from_center: tuple[Line, ...] = ()
    book: tuple[Line, ...] = ()
    chain: Line | None = None
    key_place: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    view: SyncView
    queue: tuple[WaitingFact, ...]
    health: StoreHealth
    now: datetime


class SyncPresenter(Presenter[SyncScreen]):
    """Tells the page and the pill of the top bar how sending stands."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, SyncScreen(is_practice=office.is_practice))
        self._navigator = navigator
        self._read: _Read | None = None
        self._reading: Job | None = None
        self._pill_listener: Callable[[Pill], None] | None = None
        self._left_at_start: int | None = None

    def watch_pill(self, listener: Callable[[Pill], None]) -> None:
        """Tell the top bar of every new state of the pill."""
        self._pill_listener = listener
        self._tell_pill()

    def pill_state(self) -> Pill | None:
        """Give the pill of the top bar; None until the first read came back."""
        if self._read is None:
            return None
        return words.pill_state(
            self._read.view,
            self._read.now,
            is_running=self.state.is_running,
            is_practice=self._office.is_practice,
        )

    def refresh(self) -> None:
        """Read again how sending stands."""
        office = self._office
        if self._reading is not None:
            self._reading.cancel()

        def read() -> _Read:
            with office.desk.store.read() as connection:
                return _Read(
                    view=sync_query.view(connection),
                    queue=sync_query.waiting(connection, limit=_QUEUE_SHOWN),
                    health=office.desk.store.health(),
                    now=office.desk.clock.now(),
                )

        self._reading = self._jobs.submit("store", read, done=self._on_read, failed=self._fail)

    def send_now(self) -> None:
        """Try to send now, whatever the timer says; once while it runs."""
        if not self.state.is_running and not self.state.is_practice:
            self._navigator.sync_now()

    def set_progress(self, is_running: bool) -> None:
        """Show that sending runs, or that it has ended; told again and again while it runs."""
        if is_running != self.state.is_running:
            self._left_at_start = None
            self.show(replace(self.state, is_running=is_running, share=None))
            self._tell_pill()
        self.refresh()

    def verify(self) -> None:
        """Check the whole book of this desk now."""
        if self.state.is_checking:
            return
        store = self._office.desk.store

        def check() -> ChainReport:
            with store.read() as connection:
                return ledger.verify(connection)

        self.show(replace(self.state, is_checking=True))
        self._jobs.submit("store", check, done=self._on_verified, failed=self._fail)

    def _on_verified(self, report: ChainReport) -> None:
        at = when.show_time(self._office.desk.clock.now())
        if report.holds:
            text = tr("The chain holds: {n} entries checked at {time}", n=report.count, time=at)
            chain = Line(text=text, tone=Tone.GOOD)
        else:
            text = tr(
                "The chain is broken at entry {n}. Change nothing, call technical support.",
                n=report.bad_seq,
            )
            chain = Line(text=text, tone=Tone.WRONG)
        self.show(replace(self.state, chain=chain, is_checking=False))

    def _on_read(self, read: _Read) -> None:
        self._read = read
        view, now = read.view, read.now
        self.show(
            replace(
                self.state,
                is_read=True,
                share=self._share(view),
                headline=words.headline(view, is_practice=self.state.is_practice),
                waiting=_waiting(view),
                attempts="" if self.state.is_practice else words.attempts(view, now),
                detail=_detail(view, now),
                stopped=f"{words.say_stop(view.stopped_code, view.last_error)} "
                f"{going_on.while_sending_stopped()}"
                if view.stopped_code
                else "",
                warning=_disk(read.health),
                rows=tuple(words.queue_row(fact, now) for fact in read.queue),
                beyond=_beyond(view, len(read.queue)),
                from_center=self._from_center(view),
                book=_book(view, now),
                key_place=keys.say_place(read.health.key_place),
                error="",
            )
        )
        self._tell_pill()

    def _share(self, view: SyncView) -> float | None:
        if not self.state.is_running:
            return None
        left = view.head_seq - view.accepted_through + view.waiting_blobs
        if self._left_at_start is None:
            self._left_at_start = left
        return 1 - left / self._left_at_start if self._left_at_start else 1.0

    def _from_center(self, view: SyncView) -> tuple[Line, ...]:
        catalog = self._office.desk.catalog
        count = trn("{n} procedure", "{n} procedures", len(catalog.procedures))
        off_ms = abs(view.clock_offset_ms or 0)
        return (
            Line(text=tr("Catalog {version}, {count}", version=catalog.version, count=count)),
            Line(text=trn("{n} notice received", "{n} notices received", view.notices)),
            Line(
                text=words.say_clock(view.clock_offset_ms),
                tone=Tone.WAITING if off_ms >= 60_000 else None,
            ),
        )

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, error=error.message, is_checking=False))

    def _tell_pill(self) -> None:
        pill = self.pill_state()
        if pill is not None and self._pill_listener is not None:
            self._pill_listener(pill)


def _waiting(view: SyncView) -> Line:
    text = words.what_waits(view)
    return Line(text=text, tone=Tone.GOOD if view.is_green else Tone.WAITING)


def _detail(view: SyncView, now: datetime) -> Line:
    return Line(text=words.detail(view, now), tone=Tone.GOOD if view.is_green else Tone.NEUTRAL)


def _disk(health: StoreHealth) -> str:
    if not health.disk_is_low:
        return ""
    return tr(
        "Only {size} are free on this disk. Clear some space soon, or nothing can be saved.",
        size=words.show_size(health.free_bytes),
    )


def _beyond(view: SyncView, shown: int) -> str:
    more = view.waiting_facts - shown
    return trn("and {n} more", "and {n} more", more) if more > 0 else ""


def _book(view: SyncView, now: datetime) -> tuple[Line, ...]:
    lines = [Line(text=trn("{n} entry", "{n} entries", view.head_seq))]
    if not view.receipted_through:
        lines.append(Line(text=tr("The center holds nothing yet"), tone=Tone.WAITING))
        return tuple(lines)
    tone = Tone.GOOD if view.is_green else None
    lines.append(
        Line(text=tr("The center holds entries 1 to {n}", n=view.receipted_through), tone=tone)
    )
    lines.append(
        Line(
            text=tr(
                "Last receipt {receipt}, {time}",
                receipt=words.short_receipt(view.receipt_id),
                time=when.show_iso(view.receipt_at, now),
            )
        )
    )
    if view.waiting_facts:
        lines.append(
            Line(
                text=trn(
                    "If this PC broke now: {n} entry could be lost",
                    "If this PC broke now: {n} entries could be lost",
                    view.waiting_facts,
                ),
                tone=Tone.WAITING,
            )
        )
    return tuple(lines)
