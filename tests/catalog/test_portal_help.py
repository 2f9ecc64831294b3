"""The steps of filing on the portal: whole, dated, and refused by line when broken."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.catalog.accounts import Doer
from agent_desk.catalog.portal_help import PLACES, load_portal_help

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
REAL = paths.resources() / "help" / "portal.json"


@pytest.mark.parametrize("device", ["phone", "counter"])
def test_the_citizen_signs_in_alone_and_the_clerk_looks_away(device: str) -> None:
    steps = load_portal_help().steps_on(device, TODAY)
    sign_in = next(step for step in steps if step.id == "sign_in")
    assert (sign_in.doer, sign_in.look_away) == (Doer.CITIZEN, True)
    assert all(step.doer is not Doer.CLERK or not step.look_away for step in steps)


def test_a_shared_pc_ends_with_logging_out() -> None:
    found = load_portal_help()
    assert found.steps_on("counter", TODAY)[-1].id == "log_out"
    assert "log_out" not in {step.id for step in found.steps_on("phone", TODAY)}


def test_before_the_rule_there_is_nothing_to_show() -> None:
    assert load_portal_help().steps_on("phone", date(2026, 7, 19)) == ()


def test_every_place_of_a_step_is_one_that_a_procedure_fills() -> None:
    for one in load_portal_help().steps:
        one.step.title.format(**PLACES)
        one.step.detail.format(**PLACES)


def test_a_broken_file_gives_no_steps_and_names_the_line(tmp_path: Path) -> None:
    content = json.loads(REAL.read_text("utf-8"))
    content["steps"][2]["title"] = "Gõ {password}"
    file = tmp_path / "portal.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")
    found = load_portal_help(file)
    assert found.steps == ()
    assert found.problem is not None
    assert found.problem.line > 1
    assert "steps" in found.problem.reason
