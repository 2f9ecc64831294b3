"""The whole morning, as ``agent-desk demo --headless`` plays it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(300)
def test_every_check_of_the_demo_holds(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "agent_desk", "demo", "--headless", "--out", str(out)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    report = json.loads((out / "report.json").read_text("utf-8"))
    failed = [check for check in report["checks"] if not check["ok"]]
    assert not failed, failed
    assert done.returncode == 0, done.stderr.decode()
    assert len(report["pictures"]) > 20
    assert len(report["papers"]) == 6
