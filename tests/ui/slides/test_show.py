"""The slides as a state: where the trainer is, whatever happens to the screens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.ui.slides.deck import Deck, SlideKind, deck_of
from agent_desk.ui.slides.show import Show, Stage, Turn

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def a_deck(topic: str = "vneid") -> Deck:
    held = installed_curriculum()
    return deck_of(held.version(topic, "v1"), held.words, "1900 1009")


def a_show() -> Show:
    return Show(deck=a_deck(), started_at=NOW)


def test_a_deck_has_opening_steps_mistakes_practice_and_home() -> None:
    kinds = [slide.kind for slide in a_deck().slides]
    assert kinds[0] is SlideKind.OPENING
    assert kinds[-3:] == [SlideKind.MISTAKES, SlideKind.PRACTICE, SlideKind.HOME]
    assert set(kinds[1:-3]) == {SlideKind.STEP}


def test_the_minutes_of_the_slides_are_those_of_the_card() -> None:
    for card in installed_curriculum().cards:
        assert a_deck(card.topic).minutes == card.minutes


def test_the_ends_hold() -> None:
    show = a_show()
    assert show.turn(Turn.BACK).index == 0
    last = show.turn(Turn.LAST)
    assert last.turn(Turn.NEXT).index == last.index
    assert last.following is None
    assert last.turn(Turn.FIRST) == show


def test_black_hides_and_any_turn_shows_again() -> None:
    black = a_show().turn(Turn.BLACK)
    assert black.is_black
    assert not black.turn(Turn.BLACK).is_black
    assert not black.turn(Turn.NEXT).is_black


def test_the_next_slide_carries_its_own_number() -> None:
    show = a_show()
    assert show.following_place == show.turn(Turn.NEXT).place


def test_losing_the_projector_keeps_the_place() -> None:
    show = a_show().turn(Turn.NEXT).turn(Turn.NEXT).on_stage(Stage.PROJECTOR)
    assert show.on_stage(Stage.LOST).slide is show.slide


def test_elapsed_time_is_never_negative() -> None:
    assert a_show().elapsed_s(NOW + timedelta(seconds=75)) == 75
    assert a_show().elapsed_s(NOW - timedelta(hours=1)) == 0


def test_the_home_slide_says_whom_to_call_where_that_is_known() -> None:
    held = installed_curriculum()
    assert "1900 1009" in a_deck().slides[-1].foot
    assert deck_of(held.cards[0], held.words, "").slides[-1].foot == ""
