"""Confirmations drawn on a screen, kept as blobs and named by their hashes in facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.store.tables import blobs

if TYPE_CHECKING:
    from agent_desk.commands.unit import Work
    from agent_desk.domain.signature import SignedText
    from agent_desk.ids import Sha256
    from agent_desk.store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSignature:
    """The blobs of one confirmation and the hash of the words under which it stands."""

    image_sha256: Sha256
    strokes_sha256: Sha256
    text_sha256: str
    sizes: tuple[int, int]

    def as_body(self) -> dict[str, str]:
        """Give what the fact says of it."""
        return {
            "image_sha256": self.image_sha256,
            "strokes_sha256": self.strokes_sha256,
            "text_sha256": self.text_sha256,
        }


def keep_signature(store: Store, signed: SignedText | None) -> KeptSignature | None:
    """Write picture and strokes before the transaction; None if nothing was drawn."""
    if signed is None or not any(signed.strokes):
        return None
    strokes = signed.strokes_json()
    return KeptSignature(
        image_sha256=store.blobs.put(signed.image),
        strokes_sha256=store.blobs.put(strokes),
        text_sha256=signed.text_sha256,
        sizes=(len(signed.image), len(strokes)),
    )


def note_signature(work: Work, kept: KeptSignature) -> None:
    """Name the two blobs in the store, so that they are sent to the center and never swept."""
    image, strokes = kept.sizes
    for sha256, size, media_type in (
        (kept.image_sha256, image, "image/png"),
        (kept.strokes_sha256, strokes, "application/json"),
    ):
        work.connection.execute(
            upsert(blobs).on_conflict_do_nothing(),
            {
                "sha256": sha256,
                "size_bytes": size,
                "media_type": media_type,
                "stored_at": work.at_iso,
            },
        )
