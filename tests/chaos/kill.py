"""Kill a desk at random moments of a scripted day: ``python -m tests.chaos.kill --times 200``.

Each run is a process of its own that opens the data folder, sends the last case again with the
same keys and goes on; it is killed with SIGKILL after a random time. Exit code 0 only if every
check holds at the end; one line of JSON says what was done.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NoReturn

from agent_desk.store.engine import open_store
from tests.chaos.day import Ack, Day
from tests.chaos.verify import check_all
from tests.support.desks import a_desk

_LONGEST_LIFE_S = 0.4


@dataclass(slots=True, kw_only=True)
class Outcome:
    kills: int = 0
    in_opening: int = 0
    acks: list[Ack] = field(default_factory=list)
    failed: int = 0

    @property
    def next_case(self) -> int:
        return max((ack.case for ack in self.acks), default=0)


def _live(folder: Path, case: int, out: int) -> NoReturn:
    """Be the desk: serve until killed. Runs in the forked process."""
    code = 1
    try:

        def tell(ack: Ack) -> None:
            os.write(out, json.dumps(asdict(ack)).encode() + b"\n")

        Day(folder, tell).serve_from(case)
    finally:
        os._exit(code)


def _read_until(source: int, deadline: float) -> bytes:
    read = b""
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([source], [], [], left)
        if ready:
            part = os.read(source, 65536)
            if not part:
                break
            read += part
    return read


def _one_life(folder: Path, case: int, life_s: float) -> tuple[bytes, bool]:
    """Let a desk live so long, kill it, give what it said and whether it died of itself."""
    source, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(source)
        _live(folder, case, out)
    os.close(out)
    said = _read_until(source, time.monotonic() + life_s)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    while part := os.read(source, 65536):
        said += part
    os.close(source)
    return said, not os.WIFSIGNALED(status)


def kill_many(folder: Path, times: int, seed: int) -> Outcome:
    """Kill so many times; the same seed chooses the same lengths of life."""
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311
    for _ in range(times):
        said, died = _one_life(folder, outcome.next_case, chance.uniform(0, _LONGEST_LIFE_S))
        lines = said.split(b"\n")[:-1]  # an acknowledgement cut in half was not seen
        outcome.acks += [Ack(**json.loads(line)) for line in lines]
        outcome.kills += 1
        outcome.in_opening += not lines
        outcome.failed += died
    return outcome


def main() -> int:
    """Kill, verify, say the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as parent:
        t = a_desk(Path(parent) / "desk")
        t.close()
        outcome = kill_many(t.desk.store.data.root, chosen.times, chosen.seed)
        store = open_store(t.desk.store.data, use_system_store=False)
        checks = check_all(store, outcome.acks, t.center)
        store.close()
    checks["no desk died of itself"] = outcome.failed == 0
    result = {
        "ok": all(checks.values()),
        "seed": chosen.seed,
        "kills": outcome.kills,
        "killed_before_the_first_answer": outcome.in_opening,
        "acknowledged": len({ack.intent_id for ack in outcome.acks}),
        "asked_again": len(outcome.acks) - len({ack.intent_id for ack in outcome.acks}),
        "facts": len(t.center.facts),
        "seconds": round(time.monotonic() - started, 1),
        "checks": checks,
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
