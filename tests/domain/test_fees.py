"""Money: integer đồng, and None is never zero."""

from __future__ import annotations

import pytest

from agent_desk.domain.fees import FeeKind, FeeLine, print_vnd, show_vnd, total_vnd


def line(amount_vnd: int | None) -> FeeLine:
    return FeeLine(kind=FeeKind.STATE, amount_vnd=amount_vnd)


def test_amounts_are_grouped_with_dots():
    assert show_vnd(8000) == "8.000\u00a0₫"
    assert show_vnd(1234567) == "1.234.567\u00a0₫"
    assert print_vnd(8000) == "8.000\u00a0đồng"


def test_zero_is_shown_as_zero_and_unknown_as_a_question():
    assert show_vnd(0) == "0\u00a0₫"
    assert print_vnd(0) == "0\u00a0đồng"
    assert show_vnd(None) == "ask the one-stop unit"
    assert print_vnd(None) == "hỏi một cửa"


def test_a_sum_with_an_unconfirmed_amount_is_unknown():
    assert total_vnd([line(8000), line(None), line(2000)]) is None
    assert total_vnd([line(8000), line(2000)]) == 10000
    assert total_vnd([]) == 0


def test_there_is_no_kind_of_fee_for_the_agent():
    assert {kind.value for kind in FeeKind} == {"state", "postage"}


def test_a_negative_fee_is_a_bug():
    with pytest.raises(ValueError, match="negative"):
        line(-1)
