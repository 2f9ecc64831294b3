"""A broken form is refused by file, line and reason; the others stay usable."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.catalog.forms.load import load_forms, parse_form
from agent_desk.catalog.forms.write import write_form
from tests.catalog.packs import change, line_with
from tests.support.forms import TODAY, every_form, the_form

if TYPE_CHECKING:
    from pathlib import Path

REAL = paths.resources() / "catalog" / "hanoi-starter" / "forms"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "small" / "forms"
    folder.mkdir(parents=True)
    for name in ("khai_sinh", "ket_hon"):
        shutil.copy(REAL / f"{name}.json", folder)
    return tmp_path


def victim(root: Path) -> Path:
    return root / "small" / "forms" / "khai_sinh.json"


def refusal(root: Path) -> str:
    library = load_forms(root)
    assert [form.id for form in library.forms] == ["ket_hon"]
    (problem,) = library.problems
    assert problem.file == "small/forms/khai_sinh.json"
    return f"{problem.line} {problem.reason}"


def test_a_syntax_error_is_told_with_its_line(root):
    text = victim(root).read_text("utf-8").replace('"checks": [', '"checks" [', 1)
    victim(root).write_text(text, "utf-8")
    assert refusal(root).startswith(f"{line_with(victim(root), chr(34) + 'checks')} ")


BROKEN = {
    "a keyword we do not know": (
        lambda f: f["schema"]["properties"]["nks_ho_ten"].update(pattern="x"),
        "nks_ho_ten.pattern: this field is not known",
    ),
    "a condition on a later field": (
        lambda f: f["layout"]["sections"][0]["fields"][0].update(visible_if="cha_trong=no"),
        "no field cha_trong stands before this one",
    ),
    "a condition nobody can answer": (
        lambda f: f["layout"]["sections"][1]["fields"][0].update(visible_if="nyc_quan_he=bo"),
        "has no answer bo",
    ),
    "a hidden field that is always required": (
        lambda f: f["schema"]["required"].append("cha_ho_ten"),
        "required only inside allOf",
    ),
    "a field the layout forgets": (
        lambda f: f["layout"]["sections"][1]["fields"].pop(),
        "the layout does not show this field",
    ),
    "a field shown twice": (
        lambda f: f["layout"]["sections"][1]["fields"].append(
            f["layout"]["sections"][0]["fields"][0]
        ),
        "used twice",
    ),
    "another dialect": (
        lambda f: f["schema"].update({"$schema": "http://json-schema.org/draft-04/schema#"}),
        "schema.$schema",
    ),
    "a check of a field that is not there": (
        lambda f: f["checks"][0].update(fields=["me_ngay_sinh", "nobody"]),
        "nobody does not exist",
    ),
    "a prefill from nowhere": (
        lambda f: f["prefill"][0].update({"from": "owner.password"}),
        "prefill[0].from",
    ),
    "a name for two versions": (lambda f: f.update(id="khai_sinh_2"), "must be named"),
    "a future format": (lambda f: f.update(format=2), "install a newer release"),
    "text out of form": (lambda f: f.update(title="TO\u031b\u0300 KHAI"), "NFC"),
    "a kind we do not know": (
        lambda f: f["schema"]["properties"]["nks_ho_ten"].update(format="password"),
        "no such format",
    ),
    "an if that is no condition of the layout": (
        lambda f: f["schema"]["allOf"][0].update({"if": {"required": ["me_trong"]}}),
        "shown under another condition",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_form_is_refused_and_the_other_loads(root, what):
    edit, reason = BROKEN[what]
    change(victim(root), edit)
    assert reason in refusal(root)


def test_a_form_is_written_as_it_was_read():
    for form in every_form():
        assert write_form(form) == form.text


def test_older_versions_lie_beside_the_newest_and_stay_known(root):
    older = json.loads(victim(root).read_text("utf-8"))
    change(victim(root), lambda f: f.update(version="2"))
    (victim(root).with_name("khai_sinh@1.json")).write_text(json.dumps(older), "utf-8")
    library = load_forms(root)
    assert library.problems == ()
    assert library.current("khai_sinh", TODAY).version == "2"
    assert library.version("khai_sinh", "1").version == "1"
    assert [form.version for form in library.for_procedure("1.001193", TODAY)] == ["2"]


def test_a_version_of_next_year_is_not_given_today(root):
    newer = json.loads(victim(root).read_text("utf-8")) | {
        "version": "2",
        "valid_from": "2027-03-01",
    }
    (victim(root).with_name("khai_sinh@2.json")).write_text(json.dumps(newer), "utf-8")
    library = load_forms(root)
    assert library.current("khai_sinh", TODAY).version == "1"
    assert library.current("khai_sinh", TODAY.replace(year=2027, month=3, day=1)).version == "2"


def test_a_form_that_ended_is_not_offered(root):
    change(victim(root), lambda f: f.update(valid_to="2026-01-01"))
    assert load_forms(root).for_procedure("1.001193", TODAY) == ()


def test_a_text_is_read_once():
    text = the_form("khai_sinh").text
    assert parse_form(text) is parse_form(text)
