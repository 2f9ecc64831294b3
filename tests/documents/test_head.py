"""What a head refuses to say."""

from __future__ import annotations

from datetime import datetime

import pytest

from agent_desk.documents.head import Custody, Party
from agent_desk.errors import InvalidInput
from tests.documents.samples import a_head, local_time


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": "00102261123014"},
        {"reference": "001022611230144"},
        {"reference": "00102 261123 014 3"},
        {"reference": "H26.25-261123-0012"},
        {"print_number": 0},
        {"custody": Custody.AT_CENTER},
        {"center_received_at": local_time(10, 40)},
        {"printed_at": datetime(2026, 11, 23, 10, 2)},
    ],
    ids=str,
)
def test_a_head_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(InvalidInput):
        a_head(**wrong)


def test_a_number_is_masked_unless_the_paper_needs_all_of_it():
    masked = Party(name="Lê Thị Sáu", citizen_number="001148000123")
    assert masked.shown_number() == "001 1•• ••• 123"
    full = Party(name="Lê Thị Sáu", citizen_number="001148000123", full_number=True)
    assert full.shown_number() == "001148000123"
    assert Party(name="Lê Thị Sáu").shown_number() == ""
