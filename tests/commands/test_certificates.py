"""Certificates: a number for each who came, sealed, verified from the ledger alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from agent_desk.clock import local
from agent_desk.commands.certificates import issue_certificates
from agent_desk.commands.training_register import NewLearner, change_learner, mark_attendance
from agent_desk.domain.training import certificate_number
from agent_desk.domain.training.learners import Standing
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.queries import certificates as query
from agent_desk.store.certificate_tables import certificates
from agent_desk.store.tables import facts
from tests.support.checked import Came, a_held_session
from tests.support.desks import TestDesk, opened_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        yield desk


def a_class(t: TestDesk, *names: str) -> tuple[str, tuple[str, ...]]:
    """Hold a class to which everybody came."""
    session_id, learner_ids = a_held_session(t, *(Came(name=name, phone="") for name in names))
    marks = dict.fromkeys(learner_ids, Standing.ATTENDED)
    mark_attendance(t.desk, t.act(), session_id, marks)
    return session_id, learner_ids


def given(t: TestDesk, session_id: str) -> tuple[query.CertificateRow, ...]:
    with t.desk.store.read() as connection:
        return query.of_session(connection, session_id)


def sealed(t: TestDesk, number: str) -> query.SealedCertificate | None:
    with t.desk.store.read() as connection:
        return query.sealed(connection, number)


def test_everybody_who_came_gets_a_number_of_their_own(t: TestDesk) -> None:
    session_id, learner_ids = a_class(t, "Lê Thị Lan", "Bùi Văn Bách")
    done = issue_certificates(t.desk, t.act(), session_id)
    assert done["issued"] == "2"
    rows = given(t, session_id)
    assert [row.name for row in rows] == ["Bùi Văn Bách", "Lê Thị Lan"]
    assert {row.learner_id for row in rows} == set(learner_ids)
    assert len({certificate_number.check(row.number).digits for row in rows}) == 2


def test_given_again_a_certificate_keeps_its_number_and_writes_nothing(t: TestDesk) -> None:
    session_id, _ = a_class(t, "Lê Thị Lan")
    issue_certificates(t.desk, t.act(), session_id)
    before = given(t, session_id)
    again = issue_certificates(t.desk, t.act(), session_id)
    assert (again["issued"], again["corrected"]) == ("0", "0")
    assert given(t, session_id) == before


def test_a_corrected_name_is_sealed_anew_under_the_same_number(t: TestDesk) -> None:
    session_id, (learner_id,) = a_class(t, "Lê Thị Lann")
    issue_certificates(t.desk, t.act(), session_id)
    (first,) = given(t, session_id)
    right = NewLearner(name="Lê Thị Lan", birth="195")
    change_learner(t.desk, t.act(), session_id, learner_id, right)
    assert issue_certificates(t.desk, t.act(), session_id)["corrected"] == "1"
    found = sealed(t, first.number)
    assert found is not None
    assert found.name == "Lê Thị Lan"


def test_who_did_not_come_gets_none(t: TestDesk) -> None:
    session_id, (learner_id,) = a_class(t, "Lê Thị Lan")
    mark_attendance(t.desk, t.act(), session_id, {learner_id: Standing.ABSENT})
    with pytest.raises(NotAllowed):
        issue_certificates(t.desk, t.act(), session_id)
    with pytest.raises(NotAllowed):
        issue_certificates(t.desk, t.act(), session_id, (learner_id,))


def test_the_ledger_alone_proves_a_number_and_the_name(t: TestDesk) -> None:
    session_id, _ = a_class(t, "Lê Thị Lan")
    issue_certificates(t.desk, t.act(), session_id)
    (row,) = given(t, session_id)
    with t.desk.store.write() as connection:
        connection.execute(update(certificates).values(name="Kẻ Khác"))
    found = sealed(t, row.number)
    assert found is not None
    assert found.holds
    assert found.names("le thi lan")
    assert not found.names("Kẻ Khác")
    assert found.topics == ("vneid",)


def test_a_line_that_was_changed_in_the_store_is_seen(t: TestDesk) -> None:
    session_id, _ = a_class(t, "Lê Thị Lan")
    issue_certificates(t.desk, t.act(), session_id)
    (row,) = given(t, session_id)
    with t.desk.store.write() as connection:
        # The store forbids changes of facts; who changes one takes that away first.
        triggers = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'facts'")
        ).scalars()
        for name in list(triggers):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        line = connection.execute(facts.select().where(facts.c.subject_id == row.number)).one().line
        changed = line.replace(b'"minutes":90', b'"minutes":99')
        assert changed != line
        connection.execute(
            update(facts).where(facts.c.subject_id == row.number).values(line=changed)
        )
    found = sealed(t, row.number)
    assert found is not None
    assert not found.holds


def test_a_check_tells_whether_the_name_fits_but_never_the_name(t: TestDesk) -> None:
    session_id, _ = a_class(t, "Lê Thị Lan")
    issue_certificates(t.desk, t.act(), session_id)
    (row,) = given(t, session_id)
    with t.desk.store.read() as connection:
        spoken = certificate_number.group(row.number)
        right = query.checked(connection, spoken, "Lê Thị Lan")
        wrong = query.checked(connection, spoken, "Trần Văn Nam")
        unknown = query.checked(
            connection, certificate_number.make("00102", local(t.clock.now()).date(), 77)
        )
        with pytest.raises(InvalidInput):
            query.checked(connection, row.number[:-1] + str((int(row.number[-1]) + 1) % 10))
    assert (right["holds"], right["name_fits"], wrong["name_fits"]) == (True, True, False)
    assert "Lan" not in str(right)
    assert (unknown["given"], unknown["holds"]) == (False, False)
