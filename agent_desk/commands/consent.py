"""Consent taken back: optional uses stop from then on; what was filed stays filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from agent_desk.commands.citizen import Purpose, has_consent
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind
from agent_desk.ids import uuid7
from agent_desk.store.tables import consents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import CitizenId, VisitId

OPTIONAL = (Purpose.CARRIAGE, Purpose.RESULT_DELIVERY, Purpose.CONTACT, Purpose.ACCOUNT_HELP)
"""What may stop at any time without a filed dossier losing its ground. Source: rules 12."""


def withdraw_consents(
    desk: Desk,
    act: Act,
    citizen_id: CitizenId,
    visit_id: VisitId,
    purposes: tuple[Purpose, ...] = OPTIONAL,
) -> Done:
    """Take back what was agreed to; purposes never agreed to stay as they are.

    Values: ``withdrawn``, how many. Giving consent again later is a new answer.
    """

    def do(work: Work) -> Mapping[str, str]:
        held = [p for p in purposes if has_consent(work.connection, citizen_id, p)]
        for purpose in held:
            consent_id = uuid7()
            named = {"citizen_id": citizen_id, "visit_id": visit_id, "purpose": purpose.value}
            work.connection.execute(
                insert(consents),
                {
                    **named,
                    "consent_id": consent_id,
                    "given": 0,
                    "method": "withdrawn",
                    "recorded_at": work.at_iso,
                },
            )
            work.record(FactKind.CONSENT_WITHDRAWN, consent_id, named)
        work.changed.add(citizen_id)
        return {"withdrawn": str(len(held))}

    return perform(desk, act, "withdraw_consents", do)
