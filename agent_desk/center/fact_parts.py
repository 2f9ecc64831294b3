"""What a fact says, taken out of JSON that any desk may have sent: bounded, storable, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from agent_desk.center.reading import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST = 500


def text_of(body: Mapping[str, object], key: str, longest: int = _LONGEST) -> str:
    """Give a text of at most ``longest`` characters; empty if there is none."""
    value = body.get(key)
    return storable(value)[:longest] if isinstance(value, str) else ""


def number_of(body: Mapping[str, object], key: str) -> int:
    """Give a whole number that a column takes; 0 if there is none."""
    value = body.get(key)
    is_small = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if is_small and isinstance(value, int) else 0


def private_of(payload: bytes | None) -> dict[str, object]:
    """Read a private part; empty where it was erased or is no object."""
    try:
        found: object = orjson.loads(payload or b"")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def private_texts(
    payload: bytes | None, keys: Iterable[str], longest: int = _LONGEST
) -> dict[str, str]:
    """Give these texts of a private part; none at all where there is no such part."""
    held = private_of(payload)
    return {key: text_of(held, key, longest) for key in keys} if held else {}
