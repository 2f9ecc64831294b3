"""Templates: versioned, complete, in one form of Vietnamese."""

from __future__ import annotations

import ast
import json
import unicodedata
from pathlib import Path

import pytest

from agent_desk import documents, paths
from agent_desk.documents.wording import wording
from agent_desk.errors import NotFound

DOCUMENTS = ("sending_slip", "bring_slip", "result_slip", "receipt_01")
TEMPLATES = sorted((paths.resources() / "templates").glob("*.json"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_its_own_name_and_version_and_is_nfc(path):
    text = path.read_text(encoding="utf-8")
    template = json.loads(text)
    assert path.name == f"{template['document']}.{template['version']}.json"
    assert unicodedata.is_normalized("NFC", text)
    assert all(value.count("*") % 2 == 0 for value in template["texts"].values())


@pytest.mark.parametrize("version", ["v2", "v0", "", "1", "../v1", "v1/../v1"])
def test_an_unknown_version_is_not_printed(version):
    with pytest.raises(NotFound):
        wording("sending_slip", version)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_has_the_common_words(document):
    words = wording(document, "v1")
    assert words.text("motto") == "Độc lập - Tự do - Hạnh phúc"
    assert words.text("title").isupper()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_literal_key_a_document_asks_for_is_in_its_template(document):
    folder = Path(documents.__file__).parent
    texts = wording(document, "v1").texts
    asked = {
        call.args[0].value
        for call in ast.walk(ast.parse((folder / f"{document}.py").read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"text", "runs", "field", "note"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert asked
    assert asked <= texts.keys()


def test_words_between_stars_are_bold():
    runs = wording("sending_slip", "v1").runs("at_desk")
    assert [run.text for run in runs] == ["Đã lưu tại quầy, ", "Trung tâm chưa nhận", "."]
    assert runs[1].face is not runs[0].face
