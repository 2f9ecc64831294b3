"""What the center asks about a delay: opened, checked, closed; the person concerned answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.domain.delays import Answer, FindingState, SoftwareCheck
from agent_desk.store.clock_tables import findings
from agent_desk.sync.body import LONG_TEXT, text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.wire import Notice

KINDS = frozenset(
    {
        NoticeKind.FINDING_OPENED.value,
        NoticeKind.FINDING_CHECKED.value,
        NoticeKind.FINDING_CLOSED.value,
    }
)


def move_finding(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    """Keep what the center says about a finding; twice is the same as once."""
    if notice.kind == NoticeKind.FINDING_OPENED.value:
        _open(work, notice, body)
    elif notice.kind == NoticeKind.FINDING_CHECKED.value:
        _change(work, notice, software=text_of(body, "software"))
    else:
        _change(
            work,
            notice,
            state=FindingState.CLOSED.value,
            outcome=text_of(body, "outcome", LONG_TEXT),
            closed_at=work.at_iso,
        )


def _open(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    work.connection.execute(
        upsert(findings)
        .values(
            finding_id=notice.subject_id,
            reference=text_of(body, "reference"),
            stage=text_of(body, "stage"),
            person_id=text_of(body, "person_id"),
            words=text_of(body, "words", LONG_TEXT),
            state=FindingState.OPEN.value,
            software=SoftwareCheck.NOT_DONE.value,
            answer=Answer.NONE.value,
            opened_at=notice.issued_at,
        )
        .on_conflict_do_nothing()
    )


def _change(work: Work, notice: Notice, **columns: str) -> None:
    work.connection.execute(
        update(findings)
        .where(
            findings.c.finding_id == notice.subject_id,
            findings.c.state == FindingState.OPEN.value,
        )
        .values(**columns)
    )
