"""The competent office follows from the procedure, the places and the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.agency_codes import COLUMNS, load_agency_codes
from agent_desk.catalog.competence import NOWHERE, Level, Office, Whereabouts, office_for
from agent_desk.catalog.wards import Wards
from agent_desk.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.spec import Catalog
    from agent_desk.catalog.wards import Ward

TODAY = date(2026, 11, 21)
LAST, FIRST = date(2027, 2, 28), date(2027, 3, 1)
WARDS = Wards()
YEN_HOA, CAU_GIAY = WARDS.by_code("00175"), WARDS.by_code("00166")
HA_TINH = next(ward for ward in WARDS.all_in("42") if ward.name == "Yên Hòa")


def _office(catalog: Catalog, code: str, desk: Ward | None = None, **known: Ward | None) -> Office:
    where = Whereabouts(wards=known, desk=desk)
    return office_for(catalog.procedure(code), where, TODAY)


def test_the_residence_of_a_parent_names_the_office_of_a_birth(catalog: Catalog) -> None:
    office = _office(catalog, "1.001193", father_residence=YEN_HOA)
    assert (office.name, office.level) == ("UBND phường Yên Hòa", Level.COMMUNE)
    assert (office.ward_code, office.is_in_hanoi, office.questions) == ("00175", True, ())


def test_police_matters_go_to_the_police_of_the_ward(catalog: Catalog) -> None:
    assert _office(catalog, "1.004194", new_home=YEN_HOA).name == "Công an phường Yên Hòa"


def test_with_nothing_known_the_wording_stays_and_the_places_are_asked(catalog: Catalog) -> None:
    office = _office(catalog, "1.001193")
    assert office.name == catalog.procedure("1.001193").office_on(TODAY)
    assert [place.id for place in office.questions] == ["father_residence", "mother_residence"]
    assert (office.ward_code, office.is_in_hanoi) == (None, None)
    assert all(place.ask.endswith("?") for place in office.questions)


def test_a_parent_in_hanoi_goes_before_one_elsewhere(catalog: Catalog) -> None:
    office = _office(catalog, "1.001193", father_residence=HA_TINH, mother_residence=CAU_GIAY)
    assert office.name == "UBND phường Cầu Giấy"


def test_one_parent_elsewhere_is_an_answer_and_the_other_is_still_asked(catalog: Catalog) -> None:
    office = _office(catalog, "1.001193", father_residence=HA_TINH)
    assert office.name == "UBND xã Yên Hòa"
    assert office.is_in_hanoi is False
    assert [place.id for place in office.questions] == ["mother_residence"]
    assert "file online" in office.notes[0]
    assert "second best" in office.notes[0]


def test_police_of_another_province_cannot_be_reached_by_forwarded_paper(catalog: Catalog) -> None:
    (note,) = _office(catalog, "1.004222", new_home=HA_TINH).notes
    assert "file online" in note
    assert "second best" not in note


def test_the_second_choice_counts_only_where_the_first_does_not_exist(catalog: Catalog) -> None:
    both = {"owner_temporary": YEN_HOA}
    assert [p.id for p in _office(catalog, "1.004873", **both).questions] == ["owner_permanent"]
    without = _office(catalog, "1.004873", owner_permanent=None, **both)
    assert without.name == "UBND phường Yên Hòa"
    assert without.place_id == "owner_temporary"


def test_an_unknown_last_residence_asks_for_the_place_of_death(catalog: Catalog) -> None:
    death = catalog.procedure("1.000656")
    office = office_for(death, NOWHERE, TODAY, answers={"q_cu_tru": "khong_ro"})
    assert [place.id for place in office.questions] == ["place_of_death"]
    none = Whereabouts(wards={"deceased_residence": None})
    assert [p.id for p in office_for(death, none, TODAY).questions] == ["place_of_death"]


def test_a_business_that_moves_to_another_ward_goes_to_the_new_one(catalog: Catalog) -> None:
    where = Whereabouts(wards={"business_address": YEN_HOA, "new_business_address": CAU_GIAY})
    change = catalog.procedure("2.000720")
    moved = {"q_doi": "dia_chi", "q_dia_ban": "khac_xa"}
    assert "Cầu Giấy" in office_for(change, where, TODAY, answers=moved).name
    assert "Yên Hòa" in office_for(change, where, TODAY, answers={"q_doi": "dia_chi"}).name


def test_where_any_office_will_do_the_one_next_to_the_desk_is_named(catalog: Catalog) -> None:
    office = _office(catalog, "2.000815", desk=YEN_HOA)
    assert office.name == "UBND phường Yên Hòa"
    assert office.questions == ()
    assert _office(catalog, "2.000815").name.startswith("Bất kỳ UBND")


def test_another_ward_of_the_city_receives_through_the_center(catalog: Catalog) -> None:
    office = _office(catalog, "1.014027", owner_residence=CAU_GIAY, desk=YEN_HOA)
    assert office.name == "UBND phường Cầu Giấy"
    assert "Any point of the center" in office.notes[0]


@pytest.mark.parametrize(
    "code",
    "1.000656 1.000689 1.000894 1.001022 1.001193 1.004859 1.004873 1.004884".split(),  # noqa: SIM905
)
def test_from_march_2027_any_commune_does_civil_status(catalog: Catalog, code: str) -> None:
    procedure = catalog.procedure(code)
    where = Whereabouts(wards={}, desk=YEN_HOA)
    before, after = (office_for(procedure, where, day) for day in (LAST, FIRST))
    assert before.questions
    assert before.ward_code is None
    assert (after.name, after.questions) == ("UBND phường Yên Hòa", ())
    assert office_for(procedure, NOWHERE, FIRST).name.startswith("Bất kỳ UBND xã/phường")


def test_every_procedure_has_an_office_on_every_day_and_for_all_places(catalog: Catalog) -> None:
    for procedure in catalog.procedures.values():
        for day in (date(2026, 7, 1), date(2026, 12, 31), LAST, FIRST, date(2030, 1, 1)):
            open_office = office_for(procedure, NOWHERE, day)
            assert open_office.name, procedure.code
            known = {place.id: YEN_HOA for place in open_office.questions}
            office = office_for(procedure, Whereabouts(wards=known), day)
            assert office.questions == ()
            assert bool(known) == (office.ward_code == "00175")
            assert "{" not in office.name


def test_a_weak_source_says_to_call_first(catalog: Catalog) -> None:
    assert "not sure" in _office(catalog, "1.010824", deceased_residence=YEN_HOA).notes[-1]
    assert _office(catalog, "1.014027", owner_residence=YEN_HOA).notes == ()


def _table(file: Path, *rows: str) -> Path:
    file.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", "utf-8")
    return file


def test_agency_codes_come_from_the_imported_table_only(catalog: Catalog, tmp_path: Path) -> None:
    office = _office(catalog, "1.014027", owner_residence=YEN_HOA)
    assert load_agency_codes().code_of(office, TODAY) is None
    old = "00175,commune,H26.1,,2026-10-31,a decision"
    new = "00175,commune,H26.2,2026-11-01,,a later decision"
    codes = load_agency_codes(_table(tmp_path / "codes.csv", old, new))
    assert codes.code_of(office, TODAY) == "H26.2"
    assert codes.code_of(office, date(2026, 10, 1)) == "H26.1"
    police = _office(catalog, "1.004194", new_home=YEN_HOA)
    assert codes.code_of(police, TODAY) is None


@pytest.mark.parametrize(
    "row",
    [
        "00175,commune,H26.2",
        "175,commune,H26.2,,,s",
        "00175,,H26.2,,,s",
        "00175,commune,h26 2,,,s",
        "00175,commune,,,,s",
        "00175,commune,H26.2,yesterday,,s",
        "00175,commune,H26.2,,,",
        f"00175,commune,{'A' * 36},,,s",
    ],
)
def test_a_faulty_line_refuses_the_table_by_its_number(tmp_path: Path, row: str) -> None:
    good = "00166,commune,H26.9,,,s"
    with pytest.raises(InvalidInput, match="Line 3 "):
        load_agency_codes(_table(tmp_path / "codes.csv", good, row))


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"\xff\xfe\x00", b'"ward_code'])
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "codes.csv"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match="agency codes"):
        load_agency_codes(file)
