"""What may be typed after ``agent-desk``, and what is said when it cannot be understood."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from agent_desk import __version__
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WRONG_USE = 2
MAX_RESULTS = 1000


def read_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what was typed; ``command`` names what to do. Raises: SystemExit 2 for wrong use."""
    return _parser().parse_args(argv)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        prefix = tr("Use: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks the language of the desk instead of English."""

    def __init__(
        self, prog: str | None = None, description: str | None = None, **_newer: object
    ) -> None:
        # What newer Pythons pass to the parsers of commands, as colors, is not wanted.
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._positionals.title = tr("what to give")
        self._optionals.title = tr("options")
        self.add_argument("-h", "--help", action="help", help=tr("show this help and end"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(_say_error(message) + "\n")
        raise SystemExit(WRONG_USE)


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001  # argparse names no public type


def _say_error(message: str) -> str:
    """Say in the language of the desk what argparse says in English; unknown words stay."""
    for pattern, sentence in (
        (
            r"argument (?P<what>.*?): invalid choice: (?P<given>.+?) \(choose from (?P<known>.+)\)",
            tr("“{given}” is not one of: {known}."),
        ),
        (
            r"the following arguments are required: *(?P<what>.*)",
            tr("Something is missing: {what}"),
        ),
        (r"unrecognized arguments: (?P<what>.+)", tr("This is not understood: {what}")),
        (r"argument (?P<what>.+?): expected one argument", tr("A value must follow {what}.")),
        (r"argument (?P<what>.+?): (?P<why>.+)", tr("{what} cannot be used: {why}")),
    ):
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            words = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            return sentence.format(**words)
    return message


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="agent-desk", description=tr("The counter of a post office as agent."))
    parser.add_argument(
        "--version", action="version", version=__version__, help=tr("show the version and end")
    )
    _data_dir(parser, default=None)
    _practice(parser, default=False)
    parser.add_argument(
        "--open",
        metavar="TEXT",
        default="",
        help=tr("open a dossier: its number, or a scanned code"),
    )
    parser.set_defaults(command="desk")
    commands = parser.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"))
    _add_demo(commands)
    _add_center(commands)
    _add_catalog(commands)
    _add_ledger(commands)
    return parser


def _data_dir(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--data-dir",
        type=_folder,
        default=default,
        metavar="DIR",
        help=tr("where the data of the desk lies"),
    )


def _practice(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--practice",
        action="store_true",
        default=default,
        help=tr("the practice store: other data, never sent"),
    )


def _add_demo(commands: _Commands) -> None:
    demo = commands.add_parser("demo", help=tr("a whole morning on real procedures"))
    demo.add_argument("--headless", action="store_true", help=tr("without a screen"))
    demo.add_argument(
        "--out",
        type=_folder,
        default=None,
        metavar="DIR",
        help=tr("folder for pictures and report"),
    )
    _data_dir(demo)
    demo.set_defaults(command="demo")


def _add_center(commands: _Commands) -> None:
    center = commands.add_parser("center", help=tr("the center"))
    parts = center.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"), required=True)
    serve = parts.add_parser("serve", help=tr("run the center"))
    _center_options(serve)
    serve.add_argument("--port", type=_port, default=0, help=tr("0 takes a free one"))
    serve.add_argument(
        "--officer", choices=("none", "auto"), default="none", help=tr("auto plays the officials")
    )
    serve.add_argument("--officer-delay", type=_seconds, default=0.0, metavar="SECONDS")
    serve.set_defaults(command="center_serve")
    code = parts.add_parser("enroll-code", help=tr("a one-time code for a new desk"))
    _center_options(code)
    code.add_argument("--site", required=True, type=_words, help=tr("name of the post office"))
    code.set_defaults(command="center_code")
    inspect = parts.add_parser("inspect", help=tr("what the center holds of one desk"))
    _center_options(inspect)
    inspect.add_argument("--desk-id", required=True)
    inspect.set_defaults(command="center_inspect")
    _add_finding(parts)


def _add_finding(parts: _Commands) -> None:
    finding = parts.add_parser("finding", help=tr("look into a delay, the person heard first"))
    finding.set_defaults(command="center_finding")
    steps = finding.add_subparsers(dest="step", metavar=tr("STEP"), required=True)
    listed = steps.add_parser("list", help=tr("what is open, with the raw events"))
    begun = steps.add_parser("open", help=tr("ask the person concerned"))
    for name in ("--desk-id", "--reference", "--person-id"):
        begun.add_argument(name, required=True)
    begun.add_argument("--stage", choices=("seal", "leave", "receive"), required=True)
    check = steps.add_parser("check", help=tr("note what a look at the program found"))
    check.add_argument("--result", choices=("no_fault", "fault"), required=True)
    close = steps.add_parser("close", help=tr("end it"))
    ends = ("not_late", "software_fault", "circumstances", "other_body", "person_at_fault")
    close.add_argument("--result", choices=ends, required=True)
    for step in (listed, begun, check, close):
        _center_options(step)
    for step in (check, close):
        step.add_argument("finding_id")
    for step in (begun, check, close):
        step.add_argument("--reviewer", required=True, type=_words, help=tr("name of the reviewer"))
        step.add_argument("--words", required=True, type=_words, help=tr("in one sentence"))
    asked = ("reviewer", "words", "finding_id", "desk_id", "reference", "stage", "person_id")
    finding.set_defaults(**dict.fromkeys((*asked, "result"), ""))


def _center_options(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    parser.add_argument("--database-url", default=None, metavar="URL", help=tr("a real PostgreSQL"))


def _add_catalog(commands: _Commands) -> None:
    find = commands.add_parser("find", help=tr("which procedure a citizen means"))
    find.add_argument("text", help=tr("what the citizen says; - reads one sentence per line"))
    find.add_argument("--limit", type=_count, default=5, help=tr("how many at most"))
    _json(find)
    _data_dir(find)
    find.set_defaults(command="find")
    guide = commands.add_parser("guide", help=tr("questions and papers of a procedure"))
    guide.add_argument("code", help=tr("the national code; - reads one case per line"))
    guide.add_argument(
        "--answers", type=Path, default=None, metavar="FILE", help=tr("JSON file, - for stdin")
    )
    guide.add_argument(
        "--on", type=_day, default=None, metavar="YYYY-MM-DD", help=tr("as the rules are that day")
    )
    _json(guide)
    _data_dir(guide)
    guide.set_defaults(command="guide")


def _add_ledger(commands: _Commands) -> None:
    sync = commands.add_parser("sync", help=tr("one sync with the center"))
    verify = commands.add_parser("verify", help=tr("prove an exported chain"))
    verify.add_argument("export", type=Path, help=tr("the exported file"))
    verify.add_argument(
        "--center-key",
        type=_key,
        default=None,
        metavar="HEX",
        help=tr("the public key of the center, if you have it from elsewhere"),
    )
    export = commands.add_parser("export", help=tr("export the desk's whole history"))
    export.add_argument("--out", type=Path, required=True, help=tr("the file to write"))
    export.add_argument(
        "--with-personal-data", action="store_true", help=tr("also what names people")
    )
    paper = commands.add_parser("certificate", help=tr("is a certificate of attendance ours"))
    paper.add_argument("number", help=tr("the number on the paper"))
    paper.add_argument("--name", default="", help=tr("the name on the paper, to be compared"))
    doctor = commands.add_parser("doctor", help=tr("what this PC lacks"))
    _json(doctor)
    for name, parser in (
        ("sync", sync),
        ("verify", verify),
        ("export", export),
        ("certificate", paper),
        ("doctor", doctor),
    ):
        _data_dir(parser)
        _practice(parser)
        parser.set_defaults(command=name)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("one line of JSON, for programs"))


# What a value must be. A message here is the part after “cannot be used”.


def _folder(text: str) -> Path:
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError(tr("this names no folder"))
    return Path(text)


def _words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(tr("it is empty"))
    return text


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= MAX_RESULTS:
        raise argparse.ArgumentTypeError(
            tr("a number from 1 to {most} is needed", most=MAX_RESULTS)
        )
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > 65_535:
        raise argparse.ArgumentTypeError(tr("a number from 0 to {most} is needed", most=65_535))
    return int(text)


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text):
        raise argparse.ArgumentTypeError(tr("a number of seconds is needed"))
    return float(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tr("a day like 2026-11-21 is needed")) from None


def _key(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(tr("64 hexadecimal digits are needed"))
    return text.lower()
