"""The automatic officer: plays the officials on real dossiers for demos and practice.

Any number of them may run beside each other, and be stopped at any moment: what is due, and what
was done, lies in the tables; each step is one transaction under the lock of the desk.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg

from agent_desk import ids
from agent_desk.center import blobs, handling, letters, notices, scans
from agent_desk.center.handling import Case, Step
from agent_desk.center.notices import Draft
from agent_desk.clock import to_iso
from agent_desk.domain.dossier import Channel, NationalStatus
from agent_desk.domain.facts import AuthorType
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from threading import Event

    from agent_desk.center.blobs import BlobStorage
    from agent_desk.center.config import OfficerSettings
    from agent_desk.center.database import Connection, Database
    from agent_desk.center.deadlines import Deadlines
    from agent_desk.clock import Clock

_log = logging.getLogger(__name__)

_AT_ONCE = 50
_SUPPLEMENT_DAYS = 5
_MOST_REQUESTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One step and what the desk is told of it."""

    step: Step
    drafts: tuple[Draft, ...] = ()


class AutoOfficer:
    """Accepts, looks at the scans, asks once for what is missing, settles, closes."""

    def __init__(
        self,
        database: Database,
        storage: BlobStorage,
        clock: Clock,
        deadlines: Deadlines,
        settings: OfficerSettings,
    ) -> None:
        self._database = database
        self._storage = storage
        self._clock = clock
        self._deadlines = deadlines
        self._settings = settings

    def run(self, stop: Event) -> None:
        """Work until told to stop; a database that is away for a while is waited for."""
        while not stop.is_set():
            try:
                self.work_until_done(stop)
            except psycopg.Error as error:
                _log.warning("officer: database error %s, trying again", error.sqlstate)
            stop.wait(self._settings.poll_s)

    def work_until_done(self, stop: Event | None = None) -> int:
        """Take every step that is due now and give their number."""
        steps = 0
        while not (stop and stop.is_set()):
            done = self._pass(stop)
            steps += done
            if not done:
                break
        return steps

    def _pass(self, stop: Event | None) -> int:
        with self._database.transaction() as db:
            found = handling.due(db, self._clock.now(), _AT_ONCE)
        done = 0
        for dossier in found:
            if stop and stop.is_set():
                break
            done += self._handle(dossier)
        return done

    def _handle(self, dossier: handling.DueDossier) -> int:
        now = self._clock.now()
        with self._database.transaction() as db:
            case = handling.lock(db, dossier, now)
            if case is None:
                return 0
            act = self._next_act(db, case, now)
            handling.take(db, case, act.step)
            notices.append(db, case.desk_id, act.drafts, now)
        return 1

    def _next_act(self, db: Connection, case: Case, now: datetime) -> Act:
        if case.status is NationalStatus.SETTLED:
            return self._close(case, now)
        if case.status is NationalStatus.SUPPLEMENT and case.rounds[-1].number <= case.round_asked:
            return Act(step=Step())
        if not self._all_blobs_here(db, case):
            return Act(step=Step(waits_for_blobs=True))
        if case.status is NationalStatus.REGISTERED:
            return self._accept(db, case, now)
        if case.status in {NationalStatus.ACCEPTED, NationalStatus.SUPPLEMENT}:
            return self._begin(case, now)
        if case.status is NationalStatus.IN_PROCESS:
            return self._decide(db, case, now)
        return Act(step=Step())

    def _all_blobs_here(self, db: Connection, case: Case) -> bool:
        wanted: dict[str, set[str]] = {}
        for one in case.rounds:
            wanted.setdefault(case.desk_id, set()).update(one.blobs)
            for other in one.elsewhere:
                wanted.setdefault(other.desk_id, set()).update(other.blobs)
        return all(
            len(blobs.held(db, self._storage, desk_id, sorted(names))) == len(names)
            for desk_id, names in wanted.items()
        )

    def _accept(self, db: Connection, case: Case, now: datetime) -> Act:
        agency_id = self._settings.agency_id
        code = case.official_code or handling.next_official_code(db, agency_id, now)
        due_at = self._deadlines.due_at(case.procedure_code, now)
        body = {
            "official_code": code,
            "received_at": to_iso(now),
            "due_at": to_iso(due_at) if due_at else None,
            **self._author(case),
        }
        step = Step(
            status=NationalStatus.ACCEPTED,
            next_at=self._later(now),
            official_code=code,
            received_at=now,
            due_at=due_at,
        )
        draft = Draft(kind=NoticeKind.CODE_ISSUED, subject_id=case.dossier_id, body=body)
        return Act(step=step, drafts=(draft,))

    def _begin(self, case: Case, now: datetime) -> Act:
        status = NationalStatus.IN_PROCESS
        step = Step(status=status, next_at=self._later(now))
        return Act(step=step, drafts=(self._told(case, status, now),))

    def _decide(self, db: Connection, case: Case, now: datetime) -> Act:
        unreadable = scans.unreadable_papers(db, case)
        if unreadable and case.rounds[-1].number >= _MOST_REQUESTS:
            return self._refuse(case, now)
        if unreadable:
            return self._ask_again(case, unreadable, now)
        status = NationalStatus.SETTLED
        is_online = case.channel == Channel.ONLINE.value
        result = {
            "form": "electronic" if is_online else "paper",
            "result_name": letters.result_name(case.procedure_name),
            "result_number": f"KQ.{case.official_code}",
            "at": to_iso(now),
            **self._author(case),
        }
        return Act(
            step=Step(status=status, next_at=self._later(now)),
            drafts=(
                self._told(case, status, now),
                Draft(kind=NoticeKind.RESULT_READY, subject_id=case.dossier_id, body=result),
            ),
        )

    def _ask_again(self, case: Case, papers: Sequence[scans.UnreadablePaper], now: datetime) -> Act:
        status = NationalStatus.SUPPLEMENT
        due_on = self._deadlines.days_later(now, _SUPPLEMENT_DAYS)
        request = {
            "request_id": ids.uuid7(),
            "items": [
                {
                    "component_id": paper.component_id,
                    "name": paper.name,
                    "text": letters.scan_too_small(paper.short_side_px, scans.SHORT_SIDE_PX),
                }
                for paper in papers
            ],
            "reason": letters.SCANS_UNREADABLE,
            "due_on": due_on.isoformat() if due_on else None,
            "contact": letters.CONTACT,
            "round": case.rounds[-1].number + 1,
            **self._author(case),
        }
        kind = NoticeKind.SUPPLEMENT_REQUESTED
        return Act(
            step=Step(status=status, round_asked=case.rounds[-1].number),
            drafts=(
                Draft(kind=kind, subject_id=case.dossier_id, body=request),
                self._told(case, status, now),
            ),
        )

    def _refuse(self, case: Case, now: datetime) -> Act:
        """Relay a refusal (Mẫu 03): nobody is asked more than twice. Source: rules 4.4 (S43)."""
        status = NationalStatus.NOT_ACCEPTED
        refusal = {
            "number": f"PTC.{case.official_code}",
            "reason": letters.REFUSED_FOR_SCANS,
            "next_steps": letters.AFTER_REFUSAL,
            "at": to_iso(now),
            **self._author(case),
        }
        return Act(
            step=Step(status=status),
            drafts=(
                Draft(kind=NoticeKind.REFUSED, subject_id=case.dossier_id, body=refusal),
                self._told(case, status, now),
            ),
        )

    def _close(self, case: Case, now: datetime) -> Act:
        if not case.is_returned:
            return Act(step=Step())
        status = NationalStatus.RETURNED
        return Act(step=Step(status=status), drafts=(self._told(case, status, now),))

    def _told(self, case: Case, status: NationalStatus, now: datetime) -> Draft:
        body = {"status": status.value, "at": to_iso(now), **self._author(case)}
        return Draft(kind=NoticeKind.STATUS_CHANGED, subject_id=case.dossier_id, body=body)

    def _author(self, case: Case) -> dict[str, str]:
        return {
            "agency": case.office or self._settings.agency_name,
            "agency_id": self._settings.agency_id,
            "handler": letters.HANDLER,
            "author_type": AuthorType.CENTER.value,
        }

    def _later(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self._settings.delay_s)
