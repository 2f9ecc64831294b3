"""A story: a known citizen registers a birth, from the card to the slip, without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.domain.dossier import DossierState
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.slips import SlipKind
from tests.stories.counter import CounterClerk
from tests.support.desks import a_case
from tests.ui.pages.reception.bench import CARD, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BIRTH = "1.001193"
MOST_KEYS = 45


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[CounterClerk]:
    bench = a_bench(tmp_path / "desk")
    a_case(bench.t)
    made = CounterClerk(bench, tmp_path, qtbot)
    yield made
    made.close()


def test_a_birth_is_registered_from_card_to_slip_in_few_keys(
    clerk: CounterClerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.press(Qt.Key.Key_F2)
    clerk.scan(CARD)
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PROCEDURE)
    clerk.choose("khai sinh", BIRTH)
    clerk.answer({"channel": "online", "eid": "co", "how way": "center"})
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PAPERS)
    clerk.press(Qt.Key.Key_F7, Qt.Key.Key_F7)
    clerk.sign_form()
    view = clerk.hand_in()
    with capsys.disabled():
        print(f"\nkeys from the card to the slip, birth, known citizen: {clerk.keys}")  # noqa: T201
    assert [p.kind for p in clerk.bench.asked.printed] == [SlipKind.FORM, SlipKind.SENDING]
    assert view.state is DossierState.LODGED
    assert clerk.keys <= MOST_KEYS
    clerk.press(Qt.Key.Key_Return)
    assert clerk.step is Step.CITIZEN
