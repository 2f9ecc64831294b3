"""Exercises: begun, broken off, gone on with; the clock, the same citizen twice, broken files."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.catalog.practice import load_practice
from agent_desk.commands import practice as commands
from agent_desk.commands.unit import Act
from agent_desk.domain.practice.runs import EXAM_SIZE, RunKind, RunState, draw_exam
from agent_desk.domain.practice.spec import IMPOSSIBLE_PLACE, card_text
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.errors import Conflict, InvalidInput, NotAllowed, NotFound
from agent_desk.ids import ClerkId, new_intent
from agent_desk.queries import practice as query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.pages.practice.presenter import PracticePresenter
from agent_desk.ui.pages.practice.talk import Counter
from tests.practice.serving import the_practice
from tests.support.desks import TestDesk, opened_desk, the_catalog
from tests.ui.pages.reception.bench import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.domain.people import CardReading
    from agent_desk.queries.practice import RunRow


class Greeted(Asked):
    """Opens Reception for a new citizen, as the window does."""

    def greet(self, card: CardReading | None) -> None:
        assert card is None
        self.opened.append("reception")


class Bench:
    """A presenter with a counter that remembers, and a clock moved by hand."""

    def __init__(self, t: TestDesk) -> None:
        from agent_desk.queries import desk as desk_query

        self.t = t
        with t.desk.store.read() as connection:
            clerk = desk_query.clerk_rows(connection)[0]
        self.office = Office(
            desk=t.desk, keys=t.keys, clerk=clerk, finder=LateFinder(t.desk.catalog)
        )
        self.asked = Greeted()
        self.cards: list[str] = []
        self.learned: list[tuple[str, str]] = []
        self.now_s = 100.0
        self.sit_down()

    def sit_down(self) -> None:
        """Start the program, or start it anew after a power cut."""
        counter = Counter(
            read_card=self.cards.append,
            draw_paper=lambda _carried, name: self.t.desk.store.data.root / f"{name}.png",
            learn=lambda kind, what: self.learned.append((kind, what)),
            now_s=lambda: self.now_s,
        )
        self.presenter = PracticePresenter(self.office, InlineJobs(), self.asked, counter)
        self.presenter.refresh()

    @property
    def run(self) -> RunRow:
        with self.t.desk.store.read() as connection:
            return query.runs_of(connection, self.t.clerk_id)[0]


@pytest.fixture(scope="module")
def t(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with opened_desk(tmp_path_factory.mktemp("practice") / "desk", is_practice=True) as made:
        yield made


@pytest.fixture
def bench(t: TestDesk) -> Iterator[Bench]:
    made = Bench(t)
    yield made
    made.presenter.break_off()


def test_who_comes_says_the_first_words_and_reception_opens(bench: Bench) -> None:
    bench.presenter.start_exercise("no_smartphone")
    booth = bench.presenter.state.booth
    assert booth is not None
    assert booth.says.startswith("Bà bảy mươi sáu")
    assert bench.asked.opened[-1] == "reception"


def test_a_question_is_answered_and_ticked(bench: Bench) -> None:
    bench.presenter.start_exercise("no_smartphone")
    bench.presenter.talk.ask("luong")
    booth = bench.presenter.state.booth
    assert booth is not None
    assert booth.says == "Không có gì cả con ơi."
    assert [row.key for row in booth.asks if row.title.startswith("✓")] == ["luong"]


def test_the_right_reply_has_no_place_of_its_own() -> None:
    from agent_desk.ui.pages.practice.words import booth_of

    day = the_catalog().on
    firsts = {
        booth_of(one, day, (), turn).replies[0].key == next(r.id for r in one.replies if r.is_right)
        for one in the_practice().citizens
        for turn in range(5)
    }
    assert firsts == {True, False}


def test_a_card_goes_to_the_reader_as_a_scanner_types_it(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_grandmother")
    bench.presenter.talk.put_card("me")
    card = classify(bench.cards[0], bench.t.desk.today())
    assert card.kind is ScanKind.CARD
    assert card.value is not None


def test_a_paper_that_was_handed_over_is_scanned_once(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    assert bench.presenter.talk.take_lying() == ()
    bench.presenter.talk.hand_over("chung_sinh")
    assert len(bench.presenter.talk.take_lying()) == 1
    assert bench.presenter.talk.take_lying() == ()


def test_an_exam_broken_off_is_kept_and_counts_for_nothing(bench: Bench) -> None:
    bench.presenter.start_exam()
    bench.presenter.finish()
    bench.presenter.resume()
    bench.presenter.break_off()
    assert bench.run.state is RunState.BROKEN_OFF
    with bench.t.desk.store.read() as connection:
        assert query.exam_results(connection) == ()
    bench.presenter.open_run(bench.run.run_id)
    sheet = bench.presenter.state.sheet
    assert sheet is not None
    assert sheet.can_print


def test_after_a_power_cut_the_citizen_waits_with_what_was_done(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    bench.now_s += 90
    bench.presenter.talk.ask("ket_hon")
    before = bench.run.attempts[0]
    bench.sit_down()
    assert bench.presenter.state.going
    bench.presenter.resume()
    booth = bench.presenter.state.booth
    assert booth is not None
    assert any(row.title.startswith("✓") for row in booth.asks)
    assert bench.run.attempts == (before,)
    assert bench.presenter.talk.elapsed_ms() == 90_000


def test_a_clock_set_back_changes_no_time_and_no_score(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    bench.now_s += 240
    bench.t.clock.advance(days=-400)
    try:
        bench.presenter.talk.ask("ket_hon")
        bench.presenter.finish()
        attempt = bench.run.attempts[0]
        assert attempt.elapsed_ms == 240_000
        assert bench.presenter.state.history[0].key == bench.run.run_id
    finally:
        bench.t.clock.advance(days=400)


def test_the_same_citizen_twice_comes_with_another_number(bench: Bench) -> None:
    for _ in range(2):
        bench.presenter.start_exercise("birth_plain")
        bench.presenter.talk.put_card("me")
        bench.presenter.finish()
        bench.presenter.close_sheet()
    assert len(set(bench.cards)) == 2


def test_a_second_exercise_waits_for_the_first(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    bench.presenter.pause()
    bench.presenter.start_exercise("otp_read_aloud")
    assert bench.presenter.state.message
    assert bench.run.citizens == ("birth_plain",)


def test_another_clerk_who_sits_down_does_not_serve_on_in_this_exercise(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    mine = bench.office.clerk
    bench.office.seat(replace(mine, clerk_id=ClerkId("another")))
    bench.presenter.talk.tick()
    assert bench.presenter.state.booth is None
    bench.office.seat(mine)
    bench.presenter.refresh()
    assert bench.presenter.state.going


def test_finishing_twice_keeps_one_score(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    bench.presenter.finish()
    bench.presenter.finish()
    assert len(bench.run.attempts) == 1
    assert bench.run.state is RunState.FINISHED


def test_what_is_to_be_learned_leads_to_where_it_is_written(bench: Bench) -> None:
    bench.presenter.start_exercise("birth_plain")
    bench.presenter.finish()
    sheet = bench.presenter.state.sheet
    assert sheet is not None
    bench.presenter.learn(sheet.learn[0].key)
    assert bench.learned == [("procedure", "1.001193")]


def test_the_score_sheet_is_printed_once_per_wish(bench: Bench) -> None:
    bench.presenter.start_exercise("broker_five")
    bench.presenter.finish()
    bench.presenter.print_sheet()
    assert bench.asked.printed[0].kind.startswith("score_sheet")


# Commands


def test_nobody_can_practice_at_a_real_desk(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "real") as real, pytest.raises(NotAllowed):
        commands.begin_run(real.desk, real.act(), RunKind.EXERCISE, ("birth_plain",))


def test_a_desk_without_the_clerk_begins_nothing_and_has_no_history(t: TestDesk) -> None:
    stranger = Act(intent_id=new_intent(), author_id="nobody")
    with pytest.raises(NotFound):
        commands.begin_run(t.desk, stranger, RunKind.EXERCISE, ("birth_plain",))
    with t.desk.store.read() as connection:
        assert query.runs_of(connection, "nobody") == ()


@pytest.mark.parametrize("citizens", [(), ("birth_plain", "birth_plain")])
def test_an_exam_has_different_citizens(t: TestDesk, citizens: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput):
        commands.begin_run(t.desk, t.act(), RunKind.EXAM, citizens)


def test_nobody_comes_while_somebody_stands_there(bench: Bench) -> None:
    bench.presenter.start_exam()
    run, t = bench.run, bench.t
    other = commands.Comer(citizen=run.citizens[1], version="1")
    with pytest.raises(Conflict):
        commands.call_in(t.desk, t.act(), run.run_id, other)


# The scripts


def test_an_exam_is_five_different_citizens_of_different_matters() -> None:
    for seed in range(20):
        drawn = draw_exam(the_practice().citizens, seed)
        assert len({one.id for one in drawn}) == EXAM_SIZE
        assert len({one.right.procedures for one in drawn}) == EXAM_SIZE


def test_those_not_met_before_come_first() -> None:
    known = the_practice().citizens
    met = {one.id for one in known[:12]}
    assert not met & {one.id for one in draw_exam(known, 3, met)}


def test_every_script_can_be_read_and_no_number_can_be_anybodys() -> None:
    assert the_practice().problems == ()
    assert len(the_practice().citizens) >= 15
    for one in the_practice().citizens:
        for person in one.people:
            card = card_text(one, person, 7)
            assert card.startswith(IMPOSSIBLE_PLACE)
            assert getattr(classify(card, person.issued).value, "doubts", None) == ()


def test_every_account_card_and_place_to_learn_exists() -> None:
    from agent_desk.catalog.accounts_load import load_account_help
    from agent_desk.ui import help_texts

    cards = {card.id for card in load_account_help().cards}
    known = {"procedure": set(the_catalog().procedures), "account": cards}
    known["howto"] = {topic.key for topic in help_texts.topics()}
    for one in the_practice().citizens:
        assert set(one.right.cards) <= cards
        assert [learn.id for learn in one.learn if learn.id not in known[learn.kind]] == []


BROKEN = (
    ("{", "JSON"),
    (json.dumps({"id": "birth_plain"}), ""),
    (None, "right.procedures"),
)


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_script_is_named_and_the_others_come(
    tmp_path: Path, text: str | None, said: str
) -> None:
    folder = tmp_path / "practice"
    shutil.copytree(paths.resources() / "practice", folder)
    file = folder / "birth_plain.json"
    if text is None:
        raw = json.loads(file.read_text("utf-8"))
        raw["right"]["procedures"] = ["9.999999"]
        text = json.dumps(raw)
    file.write_text(text, "utf-8")
    loaded = load_practice(the_catalog(), folder)
    assert [problem.file for problem in loaded.problems] == ["birth_plain.json"]
    assert said in loaded.problems[0].reason
    assert len(loaded.citizens) == len(the_practice().citizens) - 1


def test_a_script_that_is_gone_is_said_with_words(bench: Bench) -> None:
    t = bench.t
    commands.begin_run(t.desk, t.act(), RunKind.EXERCISE, ("not_there",))
    bench.presenter.refresh()
    bench.presenter.resume()
    assert bench.presenter.state.message
    assert bench.presenter.state.booth is None
