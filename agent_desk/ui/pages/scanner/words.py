"""What the page says of a scanner: the trouble, and its cure. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.scanner.diagnosis import Trouble
from agent_desk.devices.scanner.serial_port import PortState
from agent_desk.devices.scanner.wedge import End
from agent_desk.domain.scanner_test import TestCode
from agent_desk.i18n import tr
from agent_desk.ui.scanning_setup import SentEnd
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.devices.scanner.diagnosis import Diagnosis

HARMLESS = frozenset({Trouble.SLOW, Trouble.NO_END, Trouble.LAYOUT})
"""What the desk makes up for by itself, once it has learned it."""


def say_code(code: TestCode) -> str:
    """Name a code of the sheet."""
    return {
        TestCode.DIGITS: tr("1. Bar code with digits"),
        TestCode.KEYBOARD: tr("2. QR code without accents"),
        TestCode.LETTERS: tr("3. QR code with Vietnamese letters"),
    }[code]


def say_purpose(code: TestCode) -> str:
    """Say what a code finds out."""
    return {
        TestCode.DIGITS: tr("Finds out speed, end key and keyboard layout."),
        TestCode.KEYBOARD: tr("Finds out Telex, VNI, Caps Lock."),
        TestCode.LETTERS: tr("Finds out whether names on cards arrive with their accents."),
    }[code]


def say_trouble(trouble: Trouble) -> str:
    """Say what is wrong and what to do about it."""
    return {
        Trouble.CUT: tr(
            "The code arrived cut. Hold the scanner still until it beeps; if it stays so, make the "
            "scanner slower (inter-character delay) or use COM mode."
        ),
        Trouble.TWICE: tr(
            "The code arrived twice. Release the trigger sooner, or set “same code delay” on the "
            "scanner."
        ),
        Trouble.TELEX: tr(
            "The Vietnamese keyboard program (Telex) rewrites what is scanned. Turn it off while "
            "scanning, or use COM mode."
        ),
        Trouble.VNI: tr(
            "The Vietnamese keyboard program (VNI) rewrites what is scanned. Turn it off while "
            "scanning, or use COM mode."
        ),
        Trouble.LAYOUT: tr(
            "The keyboard layout of this PC is not the scanner's. Digits are read all the same; "
            "for letters set the scanner to “US keyboard”, or choose the US layout in Windows."
        ),
        Trouble.CAPS_LOCK: tr("Caps Lock is on. Turn it off."),
        Trouble.CHARACTER_SET: tr(
            "The letters come in another character set. Set the scanner's output to UTF-8."
        ),
        Trouble.ACCENTS_LOST: tr(
            "The scanner cannot type Vietnamese accents as a keyboard. Number and dates are right; "
            "name and address must be typed. COM mode with UTF-8 cures it."
        ),
        Trouble.OTHER: tr(
            "Something else arrived than is printed. Scan once more; if it stays so, reset the "
            "scanner with its manual (“restore defaults”)."
        ),
        Trouble.SLOW: tr(
            "The scanner types slowly. Keep what was learned, or set “inter-character delay” to 0."
        ),
        Trouble.NO_END: tr(
            "Nothing comes after the code. Set the scanner to send Enter (“suffix CR”); "
            "otherwise every scan waits a moment."
        ),
    }[trouble]


def say_fine() -> str:
    """Say that a code arrived as it is printed."""
    return tr("Arrived letter by letter as it is printed.")


def say_times(mean_ms: float, longest_ms: float) -> str:
    """Say how fast the scanner types."""
    return tr(
        "{mean} ms for a key, at most {longest} ms",
        mean=round(mean_ms),
        longest=round(longest_ms),
    )


def say_end(end: SentEnd) -> str:
    """Say what the scanner sends after a code."""
    return {
        SentEnd.UNKNOWN: tr("not known yet"),
        SentEnd.ENTER: tr("Enter"),
        SentEnd.TAB: tr("Tab"),
        SentEnd.NONE: tr("nothing: a code ends by silence"),
    }[end]


def end_of(diagnosis: Diagnosis) -> SentEnd:
    """Give what came after the code of a test."""
    if diagnosis.end is None:
        return SentEnd.UNKNOWN
    return {End.ENTER: SentEnd.ENTER, End.TAB: SentEnd.TAB, End.SILENCE: SentEnd.NONE}[
        diagnosis.end
    ]


def say_port(state: PortState | None, port: str) -> tuple[str, Tone]:
    """Say whether the scanner at the port can be heard."""
    if not port:
        return tr("Choose the port of the scanner."), Tone.WAITING
    if state is PortState.OPEN:
        return tr("Connected. Scan a code."), Tone.GOOD
    if state is PortState.BUSY:
        return tr("Another program holds this port. Close it."), Tone.WRONG
    if state is PortState.MISSING:
        return tr("Nothing is plugged in there. It will be found by itself."), Tone.WAITING
    return tr("Connecting…"), Tone.NEUTRAL
