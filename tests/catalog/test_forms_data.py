"""Every form of the pack loads, says where it comes from, and can be filled to its end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from agent_desk.catalog.forms.check import check
from agent_desk.catalog.forms.flow import live_answers, progress, visible_fields
from agent_desk.catalog.forms.load import bundled_forms
from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.load import load_catalog
from agent_desk.catalog.rules import RuleKind
from tests.support.forms import TODAY, a_value, complete_answers, every_form, the_form

if TYPE_CHECKING:
    from agent_desk.catalog.forms.spec import FormSpec

CIVIL_STATUS = ("1.001193", "1.000656", "1.000894", "1.004873", "2.000635", "1.004884")
OTHERS = ("1.004194", "1.004222", "1.001612", "1.014027", "3.000347", "3.000348", "2.000884")

each_form = pytest.mark.parametrize("form", every_form(), ids=lambda form: form.id)


def test_no_form_of_the_pack_is_broken():
    assert bundled_forms().problems == ()
    assert len(bundled_forms().forms) >= 14


@pytest.mark.parametrize("code", CIVIL_STATUS + OTHERS)
def test_the_procedures_people_ask_for_most_have_their_form(code):
    assert bundled_forms().for_procedure(code, TODAY)


@each_form
def test_a_form_belongs_to_procedures_of_the_catalog(form: FormSpec):
    catalog = load_catalog(on=TODAY)
    assert form.procedures
    assert all(code in catalog.procedures for code in form.procedures)


@each_form
def test_an_official_number_is_one_that_the_pack_knows(form: FormSpec):
    catalog = load_catalog(on=TODAY)
    for code in form.procedures if form.code else ():
        told = " ".join(text.text for text in catalog.procedure(code).form_code)
        assert form.code in told


@each_form
def test_a_form_filled_in_all_its_visible_fields_is_complete(form: FormSpec):
    answers = complete_answers(form)
    checked = check(form, answers, TODAY)
    assert (checked.unreadable, checked.contradictions, checked.missing) == ((), (), ())
    assert progress(form, answers).is_complete


@each_form
def test_every_field_is_reached_by_some_answers(form: FormSpec):
    reached: set[str] = set()
    for answers in _all_branches(form):
        reached |= {field.id for field in visible_fields(form, answers)}
    assert reached == {field.id for field in form.fields()}


@each_form
def test_an_empty_form_lacks_its_required_fields_and_names_the_first(form: FormSpec):
    checked = check(form, {}, TODAY)
    assert not checked.is_complete
    assert progress(form, {}).next_path == checked.missing[0].path.split(".")[0]


@each_form
def test_any_validator_of_json_schema_agrees_about_complete_answers(form: FormSpec):
    schema = json.loads(form.text)["schema"]
    Draft202012Validator.check_schema(schema)
    live = live_answers(form, complete_answers(form))
    assert list(Draft202012Validator(schema).iter_errors(live)) == []


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_missing_for_us_is_missing_for_any_validator(data):
    form = data.draw(st.sampled_from(every_form()))
    whole = complete_answers(form, **_drawn_choices(data, form))
    dropped = data.draw(st.sets(st.sampled_from(sorted(whole)), max_size=4))
    live = live_answers(form, {k: v for k, v in whole.items() if k not in dropped})
    validator = Draft202012Validator(json.loads(form.text)["schema"])
    theirs = not any(validator.iter_errors(live))
    checked = check(form, live, TODAY)
    assert (not checked.missing and not checked.unreadable) == theirs


@each_form
def test_conditions_look_only_at_fields_before_them(form: FormSpec):
    seen: set[str] = set()
    for field in form.fields():
        assert {term.question for term in field.visible_if.terms()} <= seen
        seen.add(field.id)


@each_form
def test_a_form_says_its_source_and_every_signature_has_a_title(form: FormSpec):
    assert len(form.source) > 30
    assert form.signers
    assert all(signer.title for signer in form.signers)


def test_a_pensioner_of_69_is_told_so():
    form = the_form("huu_tri_xa_hoi")
    answers = complete_answers(form, ngay_sinh="1957-11-24")
    assert [f.path for f in check(form, answers, TODAY).contradictions] == ["ngay_sinh"]


def _all_branches(form: FormSpec):
    """Give answers for each value of each field that a condition looks at."""
    steering = {term.question for field in form.fields() for term in field.visible_if.terms()}
    if not steering:
        yield complete_answers(form)
    for name in steering:
        field = form.field(name)
        values = [True, False] if field.kind is Kind.YES_NO else [o.key for o in field.options]
        for value in values:
            base = {name: value}
            for term in field.visible_if.terms() if field.visible_if.kind is RuleKind.CASES else ():
                outer = form.field(term.question)
                base[term.question] = (
                    term.answer == "yes" if outer.kind is Kind.YES_NO else term.answer
                )
            yield complete_answers(form, **base)


def _drawn_choices(data, form: FormSpec):
    found = {}
    for field in form.fields():
        if field.kind is Kind.YES_NO:
            found[field.id] = data.draw(st.booleans())
        elif field.kind is Kind.CHOICE:
            found[field.id] = data.draw(st.sampled_from([o.key for o in field.options]))
        elif field.kind is Kind.GROUP and not field.is_required:
            found[field.id] = data.draw(st.sampled_from([[], a_value(field, 1)]))
    return found
