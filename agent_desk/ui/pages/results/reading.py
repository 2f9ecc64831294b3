"""What the page reads from the store, each as one value. Store lane, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.queries import dossier as dossier_query
from agent_desk.queries import lying as lying_query
from agent_desk.queries import results as query
from agent_desk.queries.requests import refusal_of, requests_of
from agent_desk.ui.pages.results import returning
from agent_desk.ui.pages.results.telling import DueFacts, Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId
    from agent_desk.queries.results import Asked, Everything
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.results.returning import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a call needs besides its row."""

    speaker: Speaker
    facts: DueFacts
    refusal: Mapping[str, object]
    reference: str


def everything(office: Office) -> Everything:
    """Read the work list."""
    with office.desk.store.read() as connection:
        return query.everything(connection)


def talk_of(office: Office, dossier_id: str) -> Talk:
    """Read what a call about a dossier needs; an empty id is another desk's dossier."""
    speaker = Speaker(site=office.desk.identity.site_name, hotline=office.setting(settings.HOTLINE))
    if not dossier_id:
        facts = DueFacts(due_at="", working_days=None, requests=())
        return Talk(speaker=speaker, facts=facts, refusal={}, reference="")
    with office.desk.store.read() as connection:
        view = dossier_query.view(connection, dossier_id)
        requests = requests_of(connection, [dossier_id]).get(dossier_id, ())
        refusal = refusal_of(connection, dossier_id)
    return Talk(
        speaker=speaker,
        facts=DueFacts(due_at=view.due_at, working_days=view.working_days, requests=requests),
        refusal=refusal,
        reference=view.reference,
    )


def known_of_dossier(office: Office, dossier_id: DossierId) -> Known:
    """Read what is on file about the result of a dossier. Raises: NotFound."""
    with office.desk.store.read() as connection:
        return returning.known_of(
            dossier_query.view(connection, dossier_id),
            dossier_query.timeline(connection, dossier_id),
            lying_query.lying_of(connection, dossier_id),
        )


def known_of_result(office: Office, result_id: str) -> Known | None:
    """Read what was read off a result of another desk's dossier; None if it is gone."""
    with office.desk.store.read() as connection:
        one = lying_query.by_id(connection, result_id)
        number = lying_query.owner_number_of(connection, result_id)
    return None if one is None else returning.known_of_other_desk(one, number)


def asked_of(found: Everything, dossier_id: str) -> Asked | None:
    """Give the request of a dossier out of the work list."""
    return next((one for one in found.asked if one.dossier_id == dossier_id), None)
