"""``python -m tests.contact_sheet --out DIR``: every page × palette × language × scale as PNG.

Beside the pictures it writes one sheet per palette, language and scale with all pages small, and
``faults.txt``: what the geometric checker found on each. Exit 1 if it found anything.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from agent_desk import i18n
from tests.gallery import dress
from tests.support.desks import opened_desk
from tests.support.geometry import faults
from tests.support.shots import SHOTS, Shown, fill_folder, open_desk
from tests.support.shots_practice import PRACTICE_SHOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.shots import Show

_PALETTES = ("light", "dark", "contrast")
_LANGUAGES = ("vi", "en")
_CELL = QSize(480, 300)
_ACROSS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A text size on a screen."""

    percent: int
    width: int
    height: int

    @property
    def name(self) -> str:
        """Give the scale as a file name has it."""
        return f"{self.percent}-{self.width}x{self.height}"


_SCALES = (
    Scale(percent=100, width=1366, height=768),
    Scale(percent=150, width=1366, height=768),
    Scale(percent=200, width=1366, height=768),
    Scale(percent=100, width=1024, height=640),
    Scale(percent=200, width=1024, height=640),
    Scale(percent=100, width=1092, height=570),  # 1366x768 at 125 % of the system
    Scale(percent=100, width=911, height=464),  # and at 150 %
    Scale(percent=100, width=1920, height=1080),
    Scale(percent=200, width=1920, height=1080),
)


def write(app: QApplication, folder: Path, only: str) -> int:
    """Write all pictures whose name holds ``only``; give how many faults there are."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as data:
        filled, clock = fill_folder(Path(data))
        for language in _LANGUAGES:
            if not any(only in name for name in _names(language)):
                continue
            with open_desk(Path(data), clock=clock, filled=filled, language=language) as shown:
                for palette in _PALETTES:
                    lines += _one_palette(app, folder, shown, f"{palette}-{language}", only)
    with tempfile.TemporaryDirectory() as data:
        lines += _practice(app, folder, Path(data), only)
    i18n.activate("vi")
    (folder / "faults.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def _practice(app: QApplication, folder: Path, data: Path, only: str) -> list[str]:
    """Show what only a practice desk has."""
    lines: list[str] = []
    with opened_desk(data, is_practice=True):
        pass
    for language in _LANGUAGES:
        if any(only in name for name in _names(language, PRACTICE_SHOTS)):
            with open_desk(data, language=language, is_practice=True) as shown:
                for palette in _PALETTES:
                    look = f"{palette}-{language}"
                    lines += _one_palette(app, folder, shown, look, only, PRACTICE_SHOTS)
    return lines


def _names(language: str, shots: Mapping[str, Show] = SHOTS) -> list[str]:
    return [
        f"{shot}-{palette}-{language}-{scale.name}"
        for shot in shots
        for palette in _PALETTES
        for scale in _SCALES
    ]


def _one_palette(
    app: QApplication,
    folder: Path,
    shown: Shown,
    look: str,
    only: str,
    shots: Mapping[str, Show] = SHOTS,
) -> list[str]:
    lines = []
    for scale in _SCALES:
        names = {shot: f"{shot}-{look}-{scale.name}" for shot in shots}
        wanted = {shot: name for shot, name in names.items() if only in name}
        if not wanted:
            continue
        dress(app, look.split("-")[0], scale.percent)
        shown.desk.window.resize(scale.width, scale.height)
        small = {}
        for shot, name in wanted.items():
            shots[shot](shown)
            shown.settle()
            picture = shown.desk.window.grab()
            picture.save(str(folder / f"{name}.png"))
            small[shot] = picture.scaled(_CELL, Qt.AspectRatioMode.KeepAspectRatio,
                                         Qt.TransformationMode.SmoothTransformation)  # fmt: skip
            lines += [f"{name}: {fault}" for fault in faults(shown.desk.window)]
        kind = "_sheet" if shots is SHOTS else "_practice"
        _sheet(small).save(str(folder / f"{kind}-{look}-{scale.name}.png"))
    return lines


def _sheet(small: dict[str, QPixmap]) -> QPixmap:
    """Lay the small pictures out in a grid, each under its name."""
    down = -(-len(small) // _ACROSS)
    sheet = QPixmap(_ACROSS * (_CELL.width() + 10), down * (_CELL.height() + 10))
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    for number, (name, picture) in enumerate(small.items()):
        x = number % _ACROSS * (_CELL.width() + 10) + 5
        y = number // _ACROSS * (_CELL.height() + 10)
        painter.drawText(QRect(x, y, _CELL.width(), 24), Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawPixmap(x, y + 24, picture)
    painter.end()
    return sheet


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.contact_sheet")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    chosen = parser.parse_args()
    count = write(QApplication([]), chosen.out, chosen.only)
    sys.stderr.write(f"{count} faults, listed in {chosen.out / 'faults.txt'}\n")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
