"""What makes our PDF a record for archives: PDF/A-2b (ISO 19005-2, level B).

Fonts are embedded and nothing is transparent anyway. Added here: the output intent with its color
profile, the XMP metadata that say the same as the document's own, and an end of line before every
``endstream``, which ReportLab leaves out after binary data.
"""

from __future__ import annotations

import re
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from agent_desk.documents.color_profile import CONDITION, color_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE_AT = "2000-01-01T00:00:00+00:00"  # what ReportLab writes when equal pages give equal bytes

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
            "OutputConditionIdentifier": pdfdoc.PDFString(CONDITION),
            "RegistryName": pdfdoc.PDFString("http://www.color.org"),
            "Info": pdfdoc.PDFString(CONDITION),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    catalog.Metadata = metadata
    catalog.__Defaults__ = {
        **catalog.__Defaults__,
        "OutputIntents": pdfdoc.PDFArray([intent]),
    }
