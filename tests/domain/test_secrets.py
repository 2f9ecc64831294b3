"""Passwords and one-time codes are found; what a counter writes every day is not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.secrets import looks_like_secret

SECRETS = (
    "mật khẩu: Abc@12345",
    "Mật khẩu VNeID là hoalan1990",
    "MẬT KHẨU = matkhau",
    "mat khau 123456",
    "mk: 12345678",
    "mk vneid 250390",
    "pass: bachkhoa99",
    "Password is Hanoi#2026",
    "pwd=qwerty",
    "OTP 123456",
    "otp:482913",
    "Mã OTP của quý khách là 482913. Không cung cấp cho ai",
    "mã xác thực 7781",
    "mã xác thực: 778123",
    "Mã xác nhận của bạn là 004512",
    "123456 là mã OTP",
    "482913 is your verification code",
    "mã PIN 2580",
    "Smart OTP 123456",
    "mật khẩu của khách là cunyeu2015",
    "ma\u0302\u0323t kha\u0302\u0309u: Abc@12345",
    "Khách để lại mật\u00a0khẩu：Abc@12345",
    "Mật khẩu VNeID: hoahong99",
    "Cụ nhờ ghi hộ, mật khẩu là matkhaucuatoi",
    "tk/mk: 0912345678/abc12",
    "otp: 123 456",
    "OTP là 1 2 3 4 5 6",
    "O.T.P 482913",
    "mã OTP gửi về máy cụ: 482913",
    "Mã xác thực của ông: 48-29-13",
    "pin: 258013",
)

ORDINARY = (
    "",
    "Nguyễn Thị Mật",
    "Khách quên mật khẩu VNeID, đã hướng dẫn đặt lại",
    "Quên mật khẩu, hẹn quay lại ngày 15/12/2026",
    "Đặt lại mật khẩu xong lúc 10 giờ",
    "Mật khẩu: đã quên",
    "Không nhận được OTP, sim không chính chủ",
    "OTP không về, gọi 1900 1009",
    "chờ mã xác thực gửi về điện thoại",
    "001190000123",
    "123456",
    "0912 345 678",
    "00102 261123 014 3",
    "H26.99-261102-0001",
    "Mã hồ sơ 123456",
    "Mã tra cứu 482913",
    "Passport B1234567 cấp ngày 01/02/2022",
    "Điện thoại hết pin, 5000 mAh",
    "Số 12 ngõ 86, phường Yên Hòa, Hà Nội",
    "Giấy chứng sinh số 1234/2026 quyển 01",
    "Thửa đất 123456, tờ bản đồ 12",
    "Số tài khoản 19001234567890 tại Agribank",
    "Mật khẩu đổi ngày 12/03/2026",
    "Đã đặt lại mật khẩu ngày 21/11/2026 lúc 15:30",
    "quên mật khẩu 2 lần",
    "quên mật khẩu, gọi lại 0912345678",
    "OTP gửi về số 0912 345 678 không tới",
    "OTP không về, soạn TTTB gửi 1414",
    "không nhận được mã xác thực, máy hết dung lượng 12345 MB",
    "mã OTP ngày 21/11/2026 không về",
    "Năm 2026 mã xác nhận cư trú là mẫu CT07",
    "pin: 5000 mAh",
    "Phan Văn Pass",
)


@pytest.mark.parametrize("text", SECRETS)
def test_a_password_or_a_code_is_refused_with_a_sentence(text: str) -> None:
    reason = looks_like_secret(text)
    assert reason is not None
    assert reason.endswith(".")


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_numbers_dates_and_codes_are_not_refused(text: str) -> None:
    assert looks_like_secret(text) is None


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_found_in_the_middle_of_a_note(text: str) -> None:
    assert looks_like_secret(f"Đã hỗ trợ bà Hòa. {text}")


@given(st.integers(0, 10**13), st.sampled_from(["", "Số ", "Ngày ", "Thu ", "Hồ sơ "]))
def test_no_number_by_itself_is_a_secret(number: int, before: str) -> None:
    assert looks_like_secret(f"{before}{number}") is None


def test_the_reason_does_not_repeat_the_secret() -> None:
    assert "Abc@12345" not in str(looks_like_secret("mật khẩu: Abc@12345"))


def test_ten_megabytes_are_read_in_no_time() -> None:
    assert looks_like_secret("a 1 " * 2_500_000) is None
