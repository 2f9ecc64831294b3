"""Every paper the desk can print has its button."""

from __future__ import annotations

from agent_desk.ui.pages.dossiers.side_cards import _ICON
from agent_desk.ui.pages.dossiers.story import say_slip
from agent_desk.ui.slips import SlipKind


def test_every_paper_that_can_be_offered_has_a_mark_and_a_name() -> None:
    for kind in SlipKind:
        assert kind in _ICON
        assert say_slip(kind.value) != kind.value
