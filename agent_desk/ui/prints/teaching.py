"""Sheets to take home and certificates, as they are printed at this desk. No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum, pictures_folder
from agent_desk.clock import local
from agent_desk.commands.printing import PrintJob
from agent_desk.documents import certificate, handout
from agent_desk.documents.certificate import Certificates, Holder
from agent_desk.documents.handout import Handout
from agent_desk.documents.pictures import read_picture
from agent_desk.domain.printing import PrinterRole, PrintReason, PrintSubject, SubjectKind
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr
from agent_desk.queries import certificates as certificate_query
from agent_desk.queries import training as training_query
from agent_desk.ui.prints.order import print_paper
from agent_desk.ui.prints.site_papers import office_head

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent_desk.ids import IntentId
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

MOST_COPIES = 100
_ANY_TOPIC = "Kỹ năng số cơ bản"
"""What a certificate says where no card of the class can be read: never the code of a topic."""


def print_handout(office: Office, intent_id: IntentId, topic: str, copies: int = 1) -> Printed:
    """Record and draw the sheet of a topic, ``copies`` times in one file (store lane).

    Raises: DeskError, NotFound if the card of the topic is missing or broken.
    """
    head = office_head(office, handout.DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SITE, office.desk.identity.desk_id),
        document=f"{handout.DOCUMENT}:{topic}",
        template_version=head.template_version,
        render=partial(_draw_handout, office, topic, copies),
        role=PrinterRole.DOCUMENT,
        reason=PrintReason.CHANGED,
        label="to-mang-ve",
    )
    return print_paper(office, intent_id, job)


def handout_of(office: Office, topic: str, print_number: int = 1) -> Handout:
    """Gather what the sheet of a topic says (store lane). Raises: NotFound."""
    card = installed_curriculum().card(topic, local(office.desk.clock.now()).date())
    return Handout(
        head=office_head(office, handout.DOCUMENT, print_number),
        name=f"{card.title} · {card.version}",
        title=card.title,
        aim=card.aim,
        steps=card.sheet.steps,
        remember=card.sheet.remember,
        home=card.home.lines,
        pictures=tuple(read_picture(pictures_folder() / f"{one}.svg") for one in card.pictures),
    )


def _draw_handout(office: Office, topic: str, copies: int, print_number: int) -> bytes:
    return handout.render_handout(handout_of(office, topic, print_number), copies)


def print_certificates(
    office: Office,
    intent_id: IntentId,
    session_id: str,
    learner_ids: Collection[str] = (),
    reason: PrintReason = PrintReason.FIRST,
) -> Printed:
    """Record and draw the certificates that were given for a session, all in one file.

    ``learner_ids`` chooses some of them. Store lane. Raises: DeskError, InvalidInput at ``reason``
    if they were printed before and no reason is given.
    """
    head = office_head(office, certificate.DOCUMENT, 1)
    job = PrintJob(
        subject=PrintSubject(SubjectKind.SESSION, session_id),
        document=certificate.DOCUMENT,
        template_version=head.template_version,
        render=partial(_draw_certificates, office, session_id, frozenset(learner_ids)),
        role=PrinterRole.DOCUMENT,
        reason=reason,
        label="giay-xac-nhan",
    )
    return print_paper(office, intent_id, job)


def _draw_certificates(
    office: Office, session_id: str, learner_ids: frozenset[str], print_number: int
) -> bytes:
    with office.desk.store.read() as connection:
        session = training_query.one(connection, session_id)
        given = certificate_query.of_session(connection, session_id)
    if session is None:
        raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
    wanted = [one for one in given if not learner_ids or one.learner_id in learner_ids]
    if not wanted:
        raise InvalidInput(tr("No certificate was given yet. Tick who came first."))
    plan = session.plan
    return certificate.render_certificates(
        Certificates(
            head=office_head(office, certificate.DOCUMENT, print_number),
            held_at=plan.starts_at,
            place=plan.place,
            topics=_titles(plan.topics) or (_ANY_TOPIC,),
            minutes=plan.minutes,
            trainer=session.trainer_name,
            holders=tuple(Holder(name=one.name, number=one.number) for one in wanted),
        )
    )


def _titles(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Name topics as people know them; one whose card is missing is left out."""
    known = {card.topic: card.title for card in installed_curriculum().cards}
    return tuple(known[topic] for topic in topics if topic in known)
