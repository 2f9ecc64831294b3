"""Every setting of a desk, declared once: key, default, what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A stored text setting; ``choices`` is empty when any text is allowed."""

    key: str
    default: str
    help: str
    choices: tuple[str, ...] = ()


LANGUAGE = Setting(
    key="language", default="vi", help="Language of the screen", choices=("vi", "en")
)
COLOR_SCHEME = Setting(
    key="color_scheme",
    default="system",
    help="Light, dark, or as the system",
    choices=("system", "light", "dark"),
)
TEXT_PERCENT = Setting(
    key="text_percent",
    default="100",
    help="Size of all text on the screen, in percent",
    choices=("90", "100", "110", "125", "150", "175", "200"),
)
PAPER_SIZE = Setting(
    key="paper_size", default="A5", help="Paper in the slip printer", choices=("A5", "A4")
)
PRINTER = Setting(
    key="printer", default="", help="Name of the printer for slips; empty: only save the PDF"
)
OPERATOR = Setting(
    key="operator",
    default="BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
    help="First line of every slip: the postal operator",
)
PLACE = Setting(key="place", default="Hà Nội", help="Place named before the date on slips")
HOTLINE = Setting(
    key="hotline", default="1900 1009", help="Number to call when somebody asks for money"
)
RECEIVER = Setting(
    key="receiver",
    default="Trung tâm Phục vụ hành chính công TP Hà Nội",
    help="To whom paper dossiers are sent",
)
MODE = Setting(
    key="mode",
    default="forwarding",
    help="Postal forwarding, or contracted reception (may print Mẫu 01 once the code is back)",
    choices=("forwarding", "contracted"),
)
AUTHORITY = Setting(
    key="authority",
    default="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
    help="Parent body on Mẫu 01",
)
SHELF_BY = Setting(
    key="shelf_by",
    default="given_name",
    help="Order of the shelf for results: the letter of the given name, or running numbers",
    choices=("given_name", "number"),
)
CURRENT_CLERK = Setting(key="current_clerk", default="", help="Who works at this desk now")

ALL = (
    LANGUAGE,
    COLOR_SCHEME,
    TEXT_PERCENT,
    PAPER_SIZE,
    PRINTER,
    OPERATOR,
    PLACE,
    HOTLINE,
    RECEIVER,
    MODE,
    AUTHORITY,
    SHELF_BY,
    CURRENT_CLERK,
)
