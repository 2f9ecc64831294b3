"""The work list with its groups: several things done in one place are one row. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.clock import local
from agent_desk.domain.forwarding import Urgency
from agent_desk.i18n import tr, trn
from agent_desk.queries.today_work import ON_THE_WAY, Task, count_late, urgency_of
from agent_desk.ui.pages.today.task_words import ICONS, Pill, action_of, group_title
from agent_desk.ui.pages.today.words import (
    as_follow_up,
    as_prints,
    as_row,
    limits_of,
    pill_of,
    when_of,
)
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent_desk.queries.assist import FollowUpRow
    from agent_desk.queries.today_work import Work
    from agent_desk.ui.pages.today.words import Seen

_LEAST = {
    Task.SEAL_PAPER: 2,
    Task.HAND_TO_COURIER: 2,
    Task.SIGN_MINUTES: 2,
    Task.CHASE_AUTHORITY: 4,
    Task.FETCH_RESULT: 4,
    Task.LOOK_LATER: 3,
    Task.ASK_TRIP: 3,
    Task.FINISH_CASE: 4,
    Task.AWAIT_CITIZEN: 4,
    Task.AWAIT_PORTAL: 4,
}
"""From how many on things of one kind become one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things to do in one act or at one place, in their order; the first is the most urgent."""

    key: str
    works: tuple[Work, ...]

    @property
    def first(self) -> Work:
        """The most urgent one."""
        return self.works[0]

    @property
    def is_single(self) -> bool:
        """Say whether it is a row of its own."""
        return len(self.works) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands on the list and is no dossier."""

    follow_ups: tuple[FollowUpRow, ...] = ()
    prints_waiting: int = 0


def grouped(works: Sequence[Work]) -> tuple[Group, ...]:
    """Put together what is done together, where its most urgent member stands."""
    members: dict[tuple[Task, str], list[Work]] = {}
    for work in works:
        members.setdefault(_kind(work), []).append(work)
    found: list[Group] = []
    seen: set[tuple[Task, str]] = set()
    for work in works:
        kind = _kind(work)
        together = members[kind]
        if len(together) < _LEAST.get(work.task, 1_000_000):
            found.append(Group(key=work.key, works=(work,)))
        elif kind not in seen:
            seen.add(kind)
            key = f"group:{kind[0].value}:{kind[1]}"
            found.append(Group(key=key, works=tuple(together)))
    return tuple(found)


def _kind(work: Work) -> tuple[Task, str]:
    if work.task not in ON_THE_WAY:
        return work.task, ""
    # A bag goes as a whole; what lies beside the bags goes by where it is sent.
    return work.task, work.where if work.task is Task.SEAL_PAPER else f"{work.where}·{work.more}"


def rows_of(
    groups: Sequence[Group], beside: Beside, open_groups: frozenset[str], seen: Seen
) -> Iterator[ListRow]:
    """Give the rows, late things first; what was promised to people follows them."""
    if beside.prints_waiting:
        yield as_prints(beside.prints_waiting)
    promised = list(beside.follow_ups)
    for group in groups:
        if promised and urgency_of(group.first, seen.iso) is not Urgency.LATE:
            yield from (as_follow_up(one, local(seen.now).date()) for one in promised)
            promised = []
        if group.is_single:
            yield as_row(group.first, seen)
            continue
        is_open = group.key in open_groups
        yield _group_row(group, seen, is_open=is_open)
        if is_open:
            is_paper = group.first.task in ON_THE_WAY
            below = replace(seen, unheard=timedelta())  # the group says it already
            yield from (as_row(one, below, is_member=is_paper) for one in group.works)
    yield from (as_follow_up(one, local(seen.now).date()) for one in promised)


def _group_row(group: Group, seen: Seen, *, is_open: bool) -> ListRow:
    task, count = group.first.task, len(group.works)
    late = count_late(group.works, seen.iso)
    pill = pill_of(group.first, seen.now)
    if not late and pill.tone is Tone.WRONG:
        pill = Pill(text=pill.text, tone=Tone.WAITING)
    words = [trn("{n} dossier", "{n} dossiers", count)]
    words += [trn("{n} of them late", "{n} of them late", late)] if late else []
    words += limits_of(group.first, seen) if task in ON_THE_WAY else []
    folding = tr("Fold") if is_open else tr("Show all")
    return ListRow(
        key=group.key,
        title=group_title(task, group.first.where),
        subtitle=" · ".join(words),
        lead="▾" if is_open else "▸",
        tile="icon:triangle-alert" if pill.tone is Tone.WRONG else ICONS[task],
        pill=pill.text,
        tone=pill.tone,
        when=when_of(group.first, seen.now),
        action=action_of(task) if task in ON_THE_WAY else folding,
    )
