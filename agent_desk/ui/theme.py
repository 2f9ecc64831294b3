"""The one place that turns tokens into a Qt look: style, palette, fonts.

``apply`` leaves the ``Theme`` as a property of the QApplication and sets the style last, so that
every living widget gets ``QEvent.StyleChange``; widgets read ``theme.current()`` when they paint
and drop what they cached when that event comes. Nobody else holds the theme.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from agent_desk import paths
from agent_desk.ui.tokens import DARK, LIGHT, TYPE_SCALE, Colors, Radius, Space, TextStyle

_PROPERTY = "agent_desk_theme"
_FONTS = "agent_desk_font_family"
_FAMILY = "Be Vietnam Pro"
_MOST_WIDTHS = 20_000
_FACES = ("Regular", "Medium", "SemiBold")


class Scheme(StrEnum):
    """Which palette to use; ``SYSTEM`` follows the desktop, high contrast included."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a widget needs to paint itself."""

    colors: Colors
    family: str
    text_percent: int = 100
    is_dark: bool = False
    is_contrast: bool = False
    space: Space = field(default_factory=Space)
    radius: Radius = field(default_factory=Radius)
    _fonts: dict[TextStyle, QFont] = field(default_factory=dict, compare=False, repr=False)
    _metrics: dict[TextStyle, QFontMetrics] = field(default_factory=dict, compare=False, repr=False)
    _widths: dict[tuple[TextStyle, str], int] = field(
        default_factory=dict, compare=False, repr=False
    )

    def font(self, style: TextStyle) -> QFont:
        """Give the font of a step of the type scale, at the text size in use; do not change it."""
        if style not in self._fonts:
            face = TYPE_SCALE[style]
            font = QFont(self.family)
            font.setPointSizeF(face.points * self.text_percent / 100)
            font.setWeight(QFont.Weight(face.weight))
            self._fonts[style] = font
        return self._fonts[style]

    def metrics(self, style: TextStyle) -> QFontMetrics:
        """Give the metrics of that font."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetrics(self.font(style))
        return self._metrics[style]

    def width(self, text: str, style: TextStyle) -> int:
        """Give the width of one line; measured once, because lists ask at every resize."""
        key = (style, text)
        if key not in self._widths:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            self._widths[key] = self.metrics(style).horizontalAdvance(text)
        return self._widths[key]

    def scaled(self, pixels: float) -> int:
        """Give a distance that grows with the text, for icons and boxes around letters."""
        return round(pixels * self.text_percent / 100)


def current() -> Theme:
    """Give the theme in use. Raises: RuntimeError before ``apply`` was called."""
    app = QApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    if not isinstance(theme, Theme):
        raise RuntimeError("theme.apply(app) must run before the first widget is made")
    return theme


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, *, text_percent: int = 100) -> Theme:
    """Dress the application; may be called again at any time to change scheme or text size.

    ``text_percent`` is 90 to 200. GUI thread.
    """
    text_percent = min(200, max(90, text_percent))
    family = _load_fonts(app)
    hints = app.styleHints()
    wants_contrast = (
        hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    if scheme is Scheme.CONTRAST or (scheme is Scheme.SYSTEM and wants_contrast):
        app.setPalette(QPalette())  # back to the system's own
        theme = contrast_theme(app.palette(), family, text_percent)
        return dress(app, theme, app.palette())
    is_dark = scheme is Scheme.DARK or (
        scheme is Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
    )
    theme = Theme(
        colors=DARK if is_dark else LIGHT,
        family=family,
        text_percent=text_percent,
        is_dark=is_dark,
    )
    return dress(app, theme, palette(theme.colors))


def contrast_theme(system: QPalette, family: str, text_percent: int = 100) -> Theme:
    """Build the high-contrast theme of a system palette."""
    return Theme(
        colors=contrast_colors(system),
        family=family,
        text_percent=text_percent,
        is_contrast=True,
    )


def dress(app: QApplication, theme: Theme, colors: QPalette) -> Theme:
    """Put a theme on; the style goes last because its change event tells every widget."""
    app.setProperty(_PROPERTY, theme)
    app.setFont(theme.font(TextStyle.BASE))
    app.setPalette(colors)
    app.setStyle("Fusion")
    return theme


def follow_system(app: QApplication, scheme: Scheme, *, text_percent: int = 100) -> None:
    """Apply now, and again whenever the desktop changes between light, dark and contrast."""
    apply(app, scheme, text_percent=text_percent)
    hints = app.styleHints()

    def again() -> None:
        apply(app, scheme, text_percent=text_percent)

    hints.colorSchemeChanged.connect(again)
    hints.accessibility().contrastPreferenceChanged.connect(again)


def _load_fonts(app: QApplication) -> str:
    # QFontDatabase.families() lists every font of the PC, 5 ms each time: ask only for ours.
    loaded = app.property(_FONTS)
    if not isinstance(loaded, str):
        folder = paths.resources() / "fonts"
        files = [str(folder / f"BeVietnamPro-{face}.ttf") for face in _FACES]
        are_whole = all(QFontDatabase.addApplicationFont(file) >= 0 for file in files)
        loaded = _FAMILY if are_whole else app.font().family()
        app.setProperty(_FONTS, loaded)
    return loaded


def palette(colors: Colors) -> QPalette:
    """Build the palette of Fusion from color roles."""
    built = QPalette(QColor(colors.card), QColor(colors.ground))
    role = QPalette.ColorRole
    for which, color in {
        role.Window: colors.ground,
        role.WindowText: colors.ink,
        role.Base: colors.card,
        role.AlternateBase: colors.neutral_soft,
        role.Text: colors.ink,
        role.Button: colors.card,
        role.ButtonText: colors.ink,
        role.BrightText: colors.wrong,
        role.ToolTipBase: colors.card,
        role.ToolTipText: colors.ink,
        role.PlaceholderText: colors.muted,
        role.Highlight: colors.brand_fill,
        role.HighlightedText: colors.on_brand,
        role.Accent: colors.focus,
        role.Link: colors.brand,
        role.LinkVisited: colors.brand,
    }.items():
        built.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        built.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.muted))
    return built


def contrast_colors(system: QPalette) -> Colors:
    """Take every role from the system's palette; the program adds no color of its own."""

    def of(which: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, which).name()

    role = QPalette.ColorRole
    ink, base, window = of(role.Text), of(role.Base), of(role.Window)
    words = of(role.WindowText)
    return Colors(
        ink=ink, muted=words, line=words, control=words, ground=window, card=base,
        brand=words, brand_soft=base, brand_fill=of(role.Highlight),
        on_brand=of(role.HighlightedText),
        good=ink, good_soft=base, waiting=ink, waiting_soft=base, wrong=ink, wrong_soft=base,
        neutral_soft=base, focus=of(role.Highlight),
    )  # fmt: skip


def is_theme_change(event: QEvent) -> bool:
    """Say whether a ``changeEvent`` means that theme, font or palette is another one now."""
    return event.type() == QEvent.Type.StyleChange
