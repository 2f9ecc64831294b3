"""The list of all papers of a dossier, in the order in which they are offered. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.i18n import tr
from agent_desk.ui.prints.counter_slips import BRING, SENDING
from agent_desk.ui.prints.delivery import DELIVERY_LABEL
from agent_desk.ui.prints.filled_forms import FORM
from agent_desk.ui.prints.official import OFFICIAL
from agent_desk.ui.prints.result_slips import RESULT
from agent_desk.ui.prints.result_work import RESULT_WORK
from agent_desk.ui.prints.ticket_slips import TICKETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.ui.prints.spec import DocumentSpec

SPECS: tuple[DocumentSpec, ...] = (
    RESULT,
    SENDING,
    FORM,
    BRING,
    *RESULT_WORK,
    DELIVERY_LABEL,
    *OFFICIAL,
    *TICKETS,
)

OTHER_NAMES: Mapping[str, Callable[[], str]] = {
    "account_slip": lambda: tr("Account leave-behind"),
    "where_slip": lambda: tr("Where-to-go slip"),
    "register_07": lambda: tr("Register of dossiers (Mẫu 07)"),
    "free_help_poster": lambda: tr("Poster: free help here"),
    "shift_list": lambda: tr("List of a shift"),
    "score_sheet": lambda: tr("Score sheet of practice"),
    "emergency_slips": lambda: tr("Slips of the outage kit"),
    "key_sheet": lambda: tr("Key sheet"),
    "session_poster": lambda: tr("Poster of a session"),
    "sign_up_sheet": lambda: tr("Sign-up sheet of a session"),
    "check_sheet": lambda: tr("Check sheets of a session"),
    "training_report": lambda: tr("Report of sessions"),
    "roster_sheet": lambda: tr("List of a session"),
    "scanner_sheet": lambda: tr("Test sheet for barcode scanners"),
    "account_ticket": lambda: tr("Account leave-behind (80 mm)"),
    "bag_list": lambda: tr("List of a bag"),
    "bag_label": lambda: tr("Label of a bag"),
    "handover_minutes": lambda: tr("Minutes of a hand-over"),
    "damage_minutes": lambda: tr("Minutes of damaged packaging"),
    "day_sheet": lambda: tr("Day sheet"),
    "printer_test": lambda: tr("Test page"),
    "handout": lambda: tr("Sheet to take home"),
    "certificate": lambda: tr("Certificate of attendance"),
}
"""Papers that are not of a dossier; what follows a colon in a key is not part of the name."""


def spec_of(key: str) -> DocumentSpec:
    """Give the paper with this key. Raises: KeyError."""
    return {spec.key: spec for spec in SPECS}[key]


def say_document(key: str) -> str:
    """Name a paper by its key; a paper of a newer program names itself."""
    stem = key.partition(":")[0]
    found = next((spec.say for spec in SPECS if spec.key == stem), OTHER_NAMES.get(stem))
    return found() if found else key
