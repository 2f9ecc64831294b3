"""When a dossier is due: the working days of its procedure on the agency's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.load import load_catalog
from agent_desk.clock import local
from agent_desk.domain.calendar import CalendarGap, bundled_calendars, return_at
from agent_desk.errors import NotFound

if TYPE_CHECKING:
    from datetime import date, datetime

    from agent_desk.catalog.spec import Catalog
    from agent_desk.domain.calendar import Calendar


class Deadlines:
    """Counts due times by a catalog and a calendar."""

    def __init__(self, catalog: Catalog, calendar: Calendar) -> None:
        self._catalog = catalog
        self._calendar = calendar

    def due_at(self, procedure_code: str, received_at: datetime) -> datetime | None:
        """Give the moment the result is due; None where the time limit is not confirmed."""
        try:
            days = self._catalog.procedure(procedure_code).time_limit.working_days
            if days is None:
                return None
            return return_at(received_at, days, self._calendar).at
        except (NotFound, CalendarGap):
            return None

    def days_later(self, now: datetime, working_days: int) -> date | None:
        """Give the working day that comes so many working days after today."""
        try:
            return self._calendar.add_working_days(local(now).date(), working_days)
        except CalendarGap:
            return None


def bundled_deadlines(on: date) -> Deadlines:
    """Count by the catalog and the calendar that came with the program."""
    return Deadlines(load_catalog(on=on), bundled_calendars().agency)
