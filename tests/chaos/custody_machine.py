"""Custody as a state machine: desks, bags, partitions, crashes, clock jumps, and what must hold."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from agent_desk.commands import bag_arrivals, bags, day_end, disputes, lodging, minutes
from agent_desk.commands.bag_arrivals import Arrival
from agent_desk.commands.slip_check import Slip, SlipRefused
from agent_desk.commands.unit import Act, Done
from agent_desk.domain.bags import ItemState, OpenReason, SealSeen, make
from agent_desk.domain.disputes import Outcome, Side
from agent_desk.errors import DeskError
from agent_desk.ids import DossierId, IntentId, new_intent
from agent_desk.store import ledger
from agent_desk.store.custody_tables import bag_items, hops, packets
from agent_desk.store.custody_tables import bags as bag_rows
from agent_desk.store.custody_tables import disputes as dispute_rows
from agent_desk.store.hot import Hot
from agent_desk.store.tables import facts
from tests.chaos.custody_world import CODES, City, open_copy, ready

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

SEEN: Counter[str] = Counter()
"""What all runs together have met; printed by the long form."""
_DESTINATIONS = ("Trung tâm Phục vụ hành chính công TP Hà Nội", "Chi nhánh số 3")
_desk = st.integers(0, 1)
_pick = st.integers(0, 30)


class PowerCutError(Exception):
    """The PC died in the middle of a command."""


class CustodyMachine(RuleBasedStateMachine):
    """Clerks do anything in any order, the world does its worst; the books stay true."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="custody-run-"))
        self.desks: list[TestDesk] = []
        self.left: list[list[str]] = []
        self.references: list[str] = []
        self.dirty: set[int] = set()
        self.last: list[tuple[str, object, Done] | None] = [None, None]
        self.seals = 0

    @initialize()
    def begin(self) -> None:
        for code in CODES:
            made = ready(code)
            shutil.copytree(made.folder, self.root / code)
            self.desks.append(open_copy(made, self.root / code))
            self.left.append(list(made.cases))
        self.city = City(self.desks)
        self.dirty = {0, 1}
        for at in (0, 1):
            for _ in range(4):
                self.take_in(at)
            self.open_bag(at, 0)

    # What clerks do

    @rule(at=_desk, pick=_pick, again=st.integers(1, 4))
    def go_on(self, at: int, pick: int, again: int) -> None:
        """Do what a clerk would do next with some bag, a few times."""
        for turn in range(again):
            number = self.bag(at, pick + turn)
            if number:
                self.next_act(at, number, pick + turn)

    def next_act(self, at: int, number: str, pick: int) -> None:
        state = next(r.state for r in self.rows(at, bag_rows) if r.number == number)
        beside = [r.reference for r in self.rows(at, packets) if r.place == "desk"]
        if state == "open" and beside:
            slip = Slip(reference=beside[pick % len(beside)])
            self.do(at, lambda t, act: bags.add_to_bag(t.desk, act, number, slip))
        elif state == "open":
            self.seals += 1
            text = f"VNP {self.seals:05}"
            self.do(at, lambda t, act: bags.seal(t.desk, act, number, text))
        elif state == "sealed":
            self.do(at, lambda t, act: bags.leave(t.desk, act, number, "Lê Văn Tám"))
        elif state in ("left", "arrived"):
            self.sign(at, number, SealSeen.WHOLE, pick * 7)
        elif state == "receiving" and self.references:
            reference = self.slip(pick)
            self.do(at, lambda t, act: bag_arrivals.scan_arrival(t.desk, act, number, reference))

    @rule(at=_desk)
    def take_in(self, at: int) -> None:
        if not self.left[at]:
            return
        case = DossierId(self.left[at].pop())
        done = self.do(at, lambda t, act: lodging.take_in(t.desk, act, case))
        if done is not None:
            self.references.append(done["reference"])

    @rule(at=_desk, where=st.integers(0, 9))
    def open_bag(self, at: int, where: int) -> None:
        name = _DESTINATIONS[where == 9]
        self.do(at, lambda t, act: bags.open_bag(t.desk, act, name))

    @rule(at=_desk, bag=_pick, slip=_pick, as_guest=st.booleans())
    def scan(self, at: int, bag: int, slip: int, as_guest: bool) -> None:
        number, reference = self.bag(at, bag, "open"), self.slip(slip)
        if number and reference:
            one = Slip(reference=reference, as_guest=as_guest)
            self.do(at, lambda t, act: bags.add_to_bag(t.desk, act, number, one))

    @rule(at=_desk, bag=_pick, slip=_pick)
    def take_out(self, at: int, bag: int, slip: int) -> None:
        number, reference = self.bag(at, bag), self.slip(slip)
        if number and reference:
            self.do(at, lambda t, act: bags.remove_from_bag(t.desk, act, number, reference))

    @rule(at=_desk, bag=_pick)
    def seal(self, at: int, bag: int) -> None:
        number = self.bag(at, bag, "open")
        if number:
            self.seals += 1
            text = f"VNP {self.seals:05}"
            self.do(at, lambda t, act: bags.seal(t.desk, act, number, text))

    @rule(at=_desk, bag=_pick, why=st.sampled_from(list(OpenReason)[:4]))
    def unseal(self, at: int, bag: int, why: OpenReason) -> None:
        number = self.bag(at, bag)
        if number:
            self.do(at, lambda t, act: bags.unseal(t.desk, act, number, why))

    @rule(at=_desk, bag=_pick)
    def leave(self, at: int, bag: int) -> None:
        number = self.bag(at, bag, "sealed")
        if number:
            self.do(at, lambda t, act: bags.leave(t.desk, act, number, "Lê Văn Tám"))

    @rule(at=_desk, bag=_pick)
    def arrive(self, at: int, bag: int) -> None:
        number = self.bag(at, bag)
        if number:
            self.do(at, lambda t, act: bags.arrive(t.desk, act, number))

    @rule(at=_desk, bag=_pick, seal=st.sampled_from(SealSeen), ends=st.integers(0, 255))
    def hand_over(self, at: int, bag: int, seal: SealSeen, ends: int) -> None:
        number = self.bag(at, bag, "left") or self.bag(at, bag, "arrived")
        if number:
            self.sign(at, number, seal, ends)

    def sign(self, at: int, number: str, seal: SealSeen, ends: int) -> None:
        states = (ItemState.ACCEPTED, ItemState.MISSING, ItemState.DAMAGED, ItemState.SENT_BACK)
        held = self.held(at, number)
        items = {
            reference: minutes.MinutesItem(outcome=states[(ends >> 2 * (place % 4)) & 3])
            for place, reference in enumerate(held)
        }
        signed = minutes.Minutes(
            minutes_number="BB",
            signer="Phạm Thị Hoa",
            signed_at=self.desks[at].clock.moment - timedelta(hours=ends % 5),
            items=items,
            seal=seal,
            seen_seal="X 1",
        )
        self.do(at, lambda t, act: minutes.hand_over(t.desk, act, number, signed))

    @rule(at=_desk, slip=_pick)
    def take_back(self, at: int, slip: int) -> None:
        reference = self.slip(slip)
        found = [row for row in self.rows(at, packets) if row.reference == reference]
        if found:
            packet_id = found[-1].packet_id
            self.do(at, lambda t, act: bag_arrivals.take_back(t.desk, act, packet_id))

    @rule(at=_desk, bag=_pick, seal=st.sampled_from(SealSeen), counter=st.integers(1, 3))
    def accept(self, at: int, bag: int, seal: SealSeen, counter: int) -> None:
        """Accept a bag of the authority, or one the other desk sent, or the same one again."""
        t = self.desks[at]
        theirs = self.bag(1 - at, bag)
        number = theirs if theirs and bag % 2 else make("90001", t.desk.today(), counter)
        arrival = Arrival(number=number, sender="Chi nhánh số 3", seal=seal, seal_number="X 2")
        self.do(at, lambda t, act: bag_arrivals.accept_bag(t.desk, act, arrival))

    @rule(at=_desk, bag=_pick, slip=_pick)
    def scan_arrival(self, at: int, bag: int, slip: int) -> None:
        number, reference = self.bag(at, bag, "receiving"), self.slip(slip)
        if number and reference:
            self.do(at, lambda t, act: bag_arrivals.scan_arrival(t.desk, act, number, reference))

    @rule(at=_desk, bag=_pick)
    def finish(self, at: int, bag: int) -> None:
        number = self.bag(at, bag, "receiving")
        if number:
            self.do(at, lambda t, act: bag_arrivals.finish_bag(t.desk, act, number))

    @rule(at=_desk, which=_pick, end=st.booleans())
    def clarify(self, at: int, which: int, end: bool) -> None:
        found = self.rows(at, dispute_rows)
        if not found:
            return
        one = found[which % len(found)].dispute_id
        if end:
            outcome = Outcome.EXPLAINED
            self.do(at, lambda t, act: disputes.close_dispute(t.desk, act, one, outcome))
        else:
            self.do(at, lambda t, act: disputes.answer_dispute(t.desk, act, one, Side.THEIRS, "đủ"))

    @rule(at=_desk)
    def close_day(self, at: int) -> None:
        """Never refused, whatever lies here."""
        t = self.desks[at]
        day_end.close_day(t.desk, t.act())
        SEEN["day closed"] += 1

    # What the world does

    @rule(at=_desk)
    def press_again(self, at: int) -> None:
        """The same key twice, however late, is one act."""
        last = self.last[at]
        if last is None:
            return
        intent_id, command, first = last
        t = self.desks[at]
        act = Act(intent_id=IntentId(intent_id), author_id=t.clerk_id)
        again = command(t, act)  # type: ignore[operator]
        assert again.repeated
        assert again.values == first.values
        SEEN["pressed again"] += 1

    @rule(at=_desk)
    def crash(self, at: int) -> None:
        """The program dies; what it had said is done is there afterwards."""
        t = self.desks[at]
        t.close()
        fresh = open_copy(ready(CODES[at]), self.root / CODES[at], t.clock.moment)
        fresh.center = t.center
        self.desks[at] = fresh
        self.city.desks[at] = fresh
        self.dirty.add(at)
        SEEN["crash"] += 1

    @rule(at=_desk, bag=_pick, slip=_pick, statement=st.integers(1, 14))
    def power_cut(self, at: int, bag: int, slip: int, statement: int) -> None:
        """The PC dies before a statement of a scan or a seal: all of it is there, or nothing."""
        number, reference = self.bag(at, bag, "open"), self.slip(slip)
        if not number or not reference:
            return
        t, before = self.desks[at], self.head(at)
        try:
            with _cut_before(statement):
                if slip % 2:
                    self.seals += 1
                    bags.seal(t.desk, t.act(), number, f"VNP {self.seals:05}")
                else:
                    bags.add_to_bag(t.desk, t.act(), number, Slip(reference=reference))
        except PowerCutError:
            assert self.head(at) == before
            SEEN["power cut"] += 1
        except DeskError:
            assert self.head(at) == before
        self.dirty.add(at)

    @rule(at=_desk, days=st.integers(-2, 2), hours=st.integers(0, 9))
    def turn_clock(self, at: int, days: int, hours: int) -> None:
        self.desks[at].clock.advance(days=days, hours=hours)
        SEEN["clock turned"] += 1

    @rule(at=_desk, is_up=st.booleans(), lose=st.integers(0, 40))
    def sync(self, at: int, is_up: bool, lose: int) -> None:
        """Sync, or fail to: no network at all, or an answer lost after the work was done."""
        t = self.desks[at]
        t.center.is_down = not is_up
        t.center.lose = frozenset({len(t.center.calls) + lose})
        t.sync()
        t.center.is_down, t.center.lose = False, frozenset()
        self.city.absorb()
        self.dirty.add(at)
        SEEN["sync" if is_up else "no network"] += 1

    # What must hold after every step

    @precondition(lambda self: bool(self.dirty))
    @invariant()
    def books_are_true(self) -> None:
        for at in sorted(self.dirty):
            self.check(at)
        self.dirty.clear()

    def check(self, at: int) -> None:
        way: dict[str, list[object]] = {}
        for hop in self.rows(at, hops):
            way.setdefault(hop.packet_id, []).append(hop)
        states = {row.number: row.state for row in self.rows(at, bag_rows)}
        inside: dict[str, list[str]] = {}
        for item in self.rows(at, bag_items):
            if item.state == "in" and states[item.number] != "handed_over":
                inside.setdefault(item.packet_id, []).append(item.number)
        live: Counter[str] = Counter()
        for packet in self.rows(at, packets):
            self.check_packet(packet, way[packet.packet_id], inside.get(packet.packet_id, []))
            live[packet.reference] += packet.place in ("desk", "bag", "courier", "door")
        # Papers under one reference may travel again as a result, never twice at one time.
        assert all(count <= 2 for count in live.values()), live

    def check_packet(self, packet, way, numbers) -> None:  # type: ignore[no-untyped-def]
        assert [hop.hop for hop in way] == list(range(1, packet.hops + 1))
        assert way[-1].place == packet.place, "the last hop says where it is"
        counted = [hop.counted_at for hop in way]
        assert counted == sorted(counted), "a clock ran backwards"
        assert counted[-1] == packet.counted_at
        assert all(hop.person_id and hop.proof and hop.at for hop in way), "a hop without proof"
        is_inside = packet.place in ("bag", "courier", "door")
        if is_inside and way[-1].kind != "sent_back":
            assert packet.bag_number in numbers, "in a bag that does not list it"
        if packet.place in ("desk", "authority", "citizen", "other_desk", "unknown"):
            assert packet.bag_number is None, "in two places"

    def teardown(self) -> None:
        try:
            if self.desks:
                self.end()
        finally:
            for t in self.desks:
                t.close()
            shutil.rmtree(self.root, ignore_errors=True)

    def end(self) -> None:
        """Heal the network: both books equal the center's, and every conflict is known to both."""
        for _ in range(3):
            for t in self.desks:
                report = t.sync()
                assert report.is_ok, report.error
                self.city.absorb()
        for at, t in enumerate(self.desks):
            self.check(at)
            day_end.close_day(t.desk, t.act())
            with t.desk.store.read() as connection:
                assert ledger.verify(connection).holds
                kinds = connection.execute(
                    select(facts.c.kind, facts.c.subject_id).where(facts.c.kind.like("bag.%"))
                ).all()
            ended = Counter(s for k, s in kinds if k in ("bag.received", "bag.handed_over"))
            assert all(count == 1 for count in ended.values()), "received twice"
            self.check_bags(at, Counter((k, s) for k, s in kinds))
        self.check_told()

    def check_bags(self, at: int, said: Counter[tuple[str, str]]) -> None:
        """Every state of a bag has the fact that proves it."""
        proofs = {"sealed": "bag.sealed", "left": "bag.left", "arrived": "bag.arrived"}
        proofs |= {"handed_over": "bag.handed_over", "received": "bag.received"}
        for row in self.rows(at, bag_rows):
            kind = proofs.get(row.state, "bag.opened")
            if row.state != "announced":
                assert said[(kind, row.number)] >= 1, f"{row.state} without proof"

    def check_told(self) -> None:
        """A bag that both desks received is disputed at both, and nobody was refused."""
        ends = [
            {row.number for row in self.rows(at, bag_rows) if row.state == "received"}
            for at in (0, 1)
        ]
        for number in ends[0] & ends[1]:
            SEEN["same bag at both desks"] += 1
            for at in (0, 1):
                found = {
                    row.kind for row in self.rows(at, dispute_rows) if row.bag_number == number
                }
                assert "received_twice" in found

    # Hands

    def do(self, at: int, command) -> Done | None:  # type: ignore[no-untyped-def]
        """Run one act; a refusal is words and leaves the book as it was."""
        t, intent = self.desks[at], new_intent()
        act = Act(intent_id=intent, author_id=t.clerk_id)
        before = self.head(at)
        try:
            done: Done = command(t, act)
        except DeskError as error:
            self.refused(at, before, error)
            return None
        self.last[at] = (intent, command, done)
        self.dirty.add(at)
        SEEN["done"] += 1
        return done

    def refused(self, at: int, before: int, error: DeskError) -> None:
        assert error.message, "refused without words"
        assert self.head(at) == before, "a refused act wrote something"
        SEEN["refused slip" if isinstance(error, SlipRefused) else "refused"] += 1

    def head(self, at: int) -> int:
        with self.desks[at].desk.store.read() as connection:
            return ledger.head(connection).seq

    def rows(self, at: int, table):  # type: ignore[no-untyped-def]
        keys = ", ".join(column.name for column in table.primary_key.columns)
        with self.desks[at].desk.store.read() as connection:
            return connection.exec_driver_sql(
                f"SELECT * FROM {table.name} ORDER BY {keys}"  # noqa: S608  # names of our own
            ).all()

    def bag(self, at: int, pick: int, state: str = "") -> str:
        found = [r.number for r in self.rows(at, bag_rows) if state in ("", r.state)]
        return found[pick % len(found)] if found else ""

    def held(self, at: int, number: str) -> list[str]:
        found = self.rows(at, packets)
        return [row.reference for row in found if row.bag_number == number]

    def slip(self, pick: int) -> str:
        return self.references[pick % len(self.references)] if self.references else ""


class _cut_before:  # noqa: N801  # reads as a sentence where it is used
    """Let the n-th statement of the hot paths fail."""

    def __init__(self, number: int) -> None:
        self.number, self.seen = number, 0

    def __enter__(self) -> None:
        rows, me = Hot.rows, self

        def cut(hot, connection, values):  # type: ignore[no-untyped-def]
            me.seen += 1
            if me.seen == me.number:
                raise PowerCutError
            return rows(hot, connection, values)

        self.patch = patch.object(Hot, "rows", cut)
        self.patch.__enter__()

    def __exit__(self, *about: object) -> None:
        self.patch.__exit__(None, None, None)
