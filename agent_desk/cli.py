"""The commands: a contract that tests, scripts and the installer rely on.

Exit codes: 0 done, 1 the answer is no, 2 wrong use, 75 try later. JSON goes to stdout, words to
stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from agent_desk import __version__, i18n, paths, qt_needs
from agent_desk.clock import SystemClock, local
from agent_desk.errors import CenterUnreachable, DeskError
from agent_desk.i18n import tr
from agent_desk.paths import DataDir

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, NO, WRONG_USE, TRY_LATER = 0, 1, 2, 75


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    i18n.activate(os.environ.get("AGENT_DESK_LANGUAGE", "vi"))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # Windows pipes
    options = _parser().parse_args(argv)
    try:
        code: int = options.run(options)
    except CenterUnreachable as error:
        _say(error.message)
        return TRY_LATER
    except DeskError as error:
        _say(error.message)
        return NO
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="agent-desk", description=tr("The counter of a post office as agent."))
    parser.add_argument("--version", action="version", version=__version__)
    _desk_options(parser)
    parser.set_defaults(run=_desk)
    commands = parser.add_subparsers(title=tr("commands"), metavar="")
    _add_demo(commands)
    _add_center(commands)
    _add_catalog(commands)
    _add_ledger(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _say(message)
        raise SystemExit(WRONG_USE)


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001  # argparse names no public type


def _desk_options(parser: argparse.ArgumentParser, *, inherited: bool = False) -> None:
    default = argparse.SUPPRESS if inherited else None
    parser.add_argument(
        "--data-dir", type=Path, default=default, help=tr("where the data of the desk lies")
    )
    parser.add_argument(
        "--practice",
        action="store_true",
        default=argparse.SUPPRESS if inherited else False,
        help=tr("the practice store: other data, never sent"),
    )


def _add_demo(commands: _Commands) -> None:
    demo = commands.add_parser("demo", help=tr("a whole morning on real procedures"))
    demo.add_argument("--headless", action="store_true", help=tr("without a screen"))
    demo.add_argument("--out", type=Path, default=None, help=tr("folder for pictures and report"))
    demo.set_defaults(run=_demo)


def _add_center(commands: _Commands) -> None:
    center = commands.add_parser("center", help=tr("the center"))
    parts = center.add_subparsers(title=tr("commands"), metavar="", required=True)
    serve = parts.add_parser("serve", help=tr("run the center"))
    _center_options(serve)
    serve.add_argument("--port", type=int, default=0)
    serve.add_argument("--officer", choices=("none", "auto"), default="none")
    serve.add_argument("--officer-delay", type=float, default=0.0, metavar="SECONDS")
    serve.set_defaults(run=_center_serve)
    code = parts.add_parser("enroll-code", help=tr("a one-time code for a new desk"))
    _center_options(code)
    code.add_argument("--site", required=True, help=tr("name of the post office"))
    code.set_defaults(run=_center_code)
    inspect = parts.add_parser("inspect", help=tr("what the center holds of one desk"))
    _center_options(inspect)
    inspect.add_argument("--desk-id", required=True)
    inspect.set_defaults(run=_center_inspect)


def _center_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", type=Path, default=None)
    parser.add_argument("--database-url", default=None)


def _add_catalog(commands: _Commands) -> None:
    find = commands.add_parser("find", help=tr("which procedure a citizen means"))
    find.add_argument("text", help=tr("what the citizen says; - reads one sentence per line"))
    find.add_argument("--limit", type=int, default=5)
    find.add_argument("--json", action="store_true")
    find.set_defaults(run=_find)
    guide = commands.add_parser("guide", help=tr("questions and papers of a procedure"))
    guide.add_argument("code", help=tr("the national code; - reads one case per line"))
    guide.add_argument("--answers", type=Path, default=None, help=tr("JSON file, - for stdin"))
    guide.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    guide.add_argument("--json", action="store_true")
    guide.set_defaults(run=_guide)


def _add_ledger(commands: _Commands) -> None:
    sync = commands.add_parser("sync", help=tr("one sync with the center"))
    _desk_options(sync, inherited=True)
    sync.set_defaults(run=_sync)
    verify = commands.add_parser("verify", help=tr("prove an exported chain"))
    verify.add_argument("export", type=Path)
    verify.set_defaults(run=_verify)
    export = commands.add_parser("export", help=tr("export the desk's whole history"))
    _desk_options(export, inherited=True)
    export.add_argument("--out", type=Path, required=True)
    export.add_argument(
        "--with-personal-data", action="store_true", help=tr("also what names people")
    )
    export.set_defaults(run=_export)
    doctor = commands.add_parser("doctor", help=tr("what this PC lacks"))
    _desk_options(doctor, inherited=True)
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)


def _data(options: argparse.Namespace) -> DataDir:
    root = options.data_dir or paths.default_data_dir(practice=options.practice)
    return DataDir(root=Path(root).expanduser())


def _desk(options: argparse.Namespace) -> int:
    if not qt_needs.has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        _say(tr("No screen here. Start Agent Desk from the desktop of the PC."))
        return NO
    missing = qt_needs.missing_packages(for_window=True)
    if missing:
        _say(qt_needs.cure(missing))
        return NO
    from agent_desk.app import run_desk

    return run_desk(_data(options), is_practice=options.practice)


def _demo(options: argparse.Namespace) -> int:
    headless = options.headless or not qt_needs.has_display()
    missing = qt_needs.missing_packages(for_window=not headless)
    if missing:
        _say(qt_needs.cure(missing))
        return NO
    from agent_desk.demo.run import run_demo

    return run_demo(out=options.out, headless=headless)


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
        for line in answers_json.find_lines(finder, sys.stdin, options.limit):
            _out(line)
        return DONE
    found = answers_json.find_json(finder, options.text, options.limit)
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
        for line in answers_json.guide_lines(catalog, sys.stdin, on=on):
            _out(line)
        return DONE
    answers = None
    if options.answers is not None:
        try:
            text = (
                sys.stdin.read()
                if str(options.answers) == "-"
                else options.answers.read_text("utf-8")
            )
            answers = answers_json.read_answers(json.loads(text))
        except (OSError, ValueError) as error:
            _say(tr("The answers cannot be read: {reason}", reason=error))
            return WRONG_USE
    found = answers_json.guide_json(catalog, options.code, answers, on=on)
    _out(json.dumps(found, ensure_ascii=False, indent=None if options.json else 2))
    return DONE


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
        client = CenterClient(office.desk.identity.center_url)
        try:
            report = sync_once(office.desk, office.keys, client, lambda: False)
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

    proof = prove(options.export)
    _out(
        json.dumps(
            {
                "holds": proof.holds,
                "desk_id": proof.header.desk_id,
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


def _doctor(options: argparse.Namespace) -> int:
    from agent_desk.doctor import Grade, examine

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
