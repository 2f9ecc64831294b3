"""What the palette offers and in which order: acts, pages, procedures, cases, people. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain import reference
from agent_desk.domain.people import mask_number
from agent_desk.domain.text import fold
from agent_desk.i18n import tr
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.catalog.find import Match
    from agent_desk.queries.palette import Found, FoundCitizen, FoundDossier

MOST_ROWS = 8
REMEMBERED = 10
_LEAST_SCORE = 0.3
"""Below this the finder only guesses."""


class EntryKind(StrEnum):
    """What an entry is; it begins the entry's key."""

    ACT = "act"
    PAGE = "page"
    HELP = "help"
    PROCEDURE = "procedure"
    CASE = "case"
    DOSSIER = "dossier"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be chosen; ``key`` is ``kind:what``, ``cap`` the key that does it too.

    ``words`` are found besides the title, in any language; ``score`` is 0 to 1.
    """

    key: str
    title: str
    subtitle: str = ""
    icon: str = ""
    cap: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    words: str = ""
    score: float = 0.0

    @property
    def what(self) -> str:
        """Give what is meant, without the kind."""
        return self.key.partition(":")[2]

    @property
    def kind(self) -> EntryKind:
        """Give what it is."""
        return EntryKind(self.key.partition(":")[0])

    def as_row(self) -> ListRow:
        """Give the row of the list."""
        return ListRow(
            key=self.key,
            title=self.title,
            subtitle=self.subtitle,
            tile=f"icon:{self.icon}" if self.icon else "",
            pill=self.pill,
            tone=self.tone,
            pill_last=True,
            when=self.cap,
        )


def matching(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries whose words begin as typed, or whose first letters spell it, with scores."""
    text = fold(typed)
    scored = [(entry, _score(text, entry)) for entry in entries]
    return [replace(entry, score=score) for entry, score in scored if score > 0]


def _score(text: str, entry: Entry) -> float:
    title, terms = fold(entry.title), text.split()
    if not terms:
        return 0.0
    if title == text:
        return 1.0
    if title.startswith(text):
        return 0.95
    names = title.split()
    words = (*names, *fold(f"{entry.subtitle} {entry.words}").split())
    if all(any(word.startswith(term) for word in names) for term in terms):
        return 0.87
    if all(any(word.startswith(term) for word in words) for term in terms):
        return 0.83 if all(term in words for term in terms) else 0.7
    letters = "".join(word[0] for word in names)
    return 0.78 if len(text) > 1 and letters.startswith(text.replace(" ", "")) else 0.0


def procedures(typed: str, matches: Iterable[Match]) -> list[Entry]:
    """Give the procedures that are meant; mere guesses are left out."""
    found = [
        replace(procedure(match.code, match.name), score=0.5 + 0.45 * match.score)
        for match in matches
        if match.score >= _LEAST_SCORE
    ]
    named = {entry.key: entry.score for entry in matching(typed, found)}
    return [replace(entry, score=max(entry.score, named.get(entry.key, 0))) for entry in found]


def procedure(code: str, name: str) -> Entry:
    """Give the entry of one procedure."""
    subtitle = tr("Procedure {code}", code=code)
    return Entry(key=f"procedure:{code}", title=name, subtitle=subtitle, icon="file-text")


def stored(typed: str, found: Found) -> list[Entry]:
    """Give dossiers and people; what was typed as a number is meant most."""
    digits = sum(c.isdigit() for c in typed)
    base = 0.97 if digits >= 4 else 0.84
    cases = [
        replace(_dossier(row), score=base + (0.02 if row.is_open else 0) - place / 200)
        for place, row in enumerate(found.dossiers)
    ]
    people = [
        replace(_citizen(row), score=_person_score(typed, row, base) - place / 200)
        for place, row in enumerate(found.citizens)
    ]
    return [*people, *cases]


def _person_score(typed: str, row: FoundCitizen, base: float) -> float:
    words = (*fold(row.name).split(), row.number, row.phone.replace("+84", "0"))
    return base + 0.05 if all(term in words for term in fold(typed).split()) else base


def _dossier(row: FoundDossier) -> Entry:
    from agent_desk.ui.pages.dossiers.words import say_state, state_tone

    kind = EntryKind.CASE if row.is_open else EntryKind.DOSSIER
    numbers = [row.procedure_name, reference.group(row.reference), row.official_code]
    return Entry(
        key=f"{kind}:{row.dossier_id}",
        title=row.owner_name,
        subtitle=" · ".join(part for part in numbers if part),
        icon="file-plus" if row.is_open else "file-check",
        pill=say_state(row.state),
        tone=state_tone(row.state),
    )


def _citizen(row: FoundCitizen) -> Entry:
    born = "/".join(reversed(row.birth.split("-")))
    parts = (
        tr("Citizen"),
        tr("born {birth}", birth=born) if born else "",
        mask_number(row.number) if row.number else tr("no citizen number"),
    )
    return Entry(
        key=f"citizen:{row.citizen_id}",
        title=row.name,
        subtitle=" · ".join(part for part in parts if part),
        icon="user",
    )


def best(entries: Iterable[Entry], chosen_before: Sequence[str]) -> list[Entry]:
    """Give the best first, each once; what this clerk chose before counts a little more."""
    unique: dict[str, Entry] = {}
    for entry in entries:
        before = chosen_before.index(entry.key) if entry.key in chosen_before else -1
        bonus = 0.08 - before / 200 if before >= 0 else 0.0
        raised = replace(entry, score=entry.score + bonus)
        if entry.key not in unique or unique[entry.key].score < raised.score:
            unique[entry.key] = raised
    ordered = sorted(unique.values(), key=lambda entry: -entry.score)
    return ordered[:MOST_ROWS]


def remember(chosen_before: Sequence[str], key: str) -> tuple[str, ...]:
    """Put what was just chosen first; the last ten stay. What a page offers is not remembered."""
    if key.startswith(f"{EntryKind.ACT}:"):
        return tuple(chosen_before)
    rest = [other for other in chosen_before if other != key]
    return (key, *rest)[:REMEMBERED]


def at_rest(
    acts: Sequence[Entry], recent: Sequence[Entry], open_cases: Sequence[Entry]
) -> list[Entry]:
    """Give what is offered before anything is typed: chosen last, open cases, what works now."""
    keys = {entry.key for entry in recent}
    cases = [entry for entry in open_cases if entry.key not in keys]
    return [*recent[:4], *cases[:3], *acts][:MOST_ROWS]
