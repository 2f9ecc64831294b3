"""The custody machine in its long form: ``python -m tests.chaos.custody --steps 100000``.

The rules and invariants are those of the hypothesis machine; here they are driven by a seeded
random choice without its engine, which costs more than the desks do. A step counts only if a desk
or the world really did something. What breaks a rule is printed with the seed that leads there.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from typing import TYPE_CHECKING

from agent_desk.domain.bags import OpenReason, SealSeen
from tests.chaos.custody_machine import SEEN, CustodyMachine

if TYPE_CHECKING:
    from collections.abc import Callable

_A_RUN = 250
_WEIGHTS = {"go_on": 24, "scan": 12, "sync": 7, "take_in": 4, "seal": 4, "scan_arrival": 8}
_WEIGHTS |= {"close_day": 1, "turn_clock": 3, "crash": 1, "open_bag": 2, "press_again": 3}


def arguments(name: str, dice: random.Random) -> dict[str, object]:
    """Give what the rule is called with."""
    wanted = {
        "at": lambda: dice.randint(0, 1),
        "where": lambda: dice.randint(0, 9),
        "bag": lambda: dice.randint(0, 30),
        "slip": lambda: dice.randint(0, 30),
        "pick": lambda: dice.randint(0, 30),
        "which": lambda: dice.randint(0, 30),
        "again": lambda: dice.randint(1, 4),
        "as_guest": lambda: dice.random() < 0.4,
        "end": lambda: dice.random() < 0.4,
        "is_up": lambda: dice.random() < 0.7,
        "lose": lambda: dice.randint(0, 40),
        "ends": lambda: dice.randint(0, 255),
        "counter": lambda: dice.randint(1, 3),
        "statement": lambda: dice.randint(1, 14),
        "days": lambda: dice.randint(-2, 2),
        "hours": lambda: dice.randint(0, 9),
        "why": lambda: dice.choice(list(OpenReason)[:4]),
        "seal": lambda: dice.choice(list(SealSeen)),
    }
    function = getattr(CustodyMachine, name)
    names = function.__code__.co_varnames[1 : function.__code__.co_argcount]
    return {key: wanted[key]() for key in names}


def rules() -> list[str]:
    """Give the names of all rules, each as often as its weight."""
    names = [rule.function.__name__ for rule in CustodyMachine().rules]
    return [name for name in names for _ in range(_WEIGHTS.get(name, 3))]


def steps() -> int:
    """Give how many acts were done, refused, repeated or done by the world so far."""
    return sum(SEEN.values()) - SEEN["same bag at both desks"]


def run_once(seed: int, names: list[str], length: int = _A_RUN) -> None:
    """Play one run of a seed from two fresh desks to healed books."""
    dice, machine = random.Random(seed), CustodyMachine()  # noqa: S311  # play, not secrets
    trace: list[str] = []
    try:
        machine.begin()
        until = steps() + length
        while steps() < until:
            name = dice.choice(names)
            given = arguments(name, dice)
            trace.append(f"{name}({given})")
            act: Callable[..., None] = getattr(machine, name)
            act(**given)
            machine.books_are_true()
    except BaseException:
        sys.stdout.write(f"seed {seed} broke a rule after:\n" + "\n".join(trace) + "\n")
        raise
    finally:
        machine.teardown()


def main() -> int:
    """Run until so many steps were taken; a broken rule ends it with the steps that led there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first run")
    given = parser.parse_args()
    begun, runs, names = time.monotonic(), 0, rules()
    while steps() < given.steps:
        run_once(given.seed + runs, names)
        runs += 1
        if runs % 20 == 0:
            _say(runs, time.monotonic() - begun)
    _say(runs, time.monotonic() - begun)
    return 0


def _say(runs: int, seconds: float) -> None:
    seen = ", ".join(f"{name} {count}" for name, count in sorted(SEEN.items()))
    each = 1000 * seconds / max(1, steps())
    sys.stdout.write(
        f"{steps()} steps in {runs} runs, {seconds:.0f} s, {each:.1f} ms a step; {seen}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
