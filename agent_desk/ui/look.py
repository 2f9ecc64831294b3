"""How the window looks: language, colors, text size; kept in a small file beside the data too.

The database is opened after the first paint, and it holds the truth; the file lets the first
paint look right already. It names nobody.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_desk import settings
from agent_desk.ui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from agent_desk.ui.office import Office

KEYS = (settings.LANGUAGE, settings.COLOR_SCHEME, settings.TEXT_PERCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the settings of the screen say; every value is one of its setting's choices."""

    language: str = settings.LANGUAGE.default
    color_scheme: str = settings.COLOR_SCHEME.default
    text_percent: str = settings.TEXT_PERCENT.default


def look_of(values: Mapping[str, object]) -> Look:
    """Take the settings of the screen out of many; what is not one of the choices is left out."""
    found = {s.key: values.get(s.key) for s in KEYS}
    return Look(**{s.key: str(found[s.key]) for s in KEYS if found[s.key] in s.choices})


def worn_by(office: Office) -> Look:
    """Read what the settings of a desk say, and keep it for the next first paint (store lane)."""
    look = look_of({setting.key: office.setting(setting) for setting in KEYS})
    keep_look(office.desk.store.data.root, look)
    return look


def read_look(root: Path) -> Look:
    """Read the file; the usual look if there is none, or none that can be read."""
    try:
        raw = json.loads(_path(root).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Look()
    return look_of(raw) if isinstance(raw, dict) else Look()


def keep_look(root: Path, look: Look) -> None:
    """Write the file if it says something else; a disk that refuses is no reason to stop."""
    if read_look(root) == look:
        return
    partial = _path(root).with_suffix(".part")
    with contextlib.suppress(OSError):
        partial.write_text(json.dumps(asdict(look)) + "\n", "utf-8")
        partial.replace(_path(root))


def _path(root: Path) -> Path:
    return root / "look.json"


class Dresser(QObject):
    """Puts a look on the application, and again when the desktop turns dark or light."""

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__()
        self._app = app
        self._look = look
        self._put_on()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_desktop_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_desktop_changed)

    @property
    def look(self) -> Look:
        """What is worn now."""
        return self._look

    def wear(self, look: Look) -> None:
        """Change to another look, if it is another one."""
        if look != self._look:
            self._look = look
            self._put_on()

    def _on_desktop_changed(self) -> None:
        self._put_on()

    def _put_on(self) -> None:
        look = self._look
        theme.apply(self._app, theme.Scheme(look.color_scheme), text_percent=int(look.text_percent))
