"""Pictures out of a form that a phone sent: only what is a JPEG or PNG, whatever it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent_desk.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,200})"?')
_MOST_PARTS = 40
_MOST_HEADER = 4096

# What the phone shows is Vietnamese whatever language the desk's screen has.
NOTHING = "Chưa có ảnh nào. Bấm “Chụp một trang” hoặc chọn ảnh, rồi bấm Gửi."
HEIC = (
    "Ảnh HEIC không dùng được. Bấm “Chụp một trang” để chụp lại ngay ở đây; hoặc vào Cài đặt > "
    "Camera > Định dạng, chọn “Tương thích nhất”, rồi chụp lại."
)
VIDEO = "Đây là video. Hãy chụp ảnh từng trang giấy bằng nút “Chụp một trang”."
OTHER = "Tệp này không phải ảnh. Hãy chụp ảnh từng trang giấy bằng nút “Chụp một trang”."
LARGE = "Ảnh quá lớn (mỗi ảnh tối đa 25 MB). Hãy chụp lại bằng nút “Chụp một trang”."

_HEIF_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"))
_VIDEO_STARTS = (b"\x1a\x45\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"FLV")


def read_pictures(body: bytes, content_type: str, most: int) -> Iterator[tuple[str, bytes]]:
    """Give each picture with a name of our own. Raises: InvalidInput in words for the phone."""
    found = _BOUNDARY.search(content_type)
    if not content_type.startswith("multipart/form-data") or found is None:
        raise InvalidInput(NOTHING)
    mark, count = b"--" + found[1].encode(), 0
    parts = body.split(mark)
    if len(parts) > _MOST_PARTS + 2:
        raise InvalidInput(OTHER)
    for part in parts[1:]:
        data = _content(part)
        if not data:
            continue
        count += 1
        _refuse(data, most)
        # The name the phone gave is never used: it may hold paths, orders, a person's name.
        yield f"anh-{count:02d}.{'png' if data.startswith(_PNG) else 'jpg'}", data
    if not count:
        raise InvalidInput(NOTHING)


_PNG = b"\x89PNG\r\n\x1a\n"


def _content(part: bytes) -> bytes:
    head, gap, content = part.partition(b"\r\n\r\n")
    if not gap or len(head) > _MOST_HEADER or b"filename=" not in head:
        return b""
    return content.removesuffix(b"\r\n")


def _refuse(data: bytes, most: int) -> None:
    why = why_not(data)
    if why:
        raise InvalidInput(why)
    if len(data) > most:
        raise InvalidInput(LARGE)


def why_not(data: bytes) -> str:
    """Say why bytes from a phone are no usable picture; empty if they may be one."""
    if data[4:8] == b"ftyp":
        return HEIC if data[8:12] in _HEIF_BRANDS else VIDEO
    if data[:4] == b"RIFF" and data[8:11] == b"AVI":
        return VIDEO
    if data.startswith(_VIDEO_STARTS):
        return VIDEO
    return "" if data.startswith((b"\xff\xd8\xff", _PNG)) else OTHER
