"""Every document and every widget, to be looked at.

``python -m tests.gallery DIR`` writes every document as PDF and PNG. ``--ui`` shows every widget in
every state; ``--ui --out DIR`` writes one PNG per sheet, palette and text size, offscreen.
``--teaching DIR`` writes every slide and every sheet of a class.
``--sandbox DIR`` writes every screen of every practice and says what does not fit on it.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if {"--out", "--sandbox", "--teaching"} & set(sys.argv):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from agent_desk.ui import theme
from tests.support.gallery_more import MORE
from tests.support.gallery_screens import SCREENS
from tests.support.gallery_sheets import SHEETS as FIRST_SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable

SHEETS = {**FIRST_SHEETS, **MORE}
_PALETTES = ("light", "dark", "contrast")


def contrast_palette() -> QPalette:
    """Give a system palette as in a high-contrast desktop: white and yellow on black."""
    role = QPalette.ColorRole
    found = QPalette(QColor("#000000"))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        found.setColor(which, QColor("#ffffff"))
    for which in (role.Window, role.Base, role.Button, role.AlternateBase):
        found.setColor(which, QColor("#000000"))
    found.setColor(role.Highlight, QColor("#ffe600"))
    found.setColor(role.HighlightedText, QColor("#000000"))
    return found


def dress(app: QApplication, name: str, percent: int) -> None:
    """Put on one of the three palettes at a text size."""
    if name == "contrast":
        family = theme.apply(app, theme.Scheme.LIGHT).family
        system = contrast_palette()
        theme.dress(app, theme.contrast_theme(system, family, percent), system)
        return
    theme.apply(app, theme.Scheme(name), text_percent=percent)


def render(make: Callable[[], QWidget]) -> QPixmap:
    """Make a sheet, lay it out and draw it."""
    app = QApplication.instance()
    sheet = make()
    size = sheet.property("picture_size")
    if size is None:
        layout = sheet.layout()
        width = max(sheet.width(), layout.minimumSize().width())
        sheet.resize(width, max(layout.totalHeightForWidth(width), layout.minimumSize().height()))
    else:
        sheet.resize(size.expandedTo(sheet.minimumSizeHint()))
    sheet.show()
    for _ in range(4):
        app.processEvents()
    picture = sheet.grab()
    sheet.close()
    sheet.deleteLater()
    app.processEvents()
    return picture


def write(app: QApplication, folder: Path, only: str) -> None:
    """Write the pictures of all sheets and screens."""
    folder.mkdir(parents=True, exist_ok=True)
    for palette in _PALETTES:
        for percent in (100, 200):
            dress(app, palette, percent)
            for name, make in {**SHEETS, **SCREENS}.items():
                if only in f"{name}-{palette}-{percent}":
                    render(make).save(str(folder / f"{name}-{palette}-{percent}.png"))


def show(app: QApplication, scheme: str, percent: int) -> int:
    """Open a window with a tab for each sheet."""
    dress(app, scheme, percent)
    tabs = QTabWidget()
    for name, make in SHEETS.items():
        tabs.addTab(make(), name)
    windows = [make() for make in SCREENS.values()]
    tabs.resize(1200, 800)
    tabs.show()
    for window in windows:
        window.show()
    return app.exec()


def sandbox(app: QApplication, folder: Path, chosen: argparse.Namespace) -> int:
    """Write the pictures of the sandbox in Vietnamese; 1 if anything on them does not fit."""
    from agent_desk import i18n
    from tests.support.sandbox_shots import write_sandbox

    i18n.activate("vi")
    dress(app, chosen.scheme, chosen.percent)
    found = write_sandbox(folder, chosen.only)
    sys.stderr.write("".join(f"{fault}\n" for fault in found))
    sys.stderr.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 1 if found else 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("folder", type=Path, nargs="?", help="write every document into it")
    parser.add_argument("--ui", action="store_true", help="open the gallery of widgets")
    parser.add_argument("--out", type=Path, help="write pictures of the widgets into this folder")
    parser.add_argument("--sandbox", type=Path, help="write every practice screen into it")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    parser.add_argument("--scheme", choices=_PALETTES, default="light")
    parser.add_argument("--percent", type=int, default=100)
    parser.add_argument("--teaching", type=Path, help="write every slide and sheet of a class")
    chosen = parser.parse_args()
    if chosen.folder is not None:
        from tests.gallery_documents import write_documents

        count = write_documents(chosen.folder, chosen.only)
        sys.stderr.write(f"{count} pictures in {chosen.folder}\n")
        return 0
    if chosen.sandbox is not None:
        return sandbox(QApplication([]), chosen.sandbox, chosen)
    if chosen.teaching is not None:
        from tests.gallery_teaching import write as write_slides

        count = write_slides(QApplication([]), chosen.teaching)
        sys.stderr.write(f"{count} slides in {chosen.teaching}\n")
        return 0
    if not chosen.ui and chosen.out is None:
        parser.error("choose DIR for the documents, --ui for the widgets, or --sandbox DIR")
    app = QApplication([])
    if chosen.out is not None:
        write(app, chosen.out, chosen.only)
        return 0
    return show(app, chosen.scheme, chosen.percent)


if __name__ == "__main__":
    sys.exit(main())
