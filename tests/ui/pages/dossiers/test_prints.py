"""Every paper the desk can print has its name, its mark and its printer."""

from __future__ import annotations

from agent_desk import paths
from agent_desk.ui.prints.every import SPECS, say_document, spec_of
from agent_desk.ui.slips import SlipKind


def test_every_paper_has_a_mark_and_a_name_and_its_key_once() -> None:
    assert len({spec.key for spec in SPECS}) == len(SPECS)
    for spec in SPECS:
        assert say_document(spec.key) == spec.say() != spec.key
        assert (paths.resources() / "icons" / f"{spec.icon}.svg").exists()


def test_what_the_program_prints_by_itself_is_among_them() -> None:
    for kind in SlipKind:
        assert spec_of(kind).key == kind
