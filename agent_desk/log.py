"""Log files without personal data: JSON lines, rotating, beside the desk's data."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAX_BYTES = 1_000_000
_KEPT_FILES = 14


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "area": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = "\n".join(frames_of(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


def frames_of(error: BaseException) -> list[str]:
    """Give types, files and lines of an error and its causes; never values, never messages."""
    import traceback

    lines: list[str] = []
    met: set[int] = set()
    seen: BaseException | None = error
    while seen is not None and id(seen) not in met:
        met.add(id(seen))
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return lines


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Write what our own code tells, and warnings of everybody, to ``desk.log`` in this folder.

    A folder that cannot be written costs the log, not the service.
    """
    handler = _handler(folder)
    root, ours = logging.getLogger(), logging.getLogger("agent_desk")
    before = ours.level
    ours.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(before)
        handler.close()


def _handler(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # brings sockets and pickle

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "desk.log", maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(_JsonLines())
    handler.setLevel(logging.INFO)
    return handler
