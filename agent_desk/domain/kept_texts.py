"""The gate before the store: free text is refused, or emptied, where it looks like a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.secrets import looks_like_secret
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 20_000
"""What is longer was pasted by mistake; no form, note or name of a counter comes near it."""


def refuse_secrets(fields: Mapping[str, str]) -> None:
    """Refuse every text that looks like a password or a one-time code, or has no end.

    Raises: InvalidInput that names the fields; its words never repeat what was typed.
    """
    errors = {name: why for name, text in fields.items() if (why := why_not(text))}
    if errors:
        raise InvalidInput(next(iter(errors.values())), errors)


def why_not(text: str) -> str:
    """Say in words why a text may not be kept; empty if it may."""
    if len(text) > LONGEST:
        return tr("This text is far too long; something was pasted by mistake. Delete it.")
    return looks_like_secret(text) or ""


def without_secrets(value: object) -> object:
    """Give a decoded JSON value with every text that may not be kept emptied."""
    if isinstance(value, str):
        return "" if why_not(value) else value
    if isinstance(value, list):
        return [without_secrets(item) for item in value]
    if isinstance(value, dict):
        return {key: without_secrets(item) for key, item in value.items()}
    return value
