"""What must hold after any number of deaths: nothing lost, nothing twice, rows as the facts say."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.ledger import parse
from agent_desk.ids import sha256_hex
from agent_desk.queries import desk as desk_query
from agent_desk.queries import sync as sync_query
from agent_desk.store import blobs as blob_files
from agent_desk.store import ledger, tables
from agent_desk.sync.enrolled import EnrolledDesk
from agent_desk.sync.run import sync_once
from tests.chaos.day import desk_on
from tests.support.contents import counts

if TYPE_CHECKING:
    from agent_desk.domain.ledger import ParsedFact
    from agent_desk.store.engine import Store
    from tests.chaos.day import Ack
    from tests.support.fake_center import FakeCenter

_LAST_WORD = {
    "dossier.opened": "draft",
    "dossier.advised": "advised",
    "dossier.lodged": "lodged",
    "dossier.taken_in": "taken_in",
}


def require(checks: dict[str, bool], name: str, holds: object) -> None:
    checks[name] = bool(holds)


def check_all(store: Store, acks: list[Ack], center: FakeCenter) -> dict[str, bool]:
    """Give every check with whether it holds."""
    checks: dict[str, bool] = {}
    with store.read() as connection:
        require(checks, "the chain verifies", ledger.verify(connection).holds)
        facts = [parse(line) for line in ledger.lines(connection)]
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    require(checks, "every page is sound", store.check_integrity())
    require(checks, "no row points nowhere", not broken)
    _check_acks(checks, store, acks, facts)
    _check_rows(checks, store, facts)
    _check_files(checks, store)
    _check_center(checks, store, center)
    return checks


def _check_acks(
    checks: dict[str, bool], store: Store, acks: list[Ack], facts: list[ParsedFact]
) -> None:
    with store.read() as connection:
        held = {
            row.intent_id: json.loads(row.result)
            for row in connection.execute(select(tables.intents))
        }
    seen = {ack.intent_id: ack.values for ack in acks}
    require(checks, "no acknowledged step is lost", seen.keys() <= held.keys())
    require(
        checks,
        "every answer was the same, however often asked",
        all(held.get(ack.intent_id) == ack.values for ack in acks),
    )
    setup = 2
    require(checks, "at most the last step was unseen", len(held) - setup - len(seen) in (0, 1))
    kinds = Counter((fact.intent_id, fact.kind, fact.subject_id) for fact in facts)
    repeated = {key for key, number in kinds.items() if number > 1 and key[1] != "paper.recorded"}
    require(checks, "no fact is there twice", not repeated)
    require(checks, "every fact has its act", {fact.intent_id for fact in facts} == held.keys())


def _check_rows(checks: dict[str, bool], store: Store, facts: list[ParsedFact]) -> None:
    rows, kinds = counts(store), Counter(fact.kind for fact in facts)
    for table, kind in (
        ("visits", "visit.opened"),
        ("citizens", "citizen.recorded"),
        ("consents", "consent.recorded"),
        ("dossiers", "dossier.opened"),
        ("attachments", "blob.attached"),
        ("prints", "document.printed"),
        ("search", "dossier.opened"),
    ):
        require(checks, f"{table} are as many as {kind}", rows[table] == kinds[kind])
    state: dict[str, str] = {}
    for fact in facts:
        if fact.kind in _LAST_WORD:
            state[fact.subject_id] = _LAST_WORD[fact.kind]
    with store.read() as connection:
        found = connection.execute(select(tables.dossiers)).all()
        days = connection.execute(select(tables.reference_days)).all()
        papers = connection.execute(select(tables.papers)).all()
    minted = [str(fact.body["reference"]) for fact in facts if fact.kind == "dossier.opened"]
    require(checks, "no reference is there twice", len(set(minted)) == len(minted))
    require(checks, "references are those of the facts", {r.reference for r in found} == {*minted})
    require(
        checks, "states are those of the facts", {r.dossier_id: r.state for r in found} == state
    )
    require(checks, "no number was skipped", sum(day.last_counter for day in days) == len(minted))
    met = {
        (fact.subject_id, fact.body["component_id"]): fact.body["status"]
        for fact in facts
        if fact.kind == "paper.recorded"
    }
    told = {
        (row.dossier_id, row.component_id): row.status
        for row in papers
        if (row.dossier_id, row.component_id) in met
    }
    require(checks, "papers are as the facts say", told == met)


def _check_files(checks: dict[str, bool], store: Store) -> None:
    with store.read() as connection:
        known = blob_files.named(connection)
    require(
        checks,
        "every named file is whole",
        all(sha256_hex(store.blobs.get(name)) == name for name in known),
    )
    store.blobs.sweep(known)
    left = {path.name for path in store.data.blobs.glob("*/*")}
    require(checks, "the sweep leaves exactly the named files", left == known)


def _check_center(checks: dict[str, bool], store: Store, center: FakeCenter) -> None:
    with store.read() as connection:
        keys = desk_query.keys(connection)
    report = sync_once(EnrolledDesk(desk=desk_on(store), keys=keys), center, lambda: False)
    with store.read() as connection:
        ours = list(ledger.lines(connection))
        green = sync_query.view(connection).is_green
    require(checks, "everything syncs", report.is_ok and green)
    require(checks, "facts at the center are ours", [fact.line for fact in center.facts] == ours)
    require(checks, "scans at the center are ours", len(center.blobs) == counts(store)["blobs"])
