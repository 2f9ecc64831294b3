"""Pictures of the how-to pages, from the program itself: ``python -m tests.support.help_pictures``.

Written to ``resources/help/pictures/howto``, one for each language; people in them are made up.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desk import i18n, paths
from agent_desk.ui.pages.reception.sitting import Step
from tests.support.desks import a_case, a_ready_dossier, a_taken_in_dossier, particulars
from tests.ui.open_desk import OpenDesk, an_open_desk

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH, _COLORS, _REST_MS = 900, 192, 250


def fill(desk: OpenDesk) -> None:
    """Put a little work on the desk."""
    a_case(desk.t)
    a_case(desk.t, person=particulars(number="001085004321", name="Đặng Văn Ước"))
    a_taken_in_dossier(desk.t)
    a_ready_dossier(desk.t)


def _citizen(desk: OpenDesk) -> None:
    desk.window.open_page("reception")
    desk.reception.greet(None)


def _papers(desk: OpenDesk) -> None:
    with desk.t.desk.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT dossier_id FROM dossiers WHERE state = 'draft' LIMIT 1"
        ).scalar()
    desk.pages.to.open_case(found)
    desk.reception.open_step(Step.PAPERS)


def _palette(desk: OpenDesk) -> None:
    desk.window.open_page("today")
    desk.press(Qt.Key.Key_K, ctrl=True)
    desk.palette.box.line.setText("khai sinh")
    desk.press(Qt.Key.Key_Down)


def _page(key: str) -> Callable[[OpenDesk], None]:
    return lambda desk: desk.window.open_page(key) and None


PICTURES: dict[str, Callable[[OpenDesk], None]] = {
    "citizen": _citizen,
    "papers": _papers,
    "palette": _palette,
    "results": _page("results"),
    "handover": _page("handover"),
    "sync": _page("sync"),
    "accounts": _page("accounts"),
    "settings": _page("settings"),
    "sandbox": _page("sandbox"),
}


def take(language: str, out: Path) -> list[Path]:
    """Take every picture in one language."""
    i18n.activate(language)
    made = []
    with tempfile.TemporaryDirectory() as folder, an_open_desk(Path(folder) / "desk") as desk:
        fill(desk)
        for name, show in PICTURES.items():
            show(desk)
            QTest.qWait(_REST_MS if name != "palette" else 4 * _REST_MS)
            made.append(_save(desk, out / f"{name}.{language}.png"))
            desk.palette.box.shut()
    return made


def _save(desk: OpenDesk, path: Path) -> Path:
    grabbed = desk.window.grab()
    grabbed.save(str(path))
    with Image.open(path) as image:
        small = image.convert("RGB")
        size = (_WIDTH, round(small.height * _WIDTH / small.width))
        fine = small.resize(size, Image.Resampling.LANCZOS)
        # MAXCOVERAGE keeps colors that only a few pixels have, such as the red of a badge.
        few = fine.quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    return path


def main() -> int:
    """Take all pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = paths.resources() / "help" / "pictures" / "howto"
    parser.add_argument("--out", type=Path, default=usual)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    for language in i18n.LANGUAGES:
        for path in take(language, out):
            sys.stdout.write(f"{path} {path.stat().st_size // 1000} kB\n")
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
