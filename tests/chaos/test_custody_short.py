from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.chaos.custody import rules, run_once
from tests.chaos.custody_machine import CustodyMachine

SHORT = settings(
    max_examples=4,
    stateful_step_count=40,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_custody_holds_whatever_two_desks_and_the_world_do() -> None:
    run_state_machine_as_test(CustodyMachine, settings=SHORT)


def test_custody_holds_through_a_long_day_of_one_seed() -> None:
    run_once(100_050, rules(), length=120)
