"""The sheet that tries a scanner out reads as its three known texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent_desk.documents.scanner_sheet import render_scanner_sheet
from agent_desk.domain.scanner_test import TEXTS
from tests.documents.office_samples import an_office_head
from tests.documents.reading import codes_of, pages_of

LONG = "BƯU CỤC KHU CÔNG NGHỆ CAO HÒA LẠC THẠCH THẤT — QUẦY 12 (CƠ SỞ TẠM THỜI)"


@pytest.mark.parametrize("site", ["BƯU CỤC YÊN HÒA — QUẦY 02", LONG])
def test_all_three_codes_read_at_200_dpi_on_one_page(site):
    pdf = render_scanner_sheet(an_office_head(site=site))
    assert len(pages_of(pdf)) == 1
    assert {text for _kind, text in codes_of(pdf)} == set(TEXTS.values())


def test_the_sheet_says_where_to_go_and_is_marked_in_practice():
    head = an_office_head()
    assert "Máy quét mã" in pages_of(render_scanner_sheet(head))[0]
    practice = render_scanner_sheet(replace(head, practice=True))
    assert practice != render_scanner_sheet(head)
    assert render_scanner_sheet(head) == render_scanner_sheet(head)
