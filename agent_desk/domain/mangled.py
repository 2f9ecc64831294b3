"""How a card's text is damaged on its way from a scanner: by a keyboard program or an encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DIGIT_FIELDS = ("number", "old_number", "birth", "issued_on")
_MOJIBAKE = re.compile("\ufffd|[ÄÆ»º]|Ã[\u00a1-\u00bf]|[A-Za-z][?]")
_RAW_VNI = re.compile(r"[^\W\d_][1-9]")
_RAW_TELEX = re.compile(r"aa|ee|oo|dd|[aou]w|[aeiouy](?:ng|nh|ch|[cmnpt])?[sfrxj]$")


class DamageKind(StrEnum):
    """What happened to the text."""

    ENCODING = "encoding"
    KEYBOARD = "keyboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What happened, and in which fields it shows."""

    kind: DamageKind
    fields: tuple[str, ...]


def find_damage(fields: Mapping[str, str]) -> Damage | None:
    """Look for the traces of a rewriting keyboard program or of lost accents; None if clean."""
    lost = tuple(name for name in ("name", "sex", "address") if _MOJIBAKE.search(fields[name]))
    if lost:
        return Damage(kind=DamageKind.ENCODING, fields=lost)
    rewritten = tuple(name for name in _DIGIT_FIELDS if _is_rewritten(fields[name]))
    if rewritten:
        return Damage(kind=DamageKind.KEYBOARD, fields=rewritten)
    if _is_raw_vni(fields["name"]) or _is_raw_telex(fields):
        return Damage(kind=DamageKind.KEYBOARD, fields=("name", "address"))
    return None


def say_damage(kind: DamageKind) -> str:
    """Say what happened and what to do."""
    if kind is DamageKind.ENCODING:
        return tr(
            "The scanner lost the Vietnamese accents. Set it to COM mode with UTF-8, or type the "
            "number and the name."
        )
    return tr(
        "The Vietnamese keyboard program has changed what was scanned. Turn it off and scan "
        "again, or type the number."
    )


def undo_caps_lock(parts: Sequence[str]) -> list[str]:
    """Turn the case of letters back if the sex field shows that Caps Lock inverted it."""
    if any(part in {"nAM", "nỮ"} for part in parts):
        return [part.swapcase() for part in parts]
    return list(parts)


def _is_rewritten(digits: str) -> bool:
    """Say whether an accented letter stands among digits; an address there only changed places."""
    has_letter = any(c.isalpha() and not c.isascii() for c in digits)
    return has_letter and " " not in digits and sum(c.isdigit() for c in digits) >= 4


def _is_raw_vni(name: str) -> bool:
    return "," not in name and _RAW_VNI.search(name) is not None


def _is_raw_telex(fields: Mapping[str, str]) -> bool:
    """Say whether half of the words show typed tones; a name alone may look so by chance."""
    text = f"{fields['name']} {fields['address']}"
    words = [word for word in re.split(r"[\s,]+", text.lower()) if word.isalpha()]
    if not text.isascii() or not words:
        return False
    return 2 * sum(1 for word in words if _RAW_TELEX.search(word)) >= len(words)
