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
PRINTER_DOCUMENT = Setting(
    key="printer_document", default="", help="Printer for A4 documents; empty: the one for slips"
)
PRINTER_TICKET = Setting(
    key="printer_ticket", default="", help="Printer for 80 mm tickets; empty: only save the file"
)
PRINTER_LABEL = Setting(
    key="printer_label", default="", help="Printer for labels; empty: only save the PDF"
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
RECEIVER_ADDRESS = Setting(
    key="receiver_address",
    default="258 Võ Chí Công, phường Tây Hồ, Hà Nội",
    help="Address of the center on the sending slip",
)
SITE_ADDRESS = Setting(
    key="site_address", default="", help="Address of this post office on slips, labels, posters"
)
OPEN_HOURS = Setting(key="open_hours", default="", help="Opening hours, as citizens read them")
COMPLAIN_PHONE = Setting(
    key="complain_phone",
    default="0768 221 221",
    help="Number for messages about brokers and harassment, on the poster",
)
PICKUP_TIMES = Setting(
    key="pickup_times",
    default="",
    help="When the courier comes on working days, such as 09:30, 15:30; empty: not fixed",
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
LOCK_MINUTES = Setting(
    key="lock_minutes",
    default="10",
    help="Minutes without a touch until the screen is locked; 0: never by itself",
    choices=("5", "10", "15", "30", "0"),
)
FIRST_DOSSIERS = Setting(
    key="first_dossiers",
    default="3",
    help="How many first dossiers of a procedure a colleague confirms, for each clerk; 0: none",
    choices=("0", "1", "2", "3", "5", "10"),
)
TRAY = Setting(
    key="tray",
    default="no",
    help="An icon beside the clock of the system, with the state of the desk",
    choices=("no", "yes"),
)
CAPTURE_SOURCE = Setting(
    key="capture_source", default="", help="Scanner that F4 uses; empty: choose files"
)
CAPTURE_DPI = Setting(
    key="capture_dpi", default="300", help="Dots per inch of scans", choices=("300", "200")
)
CAPTURE_TINT = Setting(
    key="capture_tint",
    default="auto",
    help="Colors kept of scanned pages: as found, color, gray, or ink and paper",
    choices=("auto", "gray", "bitonal"),
)
CAPTURE_TRAY = Setting(
    key="capture_tray",
    default="auto",
    help="Where the scanner takes the paper from",
    choices=("auto", "feeder", "feeder_both", "glass"),
)
CAPTURE_ADDRESS = Setting(
    key="capture_address", default="", help="Addresses of network scanners, parted by spaces"
)
CAPTURE_FOLDER = Setting(
    key="capture_folder", default="", help="Folder that a scanner writes to; empty: none"
)
FILE_LIMIT_MB = Setting(
    key="file_limit_mb",
    default="6",
    help="Megabytes that the portal takes for one file",
    choices=("2", "4", "6", "10", "20", "50"),
)
POLICE_AUTHORITY = Setting(
    key="police_authority",
    default="CÔNG AN THÀNH PHỐ HÀ NỘI",
    help="Parent body on CT04, CT05 and CT06, the residence forms of the police",
)
CURRENT_CLERK = Setting(key="current_clerk", default="", help="Who works at this desk now")
SCANNER_WAY = Setting(
    key="scanner_way",
    default="keyboard",
    help="How the bar code scanner of this PC is connected",
    choices=("keyboard", "port"),
)
SCANNER_PORT = Setting(key="scanner_port", default="", help="Port of the bar code scanner")
SCANNER_DEVICE = Setting(
    key="scanner_device", default="", help="What the scanner's USB device calls itself"
)
SCANNER_END = Setting(
    key="scanner_end",
    default="",
    help="What the scanner sends after a code; empty: not learned yet",
    choices=("", "enter", "tab", "none"),
)
SCANNER_GAP_MS = Setting(
    key="scanner_gap_ms", default="50", help="Longest time between two keys of the scanner"
)
SCANNER_MEAN_MS = Setting(
    key="scanner_mean_ms", default="30", help="Longest mean time for a key of the scanner"
)

ALL = (
    LANGUAGE,
    COLOR_SCHEME,
    TEXT_PERCENT,
    PAPER_SIZE,
    PRINTER,
    PRINTER_DOCUMENT,
    PRINTER_TICKET,
    PRINTER_LABEL,
    OPERATOR,
    PLACE,
    HOTLINE,
    RECEIVER,
    RECEIVER_ADDRESS,
    SITE_ADDRESS,
    OPEN_HOURS,
    COMPLAIN_PHONE,
    PICKUP_TIMES,
    MODE,
    AUTHORITY,
    SHELF_BY,
    CURRENT_CLERK,
    LOCK_MINUTES,
    FIRST_DOSSIERS,
    TRAY,
    CAPTURE_SOURCE,
    CAPTURE_DPI,
    CAPTURE_TINT,
    CAPTURE_TRAY,
    CAPTURE_ADDRESS,
    CAPTURE_FOLDER,
    FILE_LIMIT_MB,
    SCANNER_WAY,
    SCANNER_PORT,
    SCANNER_DEVICE,
    SCANNER_END,
    SCANNER_GAP_MS,
    SCANNER_MEAN_MS,
)
