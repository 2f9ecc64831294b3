"""The command line: shapes, exit codes, stdout for programs, stderr for people."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from agent_desk import cli, i18n
from agent_desk.commands.certificates import issue_certificates
from agent_desk.queries import certificates
from agent_desk.queries.export import export
from tests.support import desks
from tests.support.checked import Came, a_held_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture(autouse=True)
def language_of_the_test_run(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run in Vietnamese, then leave the language as the other tests expect it: none."""
    monkeypatch.delenv("AGENT_DESK_LANGUAGE", raising=False)
    before = i18n._active
    yield
    i18n._active = before


def outside(
    *arguments: str, stdin: bytes = b"", variables: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "agent_desk", *arguments],
        input=stdin,
        env={**os.environ, **(variables or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )


def run(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run one command in this process; give exit code, stdout, stderr."""
    try:
        code = cli.main(list(arguments))
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Leave behind an enrolled desk with one lodged dossier; its center is never there."""
    folder = tmp_path_factory.mktemp("cli") / "desk"
    with desks.opened_desk(folder) as t:
        desks.a_lodged_dossier(t)
        t.sync()
        export(t.desk.store, t.clock, folder.parent / "good.txt", with_private=False)
    return folder


# find


def test_find_gives_ranked_codes_names_and_scores(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["find", "lấy vợ", "--json", "--limit", "3"], capsys)
    found = json.loads(out)
    assert code == 0
    assert err == ""
    assert found[0]["code"] == "1.000894"
    assert all({"code", "name", "score"} <= set(match) for match in found)
    assert [m["score"] for m in found] == sorted((m["score"] for m in found), reverse=True)
    assert len(found) <= 3


def test_find_of_nothing_is_an_empty_list_and_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(["find", "", "--json"], capsys)
    assert (code, json.loads(out)) == (1, [])


def test_find_without_json_keeps_words_about_nothing_off_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(["find", "zzzzqqqq"], capsys)
    assert (code, out) == (1, "")
    assert err.strip()


_HOSTILE = (
    b"khai sinh\r\n",
    b"\n",
    b"khai sinh \xff\xfe\xc3\n",
    b"\x00\x07khai\x00sinh\n",
    "😀👶🏽 khai sinh\n".encode(),
    "lấy vợ\rmất bằng lái xe\n".encode(),
    b'"; DROP TABLE facts; -- $(reboot) {0} %s\n',
    b"a" * 10_000_000 + b"\n",
    "khai sinh".encode("utf-16") + b"\n",
    "lấy vợ".encode(),
)


@pytest.mark.parametrize(
    "variables",
    [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
)
def test_every_line_of_hostile_stdin_gets_one_list(variables: dict[str, str]) -> None:
    done = outside("find", "-", "--json", stdin=b"".join(_HOSTILE), variables=variables)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(answers) == sum(text.count(b"\n") for text in _HOSTILE) + 1
    assert answers[0][0]["code"] == "1.001193"
    assert answers[1] == []
    assert answers[-1][0]["code"] == "1.000894"


def test_empty_stdin_gives_no_lines() -> None:
    done = outside("find", "-", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_mark_of_byte_order_is_no_part_of_the_first_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('\ufeff{"code": "1.001193"}\n'))
    code, out, _ = run(["guide", "-", "--json"], capsys)
    assert code == 0
    assert "questions" in json.loads(out)


def test_a_reader_that_goes_away_ends_it_in_silence() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "agent_desk", "find", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdin.write(b"khai sinh\n" * 300)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"khai sinh\n" * 300)
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_find_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys, json; from agent_desk.cli import main; main(['find', 'khai sinh', '--json']);"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}
    heavy = {"sqlalchemy", "pydantic", "PySide6", "requests", "reportlab", "alembic"}
    assert loaded & (heavy | {"sqlcipher3", "yaml", "PIL", "phonenumbers", "cryptography"}) == set()


# guide


def test_guide_gives_the_questions(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["guide", "1.001193", "--json"], capsys)
    asked = json.loads(out)
    assert (code, err) == (0, "")
    assert {"code", "name", "questions"} <= set(asked)
    assert {"id", "ask", "answers"} <= set(asked["questions"][0])
    assert {"key", "label"} == set(asked["questions"][0]["answers"][0])


def test_guide_with_answers_gives_papers_channels_office_and_fee(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_bytes(b"\xef\xbb\xbf" + b'{"channel": "online", "q_gop": "khong"}')
    code, out, err = run(["guide", "1.001193", "--answers", str(answers), "--json"], capsys)
    decided = json.loads(out)
    assert (code, err) == (0, "")
    keys = {"exit", "papers", "channels", "office", "fee_vnd", "working_days"}
    assert keys <= set(decided)
    assert {"id", "name", "need", "kind", "copies"} <= set(decided["papers"][0])


def test_guide_answers_line_by_line_and_names_bad_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ['{"code": "1.001193", "answers": {"q_gop": "co"}}', "[", '{"code": "0.0"}', "null"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    code, out, _ = run(["guide", "-", "--json"], capsys)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert answers[0]["exit"]["kind"] == "goto"
    assert [set(answer) for answer in answers[1:]] == [{"error"}] * 3


@pytest.mark.parametrize("content", [b"[1]", b"{", b"\xff\xfe", b"[" * 200_000, b'{"zz": "co"}'])
def test_answers_that_are_no_answers_are_wrong_use(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    code, out, err = run(["guide", "1.001193", "--answers", str(path)], capsys)
    assert (code, out) == (2, "")
    assert err.strip()


def test_a_procedure_that_does_not_exist_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["guide", "9.999999"], capsys)
    assert (code, out) == (1, "")
    assert "9.999999" in err


# Wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["gibberish"],
        ["find"],
        ["find", "a", "b"],
        ["find", "a", "--limit", "0"],
        ["find", "a", "--limit", "-1"],
        ["find", "a", "--limit", "٣"],
        ["guide", "1.001193", "--on", "2026-02-30"],
        ["guide", "1.001193", "--answers", "/nowhere/at/all"],
        ["--no-such-flag"],
        ["verify"],
        ["verify", "x", "--center-key", "abc"],
        ["export"],
        ["center"],
        ["center", "enroll-code", "--site", " "],
        ["center", "serve", "--port", "99999"],
        ["center", "serve", "--officer", "human"],
        ["--data-dir", "", "sync"],
    ],
)
def test_wrong_use_is_said_in_words_and_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(arguments, capsys)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_a_language_that_is_not_there_is_wrong_use(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_DESK_LANGUAGE", "fr")
    code, out, err = run(["find", "khai sinh"], capsys)
    assert (code, out) == (2, "")
    assert "vi, en" in err


def test_help_is_vietnamese_or_english_as_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, vietnamese, _ = run(["--help"], capsys)
    assert code == 0
    assert "usage:" not in vietnamese
    assert "show this help message" not in vietnamese
    assert "Trung tâm" in vietnamese
    monkeypatch.setenv("AGENT_DESK_LANGUAGE", "en")
    assert "the center" in run(["--help"], capsys)[1]


def test_the_data_folder_may_stand_before_or_behind_the_command(
    capsys: pytest.CaptureFixture[str], desk_folder: Path, tmp_path: Path
) -> None:
    before = run(["--data-dir", str(desk_folder), "export", "--out", str(tmp_path / "a")], capsys)
    after = run(["export", "--data-dir", str(desk_folder), "--out", str(tmp_path / "b")], capsys)
    assert (before[0], after[0]) == (0, 0)
    assert json.loads(before[1])["facts"] == json.loads(after[1])["facts"]


# sync, export, verify


def test_sync_before_set_up_is_a_no_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(["sync", "--data-dir", str(tmp_path / "new")], capsys)
    assert (code, out) == (1, "")
    assert err.strip()
    assert not (tmp_path / "new").exists()


def test_sync_without_a_center_says_try_later(
    capsys: pytest.CaptureFixture[str], desk_folder: Path
) -> None:
    code, out, err = run(["sync", "--data-dir", str(desk_folder)], capsys)
    assert code == 75
    assert isinstance(json.loads(out), dict)
    assert err.strip()


def test_practice_is_never_sent(capsys: pytest.CaptureFixture[str], desk_folder: Path) -> None:
    code, out, err = run(["sync", "--practice", "--data-dir", str(desk_folder)], capsys)
    assert (code, out) == (1, "")
    assert err.strip()


def test_an_export_holds_personal_data_only_if_asked(
    capsys: pytest.CaptureFixture[str], desk_folder: Path, tmp_path: Path
) -> None:
    where = ["--data-dir", str(desk_folder)]
    assert run(["export", *where, "--out", str(tmp_path / "bare")], capsys)[0] == 0
    whole = ["export", *where, "--with-personal-data", "--out", str(tmp_path / "whole")]
    assert run(whole, capsys)[0] == 0
    assert "Nguyễn" not in (tmp_path / "bare").read_text("utf-8")
    assert "Nguyễn" in (tmp_path / "whole").read_text("utf-8")
    assert run(["verify", str(tmp_path / "whole")], capsys)[0] == 0


def test_a_certificate_is_checked_from_the_ledger_and_its_name_never_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with desks.opened_desk(tmp_path) as t:
        session_id, _ = a_held_session(t, Came(name="Lê Thị Lan"))
        issue_certificates(t.desk, t.act(), session_id)
        with t.desk.store.read() as connection:
            (row,) = certificates.of_session(connection, session_id)
    where = ["--data-dir", str(tmp_path)]
    code, out, _ = run(["certificate", row.number, "--name", "Lê Thị Lan", *where], capsys)
    assert (code, json.loads(out)["name_fits"]) == (0, True)
    assert "Lan" not in out
    assert run(["certificate", row.number, "--name", "Trần Văn Nam", *where], capsys)[0] == 1
    code, out, said = run(["certificate", "12345", *where], capsys)
    assert (code, out) == (1, "")
    assert said


def test_an_export_to_where_nothing_can_be_written_is_a_sentence(
    capsys: pytest.CaptureFixture[str], desk_folder: Path
) -> None:
    where = ["--data-dir", str(desk_folder), "--out", "/proc/none/x"]
    code, out, err = run(["export", *where], capsys)
    assert (code, out) == (1, "")
    assert "/proc/none" in err


def test_verify_says_yes_to_a_good_export(
    capsys: pytest.CaptureFixture[str], desk_folder: Path
) -> None:
    code, out, err = run(["verify", str(desk_folder.parent / "good.txt")], capsys)
    proof = json.loads(out)
    assert (code, err) == (0, "")
    assert proof["holds"] is True
    assert proof["facts"] == proof["held_through"] > 0


def test_verify_says_no_to_a_changed_export(
    capsys: pytest.CaptureFixture[str], desk_folder: Path, tmp_path: Path
) -> None:
    data = bytearray((desk_folder.parent / "good.txt").read_bytes())
    for number, change in enumerate((data[:-200], data[:40], b"", bytes(reversed(data)))):
        path = tmp_path / f"changed{number}.txt"
        path.write_bytes(change)
        code, out, err = run(["verify", str(path)], capsys)
        assert (code, json.loads(out)["holds"]) == (1, False)
        assert err.strip()


def test_verify_of_a_file_that_is_not_there_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["verify", "/nowhere/at/all"], capsys)
    assert (code, json.loads(out)["holds"]) == (1, False)
    assert "/nowhere/at/all" in err


def test_a_data_folder_that_cannot_be_written_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    where = str(tmp_path / "file" / "desk")
    for command in (["sync"], ["export", "--out", str(tmp_path / "x")], ["doctor"]):
        code, _, _ = run([*command, "--data-dir", where], capsys)
        assert code in (0, 1)


# The rest


def test_doctor_gives_every_finding_with_its_cure(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, err = run(["doctor", "--json", "--data-dir", str(tmp_path)], capsys)
    rows = json.loads(out)
    assert err == ""
    assert all(set(row) == {"name", "grade", "says", "cure"} for row in rows)
    assert all(bool(row["cure"]) == (row["grade"] != "good") for row in rows)


def test_without_a_screen_it_says_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, out, err = run([], capsys)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_a_stopped_command_ends_without_a_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_finder: object, _text: str, _limit: int) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("agent_desk.catalog.answers_json.find_json", stop)
    code, out, err = run(["find", "khai sinh"], capsys)
    assert (code, out, err) == (130, "", "")
