"""Where scans go."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain import reference
from agent_desk.domain.people import CardReading
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Hà Nội|15082022||||"
REFERENCE = reference.make("00102", TODAY, 14)


def test_a_card_goes_to_the_citizen_and_its_text_is_not_kept():
    scan = classify(CARD + "\r", TODAY)
    assert scan.kind is ScanKind.CARD
    assert isinstance(scan.value, CardReading)
    assert scan.text == ""


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        (REFERENCE, ScanKind.REFERENCE, REFERENCE),
        (reference.group(REFERENCE), ScanKind.REFERENCE, REFERENCE),
        ("ea 123 456 785 vn", ScanKind.S10, "EA123456785VN"),
        ("H26.99-261123-0001", ScanKind.OFFICIAL_CODE, "H26.99-261123-0001"),
        ("000.00.01.H26-260930-0012", ScanKind.OFFICIAL_CODE, "000.00.01.H26-260930-0012"),
        ("EA123456784VN", ScanKind.OTHER, "EA123456784VN"),
        ("001190000123", ScanKind.OTHER, "001190000123"),
        ("  khai\u00a0sinh ", ScanKind.OTHER, "khai sinh"),
        ("https://dichvucong.gov.vn/x|y", ScanKind.OTHER, "https://dichvucong.gov.vn/x|y"),
        ("", ScanKind.OTHER, ""),
    ],
)
def test_scans_go_where_they_belong(text, kind, kept):
    scan = classify(text, TODAY)
    assert (scan.kind, scan.text) == (kind, kept)
    assert (scan.value is None) is (kind is ScanKind.OTHER)


@pytest.mark.parametrize("text", [CARD[:30], CARD.replace("01021990", "99999999"), "0" * 14 + "1"])
def test_a_damaged_card_or_reference_says_what_to_do(text):
    with pytest.raises(InvalidInput, match="can again|again"):
        classify(text, TODAY)


@given(st.text())
def test_nothing_scanned_is_thrown_away(text):
    scan = classify(text, TODAY)
    assert scan.text or not text.strip() or scan.kind is ScanKind.OTHER
