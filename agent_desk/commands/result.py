"""Results: they arrive at the desk, and they are returned to the right person once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.commands import rows
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain import dossier as states
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.facts import FactKind
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.errors import Conflict, InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.ids import DossierId


class ResultForm(StrEnum):
    """What comes back."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Collector(StrEnum):
    """Who takes the result home."""

    OWNER = "owner"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """To whom and what. ``items`` names every sheet given, originals given back included."""

    collector: Collector
    collector_name: str
    collector_number: str
    items: tuple[str, ...]
    authorization: str = ""


def receive_result(desk: Desk, act: Act, dossier_id: DossierId) -> Done:
    """Record that the result lies at this desk now."""

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        if row.state == DossierState.RESULT_AT_DESK.value:
            return {}
        states.require_step(DossierState(row.state), DossierState.RESULT_AT_DESK)
        rows.set_state(work, dossier_id, DossierState.RESULT_AT_DESK)
        work.record(
            FactKind.RESULT_RECEIVED,
            dossier_id,
            {"form": row.result_form or "", "result_number": row.result_number or ""},
        )
        return {}

    return perform(desk, act, "receive_result", do)


def return_result(desk: Desk, act: Act, dossier_id: DossierId, given: HandOver) -> Done:
    """Give the result to its owner or a proxy, once.

    Raises: Conflict if it was already returned (says when), InvalidInput for an unnamed
    collector, a proxy without authorization, or nothing to give.
    """

    def do(work: Work) -> Mapping[str, str]:
        row = rows.dossier(work.connection, dossier_id)
        if row.state == DossierState.RETURNED.value and row.closed_at:
            moment = local(from_iso(row.closed_at))
            raise Conflict(
                tr(
                    "This result was already returned on {day} at {time}. Do not give it again.",
                    day=moment.strftime("%d/%m/%Y"),
                    time=moment.strftime("%H:%M"),
                )
            )
        states.require_step(DossierState(row.state), DossierState.RETURNED)
        _check(given)
        rows.set_state(work, dossier_id, DossierState.RETURNED, closed_at=work.at_iso)
        work.record(
            FactKind.RESULT_RETURNED,
            dossier_id,
            {
                "collector": given.collector.value,
                "item_count": len(given.items),
                "has_authorization": bool(given.authorization),
            },
            {
                "items": list(given.items),
                "collector_name": given.collector_name,
                "collector_number": given.collector_number,
                "authorization": given.authorization,
            },
        )
        return {"returned_at": work.at_iso}

    return perform(desk, act, "return_result", do)


def _check(given: HandOver) -> None:
    refuse_secrets(
        {
            "collector_name": given.collector_name,
            "collector_number": given.collector_number,
            "authorization": given.authorization,
            "items": "\n".join(given.items),
        }
    )
    errors: dict[str, str] = {}
    if not given.collector_name.strip():
        errors["collector_name"] = tr("Write who takes the result, as on their card.")
    if not any(item.strip() for item in given.items):
        errors["items"] = tr("List what is handed over.")
    if given.collector is Collector.PROXY and not given.authorization.strip():
        errors["authorization"] = tr(
            "A proxy needs an authorization. Write its number or “handwritten, close relative”."
        )
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)
