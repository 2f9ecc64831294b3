"""A desk in the middle of an ordinary week, with every kind of thing a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.commands import assist, citizen, lodging, result, visit
from agent_desk.devices.intake import check_bytes
from agent_desk.domain.assist import Reason
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import AssistId, CitizenId, DossierId, VisitId
from agent_desk.wire import NoticeKind
from tests.support.custody import (
    a_bag_on_its_way,
    a_filled_bag,
    a_handed_over_bag,
    a_sealed_bag,
    an_arrived_bag,
)
from tests.support.desks import (
    a_case,
    a_hand_over,
    a_scan,
    particulars,
    told,
    with_all_forms,
    with_all_papers,
)
from tests.support.training_days import a_checked_class

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Quỳnh Như Ý Ngọc Diễm Hương Ẫm Ỹ Ộ Ế Thị Hoàng Uyển"
"""A name of more than eighty letters, with the tallest capitals of the alphabet."""
_PEOPLE = (
    ("001194004482", "Nguyễn Thị Lan", "1994-05-12", "female"),
    ("001085012345", "Bùi Đức Long", "1985-03-05", "male"),
    ("001148000318", "Phạm Thị Hòa", "1948", "female"),
    ("001177000321", LONG_NAME, "1977-07-07", "female"),
    ("001090000771", "Phạm Quốc Bảo", "1990-11-30", "male"),
    ("001199000222", "Vũ Hồng Nhung", "1999-01-02", "female"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledDesk:
    """What was put in, for the pages that open one thing."""

    in_work: DossierId
    on_paper: DossierId
    lodged: DossierId
    supplement: DossierId
    ready: DossierId
    lying: DossierId
    bag: str
    class_held: str


_SHORT = {LONG_NAME: "Lê Thị Mai"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A desk that is being filled; ``names`` gives some people another name."""

    t: TestDesk
    names: dict[str, str]

    def person(self, number: int) -> citizen.Particulars:
        """Give the particulars of one of the people of the week."""
        ident, name, birth, sex = _PEOPLE[number % len(_PEOPLE)]
        name = self.names.get(name, name)
        return particulars(number=ident, name=name, birth=birth, sex=sex)


def fill_plainly(t: TestDesk) -> FilledDesk:
    """Play the week with names of a usual length, for pictures."""
    return _play(Week(t=t, names=_SHORT))


def fill(t: TestDesk) -> FilledDesk:
    """Play the week with one very long name; the clock ends on its third day."""
    return _play(Week(t=t, names={}))


def _play(week: Week) -> FilledDesk:
    t = week.t
    ready, lying = _ready(week, 4), _ready(week, 0)
    result.receive_result(t.desk, t.act(), lying)
    returned = _ready(week, 5)
    result.receive_result(t.desk, t.act(), returned)
    _give(t, returned)
    a_handed_over_bag(t)
    t.clock.advance(days=1)
    supplement = _lodged(week, 3)
    told(
        t,
        NoticeKind.SUPPLEMENT_REQUESTED,
        supplement,
        due_on="2026-12-01",
        reason="Ảnh giấy chứng sinh bị mờ",
    )
    a_bag_on_its_way(t)
    a_sealed_bag(t)
    t.clock.advance(hours=5)
    _account(week)
    an_arrived_bag(t)
    t.clock.advance(days=1)
    in_work = a_case(t, person=week.person(3))
    file = check_bytes("a.png", a_scan(tone=3))
    from agent_desk.commands import paper

    paper.attach_file(t.desk, t.act(), in_work, t.view(in_work).papers[0].component_id, file)
    on_paper = a_case(t, channel="post", person=week.person(1))
    with_all_papers(t, on_paper, PaperStatus.ORIGINAL)
    lodged = _lodged(week, 1)
    bag, _ = a_filled_bag(t)
    return FilledDesk(
        in_work=in_work,
        on_paper=on_paper,
        lodged=lodged,
        supplement=supplement,
        ready=ready,
        lying=lying,
        bag=bag,
        class_held=a_checked_class(t),
    )


def _lodged(week: Week, number: int) -> DossierId:
    t = week.t
    dossier_id = a_case(t, person=week.person(number))
    with_all_papers(t, dossier_id)
    with_all_forms(t, dossier_id)
    lodging.lodge(t.desk, t.act(), dossier_id)
    return dossier_id


def _ready(week: Week, number: int) -> DossierId:
    t = week.t
    dossier_id = _lodged(week, number)
    told(t, NoticeKind.CODE_ISSUED, dossier_id, official_code=f"H26.99-261123-{number:04d}")
    told(t, NoticeKind.RESULT_READY, dossier_id, form="paper", result_number=f"KQ.{number}")
    return dossier_id


def _give(t: TestDesk, dossier_id: DossierId) -> None:
    from agent_desk.commands import result_return

    ident, name, _, _ = _PEOPLE[5]
    given = a_hand_over(collector_name=name, collector_number=ident)
    result_return.return_result(t.desk, t.act(), dossier_id, given)


def _account(week: Week) -> None:
    t = week.t
    visit_id = VisitId(visit.open_visit(t.desk, t.act())["visit_id"])
    who = citizen.identify_citizen(t.desk, t.act(), visit_id, week.person(2))
    new = assist.NewAssist(visit_id=visit_id, card="vneid_level_2", card_version="v1")
    assist_id = AssistId(assist.open_assist(t.desk, t.act(), new)["assist_id"])
    ended = assist.Ended(
        card="vneid_level_2",
        card_version="v1",
        reason=Reason.LEVEL_2_VISIT,
        note="Bà Hòa đi công an phường, hẹn gọi lại",
        citizen_id=CitizenId(who["citizen_id"]),
        follow_up=assist.NewFollowUp(due_on=date(2026, 11, 26), what="Gọi nhắc bà Phạm Thị Hòa"),
    )
    assist.record_outcome(t.desk, t.act(), assist_id, ended)
