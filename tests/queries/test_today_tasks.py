"""Every state that needs a hand has its row on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from agent_desk.clock import to_iso
from agent_desk.domain.dossier import DossierState as S
from agent_desk.domain.forwarding import Forwarding
from agent_desk.domain.forwarding_rules import bundled_forwarding_rules
from agent_desk.queries.today import work_of
from agent_desk.queries.today_work import Task
from agent_desk.store.tables import dossiers
from tests.support.desks import a_lodged_dossier, opened_desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("state", "task"),
    [
        (S.PAYMENT, Task.TELL_PAYMENT),
        (S.NOT_ACCEPTED, Task.TELL_DECISION),
        (S.STOPPED, Task.TELL_DECISION),
        (S.DELIVERY_FAILED, Task.CALL_RESULT),
    ],
)
def test_what_the_citizen_must_be_told_stands_on_today(
    tmp_path: Path, state: S, task: Task
) -> None:
    with opened_desk(tmp_path) as t:
        a_lodged_dossier(t)
        with t.desk.store.write() as connection:
            connection.execute(update(dossiers).values(state=state.value))
        with t.desk.store.read() as connection:
            forwarding = Forwarding(t.desk.calendars, bundled_forwarding_rules())
            found = work_of(connection, to_iso(t.clock.now()), forwarding)
    assert [row.task for row in found] == [task]
