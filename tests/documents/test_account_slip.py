"""The leave-behind slip: one page, large, true, without anything to steal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from agent_desk.catalog.accounts import AccountHelp, leave_behind
from agent_desk.catalog.accounts_load import load_account_help
from agent_desk.documents.account_slip import (
    AccountSlip,
    account_slip_job,
    render_account_slip,
)
from agent_desk.documents.head import PaperSize
from agent_desk.documents.sheet import to_sheets
from agent_desk.errors import InvalidInput, NotFound
from tests.documents.reading import codes_of, pages_of, text_of
from tests.documents.samples import local_time

A5, A4 = PaperSize.A5, PaperSize.A4
both_papers = pytest.mark.parametrize("paper", [A5, A4])


@cache
def the_help() -> AccountHelp:
    return load_account_help()


def a_slip(*cards: str, finished: tuple[str, ...] = (), **changes: object) -> AccountSlip:
    chosen = tuple(card for card in the_help().cards if card.id in cards)
    words = leave_behind(chosen, frozenset(finished))
    slip = AccountSlip(
        operator="BƯU ĐIỆN THÀNH PHỐ HÀ NỘI",
        site="BƯU CỤC YÊN HÒA — QUẦY 02",
        hotline="1900 1009",
        printed_at=local_time(10, 2),
        template_version="v1",
        today=words.today,
        unfinished=words.unfinished,
        next=words.next,
        bring=words.bring,
        place=words.place,
        come_back_on=date(2026, 11, 30),
    )
    return replace(slip, **changes)


def the_usual(**changes: object) -> AccountSlip:
    cards = ("vneid_level_1", "vneid_level_2")
    return a_slip(*cards, finished=("vneid_level_1",), **changes)


def test_it_says_what_was_done_and_what_comes_next() -> None:
    text = text_of(render_account_slip(the_usual(), A5))

    assert "23/11/2026: Đã đăng ký VNeID mức 1." in text
    assert "1. Đến công an phường, xã bất kỳ" in text
    assert "kích hoạt trong 7 ngày" in text
    assert "Mang theo: thẻ căn cước" in text
    assert "Hẹn: thứ Hai 30/11/2026" in text


def test_it_leaves_a_line_for_the_address() -> None:
    assert re.search(
        r"Công an \(nơi làm mức 2\): …{8,}", text_of(render_account_slip(the_usual(), A5))
    )
    assert "……" not in text_of(render_account_slip(a_slip("no_phone"), A5))


@both_papers
def test_it_says_how_to_sign_in_what_to_tell_nobody_and_whom_to_call(paper: PaperSize) -> None:
    text = text_of(render_account_slip(the_usual(), paper))

    for words in ("dichvucong.gov.vn", "KHÔNG NÓI CHO AI mật khẩu và mã OTP", "lừa đảo: cúp máy"):
        assert words in text
    assert "gọi 1900 1009" in text.replace("\u00a0", " ")
    assert "đăng xuất" in text


@both_papers
def test_every_card_fits_on_one_page_done_or_not(paper: PaperSize) -> None:
    for card in the_help().cards:
        for finished in ((), (card.id,)):
            pdf = render_account_slip(a_slip(card.id, finished=finished), paper)
            assert len(pages_of(pdf)) == 1, (card.id, finished)


@both_papers
def test_everything_to_be_read_is_at_least_sixteen_points(paper: PaperSize) -> None:
    (sheet,) = to_sheets(account_slip_job(the_usual(), paper))
    small = [text.text for text in sheet.pages[0].marks.texts if text.size < 16]

    assert all("BƯU" in text or "mẫu phiếu" in text or "Trang" in text for text in small)


def test_it_holds_no_number_and_no_code_of_anyone() -> None:
    pdf = render_account_slip(the_usual(), A5)

    assert codes_of(pdf) == set()
    assert re.findall(r"\d{6,}", text_of(pdf).replace(" ", "").replace("\u00a0", "")) == [
        "19001009"
    ]


@pytest.mark.parametrize("field", ["today", "next", "bring", "unfinished", "place"])
def test_a_secret_is_never_printed(field: str) -> None:
    secret = "mật khẩu: Abc@12345"
    value: object = secret if field in ("unfinished", "place") else (secret,)

    with pytest.raises(InvalidInput):
        render_account_slip(the_usual(**{field: value}), A5)


def test_a_card_stopped_half_way_is_called_so() -> None:
    text = text_of(render_account_slip(a_slip("vneid_level_1"), A5))

    assert "Chưa xong: Mở tài khoản VNeID mức 1." in text
    assert "Đã đăng ký" not in text


def test_practice_is_seen_and_an_unknown_wording_is_refused() -> None:
    assert "DỮ LIỆU THỬ" in text_of(render_account_slip(the_usual(practice=True), A5))
    with pytest.raises(NotFound):
        render_account_slip(the_usual(template_version="v9"), A5)
