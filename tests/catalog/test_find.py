"""What citizens say leads to the procedure they mean."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.find import Finder
from agent_desk.catalog.spec import Period
from agent_desk.domain.text import fold
from tests.catalog import slips
from tests.catalog.many import NATIONAL, a_national_catalog
from tests.catalog.measure_find import measure, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.catalog.spec import Catalog


def _first(finder: Finder, text: str) -> str:
    return next((match.code for match in finder.find(text, 1)), "")


def test_sentences_never_tuned_on_stay_above_the_floor(finder: Finder) -> None:
    found = measure(finder, "test")
    assert found.first >= 0.95
    assert found.three >= 0.985


def test_sentences_of_somebody_who_never_saw_the_words_stay_above_the_goal(
    finder: Finder,
) -> None:
    found = measure(finder, "blind")
    assert found.count >= 100
    assert found.first >= 0.95
    assert found.three >= 0.98


def test_the_tuning_sentences_stay_above_the_floor(finder: Finder) -> None:
    found = measure(finder, "tune")
    assert found.first >= 0.96
    assert found.three >= 0.99


def test_both_sets_cover_every_procedure_and_share_no_sentence(catalog: Catalog) -> None:
    tune, test, blind = sentences("tune"), sentences("test"), sentences("blind")
    assert len(tune) >= 400
    assert len(test) >= 200
    for rows in (tune, test, blind):
        assert {row["code"] for row in rows} == set(catalog.procedures)
    seen = {fold(r["say"]) for r in tune}
    assert not seen & {fold(r["say"]) for r in test}
    assert not seen & {fold(r["say"]) for r in blind}


def test_every_short_name_and_full_name_finds_its_procedure(
    finder: Finder, catalog: Catalog
) -> None:
    for procedure in catalog.procedures.values():
        assert _first(finder, procedure.short_name) == procedure.code
        assert _first(finder, fold(procedure.name)) == procedure.code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("khai sinhs", "1.001193"),
        ("ddawng kys keets hoon", "1.000894"),
        ("gia6y1 khai sinh bi5 ma6t1", "2.000635"),
        ("nấy vợ", "1.000894"),
        ("lộp đơn nàm hộ chiếu", "1.001456"),
        ("GPLX", "3.000347"),
        ("mất GPLX", "3.000348"),
        ("đkkh", "1.000894"),
        ("hộ chiêú", "1.001456"),
        ("1.003197", "1.003197"),
        ("thủ tục 2.000884 là gì", "2.000884"),
    ],
)
def test_slips_abbreviations_and_codes_are_understood(finder: Finder, said: str, code: str) -> None:
    assert _first(finder, said) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ông cụ mất", "1.000656"),
        ("ông cụ mất giấy khai sinh", "2.000635"),
        ("ông cụ mất bằng lái", "3.000348"),
        ("bằng lái hết hạn", "3.000347"),
        ("mất bằng cấp 3", "3.000465"),
        ("mẹ em mất sổ bảo hiểm", "1.002759"),
        ("mua thẻ bảo hiểm y tế", "1.001939"),
        ("khai sinh sai tên", "1.004859"),
        ("nhập hộ khẩu", "1.004222"),
        ("cắt hộ khẩu", "1.003197"),
        ("xác nhận hộ khẩu", "1.010041"),
    ],
)
def test_siblings_are_told_apart(finder: Finder, said: str, code: str) -> None:
    assert _first(finder, said) == code


def test_accents_forms_and_case_do_not_matter(finder: Finder) -> None:
    said = "Xoá Hộ Khẩu người đã mất"
    forms = {said, unicodedata.normalize("NFD", said), said.upper(), "xóa hộ khẩu người đã mất"}
    answers = {tuple((m.code, m.score) for m in finder.find(form)) for form in forms}
    assert len(answers) == 1
    assert _first(finder, fold(said)) == "1.003197"


def test_scores_fall_lie_between_0_and_1_and_repeat(finder: Finder) -> None:
    found = finder.find("giấy tờ cho con", 42)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert found == finder.find("giấy tờ cho con", 42)


def test_the_match_says_which_known_phrase_is_nearest(finder: Finder) -> None:
    assert finder.find("mất bằng lái xe rồi", 1)[0].why == "mất bằng lái xe"


@pytest.mark.parametrize("said", ["", "   ", "\n", "😀😀", "???", "\x00\x01", "qqqq zzzz", "0"])
def test_what_means_nothing_finds_nothing_certain(finder: Finder, said: str) -> None:
    assert all(match.score < 0.3 for match in finder.find(said))


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "said",
    [
        "khai sinh " * 1_000_000,
        "a" * 10_000_000,
        "\x00" * 1_000_000 + "khai sinh",
        "😀" * 100_000,
        "e\u0301" * 500_000,
        "\ud800 khai sinh",
        "mất " * 200,
    ],
    ids=["10 MB", "one word", "NUL", "emoji", "NFD", "lone surrogate", "repeated"],
)
def test_hostile_text_neither_crashes_nor_stalls(finder: Finder, said: str) -> None:
    assert len(finder.find(said)) <= 5


def test_a_limit_of_nothing_gives_nothing(finder: Finder) -> None:
    assert finder.find("khai sinh", 0) == []
    assert finder.find("khai sinh", -1) == []
    assert finder.find("1.001193", 0) == []


def test_an_expired_procedure_is_not_found(catalog: Catalog) -> None:
    gone = replace(catalog.procedure("3.000347"), valid=Period(end=date(2026, 10, 31)))
    later = replace(catalog, procedures={**catalog.procedures, gone.code: gone})
    assert "3.000347" not in {m.code for m in Finder(later).find("đổi bằng lái xe", 42)}


def test_a_catalog_as_large_as_the_national_list_still_finds_the_bundled_ones(
    catalog: Catalog,
) -> None:
    national = a_national_catalog(catalog)
    assert len(national.procedures) == NATIONAL
    assert _first(Finder(national), "khai sinh cho con") == "1.001193"


@pytest.mark.parametrize(
    ("slip", "floor"),
    [
        (slips.without_accents, 0.96),
        (slips.raw_telex, 0.95),
        (slips.raw_vni, 0.95),
        (slips.northern_l, 0.96),
        (slips.one_slip, 0.92),
    ],
)
def test_slips_of_the_keyboard_cost_little(
    finder: Finder, slip: Callable[[str], str], floor: float
) -> None:
    rows = sentences("tune") + sentences("test")
    right = sum(_first(finder, slip(row["say"].lower())) == row["code"] for row in rows)
    assert right / len(rows) >= floor
