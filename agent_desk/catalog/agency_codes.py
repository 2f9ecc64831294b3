"""Codes of state bodies: imported data with validity dates; none is ever made up."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.spec import Period
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.competence import Office

COLUMNS = ("ward_code", "body", "agency_code", "valid_from", "valid_to", "source")
MAX_ROWS = 50_000
_CODE = re.compile(r"[A-Z0-9]{1,35}(\.[A-Z0-9]{1,35}){0,4}")
_WARD = re.compile(r"(\d{5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCode:
    """The code of one body for a time.

    ``body`` is a level (``commune``, ``commune_police``) with a ward, or the body's full name.
    Source: Decision 20/2020/QĐ-TTg, at most 35 characters, A to Z, 0 to 9 and points.
    """

    ward_code: str
    body: str
    agency_code: str
    valid: Period
    source: str


@dataclass(frozen=True, slots=True)
class AgencyCodes:
    """The imported table; empty where nothing was imported."""

    rows: tuple[AgencyCode, ...] = ()

    def code_of(self, office: Office, on: date) -> str | None:
        """Give the code of an office on this day; None if it was not imported."""
        for row in self.rows:
            by_ward = bool(row.ward_code) and row.ward_code == office.ward_code
            is_meant = row.body == office.level if by_ward else row.body == office.name
            if is_meant and row.valid.covers(on):
                return row.agency_code
        return None


def load_agency_codes(file: Path | None = None) -> AgencyCodes:
    """Read ``agency_codes.csv``; without a file, nobody has imported codes, and none is known.

    Raises: InvalidInput with the line of the first fault; then nothing of the file is used.
    """
    path = file or paths.resources() / "reference" / "agency_codes.csv"
    if not path.is_file():
        return AgencyCodes()
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            lines = list(csv.reader(opened, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(tr("The table of agency codes cannot be read.")) from error
    if not lines or tuple(lines[0]) != COLUMNS:
        raise InvalidInput(
            tr("The table of agency codes must have the columns {names}.", names=", ".join(COLUMNS))
        )
    if len(lines) > MAX_ROWS:
        raise InvalidInput(tr("The table of agency codes has too many lines."))
    return AgencyCodes(tuple(_row(line, at) for at, line in enumerate(lines[1:], 2) if line))


def _row(line: list[str], number: int) -> AgencyCode:
    refusal = InvalidInput(tr("Line {n} of the agency codes is not valid.", n=number))
    if len(line) != len(COLUMNS):
        raise refusal
    ward_code, body, code, start, end, source = (cell.strip() for cell in line)
    valid = Period(start=_day(start, refusal), end=_day(end, refusal))
    is_short = len(code) <= 35 and _CODE.fullmatch(code)
    if not is_short or not body or not source or not _WARD.fullmatch(ward_code):
        raise refusal
    return AgencyCode(ward_code=ward_code, body=body, agency_code=code, valid=valid, source=source)


def _day(text: str, refusal: InvalidInput) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise refusal from None
