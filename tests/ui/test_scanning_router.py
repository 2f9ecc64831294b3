"""A scan goes where its content says, whatever has the focus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent_desk.devices.scanner.wedge import Burst, End
from agent_desk.domain import reference
from agent_desk.domain.scan import ScanKind
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.scanning_destinations import Destinations
from agent_desk.ui.scanning_router import ScanRouter
from tests.support import desks
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.domain.scan import Scan
    from tests.support.desks import TestDesk

CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Hà Nội|15082022"
MRZ = (
    "IDVNM1900001230001190000123<<1",
    "9002018F3002016VNM<<<<<<<<<<<0",
    "NGUYEN<<THI<MAU<<<<<<<<<<<<<<<",
)


@dataclass(slots=True)
class FrontOf:
    claims: bool = False
    asks: bool = False
    pages: tuple[str, ...] = ("scanner", "handover")
    taken: list[Scan] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def take_scan(self, scan: Scan) -> bool:
        if self.claims:
            self.taken.append(scan)
        return self.claims

    def has_page(self, key: str) -> bool:
        return key in self.pages

    def is_asking(self) -> bool:
        return self.asks

    def put_words(self, text: str) -> None:
        self.words.append(text)


class Routes:
    def __init__(self, t: TestDesk) -> None:
        self.t = t
        self.front, self.to = FrontOf(), WrittenDown()
        self.time_s = 100.0
        office = an_office(t)
        destinations = Destinations(office, InlineJobs(), self.to, self.front)
        self.router = ScanRouter(
            destinations, self.front, self.to.say, t.desk.today, lambda: self.time_s
        )

    def scan(self, text: str, *more: str, end: End = End.ENTER) -> None:
        by_place = more[0] if more else text
        self.router.take_burst(
            Burst(text=text, by_place=by_place, end=end, mean_ms=5, longest_ms=9)
        )

    def reference_of(self, dossier_id: str) -> str:
        return self.t.view(dossier_id).reference


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with desks.opened_desk(tmp_path_factory.mktemp("routing") / "desk") as t:
        yield t


@pytest.fixture
def at(desk: TestDesk) -> Routes:
    return Routes(desk)


def test_a_card_greets_its_citizen_and_its_letters_are_to_be_compared(at):
    at.scan(CARD)
    assert [card.number for card in at.to.cards] == ["001190000123"]
    assert not at.to.cards[0].is_exact


def test_a_card_from_a_port_is_exact(at):
    at.router.take_line(CARD)
    assert at.to.cards[0].is_exact


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (desks.a_case, "cases"),
        (desks.a_supplement_request, "cases"),
        (desks.a_lodged_dossier, "dossiers"),
        (desks.a_taken_in_dossier, "dossiers"),
        (lambda t: desks.a_ready_dossier(t, "electronic"), "returns"),
        (desks.a_ready_dossier, "dossiers"),
    ],
)
def test_our_reference_opens_the_dossier_where_it_needs_work(at, make, where):
    dossier_id = make(at.t)
    at.scan(at.reference_of(dossier_id))
    assert getattr(at.to, where) == [dossier_id]
    assert len(at.to.cases + at.to.dossiers + at.to.returns) == 1


def test_an_official_code_opens_its_dossier(at):
    dossier_id = desks.a_ready_dossier(at.t)
    at.scan("H26.99-261123-0001")
    assert at.to.dossiers == [dossier_id]


def test_a_number_that_is_not_here_is_said_and_stands_in_the_search_box(at):
    unknown = reference.make("00102", at.t.desk.today(), 77)
    at.scan(unknown)
    assert at.front.words == [unknown]
    assert "No dossier with this number" in at.to.said[0]


def test_an_unknown_consignment_is_said_and_kept(at):
    at.scan("EA123456785VN")
    assert at.front.words == ["EA123456785VN"]
    assert "item number" in at.to.said[0]


def test_what_nobody_knows_stands_in_the_search_box(at):
    at.scan("8934563138165")
    assert (at.front.words, at.to.said) == (["8934563138165"], [])


def test_the_test_sheet_opens_the_page_of_the_scanner(at):
    at.scan("01234567899876543210")
    assert at.to.pages == ["scanner"]


def test_the_open_page_comes_first(at):
    at.front.claims = True
    at.scan(CARD)
    at.scan("8934563138165")
    assert [scan.kind for scan in at.front.taken] == [ScanKind.CARD, ScanKind.OTHER]
    assert (at.to.cards, at.front.words) == ([], [])


def test_a_page_gets_both_of_two_glued_codes_and_nobody_else_any(at):
    today = at.t.desk.today()
    glued = reference.make("00102", today, 1) + reference.make("00102", today, 2)
    at.scan(glued)
    assert "Two codes" in at.to.said[0]
    at.front.claims = True
    at.scan(glued)
    assert len(at.front.taken) == 2


def test_two_cards_in_one_burst_are_refused_with_words(at):
    at.scan(CARD + CARD.replace("001190000123", "001190000124"))
    assert at.to.cards == []
    assert "Two codes were read at once" in at.to.said[0]


@pytest.mark.parametrize("half", ["0010226112", CARD[:50], "EA1234567"])
def test_half_a_code_is_refused_with_words_and_so_is_its_rest(at, half):
    at.scan(half, end=End.SILENCE)
    at.scan("|Nam|Số 1")
    assert (at.to.cards, at.front.words, len(at.to.said)) == ([], [], 2)
    at.time_s += 5
    at.scan("8934563138165")
    assert at.front.words == ["8934563138165"]


@pytest.mark.parametrize("cut", [9, 20, 40, len(CARD) - 4])
def test_a_card_that_a_busy_pc_cut_in_two_is_put_together(at, cut):
    at.scan(CARD[:cut], end=End.SILENCE)
    at.scan(CARD[cut:])
    assert [card.number for card in at.to.cards] == ["001190000123"]


def test_a_whole_code_after_half_of_another_is_itself(at):
    dossier_id = desks.a_lodged_dossier(at.t)
    at.scan(CARD[:40], end=End.SILENCE)
    at.scan(at.reference_of(dossier_id))
    assert (at.to.dossiers, at.to.cards) == ([dossier_id], [])


def test_a_whole_code_needs_no_end(at):
    at.scan(CARD, end=End.SILENCE)
    assert len(at.to.cards) == 1


def test_where_the_scanner_sends_no_end_unknown_words_are_kept(at):
    at.router.sends_no_end = True
    at.scan("8934563138165", end=End.SILENCE)
    assert at.front.words == ["8934563138165"]


def test_of_a_card_with_lost_accents_the_sure_part_is_taken_and_the_rest_is_said(at):
    at.scan(CARD.replace("ễ", "?").replace("ị", "?").replace("Nữ", "N?"))
    assert (at.to.cards[0].number, at.to.cards[0].name) == ("001190000123", "")
    assert "type name and address" in at.to.said[0]


def test_while_a_question_is_open_the_scan_waits_and_then_opens(at):
    at.front.asks = True
    at.scan(CARD)
    assert at.to.cards == []
    assert "Answer the question" in at.to.said[0]
    at.front.asks = False
    at.router.question_answered()
    at.router.question_answered()
    assert len(at.to.cards) == 1


def test_the_three_lines_of_a_card_may_come_one_by_one(at):
    for line in MRZ:
        at.scan(line)
    assert [(card.name, card.is_exact) for card in at.to.cards] == [("NGUYEN THI MAU", False)]


def test_lines_of_two_cards_are_not_mixed(at):
    at.scan(MRZ[0])
    at.time_s += 60
    for line in MRZ:
        at.scan(line)
    assert len(at.to.cards) == 1


def test_digits_come_from_the_places_of_the_keys_where_the_layout_is_another(at):
    dossier_id = desks.a_lodged_dossier(at.t)
    at.scan("àà&àéé", at.reference_of(dossier_id))
    assert at.to.dossiers == [dossier_id]


def test_what_is_typed_into_the_search_box_goes_the_same_ways(at):
    dossier_id = desks.a_lodged_dossier(at.t)
    at.router.look_up(reference.group(at.reference_of(dossier_id)))
    at.router.look_up("  ")
    assert at.to.dossiers == [dossier_id]
