from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.queries import sync as sync_query
from agent_desk.ui.pages.sync import words
from agent_desk.ui.tokens import Tone
from tests.support.desks import a_lodged_dossier

if TYPE_CHECKING:
    from agent_desk.queries.sync import SyncView
    from tests.support.desks import TestDesk


def view(t: TestDesk) -> SyncView:
    with t.desk.store.read() as connection:
        return sync_query.view(connection)


def test_the_pill_is_green_only_under_a_receipt_for_everything(t: TestDesk) -> None:
    a_lodged_dossier(t)
    assert words.pill_state(view(t), t.clock.now()).tone is Tone.WAITING
    t.sync()
    pill = words.pill_state(view(t), t.clock.now())
    assert (pill.tone, pill.is_online) == (Tone.GOOD, True)
    assert pill.text == "Connected · all held by the center 08:30"
    a_lodged_dossier(t)
    assert words.pill_state(view(t), t.clock.now()).tone is Tone.WAITING


def test_one_file_without_receipt_takes_the_green_away(t: TestDesk) -> None:
    a_lodged_dossier(t)
    t.sync()
    left = replace(view(t), waiting_blobs=1)
    assert words.pill_state(left, t.clock.now()).tone is Tone.WAITING
    assert words.pill_state(left, t.clock.now()).text == "Connected · 1 waiting"


def test_offline_says_how_much_waits_and_that_it_is_safe(t: TestDesk) -> None:
    t.center.is_down = True
    t.sync()
    pill = words.pill_state(view(t), t.clock.now())
    assert pill.text == f"Offline · {view(t).waiting_facts} waiting, safe on this PC"
    assert not pill.is_online


def test_everything_held_is_not_called_connected_while_the_center_is_away(t: TestDesk) -> None:
    t.sync()
    t.center.is_down = True
    t.sync()
    pill = words.pill_state(view(t), t.clock.now())
    assert (pill.text, pill.tone) == ("Offline · nothing waits", Tone.WAITING)


@pytest.mark.parametrize("is_running", [True, False])
def test_a_stop_is_shown_before_anything_else(t: TestDesk, is_running: bool) -> None:
    stopped = replace(view(t), stopped_code="revoked", last_error="x")
    pill = words.pill_state(stopped, t.clock.now(), is_running=is_running)
    assert (pill.text, pill.tone) == ("Sending stopped – see Sync", Tone.WRONG)


def test_practice_never_looks_sent(t: TestDesk) -> None:
    t.sync()
    pill = words.pill_state(view(t), t.clock.now(), is_practice=True)
    assert pill.tone is Tone.NEUTRAL
    assert not pill.is_online


def test_a_stop_names_its_code_and_keeps_the_words_of_the_refusal() -> None:
    said = words.say_stop("revoked", "Call the center.")
    assert said == "Sending has stopped (revoked). Call the center."


def test_an_idle_look_does_not_make_the_pill_flash(t: TestDesk) -> None:
    a_lodged_dossier(t)
    assert words.pill_state(view(t), t.clock.now(), is_running=True).text == "Sending…"
    t.sync()
    assert words.pill_state(view(t), t.clock.now(), is_running=True).tone is Tone.GOOD


def test_the_clock_is_a_matter_only_from_a_minute_on() -> None:
    assert words.say_clock(None) == "Clock not compared with the center yet"
    assert words.say_clock(300) == "Clock agrees with the center"
    assert words.say_clock(-2_400) == "Clock differs by 2 seconds"
    assert words.say_clock(3_600_000) == "This PC is 60 minutes fast. Set its clock."
    assert words.say_clock(-120_000) == "This PC is 2 minutes slow. Set its clock."


@pytest.mark.parametrize(
    ("size", "shown"), [(10, "1 kB"), (16_000, "16 kB"), (900_000, "0,9 MB"), (4_120_000, "4,1 MB")]
)
def test_sizes_are_written_as_people_say_them(size: int, shown: str) -> None:
    assert words.show_size(size) == shown
