"""How this desk captures pages: which scanner, how fine, how large a file may be. No Qt."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.devices.capture.interface import Tray, Wish
from agent_desk.devices.capture.sane import Sane
from agent_desk.devices.capture.shelf import Shelf, scanners
from agent_desk.domain.page_check import Tint

if TYPE_CHECKING:
    from agent_desk.store.engine import Store
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSettings:
    """How this desk captures. ``source`` empty: files; ``tint`` None: as every page was found."""

    source: str = ""
    wish: Wish = Wish()
    tint: Tint | None = None
    limit_bytes: int = 6_000_000
    folder: str = ""
    addresses: tuple[str, ...] = ()


def read_settings(office: Office) -> CaptureSettings:
    """Read how this desk captures (store lane)."""
    tint = office.setting(settings.CAPTURE_TINT)
    dpi = office.setting(settings.CAPTURE_DPI)
    tray = office.setting(settings.CAPTURE_TRAY)
    limit = office.setting(settings.FILE_LIMIT_MB)
    chosen = None if tint not in ("gray", "bitonal") else Tint(tint)
    return CaptureSettings(
        source=office.setting(settings.CAPTURE_SOURCE),
        wish=Wish(
            dpi=int(dpi) if dpi in settings.CAPTURE_DPI.choices else 300,
            tint=Tint.GRAY if chosen is Tint.GRAY else Tint.COLOR,
            tray=Tray(tray) if tray in settings.CAPTURE_TRAY.choices else Tray.AUTO,
        ),
        tint=chosen,
        limit_bytes=1_000_000 * (int(limit) if limit in settings.FILE_LIMIT_MB.choices else 6),
        folder=office.setting(settings.CAPTURE_FOLDER),
        addresses=tuple(office.setting(settings.CAPTURE_ADDRESS).split()),
    )


def shelf_of(store: Store, addresses: tuple[str, ...]) -> Shelf:
    """Give the scanners of this PC."""
    return scanners(Sane(store.spool.tray, environment=os.environ), addresses)
