"""Finding a dossier by whatever a clerk or a citizen says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.queries import search
from agent_desk.store.search import query_of
from tests.support.desks import a_case, particulars

if TYPE_CHECKING:
    from agent_desk.queries.search import DossierRow
    from tests.support.desks import TestDesk


def find(t: TestDesk, typed: str) -> tuple[DossierRow, ...]:
    with t.desk.store.read() as connection:
        return search.find(connection, typed)


def a_person(t: TestDesk, name: str, number: str) -> str:
    return a_case(t, person=particulars(name=name, number=number, phone="+84987654321"))


@pytest.mark.parametrize(
    "typed",
    [
        *("nguyen", "Nguyễn", "NGUYỄN THỊ", "mẫu nguyen", "ngu", "mau"),
        *("001190000123", "0011 9000 0123", "001190", "0912345678", "0912 345 678"),
        *("+84912345678", "091.234.5678", "khai sinh", "1.001193", "001193"),
    ],
)
def test_a_dossier_is_found_by_name_number_phone_and_procedure(t: TestDesk, typed: str) -> None:
    dossier_id = a_case(t)

    assert [row.dossier_id for row in find(t, typed)] == [dossier_id]


@pytest.mark.parametrize("typed", ["dang", "đặng", "Đặng", "ĐANG", "dang van"])
def test_d_with_stroke_is_found_with_and_without_it(t: TestDesk, typed: str) -> None:
    dossier_id = a_person(t, "Đặng Văn Đức", "001090000111")

    assert [row.dossier_id for row in find(t, typed)] == [dossier_id]


def test_a_reference_is_found_as_it_is_printed_and_as_it_is_scanned(t: TestDesk) -> None:
    number = t.view(a_case(t)).reference
    printed = f"{number[:5]} {number[5:11]} {number[11:14]} {number[14:]}"

    for typed in (number, printed, printed.replace(" ", "-"), number[:7]):
        assert [row.reference for row in find(t, typed)] == [number]


def test_the_same_accents_come_first_then_the_newest(t: TestDesk) -> None:
    plain = a_person(t, "Nguyễn Thị Mậu", "001190000201")
    exact = a_person(t, "Nguyễn Thị Mẫu", "001190000202")
    newest = a_person(t, "Nguyễn Thị Mâu", "001190000203")

    assert [row.dossier_id for row in find(t, "thị mẫu")] == [exact, newest, plain]
    assert [row.dossier_id for row in find(t, "thi mau")] == [newest, exact, plain]


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "-", '"', "' OR 1=1 --", "* AND", "zzz", "(", "x" * 10_000, "\x00"]
)
def test_nothing_that_is_typed_breaks_the_search(t: TestDesk, typed: str) -> None:
    a_case(t)

    assert find(t, typed) == ()


def test_words_of_the_query_language_are_only_words() -> None:
    assert query_of("AND or NEAR(x y)") == '"and"* "or"* "near"*'
    assert query_of("0912 345 678") == '("0912"* "345"* "678"*) OR "0912345678"*'
    assert query_of("1 2 3") == '"123"*'


def test_pages_of_the_newest_never_repeat_or_miss_a_row(t: TestDesk) -> None:
    ids = [a_case(t) for _ in range(5)]
    with t.desk.store.read() as connection:
        first = search.newest(connection, limit=2)
        second = search.newest(connection, limit=2, before=first[-1].dossier_no)
        third = search.newest(connection, limit=2, before=second[-1].dossier_no)

    assert [row.dossier_id for row in (*first, *second, *third)] == ids[::-1]
