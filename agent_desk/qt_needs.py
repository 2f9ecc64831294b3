"""What a Linux PC lacks for Qt, said in one sentence with the command that cures it. No Qt here."""

from __future__ import annotations

import ctypes
import os
import sys

from agent_desk.i18n import tr

# library file -> Debian / Ubuntu package (seen on a bare Debian 12)
_CORE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing_packages(*, for_window: bool) -> tuple[str, ...]:
    """Give the Debian packages to install; empty elsewhere or when nothing is missing."""
    if not sys.platform.startswith("linux"):
        return ()
    needed = {**_CORE, **(_X_WINDOW if for_window and _is_x11() else {})}
    return tuple(package for library, package in needed.items() if not _loads(library))


def has_display() -> bool:
    """Say whether a window can be shown to a person."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def cure(packages: tuple[str, ...]) -> str:
    """Say in one sentence which packages to install and with which command."""
    return tr(
        "This Linux lacks libraries that the window needs; install them with: {command}",
        command="sudo apt-get install -y " + " ".join(packages),
    )


def _is_x11() -> bool:
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
