"""From strokes on a pad to the words they confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.signature import SignedText, StrokePoint

if TYPE_CHECKING:
    from agent_desk.ui.widgets.signature_pad import Drawing


def signed_text(text: str, drawn: Drawing) -> SignedText:
    """Give the confirmation of these words."""
    strokes = tuple(
        tuple(
            StrokePoint(x=point.x, y=point.y, at_ms=point.at_ms, pressure=point.pressure)
            for point in stroke
        )
        for stroke in drawn.strokes
    )
    return SignedText(
        text=text, strokes=strokes, width=drawn.width, height=drawn.height, image=drawn.image
    )
