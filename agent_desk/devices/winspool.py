"""The spooler of Windows: bytes to a queue as they are (datatype RAW), without a driver's help."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_uint32, c_void_p, c_wchar_p
from typing import Protocol

from agent_desk.devices.not_printed import NotPrinted
from agent_desk.i18n import tr

_LEVEL_1 = 1


class DocInfo(ctypes.Structure):
    """DOC_INFO_1W: what the spooler shows of a job, and how it treats the bytes."""

    _fields_ = (
        ("document", c_wchar_p),
        ("output_file", c_wchar_p),
        ("datatype", c_wchar_p),
    )


class Spooler(Protocol):
    """The calls of ``winspool.drv`` that are used; all give 0 when they fail."""

    def OpenPrinterW(self, *arguments: object) -> int:  # noqa: N802
        """Find the queue and give its handle."""
        ...

    def StartDocPrinterW(self, *arguments: object) -> int:  # noqa: N802
        """Begin a job and give its number."""
        ...

    def WritePrinter(self, *arguments: object) -> int:  # noqa: N802
        """Take bytes."""
        ...

    def EndDocPrinter(self, *arguments: object) -> int:  # noqa: N802
        """Finish the job: from here on it prints."""
        ...

    def AbortPrinter(self, *arguments: object) -> int:  # noqa: N802
        """Throw the job away."""
        ...

    def ClosePrinter(self, *arguments: object) -> int:  # noqa: N802
        """Give the handle back."""
        ...


def system_spooler() -> Spooler:
    """Give the spooler of this PC. Raises: NotPrinted anywhere but on Windows."""
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise NotPrinted(tr("This is not Windows: choose a queue of CUPS or a device."))
    spooler: Spooler = load("winspool.drv")
    return spooler


def send(name: str, data: bytes, title: str, spooler: Spooler | None = None) -> str:
    """Put a job of bytes into a queue and give its number. Raises: NotPrinted."""
    calls = spooler or system_spooler()
    handle = c_void_p()
    if not calls.OpenPrinterW(c_wchar_p(name), byref(handle), None):
        raise NotPrinted(
            tr("There is no printer queue “{name}”. Choose the ticket printer again.", name=name)
        )
    try:
        return str(_write(calls, handle, name, (data, title)))
    finally:
        calls.ClosePrinter(handle)


def _write(calls: Spooler, handle: c_void_p, name: str, job: tuple[bytes, str]) -> int:
    data, title = job
    info = DocInfo(title or "ticket", None, "RAW")
    number = calls.StartDocPrinterW(handle, _LEVEL_1, byref(info))
    if not number:
        raise _refused(name)
    written = c_uint32(0)
    taken = calls.WritePrinter(handle, data, len(data), byref(written))
    if not taken or written.value != len(data):
        calls.AbortPrinter(handle)
        raise _refused(name)
    if not calls.EndDocPrinter(handle):
        raise NotPrinted(
            tr("The printer {where} did not say that it is done. Look at its paper.", where=name),
            may_have_printed=True,
        )
    return number


def _refused(name: str) -> NotPrinted:
    return NotPrinted(
        tr("The printer “{name}” refused the ticket. Look at the printer.", name=name)
    )
