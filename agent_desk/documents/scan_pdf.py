"""Pages of pictures as one PDF/A-2b file: nothing in it but the pages; equal pages, equal bytes.

Source: ISO 19005-2:2011. Written by hand because of its smallness: pictures, one page object each,
the color profile, metadata, a list of objects. No fonts, scripts, forms, links or attachments.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from agent_desk.clock import local
from agent_desk.documents.color_profile import color_profile
from agent_desk.domain.page_check import Tint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent_desk.documents.scan_budget import PageBytes

_POINTS = 72
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LONGEST_PT = 14_400
"""The longest side of a page. Source: ISO 32000-1 annex C, asked for by ISO 19005-2 6.1.13."""


def write_scan_pdf(pages: Sequence[PageBytes], title: str, made_at: datetime) -> bytes:
    """Write the file. The document id is made of the content. Raises: ValueError without pages."""
    if not pages:
        raise ValueError("a file of no pages")
    identity = _identity(pages, title, made_at)
    objects: list[bytes] = [b""] * 4
    kids = []
    for number, page in enumerate(pages):
        first = 5 + 3 * number
        kids.append(f"{first} 0 R")
        objects += _page_objects(page, first)
    stamp = local(made_at).isoformat(timespec="seconds")
    xmp = _xmp(title, stamp, identity).encode()
    objects[0] = (
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 3 0 R /Lang (vi-VN)"
        b" /ViewerPreferences << /DisplayDocTitle true >> /OutputIntents [ << /Type /OutputIntent"
        b" /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1)"
        b" /RegistryName (http://www.color.org) /DestOutputProfile 4 0 R >> ] >>"
    )
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [ {' '.join(kids)} ] >>".encode()
    objects[2] = _stream(b"/Type /Metadata /Subtype /XML", xmp)
    objects[3] = _stream(b"/N 3 /Filter /FlateDecode", zlib.compress(color_profile(), 9))
    return _joined(objects, identity)


def _page_objects(page: PageBytes, first: int) -> list[bytes]:
    width = min(page.width * _POINTS / max(page.dpi, 1), _LONGEST_PT)
    height = min(page.height * _POINTS / max(page.dpi, 1), _LONGEST_PT)
    draw = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q".encode()
    leaf = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 {width:.3f} {height:.3f} ]"
        f" /Resources << /XObject << /P {first + 2} 0 R >> >> /Contents {first + 1} 0 R >>"
    )
    return [leaf.encode(), _stream(b"", draw), _picture(page)]


def _picture(page: PageBytes) -> bytes:
    size = f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height}"
    if page.tint is Tint.BITONAL:
        # The packer's black runs are the ones, and a one is white in DeviceGray.
        how = (
            "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms"
            f" << /K -1 /Columns {page.width} /Rows {page.height} /BlackIs1 true >>"
        )
    else:
        space = "/DeviceRGB" if page.tint is Tint.COLOR else "/DeviceGray"
        how = f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode"
    return _stream(f"{size} {how}".encode(), page.data)


def _stream(entries: bytes, data: bytes) -> bytes:
    head = b"<< " + entries + (b" " if entries else b"") + f"/Length {len(data)} >>".encode()
    return head + b"\nstream\n" + data + b"\nendstream"


def _joined(objects: Sequence[bytes], identity: str) -> bytes:
    out, at = bytearray(_HEAD), []
    for number, body in enumerate(objects, start=1):
        at.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in at:
        out += f"{place:010d} 00000 n \n".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /ID [ <{identity}> <{identity}> ] >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def _identity(pages: Sequence[PageBytes], title: str, made_at: datetime) -> str:
    seen = hashlib.sha256(f"{title}\n{made_at.isoformat()}".encode())
    for page in pages:
        seen.update(f"\n{page.width} {page.height} {page.dpi} {page.tint}\n".encode())
        seen.update(hashlib.sha256(page.data).digest())
    return seen.hexdigest()[:32]


def _xmp(title: str, stamp: str, identity: str) -> str:
    """Give the metadata: what PDF/A asks for, no person, no place."""
    shown = escape(title)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">\n'
        "   <pdfaid:part>2</pdfaid:part>\n   <pdfaid:conformance>B</pdfaid:conformance>\n"
        "   <dc:format>application/pdf</dc:format>\n"
        '   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{shown}</rdf:li></rdf:Alt></dc:title>\n"
        f"   <xmp:CreateDate>{stamp}</xmp:CreateDate>\n"
        f"   <xmp:ModifyDate>{stamp}</xmp:ModifyDate>\n"
        "   <xmp:CreatorTool>Agent Desk</xmp:CreatorTool>\n"
        f"   <xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )
