"""What a clerk says on the phone and writes as a text message: Vietnamese, short, polite.

The words lie in ``resources/templates/calls``; the person who answers is asked who
they are before anything of the matter is said, and a text message names no matter at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.calls import About
from agent_desk.domain.reference import group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SYLLABLES_A_MINUTE = 200
"""How fast a clerk speaks on the phone without hurrying a listener."""

_MOST_READ_OUT = 3
_LONGEST_DEFECT = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a call is about; ``defects`` are the authority's own words, ``bring`` paper names."""

    about: About
    person: str
    site: str
    reference: str
    procedure: str
    defects: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    is_electronic: bool = False
    shelf: str = ""
    hotline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The sentences to say, in their order, and the text message to copy."""

    sentences: tuple[str, ...]
    text_message: str
    seconds: int = field(default=0)


def script_for(matter: Matter) -> Script:
    """Write the call of a matter: at most a minute, whatever the authority lists.

    What would not fit is not read out: the citizen is told that the slip has the whole list.
    """
    words = _words()
    sentences = _sentences(matter, words, _MOST_READ_OUT)
    most = _MOST_READ_OUT
    while seconds_of(sentences) > 60 and most > 0:
        most -= 1
        sentences = _sentences(matter, words, most)
    return Script(
        sentences=tuple(sentences),
        text_message=_text_message(matter, words),
        seconds=seconds_of(sentences),
    )


def seconds_of(sentences: list[str] | tuple[str, ...]) -> int:
    """Give how long it takes to say this: one syllable a word or digit, stage directions none."""
    syllables = 0
    for word in " ".join(s for s in sentences if not s.startswith("(")).split():
        digits = sum(c.isdigit() for c in word)
        syllables += digits or 1
    return -(-syllables * 60 // SYLLABLES_A_MINUTE)


def _sentences(matter: Matter, words: Mapping[str, str], most: int) -> list[str]:
    values = _values(matter)
    found = [words["greet"].format(**values), words["wrong_person"], words["who"].format(**values)]
    if matter.about is About.SUPPLEMENT:
        found += _asked(matter, words, most)
        found += [words["bring"].format(**values)] if matter.bring and most else []
        found += [words["until"].format(**values)] if matter.until else []
    elif matter.about is About.REFUSAL:
        reason = _short(matter.reason)
        found.append(words["refused"].format(**values))
        found += [words["reason"].format(reason=reason)] if reason and most else []
        found.append(words["refused_next"])
    else:
        key = "result_electronic" if matter.is_electronic else "result"
        found += [words[key].format(**values), words[f"{key}_bring"]]
    found += [words["when"], words["free"], words["thanks"]]
    return found


def _asked(matter: Matter, words: Mapping[str, str], most: int) -> list[str]:
    values = _values(matter)
    if not matter.defects or not most:
        return [words["asked_in_writing"].format(**values)]
    found = [words["asked"].format(**values)]
    shown = matter.defects[:most]
    found += [
        words["defect"].format(n=n, defect=_short(defect)) for n, defect in enumerate(shown, 1)
    ]
    if len(matter.defects) > len(shown):
        found.append(words["more"].format(n=len(matter.defects) - len(shown)))
    return found


def _text_message(matter: Matter, words: Mapping[str, str]) -> str:
    key = {
        About.SUPPLEMENT: "sms_supplement",
        About.REFUSAL: "sms_refusal",
        About.RESULT: "sms_result_electronic" if matter.is_electronic else "sms_result",
    }[matter.about]
    until = words["sms_until"].format(**_values(matter)) if matter.until else ""
    text = words[key].format(**{**_values(matter), "until": until})
    return " ".join(text.split())


def _values(matter: Matter) -> dict[str, str]:
    until = f"{matter.until:%d/%m/%Y}" if matter.until else ""
    return {
        "person": matter.person,
        "site": matter.site,
        "reference": group(matter.reference),
        "procedure": _short(matter.procedure),
        "bring": ", ".join(_inside(name) for name in matter.bring[:_MOST_READ_OUT]),
        "until": until,
        "hotline": matter.hotline,
        "count": str(len(matter.defects)),
    }


def _inside(name: str) -> str:
    """Write the name of a paper inside a sentence."""
    short = _short(name)
    return short[:1].lower() + short[1:] if not short[:2].isupper() else short


def _short(text: str) -> str:
    """Cut at a word: nobody can follow a sentence of law on the phone."""
    parts = text.strip().rstrip(".").split()
    if len(parts) <= _LONGEST_DEFECT:
        return " ".join(parts)
    return " ".join(parts[:_LONGEST_DEFECT])


@cache
def _words() -> Mapping[str, str]:
    path = paths.resources() / "templates" / "calls" / "call_script.v1.json"
    texts = json.loads(path.read_text("utf-8"))
    return {str(key): str(text) for key, text in texts.items()}
