"""Facts on the wire: what goes in comes out, byte for byte."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain.ledger import SealedFact
from agent_desk.wire import pack_facts, unpack_facts

PRIVATE_BYTES = st.binary().map(lambda b: b.replace(b"\t", b"").replace(b"\n", b""))


def a_fact(line: bytes, salt: bytes = b"", payload: bytes = b"") -> SealedFact:
    digest = hashlib.sha256(line).hexdigest()
    return SealedFact(seq=0, line=line, sha256=digest, salt=salt, payload=payload)


FACTS = st.lists(st.builds(a_fact, PRIVATE_BYTES, st.binary(max_size=16), PRIVATE_BYTES))


@settings(deadline=None, database=None)
@given(FACTS)
def test_facts_come_out_as_they_went_in(facts):
    assert unpack_facts(pack_facts(facts)) == facts


@settings(deadline=None, database=None)
@given(FACTS.filter(bool), st.data())
def test_a_cut_batch_is_refused_or_ends_at_a_whole_fact(facts, data):
    packed = pack_facts(facts)
    cut = data.draw(st.integers(0, len(packed) - 1))
    try:
        found = unpack_facts(packed[:cut])
    except ValueError:
        return
    assert found == facts[: len(found)]
    assert pack_facts(found) == packed[:cut]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{}\t\t", "cut off"),
        (b"{}\n", "1 parts instead of 3"),
        (b"{}\t\t\n{}\t\t\t\n", "record 2 has 4 parts"),
        (b"{}\txx\t\n", "hexadecimal|non-hex"),
        (b"{}\t\xff\t\n", "ascii"),
    ],
)
def test_a_torn_record_is_refused(data, says):
    with pytest.raises(ValueError, match=says):
        unpack_facts(data)


def test_an_empty_batch_holds_no_facts():
    assert pack_facts([]) == b""
    assert unpack_facts(b"") == []


def test_the_number_of_a_fact_is_not_taken_from_the_wire():
    sealed = SealedFact(seq=7, line=b"{}", sha256="", salt=b"\x01", payload=b"{}")
    assert unpack_facts(pack_facts([sealed]))[0].seq == 0
