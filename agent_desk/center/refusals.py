"""How the center says no: one exception, one status for each code."""

from __future__ import annotations

from agent_desk.errors import CenterRefused
from agent_desk.wire import Refusal

OLDEST_VERSION = 1
"""The oldest wire version that is still served: that of the third release back."""

_STATUS = {
    Refusal.BAD_REQUEST: 400,
    Refusal.BAD_CODE: 403,
    Refusal.UNKNOWN_DESK: 404,
    Refusal.REVOKED: 403,
    Refusal.BAD_SIGNATURE: 401,
    Refusal.NO_SESSION: 401,
    Refusal.CHAIN_CONFLICT: 409,
    Refusal.UPGRADE_NEEDED: 426,
    Refusal.BAD_HASH: 422,
    Refusal.TOO_LARGE: 413,
    Refusal.PRACTICE: 403,
}


def refused(code: Refusal, message: str) -> CenterRefused:
    """Make the refusal to raise; ``message`` is a translated sentence."""
    return CenterRefused(message, code=code.value)


def status_of(error: CenterRefused) -> int:
    """Give the HTTP status of a refusal."""
    return _STATUS[Refusal(error.code)]
