"""The joint count: both numbers agree, or nothing is taken in."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import bags, minutes, state_money, taking_in
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.signature import SignedText, StrokePoint
from agent_desk.domain.state_money import MoneyLine
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.store import ledger
from agent_desk.store.custody_tables import state_money as money_rows
from tests.support import custody as c
from tests.support.contents import everything

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def a_signature(text: str) -> SignedText:
    strokes = (tuple(StrokePoint(x=n, y=n, at_ms=n, pressure=1.0) for n in range(9)),)
    return SignedText(text=text, strokes=strokes, width=9, height=9, image=text.encode())


def test_papers_are_taken_in_with_count_fee_seal_and_signatures_in_one_act(t: TestDesk) -> None:
    dossier_id, count = c.a_counted_case(t)
    signed = dataclasses.replace(
        count, citizen_signature=a_signature("dân"), clerk_signature=a_signature("quầy")
    )
    done = taking_in.take_in_counted(t.desk, t.act(), dossier_id, signed)
    packet = c.packet(t, done["reference"])
    assert t.view(dossier_id).state is DossierState.TAKEN_IN
    assert (packet.place, packet.sheets) == ("desk", 2 * len(count.counted))
    assert c.hops_of(t, done["reference"])[0].proof == "signed_on_screen"
    (entry,) = c.rows_of(t, money_rows)
    assert (entry.kind, entry.amount_vnd, entry.receipt_number) == ("taken", 8000, "BL 17")


def test_different_numbers_name_each_paper_and_write_nothing(t: TestDesk) -> None:
    dossier_id, count = c.a_counted_case(t)
    first, *rest = count.counted
    other = dataclasses.replace(first, citizen_sheets=3)
    before = everything(t.desk.store)
    wrong = dataclasses.replace(count, counted=(other, *rest))
    with pytest.raises(InvalidInput, match="citizen counts 3") as error:
        taking_in.take_in_counted(t.desk, t.act(), dossier_id, wrong)
    assert list(error.value.field_errors) == [first.component_id]
    assert everything(t.desk.store) == before


def test_nothing_is_taken_in_that_was_not_counted_or_not_sealed(t: TestDesk) -> None:
    dossier_id, count = c.a_counted_case(t)
    fewer = dataclasses.replace(count, counted=count.counted[1:])
    with pytest.raises(InvalidInput, match="not counted yet"):
        taking_in.take_in_counted(t.desk, t.act(), dossier_id, fewer)
    unsealed = dataclasses.replace(count, is_sealed_before_citizen=False)
    with pytest.raises(NotAllowed, match="Seal the papers"):
        taking_in.take_in_counted(t.desk, t.act(), dossier_id, unsealed)


def test_fees_are_held_until_they_are_paid_over_with_the_minutes(t: TestDesk) -> None:
    dossier_id, count = c.a_counted_case(t)
    done = taking_in.take_in_counted(t.desk, t.act(), dossier_id, count)
    number = c.a_bag(t)
    c.scan_in(t, number, done["reference"])
    bags.seal(t.desk, t.act(), number, c.a_seal())
    bags.leave(t.desk, t.act(), number, "Lê Văn Tám")
    minutes.hand_over(t.desk, t.act(), number, c.the_minutes(t, pays_fees=True))
    with t.desk.store.read() as connection:
        totals = state_money.held_of(connection, dossier_id)
    assert (totals.taken_vnd, totals.remitted_vnd, totals.held_vnd) == (8000, 8000, 0)
    more = state_money.Payment(line=MoneyLine(what="Lệ phí", amount_vnd=1))
    with pytest.raises(InvalidInput, match="held"):
        state_money.return_money(t.desk, t.act(), dossier_id, more)


def test_the_fact_of_the_count_says_numbers_and_hashes_but_no_person(t: TestDesk) -> None:
    dossier_id, count = c.a_counted_case(t)
    taking_in.take_in_counted(t.desk, t.act(), dossier_id, count)
    with t.desk.store.read() as connection:
        lines = [json.loads(line) for line in ledger.lines(connection)]
    (fact,) = [line for line in lines if line["kind"] == "paper.counted"]
    assert fact["body"]["sheets"] == 2 * len(count.counted)
    assert fact["body"]["signatures"] == {"citizen": "paper", "clerk": "paper"}
    assert "Nguyễn" not in json.dumps(fact, ensure_ascii=False)
