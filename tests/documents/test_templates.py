"""Which wording holds on which day, and that an old dossier keeps its own for good."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from agent_desk import paths
from agent_desk.documents.head import PaperSize
from agent_desk.documents.receipt_01 import Receipt01, render_receipt_01
from agent_desk.documents.templates import Templates, installed
from agent_desk.errors import NotFound
from tests.documents.reading import text_of
from tests.documents.samples import a_head, a_receipt_01

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = date(2027, 3, 1)
NEW_TITLE = "GIẤY TIẾP NHẬN HỒ SƠ (MẪU MỚI)"


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Templates:
    """The program's resources after an update that brought a second version of Mẫu 01."""
    now = paths.resources()
    shutil.copytree(now / "templates", tmp_path / "templates")
    (tmp_path / "fonts").symlink_to(now / "fonts")
    template = json.loads((tmp_path / "templates" / "receipt_01.v1.json").read_text("utf-8"))
    template |= {"version": "v2", "valid_from": CHANGE.isoformat()}
    template["texts"]["title"] = NEW_TITLE
    path = tmp_path / "templates" / "receipt_01.v2.json"
    path.write_text(json.dumps(template), encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    return installed()


def a_receipt(version: str) -> Receipt01:
    return a_receipt_01(head=a_head(template_version=version))


def test_the_version_in_force_changes_on_the_day_it_says(later: Templates) -> None:
    assert later.at("receipt_01", CHANGE - timedelta(days=1)) == "v1"
    assert later.at("receipt_01", CHANGE) == "v2"
    assert later.at("receipt_01", CHANGE + timedelta(days=900)) == "v2"


def test_a_day_before_the_first_version_gets_the_first_one(later: Templates) -> None:
    assert later.at("receipt_01", date(2019, 1, 7)) == "v1"


def test_an_old_dossier_reprints_to_the_same_bytes_after_the_wording_changed(
    later: Templates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    before = render_receipt_01(a_receipt("v1"), PaperSize.A4)
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    kept = later.for_dossier("receipt_01", "v1", CHANGE + timedelta(days=200))
    assert render_receipt_01(a_receipt(kept), PaperSize.A4) == before


def test_a_dossier_taken_in_before_the_change_prints_the_old_wording_the_first_time_too(
    later: Templates,
) -> None:
    version = later.for_dossier("receipt_01", None, CHANGE - timedelta(days=3))
    assert NEW_TITLE not in text_of(render_receipt_01(a_receipt(version), PaperSize.A4))


def test_a_new_dossier_prints_the_new_wording(later: Templates) -> None:
    version = later.for_dossier("receipt_01", None, CHANGE)
    assert NEW_TITLE in text_of(render_receipt_01(a_receipt(version), PaperSize.A4))


@pytest.mark.parametrize("version", ["", "v0", "1", "v2 ", "../v1", "v99999"])
def test_a_version_that_is_not_here_is_said_so(version: str) -> None:
    with pytest.raises(NotFound):
        installed().version("receipt_01", version)


def test_a_document_without_a_template_is_said_so() -> None:
    with pytest.raises(NotFound):
        installed().at("no_such_paper", CHANGE)


def test_every_template_says_what_it_is_and_from_when_it_holds() -> None:
    templates = installed()
    for document in templates.documents():
        days = [template.valid_from for template in templates.versions(document)]
        assert days == sorted(set(days)), document
        for template in templates.versions(document):
            path = templates.folder / f"{document}.{template.version}.json"
            assert path.is_file(), f"{template.document} {template.version} in another file"
            assert template.document == document


@pytest.mark.parametrize(
    ("said", "documents"),
    [
        ("Phiếu xin lỗi và hẹn lại", {"apology_04"}),
        ("phieu xin loi va de nghi gia han", {"apology_04"}),
        ("Mẫu số 05", {"control_06", "stop_05"}),
        ("phiếu kiểm soát", {"control_06"}),
        ("Sổ theo dõi", {"register_07"}),
        ("Mẫu số 06", {"control_06", "register_07"}),
        ("CT05 (TT 66", {"ct05"}),
        ("phi", set()),
        ("", set()),
    ],
)
def test_a_form_is_found_by_its_old_name_as_by_its_new_one(said: str, documents: set[str]) -> None:
    assert {form.document for form in installed().named(said)} == documents
