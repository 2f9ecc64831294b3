"""Two real desks and the real center: bags between partitions, and both books agree at last."""

from __future__ import annotations

import dataclasses
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest

from agent_desk import signing
from agent_desk.center import keys
from agent_desk.center.config import CenterSettings
from agent_desk.center.inspection import verify_desk
from agent_desk.center.main import running_center
from agent_desk.commands import bag_arrivals, bags, day_end, minutes
from agent_desk.commands.bag_arrivals import Arrival
from agent_desk.sync.client import CenterClient
from tests.support import custody as c
from tests.support import desks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoDesks:
    """Two counters of one post office and their way to the center."""

    one: desks.TestDesk
    two: desks.TestDesk
    client: CenterClient
    owner_url: str

    def sync(self, *which: desks.TestDesk) -> None:
        """Let desks sync, each twice: what the other side's push brought comes with the second."""
        for t in which or (self.one, self.two, self.one, self.two):
            report = t.sync(self.client)
            assert report.is_ok, report.error


@pytest.fixture
def office(owner_url: str, tmp_path: Path) -> Iterator[TwoDesks]:
    settings = CenterSettings(data_dir=tmp_path / "center", database_url=owner_url)
    with ExitStack() as stack:
        running = stack.enter_context(running_center(settings))
        found = []
        for number, code in enumerate(("00102", "00103")):
            t = stack.enter_context(desks.opened_desk(tmp_path / f"desk{number}", code))
            center_key = signing.public_key(keys.load_or_make(settings.key_file))
            t.keys = dataclasses.replace(t.keys, center_public_key=center_key)
            found.append(t)
        _register(owner_url, found)
        client = stack.enter_context(closing(CenterClient(running.url)))
        yield TwoDesks(one=found[0], two=found[1], client=client, owner_url=owner_url)


def _register(owner_url: str, found: list[desks.TestDesk]) -> None:
    with closing(psycopg.connect(owner_url, autocommit=True)) as db:
        db.execute("INSERT INTO sites VALUES ('001', 'Bưu cục Yên Hòa', now())")
        for t in found:
            identity = t.desk.identity
            db.execute(
                "INSERT INTO desks (desk_id, site_code, desk_code, public_key, enrolled_at)"
                " VALUES (%s, '001', %s, %s, now())",
                (identity.desk_id, identity.desk_code, signing.public_key(t.keys.private_key)),
            )


def test_a_bag_accepted_by_both_while_apart_is_disputed_at_both_and_stops_neither_day(
    office: TwoDesks,
) -> None:
    number = c.make_bag_number("90001", office.one.desk.today(), 1)
    for t in (office.one, office.two):
        c.an_arrived_bag(t, number=number)
        bag_arrivals.scan_arrival(t.desk, t.act(), number, c.foreign_reference(4))
        bag_arrivals.finish_bag(t.desk, t.act(), number)
    office.sync()
    for t in (office.one, office.two):
        assert c.disputed(t) == [("received_twice", None)]
        (row,) = c.rows_of(t, c.dispute_rows)
        assert "Bưu cục Yên Hòa" in row.theirs
        assert day_end.close_day(t.desk, t.act())["open_disputes"] == "1"
    assert verify_desk(office.owner_url, office.one.desk.identity.desk_id).holds


def test_a_dossier_in_two_bags_is_told_to_both_and_its_owner_learns_where_it_is(
    office: TwoDesks,
) -> None:
    one, two = office.one, office.two
    number, (paper,) = c.a_sealed_bag(one, 1)
    other = c.a_bag(two)
    c.scan_in(two, other, paper.reference, as_guest=True)
    bags.seal(two.desk, two.act(), other, c.a_seal())
    office.sync()
    assert c.disputed(one) == c.disputed(two) == [("two_bags", paper.reference)]
    assert c.packet(one, paper.reference).bag_number == number


def test_papers_that_went_along_with_another_desk_are_not_here_any_more(
    office: TwoDesks,
) -> None:
    one, two = office.one, office.two
    paper, other = c.taken(one), c.a_bag(two)
    c.scan_in(two, other, paper.reference, as_guest=True)
    bags.seal(two.desk, two.act(), other, c.a_seal())
    office.sync()
    assert c.packet(one, paper.reference).place == "other_desk"
    assert c.hops_of(one, paper.reference)[-1].proof == "notice"
    assert c.disputed(one) == []


def test_a_bag_sent_by_one_and_received_by_the_other_is_compared_over_both_books(
    office: TwoDesks,
) -> None:
    one, two = office.one, office.two
    number, (here, lost) = c.a_bag_on_its_way(one)
    arrival = Arrival(number=number, seal_number="KHÁC 1")
    bag_arrivals.accept_bag(two.desk, two.act(), arrival)
    bag_arrivals.scan_arrival(two.desk, two.act(), number, here.reference)
    bag_arrivals.finish_bag(two.desk, two.act(), number)
    office.sync()
    expected = [("missing", lost.reference), ("other_seal", None)]
    assert sorted(c.disputed(one)) == sorted(c.disputed(two)) == expected
    assert c.packet(one, here.reference).place == "other_desk"
    minutes.hand_over(one.desk, one.act(), number, c.the_minutes(one))
    assert c.packet(one, lost.reference).place == "authority"
