"""Facts are stored first and judged later; the dossier tables follow from them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.center import judging
from agent_desk.center.inspection import inspect_desk
from agent_desk.center.reading import read_fact
from agent_desk.domain.facts import FactKind
from agent_desk.domain.ledger import ParsedFact

if TYPE_CHECKING:
    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer

_DERIVED = (
    "SELECT * FROM dossiers ORDER BY dossier_id",
    "SELECT * FROM dossier_rounds ORDER BY dossier_id, round",
    "SELECT * FROM attachments ORDER BY attachment_id",
)


def _tables(under_test: CenterUnderTest) -> list[list[tuple[object, ...]]]:
    return [under_test.rows(query) for query in _DERIVED]


def _disputes(desk: DeskPeer) -> list[int]:
    bodies = [n["body"] for n in desk.notices() if n["kind"] == "fact_disputed"]
    assert all(isinstance(body, dict) and body["reason"] for body in bodies)
    return [body["seq"] for body in bodies if isinstance(body, dict)]


def test_a_lodged_dossier_appears_at_the_center(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.lodge("dossier-1", [desk.attach("dossier-1", b"scan")])
    desk.push()
    [dossier] = inspect_desk(under_test.owner_url, desk.desk_id).dossiers
    assert (dossier.dossier_id, dossier.procedure_code) == ("dossier-1", "1.001193")
    assert (dossier.status, dossier.official_code) == (1, "")


def test_a_copy_of_a_fact_under_another_number_is_disputed_not_refused(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    first = desk.record("visit.opened")
    fact_id = str(first.line).partition('"fact_id":"')[2][:36]
    desk.record("visit.opened", fact_id=fact_id)
    assert desk.push().json()["accepted_through"] == 2
    desk.record("visit.opened", fact_id=fact_id)
    assert desk.push().json()["accepted_through"] == 3
    assert _disputes(desk) == [2, 3]
    assert inspect_desk(under_test.owner_url, desk.desk_id).copied_facts == 2


def test_a_fact_with_a_useless_body_is_stored_and_disputed(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.record("dossier.lodged", "dossier-1", {"reference": 7})
    desk.record("result.imagined")
    assert desk.push().status_code == 200
    assert inspect_desk(under_test.owner_url, desk.desk_id).fact_count == 2
    assert _disputes(desk) == [1, 2]


def test_a_private_part_that_is_not_the_named_one_is_stored_and_disputed(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    desk.record("citizen.recorded", private={"name": "An"})
    desk.post_facts(desk.push_body().replace(b'"An"', b'"Bo"'))
    assert _disputes(desk) == [1]
    assert inspect_desk(under_test.owner_url, desk.desk_id).private_count == 1


def test_a_dossier_filed_twice_counts_once(under_test: CenterUnderTest, desk: DeskPeer) -> None:
    desk.lodge("dossier-1")
    desk.lodge("dossier-1")
    desk.push()
    assert _disputes(desk) == [2]
    assert len(inspect_desk(under_test.owner_url, desk.desk_id).dossiers) == 1


def test_a_supplement_or_a_return_of_an_unknown_dossier_is_disputed(desk: DeskPeer) -> None:
    desk.record("dossier.supplemented", "nobody", {"notice_id": "n", "blobs": []})
    desk.record("result.returned", "nobody", {"collector": "owner"})
    desk.push()
    assert _disputes(desk) == [1, 2]


def _a_full_day(desk: DeskPeer) -> None:
    desk.record("dossier.supplemented", "late", {"notice_id": "n", "blobs": []})
    for name in ("one", "two", "late"):
        scans = [desk.attach(name, f"{name}{n}".encode(), f"TP{n}") for n in range(3)]
        desk.lodge(name, scans)
    desk.record("blob.detached", "one", {"attachment_id": "none", "sha256": "0" * 64})
    fresh = desk.attach("one", b"better", "TP2")
    desk.record("dossier.supplemented", "one", {"notice_id": "n", "blobs": [fresh]})
    desk.lodge("two")
    desk.record("result.returned", "one", {"collector": "owner", "items": []})
    desk.record("result.returned", "one", {"collector": "owner", "items": []})


def test_the_dossier_tables_can_be_rebuilt_from_the_facts(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    _a_full_day(desk)
    desk.push()
    before, told = _tables(under_test), len(desk.notices())
    with under_test.center.database.transaction() as db:
        judging.rebuild(db, desk.desk_id)
    assert _tables(under_test) == before
    assert all(before)
    assert len(desk.notices()) == told


def test_the_tables_do_not_depend_on_how_the_facts_were_cut(under_test: CenterUnderTest) -> None:
    desk = under_test.desk()
    _a_full_day(desk)
    for fact in desk.chain:
        assert desk.push([fact]).status_code == 200
    before = _tables(under_test)
    with under_test.center.database.transaction() as db:
        judging.rebuild(db, desk.desk_id)
    assert _tables(under_test) == before


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    ["reference", "procedure_code", "channel", "office", "blobs", "attachment_id", "sha256"]
)


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(list(FactKind)) | st.text(),
    subject=st.text(),
    body=st.dictionaries(_KEYS, _JSON, max_size=5),
)
def test_reading_a_fact_never_fails(kind: str, subject: str, body: dict[str, object]) -> None:
    head = dict.fromkeys(ParsedFact.__slots__, "x")
    read_fact(ParsedFact(**{**head, "seq": 1, "kind": kind, "subject_id": subject, "body": body}))
