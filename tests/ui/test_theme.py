"""Tokens, palettes and the theme on a living application."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPalette

from agent_desk.ui import icons, theme
from agent_desk.ui.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, TextStyle, Tone, contrast
from agent_desk.ui.widgets import paint
from agent_desk.ui.widgets.text import Text
from tests.gallery import contrast_palette


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="/".join)
def test_every_text_can_be_read_on_every_ground_it_stands_on(colors, pair):
    text, back = (getattr(colors, role) for role in pair)
    assert contrast(text, back) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="/".join)
def test_every_outline_that_matters_can_be_seen(colors, pair):
    shape, back = (getattr(colors, role) for role in pair)
    assert contrast(shape, back) >= 3


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_pill_can_be_read(colors, tone):
    assert contrast(colors.text(tone), colors.soft(tone)) >= 4.5


def test_high_contrast_uses_only_colors_of_the_system():
    system = contrast_palette()
    colors = theme.contrast_colors(system)
    used = {getattr(colors, name) for name in colors.__slots__}
    assert used <= {"#000000", "#ffffff", "#ffe600"}


def test_the_palette_follows_the_scheme(desk_app):
    theme.apply(desk_app, theme.Scheme.DARK)
    assert desk_app.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    theme.apply(desk_app, theme.Scheme.LIGHT)
    assert desk_app.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)


def test_the_bundled_font_is_used_in_three_weights(desk_app):
    assert theme.current().family == "Be Vietnam Pro"
    widths = {
        QFontMetrics(theme.current().font(style)).horizontalAdvance("Hồ sơ" * 20)
        for style in (TextStyle.BASE, TextStyle.STRONG)
    }
    assert len(widths) == 2


def test_living_labels_follow_a_change_of_theme_and_size(desk_app, qtbot):
    label = Text("Đã lưu", TextStyle.BASE, Tone.NEUTRAL)
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().height()
    theme.apply(desk_app, theme.Scheme.DARK, text_percent=200)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.muted)
    assert label.sizeHint().height() > 1.7 * before


def test_following_the_system_applies_at_once_and_again_on_a_change(desk_app):
    theme.apply(desk_app, theme.Scheme.DARK)
    theme.follow_system(desk_app, theme.Scheme.SYSTEM, text_percent=110)
    assert theme.current().text_percent == 110
    theme.apply(desk_app, theme.Scheme.LIGHT)
    desk_app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().text_percent == 110


def test_text_size_stays_between_90_and_200_percent(desk_app):
    assert theme.apply(desk_app, theme.Scheme.LIGHT, text_percent=900).text_percent == 200
    assert theme.apply(desk_app, theme.Scheme.LIGHT, text_percent=5).text_percent == 90


def inked_rows(image):
    """Count the lines of an image that hold anything dark."""
    xs, ys = range(image.width()), range(image.height())
    return sum(any(image.pixelColor(x, y).value() < 200 for x in xs) for y in ys)


@pytest.mark.parametrize("style", list(TextStyle))
def test_marks_on_vietnamese_capitals_are_not_cut(desk_app, qtbot, style):
    label = Text("ẾỘỸẪ", style)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    whole = QImage(200, 200, QImage.Format.Format_RGB32)
    whole.fill(QColor(LIGHT.ground))
    painter = QPainter(whole)
    painter.setFont(theme.current().font(style))
    painter.setPen(QColor(LIGHT.ink))
    painter.drawText(10, 100, label.text())
    painter.end()
    assert inked_rows(label.grab().toImage()) == inked_rows(whole)


def test_a_row_is_taller_than_its_line_by_eight(desk_app):
    for style in TextStyle:
        assert paint.row_height(style) == paint.metrics(style).lineSpacing() + 8


def test_an_icon_is_tinted_and_sharp_on_a_dense_screen(desk_app):
    drawn = icons.pixmap("house", "#ff0000", 20, 2.0)
    image = drawn.toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert image.width() == 40
    assert inked == {"#ff0000"}


def test_a_missing_icon_is_an_error_and_not_an_empty_square(desk_app):
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 20)
