"""The pane over the work list: what it shows, and what an answer in it writes. No Qt."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import local, to_iso
from agent_desk.commands.competence import confirm_afterwards
from agent_desk.commands.delays import (
    Explained,
    ToldHow,
    answer_finding,
    explain_delay,
    move_promise,
)
from agent_desk.commands.trips import explain_trip
from agent_desk.domain.delays import Answer, DelayReason
from agent_desk.domain.forwarding import Forwarding
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.domain.trips import TripCause, say_cause
from agent_desk.errors import DeskError, NotAllowed
from agent_desk.i18n import tr
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries.clocks import packet_clocks
from agent_desk.queries.trips import first_time_right
from agent_desk.ui.pages.today.panes import (
    arrival_counted,
    clock_pane,
    finding_pane,
    look_pane,
    rates_pane,
    trip_pane,
)
from agent_desk.ui.pages.today.state import Ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from agent_desk.ids import IntentId
    from agent_desk.queries.clocks import PacketClocks
    from agent_desk.queries.today_work import Work
    from agent_desk.queries.trips import ProcedureRate
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.today.state import Pane


class Asking:
    """Holds the open pane. ``shown`` is called when it changes, ``answered`` with what to say."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        shown: Callable[[], None],
        answered: Callable[[str], None],
    ) -> None:
        self._office = office
        self._jobs = jobs
        self._shown = shown
        self._answered = answered
        self.pane: Pane | None = None
        self._intents: dict[Ask, IntentId] = {}
        self._keys: tuple[str, ...] = ()
        self._read: PacketClocks | None = None
        self._rates: Sequence[ProcedureRate] = ()
        self._is_writing = False

    # Opening

    def clock(self, packet_ids: tuple[str, ...]) -> None:
        """Show the clock of the first of these papers; a reason given is for all of them."""
        desk = self._office.desk
        now = desk.clock.now()
        forwarding = Forwarding(desk.calendars, bundled_forwarding_rules())

        def read() -> PacketClocks:
            with desk.store.read() as connection:
                return packet_clocks(connection, packet_ids[0], forwarding, now)

        def show(found: PacketClocks) -> None:
            self._read = found
            days = forwarding.rules.postal_days(found.destination)
            self._open(clock_pane(found, days, now, len(packet_ids)), packet_ids)

        self._jobs.submit("store", read, done=show, failed=self._fail)

    def trip(self, work: Work) -> None:
        """Ask why a citizen had to come again."""
        self._open(trip_pane(work, self._office.desk.clock.now()), (work.key,))

    def finding(self, work: Work) -> None:
        """Show what the center asks the clerk who sits here."""
        self._open(finding_pane(work, self._office.desk.clock.now()), (work.key,))

    def look(self, work: Work) -> None:
        """Ask whether this clerk has looked at what a colleague filed alone."""
        self._open(look_pane(work, self._office.desk.clock.now()), (work.dossier_id,))

    def rates(self, days: int) -> None:
        """Show how often one visit was enough, by procedure."""
        desk = self._office.desk
        first = local(desk.clock.now() - timedelta(days=days))
        since = first.replace(hour=0, minute=0, second=0, microsecond=0)

        def read() -> tuple[ProcedureRate, ...]:
            with desk.store.read() as connection:
                return first_time_right(connection, to_iso(since))

        def show(found: tuple[ProcedureRate, ...]) -> None:
            self._rates = found
            self._open(rates_pane(found, f"{since:%d/%m/%Y}"), ())

        self._jobs.submit("store", read, done=show, failed=self._fail)

    def _open(self, pane: Pane, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._intents = {question.ask: new_intent() for question in pane.questions}
        self.pane = pane
        self._shown()

    def step_back(self) -> None:
        """Go back from the sentence to the answers, else to the list; nothing is written."""
        if self.pane is None or self.pane.wants_words is None:
            self.close()
            return
        self.pane = replace(self.pane, wants_words=None, error="")
        self._shown()

    def close(self) -> None:
        """Go back to the list."""
        self.pane, self._keys, self._intents = None, (), {}
        self._shown()

    # Answering

    def answer(self, ask: Ask, choice: str, words: str = "") -> None:
        """Write an answer; one that needs words first asks for them."""
        pane = self.pane
        if pane is None or ask not in self._intents or self._is_writing:
            return
        question = next(one for one in pane.questions if one.ask is ask)
        if choice == question.words_for and not words and pane.wants_words is not ask:
            self.pane = replace(pane, wants_words=ask, error="")
            self._shown()
            return
        self._is_writing = True
        write = self._writer(ask, choice, words)
        self._jobs.submit("store", write, done=self._done, failed=self._fail)

    def _writer(self, ask: Ask, choice: str, words: str) -> Callable[[], str]:
        desk, act, keys = self._office.desk, self._office.act(self._intents[ask]), self._keys
        read = self._read

        def write() -> str:
            if ask is Ask.DELAY:
                explain_delay(desk, act, keys, Explained(reason=DelayReason(choice), words=words))
                return tr("The reason stands in the book.")
            if ask is Ask.TRIP:
                explain_trip(desk, act, keys[0], TripCause(choice))
                return ""
            if ask is Ask.LOOK:
                confirm_afterwards(desk, act, DossierId(keys[0]))
                return tr("Thank you. It no longer waits for a look.")
            if ask is Ask.FINDING:
                answer_finding(desk, act, keys[0], Answer(choice), words)
                return tr("Your answer goes to the center.")
            counted = arrival_counted(read) if read is not None else None
            if counted is None:
                raise NotAllowed(tr("No slip of this desk promised a day for these papers."))
            move_promise(desk, act, keys[0], counted, ToldHow(choice))
            return tr("The new day stands beside the one on the slip.")

        return write

    def _done(self, words: str) -> None:
        self._is_writing = False
        self.close()
        self._answered(words)

    def _fail(self, error: DeskError) -> None:
        self._is_writing = False
        if self.pane is not None:
            self.pane = replace(self.pane, error=error.message)
            self._shown()

    # Export

    def export(self, done: Callable[[Path], None]) -> None:
        """Write the rates as a table that any spreadsheet opens."""
        folder = self._office.desk.store.data.documents
        day = local(self._office.desk.clock.now()).date()
        table = as_csv(self._rates, is_practice=self._office.is_practice)

        def write() -> Path:
            path = folder / f"dung-ngay-lan-dau-{day:%Y-%m-%d}.csv"
            try:
                path.write_bytes(table.encode("utf-8-sig"))
            except OSError as error:
                raise DeskError(
                    tr(
                        "The file cannot be written to {folder}. Check the disk and the rights.",
                        folder=folder,
                    )
                ) from error
            return path

        self._jobs.submit("work", write, done=done, failed=self._fail)


def as_csv(rates: Sequence[ProcedureRate], *, is_practice: bool = False) -> str:
    """Write the rates, one line a procedure; counts only, no person is in it."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    if is_practice:
        table.writerow(["DỮ LIỆU THỬ"])
    head = [tr("Code"), tr("Procedure"), tr("Filed"), tr("Right the first time"), "%"]
    table.writerow([*head, *(say_cause(cause) for cause in TripCause)])
    for one in rates:
        counts = [one.causes.get(cause, 0) for cause in TripCause]
        name = f"'{one.name}" if one.name[:1] in "=+-@" else one.name
        table.writerow(
            [one.code, name, one.rate.filed, one.rate.right, one.rate.percent or 0, *counts]
        )
    return out.getvalue()
