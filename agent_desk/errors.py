"""Failures that people can act on; anything else is a bug.

Every message is a whole sentence for the clerk that says what to do next. It is already
translated (built with ``i18n.tr``) when the error is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class DeskError(Exception):
    """A failure with a message for the person at the counter."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(DeskError):
    """What was typed, scanned or imported cannot be used; ``field_errors`` names the fields."""

    def __init__(self, message: str, field_errors: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.field_errors = dict(field_errors or {})


class NotFound(DeskError):
    """The thing asked for does not exist here."""


class Conflict(DeskError):
    """Two truths meet; ``ours`` and ``theirs`` say them in words."""

    def __init__(self, message: str, ours: str = "", theirs: str = "") -> None:
        super().__init__(message)
        self.ours = ours
        self.theirs = theirs


class NotAllowed(DeskError):
    """The rules of the office forbid this step now."""


class CenterUnreachable(DeskError):
    """The center did not give a usable answer; trying later is right.

    ``retry_after_s`` is what the center asked for, if it asked.
    """

    def __init__(self, message: str, retry_after_s: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class CenterRefused(DeskError):
    """The center understood and said no; repeating the same will not help."""

    def __init__(self, message: str, code: str = "refused") -> None:
        super().__init__(message)
        self.code = code


class StoreUnusable(DeskError):
    """The desk's own store cannot be used: disk, newer version, wrong key, damaged."""
