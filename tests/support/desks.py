"""Builders: a desk in a folder, people, dossiers at any point of their life."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image

from agent_desk import signing, wire
from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.load import load_catalog
from agent_desk.clock import local
from agent_desk.commands import citizen, dossier, hand_over, lodging, paper, visit
from agent_desk.commands.desk import Enrollment, Role, add_clerk, keep_enrollment, open_chain
from agent_desk.commands.form import fill_form
from agent_desk.commands.unit import Act, Desk
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.calendar import bundled_calendars
from agent_desk.domain.facts import AuthorType
from agent_desk.domain.filing import HowFiled, OnlineWay
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.ids import CitizenId, DossierId, IntentId, VisitId, new_intent, uuid7
from agent_desk.queries import desk as desk_query
from agent_desk.queries import dossier as dossier_query
from agent_desk.sync.apply import apply_notice
from agent_desk.sync.enrolled import EnrolledDesk
from agent_desk.sync.run import sync_once
from agent_desk.wire import NoticeKind
from tests.support.clock import SetClock
from tests.support.fake_center import FakeCenter
from tests.support.forms import a_filling
from tests.support.stores import a_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.catalog.spec import Catalog
    from agent_desk.queries.desk import DeskKeys
    from agent_desk.queries.dossier import DossierView
    from agent_desk.sync.run import SyncReport

BIRTH = "1.001193"


@cache
def the_catalog() -> Catalog:
    return load_catalog(on=local(SetClock().now()).date())


@dataclass(slots=True, kw_only=True)
class TestDesk:
    __test__ = False

    desk: Desk
    clock: SetClock
    center: FakeCenter
    keys: DeskKeys
    clerk_id: str
    closers: list[object] = field(default_factory=list)

    def act(self, intent_id: str = "") -> Act:
        return Act(intent_id=IntentId(intent_id or new_intent()), author_id=self.clerk_id)

    def automatic(self) -> Act:
        return Act(
            intent_id=new_intent(),
            author_id=self.desk.identity.desk_id,
            author_type=AuthorType.DESK,
        )

    def sync(self, client: object = None) -> SyncReport:
        center = self.center if client is None else client
        return sync_once(self.enrolled, center, lambda: False)  # type: ignore[arg-type]

    @property
    def enrolled(self) -> EnrolledDesk:
        return EnrolledDesk(desk=self.desk, keys=self.keys)

    def view(self, dossier_id: str) -> DossierView:
        with self.desk.store.read() as connection:
            return dossier_query.view(connection, dossier_id)

    def close(self) -> None:
        self.desk.store.close()


def an_enrollment(center: FakeCenter, private_key: bytes, desk_code: str = "00102") -> Enrollment:
    reply = wire.EnrollReply(
        desk_id=center.desk_id,
        desk_code=desk_code,
        site_code="001",
        site_name="Bưu cục Yên Hòa",
        center_name="Trung tâm Phục vụ hành chính công",
        center_public_key=center.public_key.hex(),
    )
    return Enrollment(reply=reply, center_url="http://127.0.0.1:9", private_key=private_key)


def a_desk(folder: Path, desk_code: str = "00102", *, is_practice: bool = False) -> TestDesk:
    clock = SetClock()
    store = a_store(folder, is_practice=is_practice)
    private = signing.new_private_key()
    desk_id = uuid7()
    center = FakeCenter(desk_id, signing.public_key(private))
    enrollment = an_enrollment(center, private, desk_code)
    if is_practice:
        enrollment = replace(enrollment, center_url="")
    identity = keep_enrollment(store, clock, enrollment)
    desk = Desk(
        store=store,
        clock=clock,
        identity=identity,
        catalog=the_catalog(),
        calendars=bundled_calendars(),
    )
    automatic = Act(intent_id=new_intent(), author_id=identity.desk_id, author_type=AuthorType.DESK)
    open_chain(desk, automatic, private)
    clerk = add_clerk(
        desk,
        Act(intent_id=new_intent(), author_id=desk_id, author_type=AuthorType.DESK),
        "Trần Thu Hà",
        Role.CLERK,
    )
    with store.read() as connection:
        keys = desk_query.keys(connection)
    return TestDesk(desk=desk, clock=clock, center=center, keys=keys, clerk_id=clerk["clerk_id"])


@contextmanager
def opened_desk(
    folder: Path, desk_code: str = "00102", *, is_practice: bool = False
) -> Iterator[TestDesk]:
    t = a_desk(folder, desk_code, is_practice=is_practice)
    try:
        yield t
    finally:
        t.close()


def particulars(**changes: object) -> citizen.Particulars:
    values: dict[str, object] = {
        "number": "001190000123",
        "name": "Nguyễn Thị Mẫu",
        "birth": "1990-02-01",
        "sex": "female",
        "address": "Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội",
        "phone": "+84912345678",
        "source": citizen.PersonSource.CARD,
    }
    return citizen.Particulars(**{**values, **changes})  # type: ignore[arg-type]


@cache
def a_scan(width: int = 1600, height: int = 2200, tone: int = 200) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), tone).save(out, "PNG")
    return out.getvalue()


def a_case(
    t: TestDesk, *, channel: str = "online", code: str = BIRTH, person: object = None
) -> DossierId:
    """Open a visit, a citizen with consent, a dossier with every question answered plainly."""
    visit_id = VisitId(visit.open_visit(t.desk, t.act())["visit_id"])
    who = person if isinstance(person, citizen.Particulars) else particulars()
    citizen_id = CitizenId(citizen.identify_citizen(t.desk, t.act(), visit_id, who)["citizen_id"])
    agreed = citizen.ConsentGiven(
        purpose=citizen.Purpose.FILING, given=True, method=citizen.ConsentMethod.SIGNED_PAPER
    )
    citizen.record_consents(t.desk, t.act(), citizen_id, visit_id, (agreed,))
    opened = dossier.open_dossier(
        t.desk,
        t.act(),
        dossier.NewDossier(
            visit_id=visit_id,
            procedure_code=code,
            owner_id=citizen_id,
            submitter_id=citizen_id,
        ),
    )
    dossier_id = DossierId(opened["dossier_id"])
    dossier.answer_case(t.desk, t.act(), dossier_id, plain_answers(t, code, channel))
    return dossier_id


def plain_answers(t: TestDesk | Desk, code: str, channel: str) -> dict[str, str]:
    """Answer every question with its first answer that stays in the procedure."""
    from agent_desk.catalog.guide import questions_of

    catalog = t.catalog if isinstance(t, Desk) else t.desk.catalog
    procedure = catalog.procedure(code)
    answers = {
        question.id: next(a.key for a in question.answers if not a.goto)
        for question in questions_of(procedure, catalog)
    }
    return {**answers, "channel": channel}


def with_all_papers(
    t: TestDesk, dossier_id: DossierId, status: PaperStatus = PaperStatus.SCAN
) -> None:
    for number, item in enumerate(t.view(dossier_id).papers):
        if item.need is not Need.REQUIRED or item.status.is_settled:
            continue
        if status is PaperStatus.SCAN:
            file = check_bytes(f"{item.component_id}.png", a_scan(tone=10 + number))
            paper.attach_file(t.desk, t.act(), dossier_id, item.component_id, file)
        else:
            met = paper.PaperMet(component_id=item.component_id, status=status, sheets=1)
            paper.record_paper(t.desk, t.act(), dossier_id, met)


def with_all_forms(t: TestDesk, dossier_id: DossierId) -> None:
    """Fill every form of the procedure, as an online filing needs it."""
    code = t.view(dossier_id).procedure_code
    for form in bundled_forms().for_procedure(code, t.desk.today()):
        fill_form(t.desk, t.act(), dossier_id, a_filling(form.id))


def a_portal_case(t: TestDesk) -> DossierId:
    """A checked case that the citizen files alone on the portal."""
    dossier_id = a_case(t)
    answers = plain_answers(t, BIRTH, "online")
    how = HowFiled(way=OnlineWay.PORTAL)
    dossier.answer_case(t.desk, t.act(), dossier_id, answers, how)
    with_all_papers(t, dossier_id)
    return dossier_id


def a_lodged_dossier(t: TestDesk) -> DossierId:
    dossier_id = a_case(t)
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    lodging.lodge(t.desk, t.act(), dossier_id)
    return dossier_id


def a_taken_in_dossier(t: TestDesk) -> DossierId:
    dossier_id = a_case(t, channel="post")
    with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    lodging.take_in(t.desk, t.act(), dossier_id)
    return dossier_id


def told(t: TestDesk, kind: NoticeKind, dossier_id: str, **body: object) -> None:
    """Let the center tell the desk something, and the desk apply it."""
    t.center.tell(kind.value, dossier_id, **body)
    apply_notice(t.desk, t.center.notes[-1])


def a_supplement_request(t: TestDesk) -> DossierId:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-01", reason="blurred")
    return dossier_id


def a_ready_dossier(t: TestDesk, form: str = "paper") -> DossierId:
    dossier_id = a_lodged_dossier(t)
    told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code="H26.99-261123-0001")
    told(t, NoticeKind.RESULT_READY, dossier_id, form=form, result_number="KQ.1")
    return dossier_id


def a_hand_over(**changes: object) -> hand_over.HandOver:
    values: dict[str, object] = {
        "collector_name": "Nguyễn Thị Mẫu",
        "collector_number": "001190000123",
        "items": ("Giấy khai sinh của Nguyễn Thị Mẫu",),
    }
    return hand_over.HandOver(**{**values, **changes})  # type: ignore[arg-type]
