"""Draws one slide at any size: large type, flat pictures, nothing smaller than 32 pt at 1080p."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgRenderer

from agent_desk.catalog.curriculum_load import pictures_folder
from agent_desk.ui.slides.deck import SlideKind
from agent_desk.ui.tokens import LIGHT

if TYPE_CHECKING:
    from agent_desk.ui.slides.deck import Slide

WIDTH, HEIGHT = 1920.0, 1080.0
"""A slide is laid out on this sheet and drawn as large as its place."""
LEAST_PT = 32.0
_PX_PER_PT = 96 / 72
_SIDE, _TOP, _BOTTOM = 96.0, 64.0, 56.0
_HEADING_PT, _BODY_PT, _FOOT_PT = 60.0, 50.0, LEAST_PT
_STEP_PT = 2.0
_GAP = 48.0
_REST = 24.0
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TINT = {SlideKind.PRACTICE: LIGHT.good_soft, SlideKind.HOME: LIGHT.waiting_soft}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideLook:
    """What stands around a slide: the topic and the place below, the word of practice, text size.

    ``text_percent`` is a wish: letters grow as far as the slide holds them.
    """

    family: str
    title: str = ""
    place: str = ""
    practice: str = ""
    text_percent: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The largest size at which everything on a slide fits, and how high its heading became."""

    points: float
    heading: float
    fits: bool


def draw_slide(painter: QPainter, place: QRectF, slide: Slide, look: SlideLook) -> None:
    """Draw a slide into a place; a place of another shape keeps white at the sides."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(place, QColor(LIGHT.card))
    scale = min(place.width() / WIDTH, place.height() / HEIGHT)
    painter.translate(
        place.x() + (place.width() - WIDTH * scale) / 2,
        place.y() + (place.height() - HEIGHT * scale) / 2,
    )
    painter.scale(scale, scale)
    _Drawing(painter, slide, look).draw()
    painter.restore()


def fit_of(slide: Slide, look: SlideLook) -> Fit:
    """Measure a slide without drawing it."""
    return _Measure(slide, look).fit()


def picture(name: str) -> QSvgRenderer:
    """Give the renderer of a picture of the curriculum, read once."""
    return _renderer(name)


@lru_cache(maxsize=64)
def _renderer(name: str) -> QSvgRenderer:
    return QSvgRenderer(str(pictures_folder() / f"{name}.svg"))


def _font(family: str, points: float, *, is_strong: bool = False) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(points * _PX_PER_PT))
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    return font


def _tall(text: str, font: QFont, width: float) -> float:
    room = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(room, _WRAP, text).height()


class _Measure:
    """Sizes of one slide's parts."""

    def __init__(self, slide: Slide, look: SlideLook) -> None:
        self.slide = slide
        self.look = look
        grown = look.text_percent > 120
        share = 0.28 if grown else 0.38
        self.picture_width = (WIDTH - 2 * _SIDE) * share if slide.picture else 0.0
        beside = self.picture_width + _GAP if slide.picture else 0.0
        self.text_width = WIDTH - 2 * _SIDE - beside
        self.inset = 44.0 if slide.kind in _TINT else 0.0

    def fonts(self, points: float) -> tuple[QFont, QFont]:
        """Give the fonts of heading and body at a size of the body."""
        heading = max(_HEADING_PT, points * 1.25) if points <= _HEADING_PT else points * 1.1
        family = self.look.family
        return _font(family, heading, is_strong=True), _font(family, points)

    def fit(self) -> Fit:
        """Try from the wish down to the least size."""
        points = max(LEAST_PT, _BODY_PT * self.look.text_percent / 100)
        while True:
            heading, body = self._heights(points)
            fits = heading + body <= self.room
            if fits or points <= LEAST_PT:
                return Fit(points=points, heading=heading, fits=fits)
            points = max(LEAST_PT, points - _STEP_PT)

    @property
    def room(self) -> float:
        """The height between the upper margin and the foot."""
        return HEIGHT - _TOP - _BOTTOM - self.foot_height - _REST

    @property
    def foot_height(self) -> float:
        """The height of the line below, and of the words about help above it."""
        font = _font(self.look.family, _FOOT_PT)
        line = QFontMetricsF(font).height() + 16
        foot = self.slide.foot
        return line + (_tall(foot, font, WIDTH - 2 * _SIDE) + 24 if foot else 0)

    def _heights(self, points: float) -> tuple[float, float]:
        strong, font = self.fonts(points)
        heading = _tall(self.slide.heading, strong, WIDTH - 2 * _SIDE) + 36
        if self.slide.contrasts:
            return heading, self.contrasts_height(font)
        return heading, self.points_height(font)

    def points_height(self, font: QFont) -> float:
        """The height of the lead and the points."""
        width = self.text_width - 2 * self.inset
        tall = 2 * self.inset
        if self.slide.lead:
            tall += _tall(self.slide.lead, self.lead_font(font), width) + 32
        hang = self.hang(font)
        for text in self.slide.points:
            tall += _tall(text, font, width - hang) + self.gap(font)
        return tall

    def contrasts_height(self, font: QFont) -> float:
        """The height of the two columns and their heads."""
        tall = QFontMetricsF(font).height() + 40
        for one in self.slide.contrasts:
            width = self.half - self.hang(font) - 24
            both = (_tall(one.wrong, font, width), _tall(one.right, font, width))
            tall += max(both) + self.gap(font) + 12
        return tall

    @property
    def half(self) -> float:
        """The width of one of two columns."""
        return (WIDTH - 2 * _SIDE - _GAP) / 2

    def hang(self, font: QFont) -> float:
        """How far points stand in, for their bullet or number."""
        if self.slide.kind is SlideKind.OPENING:
            return 0.0
        return QFontMetricsF(font).height() * 0.95

    @staticmethod
    def gap(font: QFont) -> float:
        """The room below a point."""
        return QFontMetricsF(font).height() * 0.42

    def lead_font(self, font: QFont) -> QFont:
        """Give the font of the lead."""
        lead = QFont(font)
        lead.setWeight(QFont.Weight.DemiBold)
        if self.slide.kind is SlideKind.OPENING:
            lead.setPixelSize(round(font.pixelSize() * 1.12))
        return lead


