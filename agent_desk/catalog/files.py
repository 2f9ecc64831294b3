"""Files of the packs as text, with the same words for what is wrong with them everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError, line_of, path_text
from agent_desk.catalog.spec import PackProblem
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 4 * 1024 * 1024


def text_of(file: Path) -> str:
    """Give the text of a file. Raises: DecodeError if there is none that can be used."""
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise DecodeError((), tr("the file is larger than 4 MB"), 1)
        data = file.read_bytes()
    except FileNotFoundError:
        raise DecodeError((), tr("the file is missing"), 1) from None
    except OSError as error:
        detail = error.strerror or ""
        raise DecodeError((), tr("the file cannot be read ({detail})", detail=detail), 1) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DecodeError((), tr("the file is not UTF-8 text"), line) from None


def problem(name: str, text: str, fault: DecodeError) -> PackProblem:
    """Tell the person who edits a file what is wrong with it and where."""
    line = fault.line or line_of(text, fault.path)
    where = path_text(fault.path)
    reason = f"{where}: {fault.reason}" if where else fault.reason
    return PackProblem(file=name, line=line, reason=reason)
