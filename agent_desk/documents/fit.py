"""Papers that must not go on over the page, such as a label: smaller text before a second page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.documents.sheet import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_desk.documents.sheet import Layout, Print

_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
_NEAR_SHARES = (1.0, 0.95, 0.9, 0.85)


def on_one_page(layout: Layout, lay_out: Callable[[Layout], Print]) -> Print:
    """Lay out in the largest common size at which every copy fits on its page.

    The smallest one if none fits: then text goes on over the page, and nothing is lost.
    """
    return _fitting(layout, lay_out, _SHARES) or lay_out(_sized(layout, _SHARES[-1]))


def near_one_page(layout: Layout, lay_out: Callable[[Layout], Print]) -> Print:
    """Save a page that would hold a few lines only, by text that is hardly smaller.

    What is longer keeps its full size and goes on over the page.
    """
    return _fitting(layout, lay_out, _NEAR_SHARES) or lay_out(layout)


def _fitting(
    layout: Layout, lay_out: Callable[[Layout], Print], shares: Sequence[float]
) -> Print | None:
    for share in shares:
        job = lay_out(_sized(layout, share))
        # Copies of one paper differ in a line; those of several numbers are equally long.
        if len(compose(job.copies[0], job.layout)) == 1:
            return job
    return None


def _sized(layout: Layout, share: float) -> Layout:
    return replace(layout, size=layout.size * share)