class _Drawing:
    """One slide while it is drawn."""

    def __init__(self, painter: QPainter, slide: Slide, look: SlideLook) -> None:
        self._p = painter
        self._slide = slide
        self._look = look
        self._m = _Measure(slide, look)
        self._fit = self._m.fit()
        self._strong, self._font = self._m.fonts(self._fit.points)

    def draw(self) -> None:
        """Draw everything."""
        self._foot()
        self._words(
            self._slide.heading, QRectF(_SIDE, _TOP, WIDTH - 2 * _SIDE, 500), self._strong, "brand"
        )
        top = _TOP + self._fit.heading
        if self._slide.contrasts:
            self._contrasts(top)
            return
        tall = self._m.points_height(self._font)
        room = self._m.room - self._fit.heading
        lift = max(0.0, (room - tall) * 0.42)
        if self._slide.picture:
            self._picture(QRectF(_SIDE + self._m.text_width + _GAP, top, 0, room))
        self._points(top + lift, tall)

    def _points(self, top: float, tall: float) -> None:
        inset = self._m.inset
        if inset:
            panel = QRectF(_SIDE, top, self._m.text_width, tall)
            self._p.setPen(Qt.PenStyle.NoPen)
            self._p.setBrush(QColor(_TINT[self._slide.kind]))
            self._p.drawRoundedRect(panel, 28, 28)
        x, y, width = _SIDE + inset, top + inset, self._m.text_width - 2 * inset
        if self._slide.lead:
            lead = self._m.lead_font(self._font)
            y += self._words(self._slide.lead, QRectF(x, y, width, 2000), lead, "ink") + 32
        hang = self._m.hang(self._font)
        for number, text in enumerate(self._slide.points, 1):
            self._bullet(x, y, number)
            box = QRectF(x + hang, y, width - hang, 2000)
            y += self._words(text, box, self._font, "ink") + self._m.gap(self._font)

    def _bullet(self, x: float, y: float, number: int) -> None:
        line = QFontMetricsF(self._font).height()
        if self._slide.kind is SlideKind.OPENING:
            return
        side = line * 0.66
        place = QRectF(x, y + (line - side) / 2, side, side)
        self._p.setPen(Qt.PenStyle.NoPen)
        self._p.setBrush(QColor(LIGHT.brand_fill))
        self._p.drawEllipse(place)
        digits = QFont(self._strong)
        digits.setPixelSize(round(side * 0.62))
        self._p.setFont(digits)
        self._p.setPen(QColor(LIGHT.on_brand))
        self._p.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _contrasts(self, top: float) -> None:
        font, half = self._font, self._m.half
        columns = ((_SIDE, LIGHT.wrong), (_SIDE + half + _GAP, LIGHT.good))
        heads = (self._slide.wrong, self._slide.right)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        line = QFontMetricsF(font).height()
        for (x, color), head in zip(columns, heads, strict=True):
            self._mark(x, top, line * 0.8, color)
            box = QRectF(x + self._m.hang(font), top, half, line * 2)
            self._words(head, box, strong, color)
        y = top + line + 40
        for one in self._slide.contrasts:
            width = half - self._m.hang(font) - 24
            tall = max(_tall(one.wrong, font, width), _tall(one.right, font, width))
            for (x, _), text, soft in zip(
                columns, (one.wrong, one.right), (LIGHT.wrong_soft, LIGHT.good_soft), strict=True
            ):
                self._p.setPen(Qt.PenStyle.NoPen)
                self._p.setBrush(QColor(soft))
                self._p.drawRoundedRect(QRectF(x, y - 10, half, tall + 20), 18, 18)
                self._words(text, QRectF(x + 28, y, half - 52, 2000), font, "ink")
            y += tall + self._m.gap(font) + 12

    def _mark(self, x: float, top: float, side: float, color: str) -> None:
        """Draw a cross or a tick, so that the colors are not alone."""
        pen = self._p.pen()
        pen.setColor(QColor(color))
        pen.setWidthF(side * 0.16)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setStyle(Qt.PenStyle.SolidLine)
        self._p.setPen(pen)
        near, far, low = x + side * 0.15, x + side * 0.85, top + side * 0.3
        if color == LIGHT.wrong:
            self._p.drawLine(QLineF(near, low, far, low + side * 0.7))
            self._p.drawLine(QLineF(near, low + side * 0.7, far, low))
            return
        middle = x + side * 0.4
        self._p.drawLine(QLineF(near, low + side * 0.35, middle, low + side * 0.65))
        self._p.drawLine(QLineF(middle, low + side * 0.65, far, low))

    def _picture(self, place: QRectF) -> None:
        drawn = picture(self._slide.picture)
        size = drawn.defaultSize()
        width = self._m.picture_width
        height = width * size.height() / max(1, size.width())
        top = place.y() + max(0.0, (place.height() - height) * 0.42)
        drawn.render(self._p, QRectF(place.x(), top, width, height))

    def _foot(self) -> None:
        font = _font(self._look.family, _FOOT_PT)
        line = QFontMetricsF(font).height()
        y = HEIGHT - _BOTTOM - line
        width = WIDTH - 2 * _SIDE
        self._p.fillRect(QRectF(_SIDE, y - 10, width, 3), QColor(LIGHT.line))
        box = QRectF(_SIDE, y, width, line)
        left = " · ".join(part for part in (self._look.practice, self._look.title) if part)
        self._p.setFont(font)
        self._p.setPen(QColor(LIGHT.muted))
        place_width = QFontMetricsF(font).horizontalAdvance(self._look.place) + 24
        fitted = QFontMetricsF(font).elidedText(
            left, Qt.TextElideMode.ElideRight, width - place_width
        )
        self._p.drawText(box, int(Qt.AlignmentFlag.AlignLeft), fitted)
        self._p.drawText(box, int(Qt.AlignmentFlag.AlignRight), self._look.place)
        if self._slide.foot:
            tall = _tall(self._slide.foot, font, width)
            strong = _font(self._look.family, _FOOT_PT, is_strong=True)
            self._words(
                self._slide.foot, QRectF(_SIDE, y - 34 - tall, width, tall + 40), strong, "brand"
            )

    def _words(self, text: str, box: QRectF, font: QFont, color: str) -> float:
        self._p.setFont(font)
        named = {"ink": LIGHT.ink, "brand": LIGHT.brand}
        self._p.setPen(QColor(named.get(color, color)))
        self._p.drawText(box, _WRAP, text)
        return _tall(text, font, box.width())
