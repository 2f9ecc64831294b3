"""The commands: a contract that tests, scripts and the installer rely on.

Exit codes: 0 done, 1 the answer is no, 2 wrong use, 75 try later. JSON goes to stdout, words to
stderr.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from agent_desk import i18n, paths, qt_needs
from agent_desk.arguments import WRONG_USE, read_arguments
from agent_desk.clock import SystemClock, local
from agent_desk.errors import CenterUnreachable, DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.paths import DataDir

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

DONE, NO, TRY_LATER, STOPPED = 0, 1, 75, 130
_MAX_LINE = 200_000
"""More of one line is read past: a pipe may hold anything."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    _speak_utf8()
    language = os.environ.get("AGENT_DESK_LANGUAGE") or "vi"
    if language not in i18n.LANGUAGES:
        i18n.activate("en")
        known = ", ".join(i18n.LANGUAGES)
        _say(tr("AGENT_DESK_LANGUAGE must be one of: {known}.", known=known))
        return WRONG_USE
    i18n.activate(language)
    options = read_arguments(argv)
    try:
        return _COMMANDS[options.command](options)
    except CenterUnreachable as error:
        _say(error.message)
        return TRY_LATER
    except DeskError as error:
        _say(error.message)
        return NO
    except BrokenPipeError:
        _close_pipe()
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        reason = f"{where}{error.strerror or error}"
        _say(tr("Check the folder, the disk and the rights: {reason}", reason=reason))
        return NO
    except KeyboardInterrupt:
        return STOPPED


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale of the PC is; a wrong byte becomes a mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(newline="\n")


