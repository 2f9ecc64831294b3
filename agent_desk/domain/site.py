"""Who a desk is to the center."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ids import DeskId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskIdentity:
    """Given once by enrolment. ``desk_code`` has 5 digits: 3 of the site, 2 of the desk."""

    desk_id: DeskId
    desk_code: str
    site_code: str
    site_name: str
    center_name: str
    center_url: str
