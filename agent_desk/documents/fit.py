"""Papers that must not go on over the page, such as a label: smaller text before a second page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.documents.sheet import compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.documents.sheet import Layout, Print

_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)


def on_one_page(layout: Layout, lay_out: Callable[[Layout], Print]) -> Print:
    """Lay out in the largest common size at which every copy fits on its page.

    The smallest one if none fits: then text goes on over the page, and nothing is lost.
    """
    for share in _SHARES:
        job = lay_out(replace(layout, size=layout.size * share))
        if all(len(compose(copy, job.layout)) == 1 for copy in job.copies):
            break
    return job
