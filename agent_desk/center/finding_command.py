"""``agent-desk center finding``: a reviewer looks into a delay, step by step."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import psycopg

from agent_desk.center import findings
from agent_desk.domain.delays import FindingOutcome, SoftwareCheck
from agent_desk.domain.forwarding_rules import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.center.database import Connection


class Step(StrEnum):
    """What a reviewer does."""

    LIST = "list"
    OPEN = "open"
    CHECK = "check"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One step of a reviewer; what a step does not need stays empty."""

    step: Step
    reviewer: str = ""
    words: str = ""
    finding_id: str = ""
    desk_id: str = ""
    reference: str = ""
    stage: str = ""
    person_id: str = ""
    result: str = ""


def review(database_url: str, asked: Review, now: datetime) -> list[dict[str, object]]:
    """Do one step and give what is held then. Raises: NotAllowed, NotFound, InvalidInput."""
    with closing(psycopg.connect(database_url)) as db, db.transaction():
        names = _do(db, asked, now)
        return [findings.as_json(findings.read(db, name)) for name in names]


def _do(db: Connection, asked: Review, now: datetime) -> list[str]:
    if asked.step is Step.LIST:
        return findings.every(db)
    if asked.step is Step.OPEN:
        about = findings.About(
            desk_id=asked.desk_id,
            reference=asked.reference,
            stage=Stage(asked.stage),
            person_id=asked.person_id,
            words=asked.words,
        )
        return [findings.open_finding(db, about, asked.reviewer, now)]
    if asked.step is Step.CHECK:
        found = SoftwareCheck(asked.result)
        findings.note_check(db, asked.finding_id, found, asked.reviewer, asked.words)
    else:
        outcome = FindingOutcome(asked.result)
        findings.close(db, asked.finding_id, outcome, asked.reviewer, asked.words)
    return [asked.finding_id]
