"""What the citizen or clerk sees on the phone: Vietnamese, large, no scripts, old browsers too."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

TOO_MANY = "Đã đủ 60 ảnh. Báo giao dịch viên để xem trước, rồi mở mã mới nếu còn trang."
TOO_LARGE = "Ảnh quá lớn (mỗi ảnh tối đa 25 MB). Hãy chụp lại bằng nút “Chụp ảnh”, từng trang một."

_STYLE = (
    "body{font-family:sans-serif;font-size:20px;line-height:1.5;color:#1b2733;margin:0;"
    "padding:16px;background:#fff}h1{font-size:26px;margin:0 0 8px}"
    "p{margin:10px 0}.ok,.bad{padding:14px;border-radius:10px;font-weight:bold}"
    ".ok{background:#e2f3e6;color:#14532d}.bad{background:#fde8e8;color:#8f1d1d}"
    "label{display:block;font-weight:bold;margin:18px 0 6px}"
    "input[type=file]{display:block;width:100%;font-size:19px;padding:12px 0}"
    "button{display:block;width:100%;font-size:24px;font-weight:bold;padding:18px;margin:12px 0;"
    "border:0;border-radius:12px;background:#0b4f6c;color:#fff}"
    ".small{font-size:17px;color:#44525f}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened to the pictures just sent, and how many arrived in all."""

    arrived: int = 0
    total: int = 0
    problem: str = ""


def _page(title: str, body: str) -> bytes:
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{body}</body></html>"
    ).encode()


def invite(path: str, told: Told) -> bytes:
    """Give the page with the two ways to send a picture, and what came of the last one."""
    # Asked for JPEG, an iPhone turns its own HEIC pictures into JPEG by itself.
    accepts = 'accept="image/jpeg,image/png"'
    action = escape(path, quote=True)
    form = f'<form method="post" enctype="multipart/form-data" action="{action}">'
    parts = []
    if told.problem:
        parts.append(f'<p class="bad">{escape(told.problem)}</p>')
    if told.arrived:
        parts.append(f'<p class="ok">Quầy đã nhận {told.arrived} ảnh. Tổng cộng: {told.total}.</p>')
    elif told.total and not told.problem:
        parts.append(f'<p class="ok">Quầy đã nhận {told.total} ảnh.</p>')
    parts += [
        "<p>Đặt giấy trên nền sẫm, đủ sáng, chụp thẳng từ trên xuống, thấy đủ bốn góc.</p>",
        form,
        '<label for="a">Chụp một trang</label>',
        f'<input id="a" type="file" name="anh" {accepts} capture="environment">',
        '<button type="submit">Gửi ảnh vừa chụp</button></form>',
        form,
        '<label for="b">Hoặc chọn ảnh đã có trong máy</label>',
        f'<input id="b" type="file" name="anh" {accepts} multiple>',
        '<button type="submit">Gửi ảnh đã chọn</button></form>',
        '<p class="small">Ảnh chỉ đi tới máy ở quầy này, không qua Internet. Trang này đóng sau '
        "10 phút. Không nhập mật khẩu hay mã OTP ở đây.</p>",
    ]
    return _page("Gửi ảnh giấy tờ tới quầy", "".join(parts))


def other_phone() -> bytes:
    """Say that another phone came first."""
    return _page(
        "Mã này đã mở trên điện thoại khác",
        "<p>Mỗi mã chỉ dùng cho một điện thoại. Nhờ giao dịch viên mở mã mới rồi quét lại.</p>",
    )


def over() -> bytes:
    """Say that the time is up."""
    return _page(
        "Đã hết thời gian",
        "<p>Trang này chỉ mở 10 phút. Nhờ giao dịch viên mở mã mới rồi quét lại. "
        "Các ảnh đã gửi vẫn còn ở quầy.</p>",
    )


def gone() -> bytes:
    """Say that there is nothing here."""
    return _page("Không có trang này", "<p>Quét lại mã trên màn hình của giao dịch viên.</p>")
