"""Answers for any form, made from its own fields, and a desk that has filled one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import visible_fields
from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.forms.prefill import Known, KnownPerson
from agent_desk.catalog.forms.shown import entry_text, part_text
from agent_desk.catalog.forms.spec import Kind, Source
from agent_desk.commands.form import Filling, fill_form

if TYPE_CHECKING:
    from agent_desk.catalog.forms.spec import FormField, FormSpec
    from agent_desk.catalog.forms.values import Json
    from agent_desk.commands.unit import Done
    from agent_desk.ids import DossierId
    from tests.support.desks import TestDesk

TODAY = date(2026, 11, 23)

_PLAIN: dict[Kind, Json] = {
    Kind.TEXT: "Nội dung",
    Kind.LONG_TEXT: "Nội dung dài",
    Kind.NAME: "Lê Thị Ỹ",
    Kind.EMAIL: "nguoi.dan@example.vn",
    Kind.CITIZEN_NUMBER: "001190000123",
    Kind.PHONE: "+84912345678",
    Kind.PARTIAL_DATE: "1950",
    Kind.DATE: "2027-01-04",
    Kind.TIME: "08:30",
    Kind.ETHNICITY: "Kinh",
    Kind.NATIONALITY: "Việt Nam",
    Kind.YES_NO: False,
    Kind.NUMBER: 1,
    Kind.MONEY: 50_000_000,
    Kind.WARD: {"detail": "Số 1", "ward": "Phường Cửa Nam, Thành phố Hà Nội"},
}


def the_form(form_id: str) -> FormSpec:
    found = bundled_forms().current(form_id, TODAY)
    assert found is not None
    return found


def every_form() -> list[FormSpec]:
    return list(bundled_forms().forms)


def a_value(field: FormField, number: int) -> Json:
    """Give a value that no check can doubt; numbers of papers differ from field to field."""
    if field.kind is Kind.CHOICE:
        return field.options[0].key
    if field.kind is Kind.DOCUMENT:
        return {"type": "khac", "number": f"GT{number:04d}"}
    if field.kind is Kind.CITIZEN_NUMBER:
        return f"{1190000100 + number:012d}"
    if field.kind is Kind.GROUP:
        return [
            {inner.id: a_value(inner, number) for inner in field.fields}
            for _ in range(max(1, field.at_least or 0))
        ]
    return _PLAIN[field.kind]


def a_text(form: FormSpec, path: str, number: int = 0) -> str:
    """Give what a clerk could type into the entry at a path; of a pick the key of an answer."""
    found = form.field_at(path)
    assert found is not None
    value = a_value(found, number)
    if not found.kind.is_compound:
        return entry_text(found, value)
    part = path.rpartition(".")[2]
    return part_text(part, value.get(part, "") if isinstance(value, dict) else "")


def complete_answers(form: FormSpec, **given: Json) -> dict[str, Json]:
    """Fill every field that these answers make visible."""
    answers = dict(given)
    while True:
        open_now = [f for f in visible_fields(form, answers) if f.id not in answers]
        if not open_now:
            return answers
        number = len(answers)
        answers[open_now[0].id] = a_value(open_now[0], number)


def a_mother(**changes: object) -> KnownPerson:
    values: dict[str, object] = {
        "name": "Nguyễn Thị Mẫu",
        "number": "001190000123",
        "birth": "1990-02-01",
        "sex": "female",
        "address": "Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội",
        "phone": "+84912345678",
        "source": Source.CARD,
    }
    return KnownPerson(**{**values, **changes})  # type: ignore[arg-type]


def a_known(code: str = "1.001193", **changes: object) -> Known:
    person = a_mother()
    values: dict[str, object] = {
        "owner": person,
        "submitter": person,
        "is_same_person": True,
        "procedure_code": code,
        "case": {"q_cha_me": "da_ket_hon"},
    }
    return Known(**{**values, **changes})  # type: ignore[arg-type]


def a_filling(form_id: str = "khai_sinh", **given: Json) -> Filling:
    form = the_form(form_id)
    answers = complete_answers(form, **given)
    return Filling(form=form, answers=answers, sources={"nks_ho_ten": Source.CITIZEN})


def filled(t: TestDesk, dossier_id: DossierId, **given: Json) -> Done:
    return fill_form(t.desk, t.act(), dossier_id, a_filling(**given))
