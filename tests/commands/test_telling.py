"""Each try to tell a citizen leaves an outcome and the time of the next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from agent_desk.clock import from_iso
from agent_desk.commands import result, telling
from agent_desk.domain.calls import About, Outcome, Told
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.queries import lying as lying_query
from agent_desk.queries import results as query
from agent_desk.wire import NoticeKind
from tests.support.desks import a_ready_dossier, a_supplement_request, told

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from tests.support.desks import TestDesk


def call(t: TestDesk, dossier_id: str, outcome: Outcome, **more: object) -> Done:
    about = more.pop("about", About.SUPPLEMENT)
    record = Told(about=about, outcome=outcome, **more)  # type: ignore[arg-type]
    return telling.record_telling(t.desk, t.act(), telling.Matter(dossier_id=dossier_id), record)


def last(t: TestDesk) -> lying_query.LastTry | None:
    with t.desk.store.read() as connection:
        [asked] = query.everything(connection).asked
    return asked.last_try


def test_tries_are_counted_until_the_citizen_knows(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    tries = [call(t, dossier_id, Outcome.NO_ANSWER)["tries"] for _ in range(3)]
    assert tries == ["1", "2", "3"]
    known = call(t, dossier_id, Outcome.REACHED)
    assert (known["tries"], known["retry_at"]) == ("4", "")
    assert call(t, dossier_id, Outcome.NO_ANSWER)["tries"] == "1"


def test_the_time_a_citizen_asked_for_is_kept(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    at = t.clock.now() + timedelta(hours=26)
    done = call(t, dossier_id, Outcome.CALL_BACK, call_at=at)
    assert from_iso(done["retry_at"]) == at


def test_a_new_request_has_to_be_told_anew(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    call(t, dossier_id, Outcome.REACHED)
    assert last(t) is not None
    told(t, NoticeKind.SUPPLEMENT_REQUESTED, dossier_id, due_on="2026-12-05")
    assert last(t) is None


def test_a_told_owner_and_the_day_they_come_stand_at_the_result(t: TestDesk) -> None:
    dossier_id = a_ready_dossier(t)
    result.receive_result(t.desk, t.act(), dossier_id)
    call(t, dossier_id, Outcome.REACHED, about=About.RESULT, come_on=date(2026, 11, 25))
    with t.desk.store.read() as connection:
        lying = lying_query.lying_of(connection, dossier_id)
    assert lying is not None
    assert lying.come_on == "2026-11-25"
    assert lying.told_at


def test_a_secret_in_the_note_is_refused(t: TestDesk) -> None:
    dossier_id = a_supplement_request(t)
    with pytest.raises(InvalidInput) as caught:
        call(t, dossier_id, Outcome.REACHED, note="mã OTP là 482913")
    assert "note" in caught.value.field_errors


def test_nobody_is_told_about_what_is_not_here(t: TestDesk) -> None:
    with pytest.raises(NotFound):
        call(t, "nowhere", Outcome.REACHED)
