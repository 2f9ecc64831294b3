"""Tickets: number and QR first, every accent in the dots, no name, fast enough to wait for."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from agent_desk.documents.account_slip import AccountSlip
from agent_desk.documents.fonts import Face
from agent_desk.documents.head import Custody
from agent_desk.documents.runs import Run
from agent_desk.documents.sending_slip import SlipPaper
from agent_desk.documents.tickets.account_ticket import render_account_ticket
from agent_desk.documents.tickets.bring_ticket import render_bring_ticket
from agent_desk.documents.tickets.collect_ticket import CollectTicket, render_collect_ticket
from agent_desk.documents.tickets.glyphs import glyph, width
from agent_desk.documents.tickets.raster import WIDTH_DOTS, Raster
from agent_desk.documents.tickets.roll import BODY, Roll
from agent_desk.documents.tickets.sending_ticket import render_sending_ticket
from agent_desk.errors import InvalidInput, NotFound
from tests.documents.samples import (
    LONG_NAME,
    LONG_PAPER,
    OFFICIAL_CODE,
    a_bring_slip,
    a_head,
    a_reference,
    a_sender,
    a_sending_slip,
    local_time,
    many_papers,
)

GOLDEN = Path(__file__).parent / "golden" / "ticket-letters.png"
TOLERANCE = 5
MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
LETTERS = [unicodedata.normalize("NFC", base + mark) for base in VOWELS for mark in MARKS]
ACCENTED = [letter for letter in (*LETTERS, "đ", "Đ") if not letter.isascii()]


def an_account_slip(**changes: object) -> AccountSlip:
    values = {
        "operator": "BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
        "site": "BƯU CỤC YÊN HÒA",
        "hotline": "1900 1009",
        "printed_at": local_time(10, 2),
        "template_version": "v1",
        "today": ("Đã cài ứng dụng VNeID, đăng ký mức 1.",),
        "next": ("Đến công an phường làm mức 2.",),
        "bring": ("thẻ căn cước", "điện thoại"),
        "place": "Công an phường Yên Hòa",
        "come_back_on": date(2026, 11, 30),
    }
    return AccountSlip(**{**values, **changes})


def a_collect_ticket(**changes: object) -> CollectTicket:
    values = {
        "head": a_head(official_code=OFFICIAL_CODE),
        "procedure_name": "Đăng ký khai tử",
        "procedure_code": "1.000656",
        "site_address": "Số 1 Trung Kính, phường Yên Hòa, Hà Nội",
        "from_day": date(2026, 11, 25),
        "until_day": date(2026, 12, 25),
        "shelf": "C",
        "to_bring": ("Giấy chứng nhận cũ",),
    }
    return CollectTicket(**{**values, **changes})


TICKETS = {
    "sending": lambda: render_sending_ticket(a_sending_slip()),
    "bring": lambda: render_bring_ticket(a_bring_slip()),
    "collect": lambda: render_collect_ticket(a_collect_ticket()),
}


def codes_in(picture: Image.Image) -> set[tuple[str, str]]:
    found = zxingcpp.read_barcodes(picture.convert("L"))
    return {(code.format.name, code.text) for code in found}


def said_by(monkeypatch: pytest.MonkeyPatch, make) -> str:
    """Give all texts of a ticket in their order, as they reach the roll."""
    said: list[str] = []
    for name in ("text", "item", "band", "field"):
        real = getattr(Roll, name)

        def noted(self, *given, _real=real, **named):
            for part in given:
                texts = [part] if isinstance(part, str | Run) else part
                if isinstance(texts, list | tuple):
                    said.extend(one.text if isinstance(one, Run) else one for one in texts)
            return _real(self, *given, **named)

        monkeypatch.setattr(Roll, name, noted)
    make()
    return " ".join(said)


@pytest.mark.parametrize("name", sorted(TICKETS))
def test_the_upper_part_alone_already_holds_the_code_because_people_tear_early(name):
    raster = TICKETS[name]()
    assert raster.width == WIDTH_DOTS
    upper = raster.to_image().crop((0, 0, WIDTH_DOTS, 260))
    assert codes_in(upper) == {("QRCode", a_reference())}


@pytest.mark.parametrize("name", sorted(TICKETS))
def test_a_ticket_also_ends_in_bars_for_readers_without_qr(name):
    picture = TICKETS[name]().to_image()
    assert codes_in(picture) == {("QRCode", a_reference()), ("Code128", a_reference())}


def test_no_ticket_tells_whose_matter_it_is(monkeypatch):
    slip = a_sending_slip(sender=a_sender(name=LONG_NAME), owner=a_sender(name="Ngô Bá Ỷ"))
    said = said_by(monkeypatch, lambda: render_sending_ticket(slip))
    assert LONG_NAME not in said
    assert "Ngô Bá Ỷ" not in said
    assert "0912" not in said
    bring = a_bring_slip(for_whom="Ngô Bá Ỷ")
    assert "Ngô Bá Ỷ" not in said_by(monkeypatch, lambda: render_bring_ticket(bring))


def test_the_sending_ticket_says_that_it_is_not_the_signed_slip(monkeypatch):
    said = said_by(monkeypatch, TICKETS["sending"])
    assert "không thay Phiếu gửi hồ sơ" in said
    assert "Đơn xin chuyển trường (đã ký) (1 bản chính, 1 tờ)" in said
    assert "Trung tâm chưa nhận" in said
    assert "miễn phí" in said


def test_only_a_receipt_of_the_center_changes_who_holds_it(monkeypatch):
    head = a_head(custody=Custody.AT_CENTER, center_received_at=local_time(10, 40))
    said = said_by(monkeypatch, lambda: render_sending_ticket(a_sending_slip(head=head)))
    assert "Trung tâm đã giữ bản sao" in said
    assert "10 giờ 40 phút, 23/11/2026" in said


def test_an_unconfirmed_fee_is_never_nothing(monkeypatch):
    slip = a_sending_slip(state_fee_vnd=None, postage_vnd=26_500)
    said = said_by(monkeypatch, lambda: render_sending_ticket(slip))
    assert "Lệ phí nhà nước hỏi một cửa" in said
    assert "Cước bưu chính 26.500\u00a0đồng" in said


def test_what_to_bring_parts_what_must_be_from_what_may_be(monkeypatch):
    said = said_by(monkeypatch, TICKETS["bring"])
    assert said.index("Còn thiếu 1 loại giấy tờ:") < said.index("không bắt buộc")
    assert "Lấy ở đâu" in said
    assert "Chưa chắc chắn" in said


def test_the_call_to_collect_says_where_when_and_what_to_bring(monkeypatch):
    said = said_by(monkeypatch, TICKETS["collect"])
    for words in ("Nhận tại", "25/11/2026", "25/12/2026", "ủy quyền", "Giấy chứng nhận cũ"):
        assert words in said


def test_the_account_ticket_refuses_secrets_and_names_nobody(monkeypatch):
    said = said_by(monkeypatch, lambda: render_account_ticket(an_account_slip()))
    assert "mật khẩu và mã OTP" in said
    assert "30/11/2026" in said
    with pytest.raises(InvalidInput):
        render_account_ticket(an_account_slip(today=("Mật khẩu: Abc12345!",)))


def test_practice_and_reprint_stand_in_black_before_everything(monkeypatch):
    head = a_head(practice=True, print_number=3)
    said = said_by(monkeypatch, lambda: render_sending_ticket(a_sending_slip(head=head)))
    assert said.startswith("DỮ LIỆU THỬ BẢN IN LẠI lần 3")
    raster = render_sending_ticket(a_sending_slip(head=head))
    band = raster.to_image().convert("L").crop((0, 0, WIDTH_DOTS, 40))
    assert sum(band.histogram()[:1]) > WIDTH_DOTS * 40 / 2


def test_an_unknown_wording_is_not_printed_under_another():
    with pytest.raises(NotFound):
        render_sending_ticket(a_sending_slip(head=a_head(template_version="v9")))


def test_equal_data_give_the_same_dots_and_other_data_others():
    first, again = TICKETS["sending"](), TICKETS["sending"]()
    assert first == again
    other = render_sending_ticket(a_sending_slip(result_way="qua bưu chính"))
    assert first.rows != other.rows


@pytest.mark.parametrize("text", [LONG_PAPER, "Ẵ" * 300, "A\x00\u202eB\U0001f600", "", " "])
def test_no_text_leaves_the_roll(text):
    papers = (SlipPaper(name=text, originals=1), *many_papers(3))
    raster = render_sending_ticket(a_sending_slip(papers=papers, procedure_name=text))
    assert len(raster.rows) == raster.height * WIDTH_DOTS // 8
    roll = Roll()
    roll.text([Run(text)])
    for part in roll._parts:
        assert all(line.width <= WIDTH_DOTS for line in part.lines)


def test_the_png_has_the_size_it_is_printed_in():
    raster = TICKETS["collect"]()
    picture = Image.open(io.BytesIO(raster.to_png()))
    assert picture.size == (WIDTH_DOTS, raster.height)
    assert round(picture.info["dpi"][0]) == 203


def letters_raster() -> Raster:
    """Draw all accented letters in both faces, at the sizes that tickets use."""
    roll = Roll()
    for size in (22, BODY):
        for start in range(0, len(ACCENTED), 16):
            row = " ".join(ACCENTED[start : start + 16])
            roll.text([Run(row, Face.REGULAR)], size)
    for start in range(0, len(ACCENTED), 16):
        roll.text([Run(" ".join(ACCENTED[start : start + 16]), Face.BOLD)], BODY)
    return roll.raster()


def test_all_134_accented_letters_look_as_they_did_when_they_were_looked_at():
    assert len(ACCENTED) == 134
    picture = letters_raster().to_image().convert("L")
    golden = Image.open(GOLDEN).convert("L")
    assert picture.size == golden.size
    differing = ImageChops.difference(picture, golden).histogram()[255]
    assert differing < TOLERANCE


def test_the_picture_of_all_letters_would_tell_if_one_mark_were_missing():
    for letter in ACCENTED:
        bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter)[:-1])
        bare = {"đ": "d", "Đ": "D"}.get(letter, bare)
        one, other = (dots_of(text, 22) for text in (letter, bare))
        assert ImageChops.difference(one, other).histogram()[255] > TOLERANCE


def dots_of(text: str, size: int) -> Image.Image:
    roll = Roll()
    roll.text([Run(text)], size)
    return roll.raster().to_image().convert("L")


@pytest.mark.parametrize("size", [22, BODY])
@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD])
def test_every_mark_is_there_no_two_letters_look_alike(face, size):
    shapes = {}
    for letter in (*ACCENTED, *"aeiouyAEIOUYdD"):
        drawn = glyph(letter, face, size)
        shapes[letter] = (drawn.left, drawn.top, drawn.dots.size, drawn.dots.tobytes())
    assert len(set(shapes.values())) == len(shapes)


def test_a_width_is_what_the_letters_take():
    assert width("ỆỆ", Face.BOLD, BODY) == 2 * width("Ệ", Face.BOLD, BODY)


def test_importing_the_tickets_loads_no_pillow():
    code = (
        "import sys; import agent_desk.documents.tickets.sending_ticket, "
        "agent_desk.documents.tickets.bring_ticket, agent_desk.documents.tickets.account_ticket, "
        "agent_desk.documents.tickets.collect_ticket, agent_desk.devices.raw_print; "
        "sys.exit(any(name in sys.modules for name in ('reportlab', 'segno', 'PIL', 'PySide6')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
