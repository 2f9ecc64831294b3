"""What is said about a delay: its reason, a new day told to the citizen, an answer to a finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from agent_desk.clock import local, to_iso
from agent_desk.commands import custody
from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.delays import Answer, DelayReason, FindingState, needs_words
from agent_desk.domain.facts import FactKind
from agent_desk.domain.forwarding import Forwarding, Urgency
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.domain.kept_texts import refuse_secrets
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput, NotAllowed, NotFound
from agent_desk.i18n import tr
from agent_desk.ids import uuid7
from agent_desk.store.clock_tables import delays, findings, moved_promises
from agent_desk.store.packet_clocks import clocks_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.domain.forwarding import HopClock
    from agent_desk.store.tables import StoredRow

_LONGEST = 500


class ToldHow(StrEnum):
    """How a citizen heard of another day."""

    PHONE = "phone"
    MESSAGE = "message"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why papers are late, or will be."""

    reason: DelayReason
    words: str = ""


def explain_delay(desk: Desk, act: Act, packet_ids: tuple[str, ...], why: Explained) -> Done:
    """Note why papers are late; those that share the reason in one act. Values: ``count``.

    Nobody is named and nothing follows from it by itself. Raises: InvalidInput at ``words``;
    NotAllowed for papers whose clock is not near its end.
    """
    words = _words(why.words, is_needed=needs_words(why.reason))

    def do(work: Work) -> Mapping[str, str]:
        forwarding = Forwarding(work.desk.calendars, bundled_forwarding_rules())
        for packet_id in packet_ids:
            packet = custody.packet(work.connection, packet_id)
            clock = _running(work, packet, forwarding)
            _explain(work, packet, clock, (why.reason, words))
        return {"count": str(len(packet_ids))}

    return perform(desk, act, "explain_delay", do)


def _running(work: Work, packet: StoredRow, forwarding: Forwarding) -> HopClock:
    found = clocks_of(work.connection, packet, forwarding, work.at)
    late = [clock for clock in found if clock.urgency(work.at) in (Urgency.SOON, Urgency.LATE)]
    if not late:
        raise NotAllowed(tr("These papers are in time, so there is no delay to explain."))
    return late[-1]


def _explain(work: Work, packet: StoredRow, clock: HopClock, why: tuple[DelayReason, str]) -> None:
    reason, words = why
    due = to_iso(clock.due)
    work.connection.execute(
        insert(delays),
        {
            "delay_id": uuid7(),
            "packet_id": packet.packet_id,
            "stage": clock.stage.value,
            "reason": reason.value,
            "words": words,
            "due_at": due,
            "said_at": work.at_iso,
            "clerk_id": work.act.author_id,
        },
    )
    body = {
        "packet_id": packet.packet_id,
        "reference": packet.reference,
        "stage": clock.stage.value,
        "reason": reason.value,
        "due_at": due,
        "is_late": clock.urgency(work.at) is Urgency.LATE,
        "offline_s": int(clock.offline.total_seconds()),
    }
    private = {"words": words} if words else None
    work.record(FactKind.DELAY_EXPLAINED, packet.dossier_id or packet.packet_id, body, private)


def move_promise(desk: Desk, act: Act, packet_id: str, day: datetime, how: ToldHow) -> Done:
    """Note that the citizen was told another moment than their slip says. Values: ``told_at``.

    Until this is done the printed one stands. Raises: NotAllowed, InvalidInput at ``day``.
    """

    def do(work: Work) -> Mapping[str, str]:
        packet = custody.packet(work.connection, packet_id)
        printed = packet.arrive_by or packet.forward_by
        if printed is None:
            raise NotAllowed(tr("No slip of this desk promised a day for these papers."))
        if local(day).date() < local(work.at).date():
            message = tr("This day is over. Choose today or a later day.")
            raise InvalidInput(message, {"day": message})
        values = {"printed_at": printed, "told_at": to_iso(day), "how": how.value}
        work.connection.execute(
            insert(moved_promises),
            {
                **values,
                "promise_id": uuid7(),
                "packet_id": packet_id,
                "said_at": work.at_iso,
                "clerk_id": work.act.author_id,
            },
        )
        body = {"packet_id": packet_id, "reference": packet.reference, **values}
        work.record(FactKind.PROMISE_MOVED, packet.dossier_id or packet_id, body)
        return {"told_at": to_iso(day)}

    return perform(desk, act, "move_promise", do)


def answer_finding(desk: Desk, act: Act, finding_id: str, answer: Answer, words: str = "") -> Done:
    """Let the person concerned speak, or waive it. Values: ``answer``.

    Nobody can answer in another's place. Raises: NotAllowed, NotFound, InvalidInput at ``words``.
    """
    if answer is Answer.NONE:
        raise ValueError("an answer is a reply or a waiver")
    said = _words(words, is_needed=answer is Answer.REPLIED)

    def do(work: Work) -> Mapping[str, str]:
        row = _finding(work, finding_id)
        if row.person_id != work.act.author_id:
            raise NotAllowed(tr("Only the person concerned can answer this, at their own desk."))
        work.connection.execute(
            update(findings)
            .where(findings.c.finding_id == finding_id)
            .values(answer=answer.value, answered_at=work.at_iso)
        )
        private = {"words": said} if said else None
        work.record(FactKind.FINDING_ANSWERED, finding_id, {"answer": answer.value}, private)
        return {"answer": answer.value}

    return perform(desk, act, "answer_finding", do)


def _finding(work: Work, finding_id: str) -> StoredRow:
    row = work.connection.execute(
        select(findings).where(findings.c.finding_id == finding_id)
    ).first()
    if row is None:
        raise NotFound(tr("This question of the center is not on this PC."))
    if row.state == FindingState.CLOSED.value:
        raise NotAllowed(tr("This finding is closed. Open a new one if there is news."))
    return row


def _words(text: str, *, is_needed: bool) -> str:
    refuse_secrets({"words": text})
    words = clean(text)
    message = ""
    if is_needed and not words:
        message = tr("Write it in one sentence.")
    elif len(words) > _LONGEST:
        message = tr("The note is too long; {limit} letters are enough.", limit=_LONGEST)
    if message:
        raise InvalidInput(message, {"words": message})
    return words
