"""Packs in force, packs that are broken, and what still loads."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from agent_desk.catalog.find import Finder
from agent_desk.catalog.guide import evaluate
from agent_desk.catalog.load import load_catalog
from agent_desk.errors import NotAllowed, NotFound
from tests.catalog.packs import KEPT, REAL, VICTIM, a_pack, change, line_with, victim

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.catalog.spec import PackProblem

TODAY = date(2026, 11, 21)


def _problem(root: Path) -> PackProblem:
    """Load, check that only the victim is missing, give the one problem that is not a gap."""
    catalog = load_catalog(root, on=TODAY)
    assert set(catalog.procedures) == set(KEPT) - {VICTIM}
    (problem,) = [p for p in catalog.problems if p.file.endswith(f"{VICTIM}.json")]
    return problem


def _set(*path: str | int, to: object) -> Callable[[Any], None]:
    def edit(content: Any) -> None:
        for part in path[:-1]:
            content = content[part]
        content[path[-1]] = to

    return edit


COMPETENCE = {
    "rule": "always",
    "level": "commune",
    "anywhere": False,
    "places": [],
    "otherwise": [],
    "office": "UBND {ward}",
    "confidence": "high",
    "valid_from": None,
    "valid_to": None,
}
BROKEN_FIELDS = {
    "mistyped": (_set("confidence", to=3), '"confidence": 3', "confidence: text"),
    "unknown value": (_set("confidence", to="sure"), '"sure"', "confidence: only these"),
    "extra field": (_set("price", to=1), '"price": 1', "price: this field is not known"),
    "unknown question": (
        _set("documents", 2, "rule", to="q_gone=con"),
        "q_gone",
        "documents[2].rule: the question q_gone",
    ),
    "unknown answer": (
        _set("documents", 2, "rule", to="q_giay_cu=maybe"),
        "q_giay_cu=maybe",
        "documents[2].rule: the question q_giay_cu has no answer maybe",
    ),
    "bad rule": (_set("documents", 2, "rule", to="a & b"), '"a & b"', "documents[2].rule: The"),
    "unknown goto": (
        _set("eligibility_questions", 1, "answers", 0, "goto", to="9.999999"),
        "9.999999",
        "eligibility_questions[1].answers[0].goto: the procedure 9.999999",
    ),
    "not NFC": (_set("short_name", to="e\u0302"), "e\u0302", "short_name: the text is not in NFC"),
    "bad date": (_set("valid_from", to="2026-02-30"), "2026-02-30", "valid_from: this is not"),
    "dates reversed": (
        _set("fees", 0, "online_waiver_until", to="2026-01-01"),
        "2026-01-01",
        "fees[0].online_waiver_until: the last day",
    ),
    "negative fee": (_set("fees", 0, "direct_vnd", to=-1), "-1", "fees[0].direct_vnd: a whole"),
    "unknown source": (_set("sources", to=["XYZ"]), "XYZ", "sources[0]: the manifest"),
    "unknown place": (
        _set("competence", 0, "places", to=["moon"]),
        '"moon"',
        "competence[0].places[0]: the manifest",
    ),
    "unknown level": (_set("competence", 0, "level", to="king"), '"king"', "competence[0].level:"),
    "an office with a gap nobody fills": (
        _set("competence", 0, "office", to="UBND {street}"),
        "{street}",
        "competence[0].office: only {ward}, {province}",
    ),
    "an office that names no place": (
        _set("competence", 0, to=COMPETENCE | {"places": ["owner_residence"], "office": "UBND"}),
        '"office": "UBND"',
        "competence[0].office: a place decides",
    ),
    "any office, and a place": (
        _set("competence", 0, to=COMPETENCE | {"places": ["owner_residence"], "anywhere": True}),
        '"places"',
        "competence[0].places: where any office",
    ),
    "unknown database": (
        _set("documents", 0, "replaced_by", to={"database": "clouds", "confidence": "high"}),
        '"clouds"',
        "documents[0].replaced_by.database: the manifest",
    ),
    "no channel": (_set("channels", to=[]), '"channels": []', "channels: at least one"),
}


@pytest.mark.parametrize("name", BROKEN_FIELDS)
def test_a_broken_field_is_refused_with_its_line_and_path(tmp_path: Path, name: str) -> None:
    edit, marker, reason = BROKEN_FIELDS[name]
    file = victim(a_pack(tmp_path))
    change(file, edit)
    problem = _problem(tmp_path)
    assert problem.line == line_with(file, marker)
    assert problem.reason.startswith(reason)


def test_a_missing_field_is_refused_with_the_line_of_its_object(tmp_path: Path) -> None:
    file = victim(a_pack(tmp_path))
    change(file, lambda content: content["time_limit"].pop("rule"))
    problem = _problem(tmp_path)
    assert problem.line == line_with(file, '"time_limit"')
    assert problem.reason == "time_limit: the field rule is missing"


def test_a_syntax_error_is_refused_with_its_line(tmp_path: Path) -> None:
    file = victim(a_pack(tmp_path))
    lines = file.read_text("utf-8").splitlines()
    lines[6] = lines[6].rstrip(",")
    file.write_text("\n".join(lines), "utf-8")
    problem = _problem(tmp_path)
    assert problem.line == 8
    assert "not valid JSON" in problem.reason


def test_a_field_given_twice_is_refused(tmp_path: Path) -> None:
    file = victim(a_pack(tmp_path))
    text = file.read_text("utf-8").rstrip().removesuffix("}").rstrip()
    file.write_text(text + ',\n  "code": "2.000635"\n}\n', "utf-8")
    problem = _problem(tmp_path)
    assert "code is given twice" in problem.reason
    assert problem.line == len(file.read_text("utf-8").splitlines()) - 1


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"{\n\xff\xfe", 2, "not UTF-8"),
        (b"", 1, "not valid JSON"),
        (b"[" * 200_000, 1, "nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", 1, "too long"),
        (b" " * 5_000_000, 1, "larger than"),
        (b"[]", 1, "an object was expected"),
    ],
)
def test_bytes_that_are_no_pack_are_refused(
    tmp_path: Path, data: bytes, line: int, words: str
) -> None:
    victim(a_pack(tmp_path)).write_bytes(data)
    problem = _problem(tmp_path)
    assert problem.line == line
    assert words in problem.reason


def test_a_file_that_is_missing_is_reported(tmp_path: Path) -> None:
    victim(a_pack(tmp_path)).unlink()
    assert _problem(tmp_path).reason == "the file is missing"


def test_a_code_in_the_wrong_file_is_refused(tmp_path: Path) -> None:
    file = victim(a_pack(tmp_path))
    change(file, _set("code", to="2.000636"))
    problem = _problem(tmp_path)
    assert problem.reason == "code: this file must be named 2.000636.json"
    assert problem.line == line_with(file, '"code": "2.000636"')


def test_a_code_held_twice_is_refused(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    (pack / "procedures" / "9.000001.json").write_text(victim(pack).read_text("utf-8"), "utf-8")
    catalog = load_catalog(tmp_path, on=TODAY)
    (problem,) = [p for p in catalog.problems if p.file.endswith("9.000001.json")]
    assert problem.reason == "code: another file already holds 2.000635"
    assert set(catalog.procedures) == set(KEPT)


def test_a_file_the_manifest_does_not_list_is_a_whole_procedure(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    extra = pack / "procedures" / "9.000001.json"
    change(extra, _set("code", to="9.000001"), victim(pack))
    catalog = load_catalog(tmp_path, on=TODAY)
    assert evaluate(catalog, "9.000001", {"channel": "direct"}, on=TODAY).papers
    assert "9.000001" in {match.code for match in Finder(catalog).find("trích lục hộ tịch")}


def test_broken_words_leave_the_procedures_usable(tmp_path: Path) -> None:
    pack = a_pack(tmp_path)
    change(pack / "words.json", _set("concepts", "death", 0, to="<nobody> mất"))
    catalog = load_catalog(tmp_path, on=TODAY)
    assert set(catalog.procedures) == set(KEPT)
    reasons = [p.reason for p in catalog.problems if p.file == "small/words.json"]
    assert reasons == ["concepts.death[0]: the class <nobody> does not exist"]


def test_a_broken_manifest_leaves_other_packs_usable(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{}", "utf-8")
    a_pack(tmp_path)
    catalog = load_catalog(tmp_path, on=TODAY)
    assert set(catalog.procedures) == set(KEPT)
    assert catalog.problems[0].file == "broken/manifest.json"


def test_a_pack_out_of_force_says_so_when_no_other_is(tmp_path: Path) -> None:
    a_pack(tmp_path)
    catalog = load_catalog(tmp_path, on=date(2020, 1, 1))
    assert not catalog.procedures
    assert "not in force" in catalog.problems[0].reason


def test_the_newest_version_of_a_pack_wins(tmp_path: Path) -> None:
    a_pack(tmp_path)
    newer = a_pack(tmp_path / "next")
    newer = newer.rename(tmp_path / "newer")
    (tmp_path / "next").rmdir()
    change(newer / "manifest.json", _set("version", to="2026.11.10"))
    assert load_catalog(tmp_path, on=TODAY).version == "hanoi-starter 2026.11.10"


def test_an_expired_procedure_is_kept_for_old_dossiers_only(tmp_path: Path) -> None:
    file = victim(a_pack(tmp_path))
    change(file, lambda p: p.update(valid_to="2026-10-31", replaced_by="1.001193"))
    catalog = load_catalog(tmp_path, on=TODAY)
    assert catalog.procedure(VICTIM).code == VICTIM
    assert VICTIM not in {p.code for p in catalog.valid_procedures()}
    with pytest.raises(NotAllowed, match=r"31/10/2026.*1\.001193"):
        catalog.require_valid(VICTIM, TODAY)


def test_an_unknown_code_says_what_to_do(tmp_path: Path) -> None:
    a_pack(tmp_path)
    with pytest.raises(NotFound, match="citizen's own words"):
        load_catalog(tmp_path, on=TODAY).procedure("7.777777")


def test_a_folder_of_forms_beside_the_procedures_is_not_read_here(tmp_path: Path) -> None:
    forms = a_pack(tmp_path) / "forms"
    forms.mkdir()
    (forms / "2.000635.json").write_text("{", "utf-8")
    catalog = load_catalog(tmp_path, on=TODAY)
    assert set(catalog.procedures) == set(KEPT)
    assert not [problem for problem in catalog.problems if "forms" in problem.file]


def test_an_empty_folder_is_an_empty_catalog(tmp_path: Path) -> None:
    assert load_catalog(tmp_path / "nowhere", on=TODAY).procedures == {}


def test_loading_the_real_packs_imports_nothing_heavy() -> None:
    code = (
        "import datetime, sys; from agent_desk.catalog.load import load_catalog as load;"
        "assert len(load(on=datetime.date(2026, 11, 21)).procedures) == 42;"
        "sys.exit(any(name in sys.modules for name in ('yaml', 'pydantic', 'jsonschema')))"
    )
    root = REAL.parents[2]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
