"""The life of a dossier: agent-side states, the state's codes 1-10, and the allowed steps."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from agent_desk.errors import NotAllowed
from agent_desk.i18n import tr


class NationalStatus(IntEnum):
    """Status codes of the National Public Service Portal.

    Source: rules 4.1; integration 2.5 (TrangThaiHoSo).
    """

    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    SETTLED = 9
    RETURNED = 10


class DossierState(StrEnum):
    """Where a dossier stands for this desk. Source: rules 4.2 and the national codes."""

    DRAFT = "draft"
    ADVISED = "advised"
    WAITING_CITIZEN = "waiting_citizen"
    LODGED = "lodged"
    TAKEN_IN = "taken_in"
    SEALED = "sealed"
    IN_TRANSIT = "in_transit"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    IN_PROCESS = "in_process"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESULT_READY = "result_ready"
    RESULT_AT_DESK = "result_at_desk"
    WITH_POST = "with_post"
    RETURNED = "returned"
    DELIVERY_FAILED = "delivery_failed"
    SENT_BACK = "sent_back"


class Channel(StrEnum):
    """How a dossier reaches the authority; the codes are KenhThucHien 1, 2, 3."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


_S = DossierState
_REPORTED = {
    NationalStatus.REGISTERED: _S.LODGED,
    NationalStatus.ACCEPTED: _S.ACCEPTED,
    NationalStatus.NOT_ACCEPTED: _S.NOT_ACCEPTED,
    NationalStatus.IN_PROCESS: _S.IN_PROCESS,
    NationalStatus.SUPPLEMENT: _S.SUPPLEMENT,
    NationalStatus.PAYMENT: _S.PAYMENT,
    NationalStatus.WITHDRAWN: _S.WITHDRAWN,
    NationalStatus.STOPPED: _S.STOPPED,
    NationalStatus.SETTLED: _S.RESULT_READY,
    NationalStatus.RETURNED: _S.RETURNED,
}
_BEFORE_AUTHORITY = frozenset(
    {_S.WAITING_CITIZEN, _S.LODGED, _S.TAKEN_IN, _S.SEALED, _S.IN_TRANSIT, _S.HANDED_OVER}
)
_AT_AUTHORITY = frozenset({_S.ACCEPTED, _S.IN_PROCESS, _S.SUPPLEMENT, _S.PAYMENT})
_DECIDED = frozenset({_S.NOT_ACCEPTED, _S.WITHDRAWN, _S.STOPPED, _S.RESULT_READY})
_AFTER_RESULT = frozenset(
    {_S.RESULT_AT_DESK, _S.WITH_POST, _S.RETURNED, _S.DELIVERY_FAILED, _S.SENT_BACK}
)
_FINAL = frozenset({_S.RETURNED, _S.SENT_BACK, _S.WITHDRAWN})

_AUTHORITY_MOVES = _AT_AUTHORITY | _DECIDED | {_S.RESULT_AT_DESK}
"""A result may lie here before the notice of it came: the bag is faster than an offline desk."""

_ALLOWED: dict[DossierState, frozenset[DossierState]] = {
    _S.DRAFT: frozenset({_S.ADVISED, _S.WAITING_CITIZEN, _S.LODGED, _S.TAKEN_IN}),
    _S.ADVISED: frozenset({_S.DRAFT, _S.WAITING_CITIZEN, _S.LODGED, _S.TAKEN_IN}),
    _S.WAITING_CITIZEN: frozenset({_S.DRAFT, _S.LODGED}) | _AUTHORITY_MOVES,
    _S.LODGED: _AUTHORITY_MOVES,
    _S.TAKEN_IN: frozenset({_S.SEALED}) | _AUTHORITY_MOVES - {_S.RESULT_AT_DESK},
    _S.SEALED: frozenset({_S.IN_TRANSIT, _S.TAKEN_IN}) | _AUTHORITY_MOVES,
    _S.IN_TRANSIT: frozenset({_S.HANDED_OVER, _S.TAKEN_IN}) | _AUTHORITY_MOVES,
    _S.HANDED_OVER: _AUTHORITY_MOVES,
    _S.ACCEPTED: _AUTHORITY_MOVES,
    _S.IN_PROCESS: _AUTHORITY_MOVES - {_S.ACCEPTED},
    _S.SUPPLEMENT: _AUTHORITY_MOVES - {_S.ACCEPTED},
    _S.PAYMENT: _AUTHORITY_MOVES - {_S.ACCEPTED},
    _S.NOT_ACCEPTED: frozenset({_S.RESULT_AT_DESK, _S.RETURNED}),
    _S.STOPPED: frozenset({_S.RESULT_AT_DESK, _S.RETURNED}),
    _S.WITHDRAWN: frozenset(),
    _S.RESULT_READY: frozenset({_S.RESULT_AT_DESK, _S.RETURNED}),
    _S.RESULT_AT_DESK: frozenset({_S.WITH_POST, _S.RETURNED, _S.DELIVERY_FAILED, _S.SENT_BACK}),
    _S.WITH_POST: frozenset({_S.RETURNED, _S.DELIVERY_FAILED, _S.SENT_BACK}),
    _S.DELIVERY_FAILED: frozenset({_S.WITH_POST, _S.RETURNED, _S.SENT_BACK, _S.RESULT_AT_DESK}),
    _S.RETURNED: frozenset(),
    _S.SENT_BACK: frozenset(),
}
_RANK = {
    **dict.fromkeys((_S.DRAFT, _S.ADVISED), 0),
    **dict.fromkeys(_BEFORE_AUTHORITY, 1),
    _S.ACCEPTED: 2,
    **dict.fromkeys((_S.IN_PROCESS, _S.SUPPLEMENT, _S.PAYMENT), 3),
    **dict.fromkeys((_S.NOT_ACCEPTED, _S.WITHDRAWN, _S.STOPPED), 4),
    _S.RESULT_READY: 5,
    **dict.fromkeys(_AFTER_RESULT, 6),
}
"""How far along a state is; only being processed, supplement and payment may come again."""


