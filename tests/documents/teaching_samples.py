"""Sheets to take home and certificates with real-looking contents, ordinary and at the edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.curriculum_load import installed_curriculum, pictures_folder
from agent_desk.documents.certificate import Certificates, Holder, render_certificates
from agent_desk.documents.handout import Handout, render_handout
from agent_desk.documents.pictures import read_picture
from agent_desk.domain.training import certificate_number
from tests.documents.office_papers import OfficePaper
from tests.documents.office_samples import an_office_head
from tests.documents.samples import local_time

DAY = date(2026, 11, 23)
LONG_PERSON = "Công Tằng Tôn Nữ Nguyễn Phước Thị Hồng Nhung Quỳnh Hương Giang Thanh Tâm Mỹ Duyên"


def a_number(counter: int = 1) -> str:
    return certificate_number.make("00102", DAY, counter)


def a_handout(topic: str = "vneid", **changes: object) -> Handout:
    card = installed_curriculum().card(topic, DAY)
    made = Handout(
        head=an_office_head(),
        name=f"{card.title} · {card.version}",
        title=card.title,
        aim=card.aim,
        steps=card.sheet.steps,
        remember=card.sheet.remember,
        home=card.home.lines,
        pictures=tuple(read_picture(pictures_folder() / f"{one}.svg") for one in card.pictures),
    )
    return replace(made, **changes)


def certificates(*names: str, **changes: object) -> Certificates:
    holders = tuple(Holder(name=name, number=a_number(n)) for n, name in enumerate(names, 1))
    made = Certificates(
        head=an_office_head(),
        held_at=local_time(9, 0),
        place="Nhà văn hóa phường Yên Hòa",
        topics=("VNeID: thẻ căn cước trong điện thoại", "Trả tiền qua mạng cho an toàn"),
        minutes=90,
        trainer="Trần Thu Hà",
        holders=holders or (Holder(name="Lê Thị Lan", number=a_number()),),
    )
    return replace(made, **changes)


def _handout(text: str) -> bytes:
    said = {"steps": (text,) * 2, "remember": (text,), "home": (text,)}
    head = an_office_head(operator=text, site=text, place=text, hotline=text, practice=True)
    return render_handout(a_handout(head=head, name=text, title=text, aim=text, **said))


def _certificate(text: str) -> bytes:
    head = an_office_head(operator=text, site=text, place=text, hotline=text, practice=True)
    said = {"head": head, "place": text, "topics": (text,), "trainer": text}
    return render_certificates(certificates(text, **said))


TEACHING = {
    **{
        f"handout_{topic}": OfficePaper(
            lambda topic=topic: render_handout(a_handout(topic)), _handout
        )
        for topic in TOPICS[:1]
    },
    "certificate": OfficePaper(
        lambda: render_certificates(certificates()), _certificate, frozenset({a_number()})
    ),
}
