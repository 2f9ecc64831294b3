"""What commands read and write: UTF-8 in and out, exit codes, lines without an end."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE, NO, TRY_LATER, STOPPED = 0, 1, 75, 130
_MAX_LINE = 200_000
"""More of one line is read past: a pipe may hold anything."""


def out(text: str) -> None:
    """Write one line of an answer to stdout."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Write one line for a person to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale of the PC is; a wrong byte becomes a mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(newline="\n")


def close_pipe() -> None:
    """Let Python find nothing to complain about when it ends: the reader has gone."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os.close(quiet)


def lines(stream: TextIO) -> Iterator[str]:
    """Give one line after another; of an endless line only its beginning is kept."""
    is_first = True
    while line := stream.readline(_MAX_LINE):
        rest = line
        while not rest.endswith("\n") and (rest := stream.readline(_MAX_LINE)):
            pass
        yield line.removeprefix("\ufeff") if is_first else line
        is_first = False


def printable(text: str) -> str:
    """Read an argument as UTF-8 whatever the locale is; a byte that is none becomes a mark."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
