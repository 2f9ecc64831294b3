"""Lucide icons, read when first drawn and tinted at paint time.

The files lie in ``resources/icons`` under their Lucide names. Pixmaps live in Qt's own
``QPixmapCache``, one per name, color, size and screen scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from agent_desk import paths

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QIcon

_LARGE = 32
"""From this size on lines are drawn thinner, so that they keep the weight of the letters."""


def pixmap(name: str, color: str, size: int, scale: float = 1.0) -> QPixmap:
    """Draw an icon ``size`` units wide for a screen of that scale.

    Raises: FileNotFoundError if ``resources/icons`` has no such file.
    """
    key = f"icon/{name}/{color}/{size}/{scale:g}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    # QtSvg costs a few ms to import: not before the first icon.
    from PySide6.QtSvg import QSvgRenderer

    svg = (paths.resources() / "icons" / f"{name}.svg").read_bytes()
    svg = svg.replace(b"currentColor", color.encode("ascii"))
    stroke = b"1.4" if size >= _LARGE else b"1.8"
    svg = svg.replace(b'stroke-width="2"', b'stroke-width="%s"' % stroke)
    renderer = QSvgRenderer(QByteArray(svg))
    drawn = QPixmap(max(1, round(size * scale)), max(1, round(size * scale)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, drawn)
    return drawn


def paint(painter: QPainter, rect: QRect, name: str, color: str) -> None:
    """Draw an icon as large as fits, centered in ``rect``."""
    size = min(rect.width(), rect.height())
    image = pixmap(name, color, size, painter.device().devicePixelRatioF())
    x = rect.x() + (rect.width() - size) // 2
    y = rect.y() + (rect.height() - size) // 2
    painter.drawPixmap(x, y, image)


def icon(name: str, color: str, size: int = 64) -> QIcon:
    """Give a QIcon, for places that only take one (window, menus)."""
    from PySide6.QtGui import QIcon

    return QIcon(pixmap(name, color, size))
