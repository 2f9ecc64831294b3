"""The bytes of a ticket: printers read them one by one, so each is checked."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.devices.escpos import BAND_ROWS, ticket_job

HEADER, ROW = 8, 72


def rows_of(job: bytes) -> bytes:
    """Read the picture back as a printer does."""
    assert job[:2] == b"\x1b@"
    place, found = 2, b""
    while job[place : place + 4] == b"\x1dv0\x00":
        wide = int.from_bytes(job[place + 4 : place + 6], "little")
        high = int.from_bytes(job[place + 6 : place + HEADER], "little")
        assert wide == ROW
        assert 1 <= high <= BAND_ROWS
        place += HEADER
        found += job[place : place + wide * high]
        place += wide * high
    assert job[place:] == b"\x1bd\x03\x1dVB\x00"
    return found


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=1, max_value=700), st.integers(0, 2**32))
def test_a_printer_reads_back_every_dot_however_long_the_ticket_is(height, seed):
    rows = Random(seed).randbytes(height * ROW)  # noqa: S311  # dots, no secret
    assert rows_of(ticket_job(rows, 576)) == rows


def test_a_ticket_begins_afresh_so_that_the_job_before_leaves_no_trace():
    assert ticket_job(b"\xff" * ROW, 576).startswith(b"\x1b@\x1dv0\x00\x48\x00\x01\x00\xff")


@pytest.mark.parametrize(("rows", "width"), [(b"x" * 71, 576), (b"x" * 72, 575), (b"x", 0)])
def test_rows_that_do_not_fit_the_width_are_refused(rows, width):
    with pytest.raises(ValueError, match="whole bytes"):
        ticket_job(rows, width)