def allowed_next(state: DossierState) -> frozenset[DossierState]:
    """Give the states that may follow; empty when the dossier is closed."""
    return _ALLOWED[state]


def require_step(state: DossierState, following: DossierState) -> None:
    """Refuse a step the rules do not know. Raises: NotAllowed, saying what is possible."""
    if following in _ALLOWED[state]:
        return
    raise NotAllowed(
        tr(
            "This dossier is “{state}”, so it cannot become “{following}”. "
            "Open the dossier to see its next step.",
            state=say(state),
            following=say(following),
        )
    )


def after_status(state: DossierState, status: NationalStatus) -> DossierState:
    """Give the state after the authority reported ``status``.

    Reports may arrive late or twice: status never moves backwards, so an older report leaves
    the state as it is. What lies at this desk is returned by this desk: the authority's "returned"
    may only mean that it was given to us.
    """
    reported = _REPORTED[status]
    if state in _AFTER_RESULT or state in _FINAL or _RANK[reported] < _RANK[state]:
        return state
    if _RANK[reported] == _RANK[state] == 1:
        return state
    return reported


def is_outdated(state: DossierState, status: NationalStatus) -> bool:
    """Say whether a report of ``status`` tells nothing new of a dossier in this state."""
    return after_status(state, status) is not _REPORTED[status]


def is_closed(state: DossierState) -> bool:
    """Say whether nothing more will happen to the dossier."""
    return not _ALLOWED[state]


def clock_is_paused(status: NationalStatus) -> bool:
    """Say whether the authority's processing time stands still. Source: rules 4.1."""
    return status in (NationalStatus.SUPPLEMENT, NationalStatus.PAYMENT, NationalStatus.STOPPED)


def is_with_citizen_data_only(state: DossierState) -> bool:
    """Say whether nothing has left the desk yet, so the case may still be changed freely."""
    return _RANK[state] == 0


def say(state: DossierState) -> str:
    """Name a state in the clerk's words."""
    return {
        _S.DRAFT: tr("in preparation"),
        _S.ADVISED: tr("citizen is bringing papers"),
        _S.WAITING_CITIZEN: tr("waiting for the citizen to confirm"),
        _S.LODGED: tr("lodged online"),
        _S.TAKEN_IN: tr("paper taken in"),
        _S.SEALED: tr("sealed in a bag"),
        _S.IN_TRANSIT: tr("on its way"),
        _S.HANDED_OVER: tr("handed over"),
        _S.ACCEPTED: tr("accepted"),
        _S.NOT_ACCEPTED: tr("not accepted"),
        _S.IN_PROCESS: tr("being processed"),
        _S.SUPPLEMENT: tr("supplement needed"),
        _S.PAYMENT: tr("payment needed"),
        _S.WITHDRAWN: tr("withdrawn"),
        _S.STOPPED: tr("stopped"),
        _S.RESULT_READY: tr("result ready"),
        _S.RESULT_AT_DESK: tr("result at the desk"),
        _S.WITH_POST: tr("result with the post"),
        _S.RETURNED: tr("result returned"),
        _S.DELIVERY_FAILED: tr("delivery failed"),
        _S.SENT_BACK: tr("sent back to the authority"),
    }[state]
