"""The short form of ``python -m tests.chaos.kill --times 200``."""

from __future__ import annotations

import json
import subprocess
import sys

from agent_desk import paths


def test_a_desk_killed_at_random_moments_loses_nothing_and_doubles_nothing() -> None:
    command = [sys.executable, "-m", "tests.chaos.kill", "--times", "10"]
    ended = subprocess.run(
        command, cwd=paths.resources().parent, capture_output=True, text=True, check=False
    )

    assert ended.returncode in (0, 1), ended.stderr
    result = json.loads(ended.stdout)
    failed = [name for name, holds in result["checks"].items() if not holds]
    assert failed == [], result
    # How many acts fit between two kills is a matter of the machine's load; that there were some
    # is what makes the checks above mean something.
    assert result["acknowledged"] > 0
