"""Programs of the system that a test runs for real: absent on a desk, present in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ALL_PROGRAMS = "AGENT_DESK_ALL_PROGRAMS"
"""Set to 1 where every program is installed, so that a missing one is a fault and no excuse."""


def needs(*programs: str) -> None:
    """Skip the test if a program (or a file, given by its whole path) is not here.

    Fails instead where ``AGENT_DESK_ALL_PROGRAMS`` says that all of them are installed.
    """
    absent = [name for name in programs if not _is_here(name)]
    if not absent:
        return
    words = f"not on this computer: {', '.join(absent)}"
    if os.environ.get(ALL_PROGRAMS) == "1":
        pytest.fail(words)
    pytest.skip(words)


def _is_here(name: str) -> bool:
    if name.startswith("/"):
        return Path(name).exists()
    return bool(shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin"))
