"""The 54 ethnic groups and the nationalities, as papers write them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A list of names, the usual one first, and how each is found without accents."""

    names: tuple[str, ...]
    by_folded: Mapping[str, str]

    def known(self, text: str) -> str | None:
        """Give the name as papers write it, however it was typed; None if it is not listed."""
        return self.by_folded.get(fold(text))


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Names]:
    path = paths.resources() / "reference" / "peoples.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for key in ("ethnic_groups", "nationalities"):
        spellings = {fold(name): name for name in data[key]}
        spellings |= {fold(also): name for also, name in data[f"{key}_also"].items()}
        found[key] = Names(names=tuple(data[key]), by_folded=spellings)
    return found


def ethnic_groups() -> Names:
    """Give the 54 ethnic groups. Source: Decision 121-TCTK/PPCĐ of 2 March 1979."""
    return _lists()["ethnic_groups"]


def nationalities() -> Names:
    """Give the nationalities by the Vietnamese names of the countries."""
    return _lists()["nationalities"]
