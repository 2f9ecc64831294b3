"""The PIN of a clerk: what is kept of it, and what wrong tries cost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands.lock import forget_if_asked, has_pin, is_pin_of, set_pin
from agent_desk.errors import InvalidInput, NotAllowed
from agent_desk.ids import ClerkId
from tests.support.contents import everything
from tests.support.desks import opened_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.desks import TestDesk


@pytest.fixture
def t(tmp_path: Path) -> Iterator[TestDesk]:
    with opened_desk(tmp_path) as desk:
        set_pin(desk.desk.store, ClerkId(desk.clerk_id), "4711")
        yield desk


def opens(t: TestDesk, pin: str, **later: float) -> bool:
    return is_pin_of(
        t.desk.store, ClerkId(t.clerk_id), pin, t.desk.clock.now() + timedelta(**later)
    )


def test_only_the_pin_itself_opens(t: TestDesk) -> None:
    assert opens(t, "4711")
    assert not opens(t, "4712")
    assert not opens(t, "")


def test_the_pin_itself_is_kept_nowhere(t: TestDesk) -> None:
    assert "4711" not in str(everything(t.desk.store)["settings"]).split("'")
    assert "$argon2id$" in str(everything(t.desk.store)["settings"])


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "１２３４", "1111", "2345", "9876"])
def test_a_pin_that_is_none_or_too_easy_is_refused(t: TestDesk, pin: str) -> None:
    with pytest.raises(InvalidInput):
        set_pin(t.desk.store, ClerkId(t.clerk_id), pin)
    assert opens(t, "4711")


def test_after_four_wrong_tries_each_costs_a_longer_pause(t: TestDesk) -> None:
    for _ in range(4):
        assert not opens(t, "0000")
    with pytest.raises(NotAllowed):
        opens(t, "4711", seconds=25)
    assert not opens(t, "0000", seconds=40)
    with pytest.raises(NotAllowed):
        opens(t, "4711", seconds=90)
    assert opens(t, "4711", seconds=120)


def test_the_right_pin_forgives_the_wrong_tries(t: TestDesk) -> None:
    for _ in range(3):
        opens(t, "0000")
    assert opens(t, "4711")
    assert not opens(t, "0000")
    assert opens(t, "4711")


def test_without_a_pin_everybody_opens(t: TestDesk) -> None:
    set_pin(t.desk.store, ClerkId(t.clerk_id), "")
    assert not has_pin(t.desk.store, ClerkId(t.clerk_id))
    assert opens(t, "")


def test_technical_support_takes_pins_away_once(t: TestDesk) -> None:
    assert not forget_if_asked(t.desk.store)
    (t.desk.store.data.root / "forget-pins").touch()
    assert forget_if_asked(t.desk.store)
    assert opens(t, "")
    assert not forget_if_asked(t.desk.store)
