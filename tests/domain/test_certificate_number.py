"""The number of a certificate: every wrong digit is seen, and no other number is taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from agent_desk.domain import reference
from agent_desk.domain.scan import ScanKind, classify
from agent_desk.domain.training import certificate_number as number
from agent_desk.domain.training import session_code
from agent_desk.errors import InvalidInput

DAY = date(2026, 11, 23)
MADE = number.make("00102", DAY, 14)


def test_it_reads_back_with_blanks_as_it_is_printed() -> None:
    read = number.check(number.group(MADE))
    assert (read.digits, read.desk_code, read.day) == (MADE, "00102", DAY)


def test_one_wrong_digit_and_two_swapped_ones_are_seen() -> None:
    for place in range(number.LENGTH):
        wrong = MADE[:place] + str((int(MADE[place]) + 3) % 10) + MADE[place + 1 :]
        with pytest.raises(InvalidInput):
            number.check(wrong)
    for place in range(number.LENGTH - 1):
        swapped = MADE[:place] + MADE[place + 1] + MADE[place] + MADE[place + 2 :]
        if swapped != MADE:
            with pytest.raises(InvalidInput):
                number.check(swapped)


def test_numbers_of_dossiers_and_classes_are_none() -> None:
    assert not number.looks_like(reference.make("00102", DAY, 14))
    assert not number.looks_like(session_code.make("00102", DAY, 14))
    assert not number.looks_like("")


@pytest.mark.parametrize("counter", [0, -1])
def test_there_is_no_certificate_before_the_first(counter: int) -> None:
    with pytest.raises(ValueError, match="no such certificate"):
        number.make("00102", DAY, counter)


def test_a_day_has_an_end() -> None:
    with pytest.raises(reference.NumberExhausted):
        number.make("00102", DAY, number.MAX_COUNTER + 1)


def test_a_scan_of_one_is_known_and_a_misread_one_is_refused() -> None:
    scan = classify(MADE, DAY)
    assert (scan.kind, scan.text) == (ScanKind.CERTIFICATE, MADE)
    with pytest.raises(InvalidInput):
        classify(MADE[:-1] + str((int(MADE[-1]) + 1) % 10), DAY)
