"""Check sheets and reports of classes with real-looking contents, ordinary and at the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from agent_desk.catalog.checks_load import installed_checks
from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.documents.check_sheet import CheckSheet, render_check_sheet
from agent_desk.documents.training_report import ReportPaper, render_training_report
from agent_desk.documents.training_tables import Names, Told
from agent_desk.domain.skill_check import Level
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.report import (
    Band,
    Figures,
    HeldSession,
    Person,
    SkillReached,
    build,
)
from tests.documents.office_papers import OfficePaper
from tests.documents.office_samples import an_office_head

if TYPE_CHECKING:
    from agent_desk.documents.head import OfficeHead

DAY = date(2026, 11, 23)
PLACE = "Nhà văn hóa phường Yên Hòa"
_WARDS = ("00166", "00166", "00166", "00167", "00167", "00169")


def a_sheet(topic: str = "vneid", **changes: object) -> CheckSheet:
    sheet = CheckSheet(
        head=an_office_head(),
        check=installed_checks().version(topic, "v1"),
        is_after=False,
        day=DAY,
        place=PLACE,
        first=1,
        last=1,
    )
    return replace(sheet, **changes)


def people(number: int) -> tuple[Person, ...]:
    bands = tuple(Band)
    return tuple(
        Person(
            who=str(n),
            ward=_WARDS[n % len(_WARDS)],
            band=bands[n * n % len(bands)],
            is_new=n % 3 > 0,
        )
        for n in range(number)
    )


def the_figures(place: str = PLACE) -> Figures:
    everybody = people(48)
    codes = ("0.1", "0.2", "1.1", "1.2", "2.3", "2.6", "4.2", "5.2")
    levels = (Level.ALONE, Level.ALONE, Level.WITH_HELP, Level.ALONE, Level.SAW)
    return Figures(
        sessions=tuple(
            HeldSession(day=date(2026, 11, 2 + 7 * n), place=place, topics=("vneid",), people=many)
            for n, many in enumerate((22, 19, 3))
        ),
        people=everybody,
        skills=tuple(
            SkillReached(person=one, code=code, level=levels[(n + k) % len(levels)])
            for n, one in enumerate(everybody)
            for k, code in enumerate(codes)
        ),
        outcomes={HomeOutcome.ALONE: 21, HomeOutcome.WITH_HELP: 9, HomeOutcome.NOT_YET: 2},
        accounts_opened=11,
        first_logins=3,
        quick_lessons=17,
    )


def a_report(place: str = PLACE, head: OfficeHead | None = None, maker: str = "Trần Thu Hà",
             ward: str = "Phường Nghĩa Đô") -> ReportPaper:  # fmt: skip
    curriculum = installed_curriculum()
    names = Names(
        wards={"00166": ward, "00167": "Phường Cầu Giấy"},
        topics={card.topic: card.title for card in curriculum.cards},
        skills={skill.code: skill.name for skill in curriculum.skills},
        unconfirmed=frozenset(s.code for s in curriculum.skills if not s.is_confirmed),
    )
    told = Told(
        report=build(the_figures(place)),
        names=names,
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
    )
    return ReportPaper(head=head or an_office_head(), told=told, maker=maker)


def _head(text: str) -> OfficeHead:
    return an_office_head(operator=text, site=text, place=text, hotline=text, practice=True)


OUTCOMES = {
    "check_sheet": OfficePaper(
        lambda: render_check_sheet(a_sheet()),
        lambda text: render_check_sheet(a_sheet(head=_head(text), place=text)),
    ),
    "training_report": OfficePaper(
        lambda: render_training_report(a_report()),
        lambda text: render_training_report(a_report(text, _head(text), text, text)),
    ),
}
