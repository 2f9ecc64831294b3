"""Brings recorded prints to their printer and watches them until they came out. No Qt.

A print is in the book before it comes here, so nothing that goes wrong here undoes a filing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.commands.printing import Spooled, answer_print, doubt_unfinished, note_spooled
from agent_desk.devices.not_printed import NotPrinted
from agent_desk.devices.printers import JobState, SpoolFailed, SpoolJob, say_cause
from agent_desk.devices.raw_print import parse_target, send_raw
from agent_desk.domain.printing import FailCause, PrintAnswer, SpoolState
from agent_desk.i18n import tr
from agent_desk.queries import prints as print_query
from agent_desk.ui.prints.every import say_document
from agent_desk.ui.prints.order import printed_again, row_of
from agent_desk.ui.prints.roles import printer_for
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.devices.printers import JobReport, PrintQueue
    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_SILENT_LIMIT = 5
"""After so many questions without an answer the clerk is asked instead."""

_DIRECT = ("tcp:", "file:")

_ENDS = {
    JobState.DONE: SpoolState.DONE,
    JobState.ABORTED: SpoolState.FAILED,
    JobState.CANCELED: SpoolState.FAILED,
    JobState.FORGOTTEN: SpoolState.UNKNOWN,
}


@dataclass(slots=True, kw_only=True)
class _Watched:
    """A job in a queue; ``told`` is the cause that the clerk has heard of already."""

    print_id: str
    document: str
    printer: str
    job: str
    told: FailCause | None = None
    silent: int = 0
    is_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How the spooler tells: one sentence for the clerk, and that the list of prints changed."""

    say: Callable[[str, Tone], None]
    changed: Callable[[], None]


