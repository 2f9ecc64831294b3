"""How the scanner of this workstation is set up: as it is stored, and as it is used. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.devices.scanner.wedge import Timing

if TYPE_CHECKING:
    from agent_desk.ui.office import Office

_LEAST_SLOW = 10
_USUAL = Timing()


class ScannerWay(StrEnum):
    """How the scanner is connected."""

    KEYBOARD = "keyboard"
    PORT = "port"


class SentEnd(StrEnum):
    """What the scanner sends after a code."""

    UNKNOWN = ""
    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerSetup:
    """What was chosen or learned on this workstation; times in milliseconds."""

    way: ScannerWay = ScannerWay.KEYBOARD
    port: str = ""
    device: str = ""
    end: SentEnd = SentEnd.UNKNOWN
    gap_ms: int = int(_USUAL.gap_ms)
    mean_ms: int = int(_USUAL.mean_ms)

    @property
    def sends_no_end(self) -> bool:
        """Say whether a code ends by silence here."""
        return self.end is SentEnd.NONE

    @property
    def timing(self) -> Timing:
        """Give what tells a burst; the slower the scanner, the longer a burst must be."""
        is_slow = self.mean_ms > _USUAL.mean_ms
        return Timing(
            gap_ms=self.gap_ms,
            mean_ms=self.mean_ms,
            silence_ms=max(_USUAL.silence_ms, 2 * self.gap_ms),
            least=_LEAST_SLOW if is_slow else _USUAL.least,
        )


def read_setup(office: Office) -> ScannerSetup:
    """Read the set-up (store lane); what is not understood is as when nothing was chosen."""
    usual = ScannerSetup()
    way, end = office.setting(settings.SCANNER_WAY), office.setting(settings.SCANNER_END)
    return ScannerSetup(
        way=ScannerWay(way) if way in set(ScannerWay) else usual.way,
        port=office.setting(settings.SCANNER_PORT),
        device=office.setting(settings.SCANNER_DEVICE),
        end=SentEnd(end) if end in set(SentEnd) else usual.end,
        gap_ms=_number(office.setting(settings.SCANNER_GAP_MS), usual.gap_ms),
        mean_ms=_number(office.setting(settings.SCANNER_MEAN_MS), usual.mean_ms),
    )


def keep_setup(office: Office, setup: ScannerSetup) -> None:
    """Store the set-up (store lane). Raises: DeskError as ``keep_setting``."""
    values = {
        settings.SCANNER_WAY: setup.way.value,
        settings.SCANNER_PORT: setup.port,
        settings.SCANNER_DEVICE: setup.device,
        settings.SCANNER_END: setup.end.value,
        settings.SCANNER_GAP_MS: str(setup.gap_ms),
        settings.SCANNER_MEAN_MS: str(setup.mean_ms),
    }
    for setting, value in values.items():
        keep_setting(office.desk.store, setting.key, value)


def _number(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 5 <= int(text) <= 500 else usual
