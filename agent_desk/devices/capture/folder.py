"""A folder that a scanner or a cable writes to: files are taken when they are complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.intake import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ENDINGS = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"))
TAKEN = "da-lay"
"""Where files go that were taken; the name is ASCII because other programs see it."""


@dataclass(frozen=True, slots=True)
class _Seen:
    size: int
    changed_ns: int


class WatchedFolder:
    """Gives files whose size and time stood still between two looks, oldest first.

    What already lay there when watching began is left alone: it may be of another citizen.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, _Seen] = {}
        self._old = frozenset(self._files())

    def look(self, take: Callable[[RawPage], None]) -> int:
        """Hand over every complete file, move it out of the way; give how many.

        A file is moved after ``take`` returned, so a crash between leaves it where it was.
        Raises: InvalidInput for a file that cannot be used, which is moved away too.
        """
        taken = 0
        now = {path: seen for path in self._files() if (seen := _look_at(path)) is not None}
        before, self._seen = self._seen, now
        for path, seen in sorted(now.items(), key=lambda item: item[1].changed_ns):
            is_new = path not in self._old
            if is_new and seen.size and before.get(path) == seen:
                try:
                    file = read_file(path)
                    take(RawPage(name=file.name, data=file.data))
                finally:
                    self._put_away(path)
                taken += 1
        return taken

    def _files(self) -> list[Path]:
        try:
            found = [p for p in self._folder.iterdir() if p.suffix.lower() in _ENDINGS]
            return [p for p in found if p.is_file() and not p.is_symlink()]
        except OSError:
            return []

    def _put_away(self, path: Path) -> None:
        home = self._folder / TAKEN
        home.mkdir(exist_ok=True)
        target, number = home / path.name, 1
        while target.exists():
            number += 1
            target = home / f"{path.stem}-{number}{path.suffix}"
        path.replace(target)
        self._seen.pop(path, None)


def _look_at(path: Path) -> _Seen | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return _Seen(stat.st_size, stat.st_mtime_ns)
