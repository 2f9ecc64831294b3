"""``python -m tests.practice --out DIR``: the whole practice exam through the window, pictured."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.gallery import dress
from tests.practice.story import Story
from tests.practice.window import a_trainee


def main() -> int:
    """Play the exam; an assertion that fails ends it."""
    parser = argparse.ArgumentParser(prog="python -m tests.practice")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    chosen = parser.parse_args()
    dress(QApplication([]), "light", 100)
    with tempfile.TemporaryDirectory() as data, a_trainee(Path(data) / "desk") as trainee:
        Story(trainee, chosen.out).play(whole=True)
    sys.stderr.write("every check of the exam held\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