def _close_pipe() -> None:
    """The reader has gone: let Python find nothing to complain about when it ends."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    os.close(quiet)


def _data(options: argparse.Namespace) -> DataDir:
    root = options.data_dir or paths.default_data_dir(practice=options.practice)
    return DataDir(root=Path(root).expanduser(), is_practice=bool(options.practice))


def _desk(options: argparse.Namespace) -> int:
    if not qt_needs.has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        _say(tr("No screen here. Start Agent Desk from the desktop of the PC."))
        return NO
    missing = qt_needs.missing_packages(for_window=True)
    if missing:
        _say(qt_needs.cure(missing))
        return NO
    from agent_desk.app import run_desk

    return run_desk(_data(options), wish=_printable(options.open))


def _demo(options: argparse.Namespace) -> int:
    headless = options.headless or not qt_needs.has_display()
    missing = qt_needs.missing_packages(for_window=not headless)
    if missing:
        _say(qt_needs.cure(missing))
        return NO
    from agent_desk.demo.run import run_demo

    return run_demo(options.out, options.data_dir, headless=headless)


def _center_serve(options: argparse.Namespace) -> int:
    _need_center()
    from agent_desk.center.config import CenterSettings, Officer, OfficerSettings
    from agent_desk.center.main import serve

    return serve(
        CenterSettings(
            data_dir=_center_dir(options),
            database_url=options.database_url,
            port=options.port,
            officer=Officer(options.officer),
            officer_settings=OfficerSettings(delay_s=options.officer_delay),
        )
    )


def _center_code(options: argparse.Namespace) -> int:
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.main import enroll_code

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    code = enroll_code(settings, options.site)
    _out(json.dumps({"code": code, "site": options.site}, ensure_ascii=False))
    return DONE


def _center_inspect(options: argparse.Namespace) -> int:
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.main import holdings_json

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    _out(json.dumps(holdings_json(settings, options.desk_id), ensure_ascii=False))
    return DONE


def _center_finding(options: argparse.Namespace) -> int:
    _need_center()
    from agent_desk.center.config import CenterSettings
    from agent_desk.center.finding_command import Review, Step
    from agent_desk.center.main import finding_json

    settings = CenterSettings(data_dir=_center_dir(options), database_url=options.database_url)
    asked = Review(
        step=Step(options.step),
        reviewer=options.reviewer,
        words=options.words,
        finding_id=options.finding_id,
        desk_id=options.desk_id,
        reference=options.reference,
        stage=options.stage,
        person_id=options.person_id,
        result=options.result,
    )
    _out(json.dumps(finding_json(settings, asked), ensure_ascii=False))
    return DONE


def _need_center() -> None:
    from importlib.util import find_spec

    if find_spec("fastapi") is None or find_spec("psycopg") is None:
        raise DeskError(
            tr("The center is not part of this installation. Install: agent-desk[center]")
        )


def _center_dir(options: argparse.Namespace) -> Path:
    if options.data_dir is not None:
        return Path(options.data_dir).expanduser()
    return paths.default_data_dir().with_name("agent-desk-center")


def _find(options: argparse.Namespace) -> int:
    from agent_desk.catalog import answers_json
    from agent_desk.catalog.find import Finder
    from agent_desk.catalog.load import load_catalog

    finder = Finder(load_catalog(on=_today()))
    if options.text == "-":
        for line in answers_json.find_lines(finder, _lines(sys.stdin), options.limit):
            _out(line)
        return DONE
    found = answers_json.find_json(finder, _printable(options.text), options.limit)
    if options.json:
        _out(json.dumps(found, ensure_ascii=False))
    elif found:
        for match in found:
            _out(f"{match['code']}  {match['name']}  ({match['score']:.2f})")
    else:
        _say(tr("Nothing fits. Say it in other words, or ask what the paper is needed for."))
    return DONE if found else NO


def _guide(options: argparse.Namespace) -> int:
    from agent_desk.catalog import answers_json
    from agent_desk.catalog.load import load_catalog

    on = options.on or _today()
    catalog = load_catalog(on=on)
    if options.code == "-":
        for line in answers_json.guide_lines(catalog, _lines(sys.stdin), on=on):
            _out(line)
        return DONE
    code = _printable(options.code)
    try:
        given = None if options.answers is None else _read_json(options.answers)
        answers = None if options.answers is None else answers_json.read_answers(given)
        found = answers_json.guide_json(catalog, code, answers, on=on)
    except InvalidInput as error:
        _say(error.message)
        return WRONG_USE
    _out(json.dumps(found, ensure_ascii=False, indent=None if options.json else 2))
    return DONE


def _read_json(path: Path) -> object:
    """Read a file of answers, or stdin for ``-``. Raises: InvalidInput."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
        return json.loads(text.removeprefix("\ufeff"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidInput(tr("The answers cannot be read: {reason}", reason=reason)) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(
            tr("The answers cannot be read: {reason}", reason=tr("this is not JSON"))
        ) from error


def _lines(stream: TextIO) -> Iterator[str]:
    """Give one line after another; of an endless line only its beginning is kept."""
    is_first = True
    while line := stream.readline(_MAX_LINE):
        rest = line
        while not rest.endswith("\n") and (rest := stream.readline(_MAX_LINE)):
            pass
        yield line.removeprefix("\ufeff") if is_first else line
        is_first = False


def _printable(text: str) -> str:
    """Read an argument as UTF-8 whatever the locale is; a byte that is none becomes a mark."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text.encode("utf-8", "replace").decode("utf-8")


def _sync(options: argparse.Namespace) -> int:
    from agent_desk.sync.client import CenterClient
    from agent_desk.sync.report import report_json
    from agent_desk.sync.run import sync_once
    from agent_desk.ui.opening import open_data, open_office

    if options.practice:
        _say(tr("Practice data is never sent."))
        return NO
    data = _data(options)
    if not data.database.exists():
        _say(tr("This desk is not enrolled yet. Start Agent Desk and follow the set-up."))
        return NO
    store = open_data(data)
    try:
        office = open_office(store, SystemClock())
        enrolled = office.enrolled()
        client = CenterClient(office.desk.identity.center_url)
        try:
            report = sync_once(enrolled, client, lambda: False)
        finally:
            client.close()
    finally:
        store.close()
    _out(json.dumps(report_json(report), ensure_ascii=False))
    if report.is_ok:
        return DONE
    _say(report.error)
    return TRY_LATER if report.may_retry else NO


def _verify(options: argparse.Namespace) -> int:
    from agent_desk.export_file import prove

    try:
        proof = prove(options.export, center_public_key=options.center_key or "")
    except InvalidInput as error:
        _out(json.dumps({"holds": False, "faults": [error.message]}, ensure_ascii=False))
        _say(error.message)
        return NO
    _out(
        json.dumps(
            {
                "holds": proof.holds,
                "is_practice": proof.header.is_practice,
                "desk_id": proof.header.desk_id,
                "center_public_key": proof.header.center_public_key,
                "facts": proof.chain.count,
                "head_sha256": proof.chain.head_sha256,
                "receipts": proof.receipts,
                "held_through": proof.held_through,
                "private_payloads": proof.private_payloads,
                "erased_payloads": proof.erased_payloads,
                "faults": list(proof.faults),
            },
            ensure_ascii=False,
        )
    )
    if proof.header.is_practice:
        _say(tr("This is practice data: none of it happened."))
    for fault in proof.faults:
        _say(fault)
    return DONE if proof.holds else NO


def _export(options: argparse.Namespace) -> int:
    from agent_desk.queries.export import export
    from agent_desk.ui.opening import open_data

    data = _data(options)
    if not data.database.exists():
        _say(tr("This desk is not enrolled yet; there is nothing to export."))
        return NO
    store = open_data(data)
    try:
        count = export(store, SystemClock(), options.out, with_private=options.with_personal_data)
    finally:
        store.close()
    _out(json.dumps({"facts": count, "file": str(options.out)}, ensure_ascii=False))
    return DONE


def _certificate(options: argparse.Namespace) -> int:
    from agent_desk.queries.certificates import checked
    from agent_desk.ui.opening import open_data

    if not _data(options).database.exists():
        raise DeskError(tr("This desk is not enrolled yet; it gave no certificates."))
    with closing(open_data(_data(options))) as store, store.read() as connection:
        told = checked(connection, _printable(options.number), _printable(options.name))
    _out(json.dumps(told, ensure_ascii=False))
    return DONE if told["holds"] and told.get("name_fits") is not False else NO


def _doctor(options: argparse.Namespace) -> int:
    from agent_desk.doctor import examine
    from agent_desk.ui.pc_check import Grade

    findings = examine(_data(options))
    if options.json:
        rows = [
            {"name": f.name, "grade": f.grade.value, "says": f.says, "cure": f.cure}
            for f in findings
        ]
        _out(json.dumps(rows, ensure_ascii=False))
    else:
        marks = {Grade.GOOD: "✓", Grade.HINT: "!", Grade.BAD: "✗"}
        for finding in findings:
            cure = f" → {finding.cure}" if finding.cure else ""
            _out(f"{marks[finding.grade]} {finding.says}{cure}")
    return NO if any(f.grade is Grade.BAD for f in findings) else DONE


def _today() -> date:
    return local(SystemClock().now()).date()


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "desk": _desk,
    "demo": _demo,
    "center_serve": _center_serve,
    "center_code": _center_code,
    "center_inspect": _center_inspect,
    "center_finding": _center_finding,
    "find": _find,
    "guide": _guide,
    "sync": _sync,
    "verify": _verify,
    "export": _export,
    "certificate": _certificate,
    "doctor": _doctor,
}
