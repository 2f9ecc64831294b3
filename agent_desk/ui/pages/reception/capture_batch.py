"""What a capture works with, read and kept in the lanes: settings, strip, spool. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.clock import from_iso, to_iso
from agent_desk.devices.capture.arriving import found_again
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.page_strip import Strip, StripPage, dump, load
from agent_desk.errors import DeskError
from agent_desk.queries.capture import ids_in
from agent_desk.ui.capture_setup import read_settings

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.store.spool import Batch
    from agent_desk.ui.capture_setup import CaptureSettings
    from agent_desk.ui.office import Office

_MAY_WAIT = (
    DossierState.DRAFT,
    DossierState.ADVISED,
    DossierState.WAITING_CITIZEN,
    DossierState.SUPPLEMENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBatch:
    """A strip as it was left, or a fresh one. ``sizes`` are the bytes of each picture on disk."""

    batch: Batch
    strip: Strip
    settings: CaptureSettings
    began_at: datetime
    intents: dict[str, str]
    paper: str = ""


def open_batch(office: Office, dossier_id: str) -> OpenBatch:
    """Read the strip of a dossier; pages that a crash left without an entry come at its end.

    Pages of dossiers that are not in work any more are swept away first (store lane).
    """
    store = office.desk.store
    with store.read() as connection:
        waiting = ids_in(connection, _MAY_WAIT)
    store.spool.sweep(waiting | {dossier_id})
    batch = store.spool.batch(dossier_id)
    order = batch.order()
    try:
        pages, began_at = _known(batch, order)
    except (KeyError, TypeError, ValueError, DeskError):
        pages, began_at = (), office.desk.clock.now()
    named = {page.picture for page in pages}
    lost = tuple(found_again(batch, name) for name in batch.names() if name not in named)
    counted, intents = order.get("counted"), order.get("intents")
    return OpenBatch(
        batch=batch,
        strip=Strip(pages=(*pages, *lost), counted=counted if isinstance(counted, int) else 0),
        settings=read_settings(office),
        began_at=began_at if pages or lost else office.desk.clock.now(),
        paper=str(order.get("paper") or "") if pages or lost else "",
        intents={str(k): str(v) for k, v in intents.items()} if isinstance(intents, dict) else {},
    )


def _known(batch: Batch, order: dict[str, object]) -> tuple[tuple[StripPage, ...], datetime]:
    rows = order["pages"]
    if not isinstance(rows, list):
        raise TypeError("pages of a strip are a list")
    there = set(batch.names())
    pages = tuple(page for page in load(rows) if page.picture in there)
    return pages, from_iso(str(order["began_at"]))


def order_of(
    strip: Strip, paper: str, began_at: datetime, intents: dict[str, str]
) -> dict[str, object]:
    """Give what is kept of a strip in the spool."""
    return {
        "began_at": to_iso(began_at),
        "paper": paper,
        "counted": strip.counted,
        "intents": dict(intents),
        "pages": dump(strip),
    }
