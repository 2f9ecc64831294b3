"""A scripted day without end: every step has a fixed key, so it can be sent again after a death."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from agent_desk.commands import citizen, dossier, form, lodging, paper, printing, visit
from agent_desk.commands.unit import Act, Desk
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.papers import PaperStatus
from agent_desk.domain.printing import PrintSubject, SubjectKind
from agent_desk.ids import CitizenId, DossierId, IntentId, VisitId
from agent_desk.queries import desk as desk_query
from agent_desk.queries import dossier as dossier_query
from agent_desk.store.engine import open_store
from tests.support.acts import AGREED
from tests.support.clock import SetClock
from tests.support.desks import BIRTH, a_scan, particulars, plain_answers, the_catalog
from tests.support.forms import a_filling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.commands.unit import Done
    from agent_desk.store.engine import Store

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
_KEYS = uuid.UUID("5b0a1c6e-0000-7000-8000-000000000000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """A step the clerk saw done."""

    case: int
    step: int
    intent_id: str
    values: dict[str, str]


def key(case: int, step: int) -> IntentId:
    return IntentId(str(uuid.uuid5(_KEYS, f"{case}/{step}")))


def desk_on(store: Store, moment: datetime = MORNING) -> Desk:
    with store.read() as connection:
        identity = desk_query.identity(connection)
    assert identity is not None
    return Desk(
        store=store,
        clock=SetClock(moment),
        identity=identity,
        catalog=the_catalog(),
        calendars=bundled_calendars(),
    )


class Day:
    """Serves one citizen after the other, telling each step that was acknowledged."""

    def __init__(self, folder: Path, tell: Callable[[Ack], None]) -> None:
        from agent_desk.paths import DataDir

        self._store = open_store(DataDir(root=folder), use_system_store=False)
        with self._store.read() as connection:
            self._clerk = desk_query.clerk_rows(connection)[0].clerk_id
        self._tell = tell
        self._case = self._step = 0
        self._desk = desk_on(self._store)

    def serve_from(self, case: int) -> None:
        while True:
            self._case, self._step = case, 0
            # Ten minutes each: the references of no day run out.
            self._desk = desk_on(self._store, MORNING + timedelta(minutes=10 * case))
            self._serve()
            case += 1

    def _do(self, act: Callable[[Act], Done]) -> Done:
        intent_id = key(self._case, self._step)
        done = act(Act(intent_id=intent_id, author_id=self._clerk))
        self._tell(
            Ack(case=self._case, step=self._step, intent_id=intent_id, values=dict(done.values))
        )
        self._step += 1
        return done

    def _serve(self) -> None:
        desk = self._desk
        visit_id = VisitId(self._do(lambda act: visit.open_visit(desk, act))["visit_id"])
        person = particulars(number=f"0010900{self._case:05d}", name=f"Nguyễn Văn Số {self._case}")
        found = self._do(lambda act: citizen.identify_citizen(desk, act, visit_id, person))
        who = CitizenId(found["citizen_id"])
        self._do(lambda act: citizen.record_consents(desk, act, who, visit_id, (AGREED,)))
        new = dossier.NewDossier(
            visit_id=visit_id, procedure_code=BIRTH, owner_id=who, submitter_id=who
        )
        opened = self._do(lambda act: dossier.open_dossier(desk, act, new))
        dossier_id = DossierId(opened["dossier_id"])
        way = ("online", "post", "home")[self._case % 3]
        answers = plain_answers(desk, BIRTH, "post" if way == "post" else "online")
        self._do(lambda act: dossier.answer_case(desk, act, dossier_id, answers))
        self._finish(dossier_id, way)
        self._do(lambda act: printing.record_print(desk, act, self._slip(dossier_id)))
        self._do(lambda act: visit.close_visit(desk, act, visit_id, visit.VisitOutcome.LODGED))

    def _finish(self, dossier_id: DossierId, way: str) -> None:
        desk = self._desk
        if way == "home":
            self._do(lambda act: dossier.advise(desk, act, dossier_id))
        elif way == "online":
            self._scan_all(dossier_id)
            self._do(lambda act: form.fill_form(desk, act, dossier_id, a_filling()))
            self._do(lambda act: lodging.lodge(desk, act, dossier_id))
        else:
            self._count_all(dossier_id)
            self._do(lambda act: lodging.take_in(desk, act, dossier_id))

    def _components(self, dossier_id: DossierId) -> list[str]:
        with self._store.read() as connection:
            papers = dossier_query.view(connection, dossier_id).papers
        return [item.component_id for item in papers if item.need.value == "required"]

    def _scan_all(self, dossier_id: DossierId) -> None:
        for number, component in enumerate(self._components(dossier_id)):
            content = a_scan(40 + number, 40 + self._case // 200, self._case % 200)
            file = check_bytes(f"{component}.png", content)
            self._do(
                lambda act, component=component, file=file: paper.attach_file(
                    self._desk, act, dossier_id, component, file
                )
            )

    def _count_all(self, dossier_id: DossierId) -> None:
        for component in self._components(dossier_id):
            met = paper.PaperMet(component_id=component, status=PaperStatus.ORIGINAL, sheets=2)
            self._do(lambda act, met=met: paper.record_paper(self._desk, act, dossier_id, met))

    def _slip(self, dossier_id: DossierId) -> printing.PrintJob:
        return printing.PrintJob(
            subject=PrintSubject(SubjectKind.DOSSIER, dossier_id),
            document="slip",
            template_version="1",
            render=lambda number: b"%%PDF %d of case %d" % (number, self._case),
        )
