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
from typing import TYPE_CHECKING

from agent_desk import i18n, paths, qt_needs
from agent_desk.arguments import WRONG_USE, read_arguments
from agent_desk.center_cli import center_code, center_finding, center_inspect, center_serve
from agent_desk.clock import SystemClock, local
from agent_desk.console import (
    DONE,
    NO,
    STOPPED,
    TRY_LATER,
    close_pipe,
    lines,
    out,
    printable,
    say,
    speak_utf8,
)
from agent_desk.errors import CenterUnreachable, DeskError, InvalidInput
from agent_desk.i18n import tr
from agent_desk.paths import DataDir

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    speak_utf8()
    language = os.environ.get("AGENT_DESK_LANGUAGE") or "vi"
    if language not in i18n.LANGUAGES:
        i18n.activate("en")
        known = ", ".join(i18n.LANGUAGES)
        say(tr("AGENT_DESK_LANGUAGE must be one of: {known}.", known=known))
        return WRONG_USE
    i18n.activate(language)
    options = read_arguments(argv)
    try:
        return _COMMANDS[options.command](options)
    except CenterUnreachable as error:
        say(error.message)
        return TRY_LATER
    except DeskError as error:
        say(error.message)
        return NO
    except BrokenPipeError:
        close_pipe()
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        reason = f"{where}{error.strerror or error}"
        say(tr("Check the folder, the disk and the rights: {reason}", reason=reason))
        return NO
    except KeyboardInterrupt:
        return STOPPED


def _data(options: argparse.Namespace) -> DataDir:
    root = options.data_dir or paths.default_data_dir(practice=options.practice)
    return DataDir(root=Path(root).expanduser(), is_practice=bool(options.practice))


def _desk(options: argparse.Namespace) -> int:
    if not qt_needs.has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        say(tr("No screen here. Start Agent Desk from the desktop of the PC."))
        return NO
    missing = qt_needs.missing_packages(for_window=True)
    if missing:
        say(qt_needs.cure(missing))
        return NO
    from agent_desk.app import run_desk

    return run_desk(_data(options), wish=printable(options.open))


def _demo(options: argparse.Namespace) -> int:
    headless = options.headless or not qt_needs.has_display()
    missing = qt_needs.missing_packages(for_window=not headless)
    if missing:
        say(qt_needs.cure(missing))
        return NO
    from agent_desk.demo.run import run_demo

    return run_demo(options.out, options.data_dir, headless=headless)


def _find(options: argparse.Namespace) -> int:
    from agent_desk.catalog import answers_json
    from agent_desk.catalog.find import Finder
    from agent_desk.catalog.load import load_catalog

    finder = Finder(load_catalog(on=_today()))
    if options.text == "-":
        for line in answers_json.find_lines(finder, lines(sys.stdin), options.limit):
            out(line)
        return DONE
    found = answers_json.find_json(finder, printable(options.text), options.limit)
    if options.json:
        out(json.dumps(found, ensure_ascii=False))
    elif found:
        for match in found:
            out(f"{match['code']}  {match['name']}  ({match['score']:.2f})")
    else:
        say(tr("Nothing fits. Say it in other words, or ask what the paper is needed for."))
    return DONE if found else NO


def _guide(options: argparse.Namespace) -> int:
    from agent_desk.catalog import answers_json
    from agent_desk.catalog.load import load_catalog

    on = options.on or _today()
    catalog = load_catalog(on=on)
    if options.code == "-":
        for line in answers_json.guide_lines(catalog, lines(sys.stdin), on=on):
            out(line)
        return DONE
    code = printable(options.code)
    try:
        given = None if options.answers is None else _read_json(options.answers)
        answers = None if options.answers is None else answers_json.read_answers(given)
        found = answers_json.guide_json(catalog, code, answers, on=on)
    except InvalidInput as error:
        say(error.message)
        return WRONG_USE
    out(json.dumps(found, ensure_ascii=False, indent=None if options.json else 2))
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


def _sync(options: argparse.Namespace) -> int:
    from agent_desk.sync.client import CenterClient
    from agent_desk.sync.report import report_json
    from agent_desk.sync.run import sync_once
    from agent_desk.ui.opening import open_data, open_office

    if options.practice:
        say(tr("Practice data is never sent."))
        return NO
    data = _data(options)
    if not data.database.exists():
        say(tr("This desk is not enrolled yet. Start Agent Desk and follow the set-up."))
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
    out(json.dumps(report_json(report), ensure_ascii=False))
    if report.is_ok:
        return DONE
    say(report.error)
    return TRY_LATER if report.may_retry else NO


def _verify(options: argparse.Namespace) -> int:
    from agent_desk.export_file import prove

    try:
        proof = prove(options.export, center_public_key=options.center_key or "")
    except InvalidInput as error:
        out(json.dumps({"holds": False, "faults": [error.message]}, ensure_ascii=False))
        say(error.message)
        return NO
    out(
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
        say(tr("This is practice data: none of it happened."))
    for fault in proof.faults:
        say(fault)
    return DONE if proof.holds else NO


def _export(options: argparse.Namespace) -> int:
    from agent_desk.queries.export import export
    from agent_desk.ui.opening import open_data

    data = _data(options)
    if not data.database.exists():
        say(tr("This desk is not enrolled yet; there is nothing to export."))
        return NO
    store = open_data(data)
    try:
        count = export(store, SystemClock(), options.out, with_private=options.with_personal_data)
    finally:
        store.close()
    out(json.dumps({"facts": count, "file": str(options.out)}, ensure_ascii=False))
    return DONE


def _certificate(options: argparse.Namespace) -> int:
    from agent_desk.queries.certificates import checked
    from agent_desk.ui.opening import open_data

    if not _data(options).database.exists():
        raise DeskError(tr("This desk is not enrolled yet; it gave no certificates."))
    with closing(open_data(_data(options))) as store, store.read() as connection:
        told = checked(connection, printable(options.number), printable(options.name))
    out(json.dumps(told, ensure_ascii=False))
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
        out(json.dumps(rows, ensure_ascii=False))
    else:
        marks = {Grade.GOOD: "✓", Grade.HINT: "!", Grade.BAD: "✗"}
        for finding in findings:
            cure = f" → {finding.cure}" if finding.cure else ""
            out(f"{marks[finding.grade]} {finding.says}{cure}")
    return NO if any(f.grade is Grade.BAD for f in findings) else DONE


def _today() -> date:
    return local(SystemClock().now()).date()


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "desk": _desk,
    "demo": _demo,
    "center_serve": center_serve,
    "center_code": center_code,
    "center_inspect": center_inspect,
    "center_finding": center_finding,
    "find": _find,
    "guide": _guide,
    "sync": _sync,
    "verify": _verify,
    "export": _export,
    "certificate": _certificate,
    "doctor": _doctor,
}
