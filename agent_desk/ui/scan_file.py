"""The pages of one paper from the strip into one checked file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import whole, with_tint
from agent_desk.devices.intake import check_bytes
from agent_desk.documents.scan_budget import Source, fit
from agent_desk.documents.scan_pdf import write_scan_pdf
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime

    from agent_desk.domain.page_check import Tint
    from agent_desk.domain.page_strip import StripPage
    from agent_desk.domain.papers import CheckedFile
    from agent_desk.store.spool import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWish:
    """What the file is to be. ``tint`` None leaves every page as it was found."""

    name: str
    title: str
    limit_bytes: int
    made_at: datetime
    tint: Tint | None = None


def make_file(batch: Batch, pages: tuple[StripPage, ...], wish: FileWish) -> CheckedFile:
    """Write the PDF and read it back: as many pages as were asked for (work lane).

    Equal pages and wishes give equal bytes. Raises: InvalidInput if it cannot be made small enough.
    """
    sources = [
        Source(read=partial(whole, batch, page), dpi=page.dpi, tint=with_tint(page, wish.tint))
        for page in pages
    ]
    fitted = fit(sources, wish.limit_bytes)
    if not fitted.fits:
        raise InvalidInput(
            tr(
                "{name} has {size} MB even at the smallest; {limit} MB are allowed. Choose Gray or "
                "Black and white, or attach its pages in two files.",
                name=wish.name,
                size=f"{fitted.size_bytes / 1_000_000:.1f}",
                limit=wish.limit_bytes // 1_000_000,
            )
        )
    data = write_scan_pdf(fitted.pages, wish.title, wish.made_at)
    file = check_bytes(wish.name, data)
    if file.pages != len(pages):
        raise InvalidInput(tr("The file has not as many pages as the strip. Attach it again."))
    return file
