"""No fact says who somebody is; only the private part beside it does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from agent_desk.commands import citizen, result_return
from agent_desk.domain.collecting import Proof, Right
from agent_desk.domain.ledger import parse, private_digest
from agent_desk.store import ledger
from agent_desk.store.tables import fact_private
from tests.support.acts import EVERY
from tests.support.custody import CUSTODY
from tests.support.desks import a_hand_over, a_ready_dossier, particulars

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

PERSONAL = [
    *["Nguyễn Thị Mẫu", "Lê Văn B", "Trần Thu Hà", "Phố Mẫu", "Phố Khác", "Cửa Nam", "Phạm"],
    *["001190000123", "001085000456", "+84912345678", "0912345678", "+84987654321"],
    *["1990-02-01", "cccd.png", "again.png", "UQ-12"],
]


@pytest.fixture
def busy(t: TestDesk) -> TestDesk:
    for prepare in {**EVERY, **CUSTODY}.values():
        prepare(t)(t.act())
    dossier_id = a_ready_dossier(t)
    proxy = a_hand_over(
        right=Right.CERTIFIED,
        collector_name="Phạm Văn C",
        collector_number="001085000456",
        proof=Proof(paper="UQ-12", issued_on="2026-11-20", certified_by="Phạm Văn D"),
    )
    result_return.return_result(t.desk, t.act(), dossier_id, proxy)
    return t


def test_no_line_of_the_chain_names_a_person(busy: TestDesk) -> None:
    with busy.desk.store.read() as connection:
        text = b"\n".join(ledger.lines(connection)).decode()

    assert len(text.splitlines()) > 100
    assert [word for word in PERSONAL if word in text] == []


def test_every_private_part_is_named_by_the_salted_hash_in_its_fact(busy: TestDesk) -> None:
    with busy.desk.store.read() as connection:
        facts = ledger.after(connection, 0, limit=2000)

    assert sum(bool(fact.salt) for fact in facts) > 20
    for fact in facts:
        expected = private_digest(fact.salt, fact.payload) if fact.salt else None
        assert parse(fact.line).private_sha256 == expected
        assert b"\t" not in fact.line + fact.payload
        assert b"\n" not in fact.line + fact.payload


def test_a_person_can_be_erased_and_the_chain_still_holds(busy: TestDesk) -> None:
    with busy.desk.store.write() as connection:
        connection.execute(delete(fact_private))

    with busy.desk.store.read() as connection:
        assert ledger.verify(connection).holds


def test_the_same_person_twice_has_two_different_private_hashes(t: TestDesk) -> None:
    for number in ("001190000123", "001190000999"):
        citizen.identify_citizen(t.desk, t.act(), None, particulars(number=number, name="A"))

    with t.desk.store.read() as connection:
        salts = [fact.salt for fact in ledger.after(connection, 0, limit=100) if fact.salt]
    assert len(set(salts)) == len(salts)


def test_private_parts_say_everything_of_a_citizen(t: TestDesk) -> None:
    citizen.identify_citizen(t.desk, t.act(), None, particulars())

    with t.desk.store.read() as connection:
        payload = json.loads(ledger.after(connection, 0, limit=100)[-1].payload)
    assert payload["name"] == "Nguyễn Thị Mẫu"
    assert set(payload) == {"number", "name", "birth", "sex", "address", "phone"}
