"""A dossier as one row: in the list of dossiers and under the search box. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, local
from agent_desk.domain import dossier as states
from agent_desk.domain import reference
from agent_desk.domain.dossier import DossierState as S
from agent_desk.i18n import tr
from agent_desk.ui import when
from agent_desk.ui.rows import ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.queries.search import DossierRow

_TONE = {
    S.DRAFT: Tone.NEUTRAL,
    S.ADVISED: Tone.NEUTRAL,
    S.WAITING_CITIZEN: Tone.WAITING,
    S.TAKEN_IN: Tone.WAITING,
    S.SUPPLEMENT: Tone.WAITING,
    S.PAYMENT: Tone.WAITING,
    S.NOT_ACCEPTED: Tone.WRONG,
    S.STOPPED: Tone.WRONG,
    S.DELIVERY_FAILED: Tone.WRONG,
    S.RETURNED: Tone.GOOD,
    S.WITHDRAWN: Tone.NEUTRAL,
    S.SENT_BACK: Tone.NEUTRAL,
}


def state_tone(state: S) -> Tone:
    """Give what a state means at a glance."""
    return _TONE.get(state, Tone.BRAND)


def say_state(state: S) -> str:
    """Name a state with a capital, as pills do."""
    word = states.say(state)
    return word[:1].upper() + word[1:]


def as_row(row: DossierRow, now: datetime) -> ListRow:
    """Give the row of the list of dossiers."""
    return replace(search_row(row), when=_when(row, now), action=tr("Open"))


def search_row(row: DossierRow) -> ListRow:
    """Give the row under the search box: whose, what, which number, how it stands."""
    numbers = [reference.group(row.reference), row.official_code]
    return ListRow(
        key=row.dossier_id,
        title=row.owner_name,
        subtitle=" · ".join(part for part in (row.procedure_name, *numbers) if part),
        pill=say_state(row.state),
        tone=state_tone(row.state),
    )


def _when(row: DossierRow, now: datetime) -> str:
    deadline = when.read_deadline(row.due_at)
    if deadline is not None and not states.is_closed(row.state):
        return tr("due {time}", time=when.show_deadline(deadline, now))
    changed = local(from_iso(row.changed_at)).date()
    return when.show_day(changed, local(now).date())
