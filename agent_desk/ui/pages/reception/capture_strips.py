"""One open strip: its pages, their pictures, where the next page goes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import THUMB_SIDE
from agent_desk.domain.page_strip import WHOLE
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.devices.capture.arriving import Arrived
    from agent_desk.domain.page_check import Tint
    from agent_desk.domain.page_strip import Strip, StripPage
    from agent_desk.ids import DossierId, IntentId
    from agent_desk.ui.pages.reception.capture_batch import OpenBatch
    from agent_desk.ui.pages.reception.capture_intake import Intake
    from agent_desk.ui.pages.reception.counter import Counter


class Begin(StrEnum):
    """What opening a strip begins with."""

    LOOK = "look"
    SCAN = "scan"
    PHONE = "phone"


class Aim(StrEnum):
    """Where the next page goes."""

    END = "end"
    HERE = "here"
    INSTEAD = "instead"


@dataclass(slots=True, kw_only=True)
class Strips:
    """One open strip with all that is known of it; belongs to the presenter alone."""

    key: IntentId
    dossier_id: DossierId
    component_id: str
    opened: OpenBatch
    intake: Intake
    strip: Strip
    tint: Tint | None
    pictures: dict[tuple[object, ...], bytes]
    sizes: dict[str, int]
    aim: Aim = Aim.END
    problem: str = ""
    is_confirming: bool = False
    is_attaching: bool = False
    is_quiet: bool = False
    is_cropping: bool = False


def look_key(page: StripPage, side: int) -> tuple[object, ...]:
    """Give what a picture of a page depends on."""
    return (page.picture, page.turn, page.is_straightened, page.crop, side)


def shown_page(now: Strips) -> StripPage | None:
    """Give the page in hand as the large picture shows it: whole while its edges are chosen."""
    page = now.strip.current
    return replace(page, crop=WHOLE) if page is not None and now.is_cropping else page


def place(now: Strips, item: Arrived) -> None:
    """Put a page that arrived where it was wanted."""
    page = item.page
    now.sizes[page.picture] = item.size_bytes
    now.pictures[look_key(page, THUMB_SIDE)] = item.thumb
    strip = now.strip
    if now.aim is Aim.INSTEAD:
        now.strip, now.aim = strip.swap(page, strip.at), Aim.END
    elif now.aim is Aim.HERE:
        now.strip = strip.insert(page, strip.at)
    else:
        now.strip = strip.add(page)
        if not strip.pages or now.intake.is_scanning:
            now.strip = now.strip.select(len(now.strip.pages) - 1)


def doubts(now: Strips) -> bool:
    """Say whether something is to be looked at before the pages are attached."""
    return bool(now.strip.doubtful) or now.strip.is_short or bool(_left_out(now.strip))


def _left_out(strip: Strip) -> tuple[StripPage, ...]:
    return tuple(page for page in strip.pages if page.is_left_out)


def title_of(now: Strips, counter: Counter) -> str:
    """Give the name of the paper the strip was opened for."""
    view = counter.sitting.view
    papers = view.papers if view is not None else ()
    names = {paper.component_id: paper.name for paper in papers}
    return names.get(now.component_id, "") or tr("Files")
