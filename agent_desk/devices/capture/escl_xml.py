"""The XML of eSCL: what a scanner can, what it is doing, what a job asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from agent_desk.devices.capture.interface import Tray, Trouble, Wish
from agent_desk.domain.page_check import Tint
from agent_desk.domain.text import clean

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
_PWG = "{http://www.pwg.org/schemas/2010/12/sm}"
_A4_AT_300 = (2480, 3508)
_PER_INCH = 300
_MODES = {
    Tint.COLOR: ("RGB24", "Grayscale8"),
    Tint.GRAY: ("Grayscale8", "RGB24"),
    Tint.BITONAL: ("BlackAndWhite1", "Grayscale8", "RGB24"),
}
_TROUBLES = {
    "ScannerAdfJam": Trouble.JAM,
    "ScannerAdfHatchOpen": Trouble.COVER_OPEN,
    "ScannerAdfEmpty": Trouble.NO_PAPER,
    "ScannerAdfMispick": Trouble.JAM,
    "ScannerAdfMultipickDetected": Trouble.JAM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlet:
    """What one way of feeding can: its longest page in 1/300 inch, its resolutions, its modes."""

    width: int
    height: int
    dpis: tuple[int, ...]
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a scanner says of itself; at least one tray."""

    name: str
    version: str
    trays: tuple[Tray, ...]
    inlets: tuple[Inlet, ...]

    def inlet(self, tray: Tray) -> Inlet:
        """Give what this tray can; that of the first if the scanner has it not."""
        return self.inlets[self.trays.index(tray)] if tray in self.trays else self.inlets[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a scanner does now; ``feeder`` as it says it, empty if it says nothing."""

    state: str = ""
    feeder: str = ""

    @property
    def trouble(self) -> Trouble | None:
        """Give what keeps it from scanning; None if nothing does."""
        if self.feeder in _TROUBLES:
            return _TROUBLES[self.feeder]
        return {"Processing": Trouble.BUSY, "Stopped": Trouble.FAILED}.get(self.state)


def parse(data: bytes) -> Element:
    """Read XML that a device sent. Raises: ValueError, also for any document type or entity."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        raise ValueError("a scanner's answer has no document type")
    try:
        # Without a document type there are no entities to expand and nothing to fetch.
        return ElementTree.fromstring(data)  # noqa: S314
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError("not XML") from error


def capabilities(data: bytes) -> Capabilities:
    """Read ScannerCapabilities. Raises: ValueError if no way of feeding is named."""
    root = parse(data)
    places = (
        (Tray.FEEDER, f"{_SCAN}Adf/{_SCAN}AdfSimplexInputCaps"),
        (Tray.FEEDER_BOTH, f"{_SCAN}Adf/{_SCAN}AdfDuplexInputCaps"),
        (Tray.GLASS, f"{_SCAN}Platen/{_SCAN}PlatenInputCaps"),
    )
    found = [(tray, element) for tray, place in places if (element := root.find(place)) is not None]
    if not found:
        raise ValueError("a scanner without glass and feeder")
    return Capabilities(
        name=clean(root.findtext(f"{_PWG}MakeAndModel") or "")[:80],
        version=clean(root.findtext(f"{_PWG}Version") or "2.0")[:8],
        trays=tuple(tray for tray, _ in found),
        inlets=tuple(_inlet(element) for _, element in found),
    )


def _inlet(element: Element) -> Inlet:
    steps = {_number(e.text) for e in element.iter(f"{_SCAN}XResolution")}
    return Inlet(
        width=_number(element.findtext(f"{_SCAN}MaxWidth")) or _A4_AT_300[0],
        height=_number(element.findtext(f"{_SCAN}MaxHeight")) or _A4_AT_300[1],
        dpis=tuple(sorted(step for step in steps if step)),
        modes=tuple(
            dict.fromkeys((e.text or "").strip() for e in element.iter(f"{_SCAN}ColorMode"))
        ),
    )


def _number(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0


def status(data: bytes) -> Status:
    """Read ScannerStatus. Raises: ValueError."""
    root = parse(data)
    return Status(
        state=(root.findtext(f"{_PWG}State") or "").strip(),
        feeder=(root.findtext(f"{_SCAN}AdfState") or "").strip(),
    )


def job(can: Capabilities, wish: Wish, tray: Tray) -> bytes:
    """Write ScanSettings: one A4 page or what the scanner can of it, as JPEG."""
    inlet = can.inlet(tray)
    width, height = min(inlet.width, _A4_AT_300[0]), min(inlet.height, _A4_AT_300[1])
    dpi = _nearest(inlet.dpis, wish.dpi)
    mode = next((m for m in _MODES[wish.tint] if m in inlet.modes), "")
    source = "Platen" if tray is Tray.GLASS else "Feeder"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"'
        ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">',
        f"<pwg:Version>{_only_version(can.version)}</pwg:Version>",
        "<scan:Intent>Document</scan:Intent>",
        "<pwg:ScanRegions><pwg:ScanRegion>",
        "<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>",
        f"<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset><pwg:Width>{width}</pwg:Width>",
        f"<pwg:Height>{height}</pwg:Height>",
        "</pwg:ScanRegion></pwg:ScanRegions>",
        f"<pwg:InputSource>{source}</pwg:InputSource>",
        f"<scan:ColorMode>{mode}</scan:ColorMode>" if mode else "",
        f"<scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>",
        "<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>",
        "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>",
        f"<scan:Duplex>{str(tray is Tray.FEEDER_BOTH).lower()}</scan:Duplex>"
        if source == "Feeder"
        else "",
        "</scan:ScanSettings>",
    ]
    return "\n".join(line for line in lines if line).encode()


def _only_version(text: str) -> str:
    return text if text.replace(".", "").isdigit() else "2.0"


def _nearest(dpis: tuple[int, ...], wanted: int) -> int:
    """Give the resolution wanted, the next finer one, or the finest there is."""
    if not dpis:
        return wanted
    return next((dpi for dpi in dpis if dpi >= wanted), dpis[-1])