class Spooler:
    """Belongs to the GUI thread; the print system is asked in the ``work`` lane."""

    def __init__(self, office: Office, jobs: JobRunner, queue: PrintQueue, voice: Voice) -> None:
        self._office = office
        self._jobs = jobs
        self._queue = queue
        self._voice = voice
        self._under_way: set[str] = set()
        self._watched: dict[str, _Watched] = {}

    @property
    def is_watching(self) -> bool:
        """Say whether a queue has something of ours."""
        return bool(self._watched)

    def recover(self) -> None:
        """At a start: doubt what nobody finished, watch what a queue had taken."""
        office = self._office

        def read() -> tuple[int, tuple[PrintRow, ...]]:
            doubted = doubt_unfinished(office.desk)
            with office.desk.store.read() as connection:
                return doubted, print_query.in_queue(connection)

        def done(found: tuple[int, tuple[PrintRow, ...]]) -> None:
            doubted, queued = found
            for row in queued:
                self._watch(row.print_id, row.document, Spooled(
                    state=row.state, printer=row.printer, job=row.job
                ))  # fmt: skip
            if doubted:
                self._voice.changed()

        self._jobs.submit("store", read, done=done, failed=self._complain)

    def hand(self, printed: Printed) -> None:
        """Print a recorded paper, or say where its file lies if no printer serves its role."""
        if printed.print_id in self._under_way:
            return
        self._under_way.add(printed.print_id)
        office = self._office

        def choose() -> str:
            if row_of(office, printed.print_id).state in (SpoolState.SPOOLED, SpoolState.DONE):
                return ""
            name = printer_for(office, printed.role)
            if not name:
                note_spooled(office.desk, printed.print_id, Spooled(state=SpoolState.SAVED))
            return name

        def go_on(printer: str) -> None:
            if printer:
                self._send(printed, printer)
                return
            self._under_way.discard(printed.print_id)
            self._voice.say(tr("Saved as PDF: {name}", name=printed.path.name), Tone.GOOD)
            self._voice.changed()

        self._jobs.submit("store", choose, done=go_on, failed=self._give_up(printed))

    def answer(self, intent_id: IntentId, print_id: str, answer: PrintAnswer) -> None:
        """Record what the clerk says of a waiting print, and print it again if they want it."""
        office = self._office

        def work() -> Printed | None:
            answer_print(office.desk, office.act(intent_id), print_id, answer)
            row = row_of(office, print_id)
            return printed_again(office, row) if row.state is SpoolState.COMMITTED else None

        def done(again: Printed | None) -> None:
            self._voice.changed()
            if again is not None:
                self.hand(again)

        self._jobs.submit("store", work, done=done, failed=self._complain)

    def tick(self) -> None:
        """Ask the queues about every job that is not finished."""
        for watched in tuple(self._watched.values()):
            if not watched.is_asked:
                watched.is_asked = True
                self._ask(watched)

    # Sending

    def _send(self, printed: Printed, printer: str) -> None:
        queue, desk = self._queue, self._office.desk
        job = SpoolJob(
            printer=printer,
            path=printed.path,
            title=printed.path.stem,
            is_raw=printed.path.suffix == ".bin",
        )

        def sent(spooled: Spooled) -> None:
            self._jobs.submit(
                "store",
                lambda: note_spooled(desk, printed.print_id, spooled),
                done=lambda _none: self._sent(printed, spooled),
                failed=self._give_up(printed),
            )

        self._jobs.submit(
            "work", lambda: _sent_to(queue, job), done=sent, failed=self._give_up(printed)
        )

    def _sent(self, printed: Printed, spooled: Spooled) -> None:
        self._under_way.discard(printed.print_id)
        if spooled.state.waits:
            self._tell(printed.kind, spooled)
        else:
            self._voice.say(tr("Sent to the printer: {name}", name=spooled.printer), Tone.GOOD)
        if spooled.state is SpoolState.SPOOLED:
            self._watch(printed.print_id, printed.kind, spooled)
        self._voice.changed()

    def _give_up(self, printed: Printed) -> Callable[[DeskError], None]:
        def failed(error: DeskError) -> None:
            self._under_way.discard(printed.print_id)
            self._complain(error)

        return failed

    # Watching

    def _watch(self, print_id: str, document: str, spooled: Spooled) -> None:
        self._watched[print_id] = _Watched(
            print_id=print_id, document=document, printer=spooled.printer, job=spooled.job
        )

    def _ask(self, watched: _Watched) -> None:
        queue, printer, job = self._queue, watched.printer, watched.job

        def failed(_error: DeskError) -> None:
            watched.is_asked = False
            watched.silent += 1
            if watched.silent >= _SILENT_LIMIT:
                self._end(watched, SpoolState.UNKNOWN, FailCause.NO_PROGRAM)

        self._jobs.submit(
            "work",
            lambda: queue.report(printer, job),
            done=lambda report: self._on_report(watched, report),
            failed=failed,
        )

    def _on_report(self, watched: _Watched, report: JobReport) -> None:
        watched.is_asked, watched.silent = False, 0
        state = _ENDS.get(report.state)
        if state is not None:
            self._end(watched, state, report.cause)
        elif report.cause is not watched.told:
            watched.told = report.cause
            self._note(watched, SpoolState.SPOOLED, report.cause)

    def _end(self, watched: _Watched, state: SpoolState, cause: FailCause | None) -> None:
        self._watched.pop(watched.print_id, None)
        self._note(watched, state, cause)

    def _note(self, watched: _Watched, state: SpoolState, cause: FailCause | None) -> None:
        desk, print_id = self._office.desk, watched.print_id
        now = Spooled(state=state, printer=watched.printer, job=watched.job, cause=cause)

        def done(_none: None) -> None:
            if cause is not None or state is SpoolState.UNKNOWN:
                self._tell(watched.document, now)
            self._voice.changed()

        self._jobs.submit(
            "store", lambda: note_spooled(desk, print_id, now), done=done, failed=self._complain
        )

    # Telling

    def _tell(self, document: str, spooled: Spooled) -> None:
        if spooled.state is SpoolState.UNKNOWN:
            why = tr("Nobody knows whether it came out; look at the printer.")
        else:
            why = say_cause(spooled.cause or FailCause.ABORTED, spooled.printer)
        tone = Tone.WAITING if spooled.state is SpoolState.SPOOLED else Tone.WRONG
        self._voice.say(f"{say_document(document)}: {why}", tone)

    def _complain(self, error: DeskError) -> None:
        self._voice.say(error.message, Tone.WRONG)


def _sent_to(queue: PrintQueue, job: SpoolJob) -> Spooled:
    """Send a job (work lane); a ticket printer may also be a device or an address (``tcp:``)."""
    try:
        if job.is_raw and job.printer.startswith(_DIRECT):
            send_raw(parse_target(job.printer), _read(job), job.title)
            number = ""
        else:
            number = queue.send(job)
    except SpoolFailed as error:
        return Spooled(state=SpoolState.FAILED, printer=job.printer, cause=error.cause)
    except NotPrinted as error:
        state = SpoolState.UNKNOWN if error.may_have_printed else SpoolState.FAILED
        return Spooled(state=state, printer=job.printer, cause=FailCause.NO_ANSWER)
    state = SpoolState.SPOOLED if number else SpoolState.DONE
    return Spooled(state=state, printer=job.printer, job=number)


def _read(job: SpoolJob) -> bytes:
    try:
        return job.path.read_bytes()
    except OSError as error:
        raise SpoolFailed(FailCause.UNREADABLE, job.printer) from error
