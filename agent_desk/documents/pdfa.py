"""What makes our PDF a record for archives: PDF/A-2b (ISO 19005-2, level B).

Fonts are embedded and nothing is transparent anyway. Added here: the output intent with its color
profile, the XMP metadata that say the same as the document's own, and an end of line before every
``endstream``, which ReportLab leaves out after binary data.
"""

from __future__ import annotations

import re
import struct
import zlib
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONDITION = "sRGB IEC61966-2.1"
_MADE_AT = "2000-01-01T00:00:00+00:00"  # what ReportLab writes when equal pages give equal bytes
_CURVE_POINTS = 64
# Primaries and white of sRGB, adapted to D50. Source: IEC 61966-2-1, ICC.1:2001-04 annex.
_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made_at}</xmp:CreateDate><xmp:ModifyDate>{made_at}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class _Ended(pdfdoc.PDFObject):
    """The bytes of a stream and an end of line that its length does not count."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def format(self, document: object) -> bytes:  # noqa: ARG002  # as ReportLab calls it
        """Give what stands between ``stream`` and ``endstream``."""
        return self._data + b"\n"


class _EndedDeflate(pdfdoc.PDFStreamFilterZCompress):
    """ReportLab's compression of a stream, with the end of line behind it."""

    def encode(self, text: str | bytes) -> _Ended:  # type: ignore[override]  # taken as bytes
        """Compress the content of a stream."""
        raw = text.encode() if isinstance(text, str) else text
        return _Ended(zlib.compress(raw))


@contextmanager
def proper_streams() -> Iterator[None]:
    """Let every stream that ReportLab compresses meanwhile end with an end of line."""
    theirs = pdfdoc.PDFZCompress
    pdfdoc.PDFZCompress = _EndedDeflate()
    try:
        yield
    finally:
        pdfdoc.PDFZCompress = theirs


def metadata_text(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def mark_as_record(canvas: Canvas) -> None:
    """Add the output intent and the metadata; call it when title and author are set."""
    document = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001  # no public way to it
    info = document.info
    said = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "keywords": info.keywords,
        "producer": info.producer,
        "creator": info.creator,
    }
    xmp = _XMP.format(made_at=_MADE_AT, **{key: escape(text) for key, text in said.items()})
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    metadata = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(kind), content=_Ended(xmp.encode()))
    profile = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"N": 3}),
        content=color_profile(),
        filters=[pdfdoc.PDFZCompress],
    )
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_CONDITION),
            "RegistryName": pdfdoc.PDFString("http://www.color.org"),
            "Info": pdfdoc.PDFString(_CONDITION),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    catalog.Metadata = metadata
    catalog.__Defaults__ = {
        **catalog.__Defaults__,
        "OutputIntents": pdfdoc.PDFArray([intent]),
    }


@cache
def color_profile() -> bytes:
    """Give a small sRGB profile, ICC version 2: a matrix and one curve for the three colors."""
    curve = _curve()
    tags = {
        b"desc": _description(_CONDITION),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{
            name: _xyz(values)
            for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), _PRIMARIES, strict=True)
        },
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    placed: dict[bytes, int] = {}
    body = b""
    start = 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", name, placed[data], len(data)) for name, data in tags.items()
    )
    return _profile_head(start + len(body)) + table + body


def _profile_head(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += made + b"acsp" + b"\0" * 28
    head += b"".join(_fixed(value) for value in _WHITE)
    return head + b"\0" * (128 - len(head))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    head = b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text
    return head + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    def linear(share: float) -> float:
        if share <= 0.04045:
            return share / 12.92
        return float(((share + 0.055) / 1.055) ** 2.4)

    points = [round(65535 * linear(place / (_CURVE_POINTS - 1))) for place in range(_CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)
