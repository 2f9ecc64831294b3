"""The list of all papers of a dossier, in the order in which they are offered. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.prints.counter_slips import BRING, SENDING
from agent_desk.ui.prints.filled_forms import FORM
from agent_desk.ui.prints.result_slips import RECEIPT, RESULT

if TYPE_CHECKING:
    from agent_desk.ui.prints.spec import DocumentSpec

SPECS: tuple[DocumentSpec, ...] = (
    RESULT,
    SENDING,
    FORM,
    BRING,
    RECEIPT,
)


def spec_of(key: str) -> DocumentSpec:
    """Give the paper with this key. Raises: KeyError."""
    return {spec.key: spec for spec in SPECS}[key]


def say_document(key: str) -> str:
    """Name a paper by its key; a paper of a newer program names itself."""
    return next((spec.say() for spec in SPECS if spec.key == key), key)
