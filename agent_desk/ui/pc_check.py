"""What stands in the way of serving on this PC, each with its cure; the desk shows it, too."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.clock import SystemClock, local
from agent_desk.errors import DeskError
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.devices.printers import Printer, PrintQueue
    from agent_desk.domain.printing import PrinterRole
    from agent_desk.paths import DataDir

_LOW_BYTES = 2_000_000_000


class Grade(StrEnum):
    """How bad it is."""

    GOOD = "good"
    HINT = "hint"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at; ``cure`` is empty when it is good."""

    name: str
    grade: Grade
    says: str
    cure: str = ""


def look(data: DataDir) -> tuple[Finding, ...]:
    """Look at disk, data, key, catalog, holidays and printers; changes nothing."""
    return (
        _disk(data),
        _folder(data),
        _kind(data),
        _key(data),
        _catalog(),
        _calendar(),
        *_printers(data),
    )


def good(name: str, says: str) -> Finding:
    """Give a finding that needs no cure."""
    return Finding(name=name, grade=Grade.GOOD, says=says)


def _disk(data: DataDir) -> Finding:
    place = _nearest(data)
    free = shutil.disk_usage(place).free
    says = tr("{gb} GB are free.", gb=f"{free / 1e9:.1f}".replace(".", ","))
    if free < _LOW_BYTES:
        cure = tr("Free some space on the disk this week; scans need it.")
        return Finding(name="disk", grade=Grade.BAD, says=says, cure=cure)
    return good("disk", says)


def _nearest(data: DataDir) -> Path:
    """Give the data folder, or the nearest place above it that is there."""
    root = data.root.absolute()
    return next(path for path in (root, *root.parents) if os.path.lexists(path))


def _folder(data: DataDir) -> Finding:
    place = _nearest(data)
    if not (place.is_dir() and os.access(place, os.W_OK)):
        return Finding(
            name="data_folder",
            grade=Grade.BAD,
            says=tr("The data folder {folder} cannot be written.", folder=data.root),
            cure=tr("Let technical support give this user the right to write there."),
        )
    says = (
        tr("The data of this desk is in {folder}.", folder=data.root)
        if data.database.exists()
        else tr("This PC has no desk yet; it will be kept in {folder}.", folder=data.root)
    )
    return good("data_folder", says)


def _kind(data: DataDir) -> Finding:
    """Say whether the data is of the kind that was asked for."""
    from agent_desk.store import practice_mark

    try:
        practice_mark.refuse_other_file(data)
    except DeskError as error:
        return Finding(
            name="kind_of_data",
            grade=Grade.BAD,
            says=tr("The data in {folder} is of another kind.", folder=data.root),
            cure=error.message,
        )
    kind = tr("practice, nothing is sent") if data.is_practice else tr("real")
    return good("kind_of_data", tr("Kind of data: {kind}.", kind=kind))


def _key(data: DataDir) -> Finding:
    if data.key_file.exists():
        return Finding(
            name="key",
            grade=Grade.HINT,
            says=tr("The key of the data lies in a file beside it."),
            cure=tr("Nothing to do if only this user can open the folder."),
        )
    return good("key", tr("No key lies in a file beside the data."))


def _catalog() -> Finding:
    from agent_desk.catalog.load import load_catalog

    catalog = load_catalog(on=local(SystemClock().now()).date())
    if catalog.problems:
        first = catalog.problems[0]
        return Finding(
            name="catalog",
            grade=Grade.BAD,
            says=tr(
                "{n} files of the catalog cannot be used.",
                n=len(catalog.problems),
            ),
            cure=f"{first.file}:{first.line}: {first.reason}",
        )
    return good(
        "catalog",
        tr(
            "{n} procedures, catalog {version}.",
            n=len(catalog.procedures),
            version=catalog.version,
        ),
    )


def _calendar() -> Finding:
    from agent_desk.domain.calendar import bundled_calendars

    today = local(SystemClock().now()).date()
    try:
        bundled_calendars().agency.add_working_days(today, 20)
    except DeskError as error:
        return Finding(
            name="calendar",
            grade=Grade.HINT,
            says=error.message,
            cure=tr("Sync once: the center sends the list of holidays."),
        )
    return good("calendar", tr("The holidays of the next weeks are known."))


def _printers(data: DataDir) -> tuple[Finding, ...]:
    """Say how the printer of each role stands, by the choices of the desk's own settings."""
    try:
        known = {printer.name: printer for printer in _queue().printers()}
    except DeskError as error:
        return (
            Finding(
                name="printer",
                grade=Grade.HINT,
                says=tr("No printing system answers; slips are kept as PDF."),
                cure=error.message,
            ),
        )
    if not known:
        return (
            Finding(
                name="printer",
                grade=Grade.HINT,
                says=tr("No printer is installed; slips are kept as PDF."),
                cure=tr("Install a printer, then choose it on the page “Printers”."),
            ),
        )
    chosen = _chosen_printers(data)
    found = tuple(_role(role, name, known.get(name)) for role, name in chosen.items() if name)
    return found or (good("printer", tr("Printers: {names}", names=", ".join(known))),)


def _role(role: PrinterRole, name: str, printer: Printer | None) -> Finding:
    from agent_desk.devices.printers import PrinterState, say_cure, say_state
    from agent_desk.ui.prints.roles import say_role

    state = printer.state if printer is not None else PrinterState.GONE
    says = f"{say_role(role)}: {name}, {say_state(state)}"
    if state.prints:
        return good(f"printer_{role.value}", says)
    return Finding(name=f"printer_{role.value}", grade=Grade.BAD, says=says, cure=say_cure(state))


def _queue() -> PrintQueue:
    if sys.platform == "win32":
        from agent_desk.ui.printing import system_queue

        return system_queue()
    from agent_desk.devices.printers_cups import CupsQueue

    return CupsQueue()


def _chosen_printers(data: DataDir) -> dict[PrinterRole, str]:
    """Read the choices without making or moving anything; empty if the data cannot be read."""
    from agent_desk.queries.desk import setting
    from agent_desk.store import keys
    from agent_desk.store.engine import Store
    from agent_desk.ui.prints.roles import SETTING_OF

    if not data.database.exists():
        return {}
    try:
        key = keys.load_or_make(data, use_system_store=not data.key_file.exists())
        with contextlib.closing(Store(data, key)) as store, store.read() as connection:
            return {role: setting(connection, one.key, "") for role, one in SETTING_OF.items()}
    except (DeskError, OSError):
        return {}
