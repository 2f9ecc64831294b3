"""Load the checks of the sessions; a broken file is refused by name, line and reason."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from agent_desk import paths
from agent_desk.catalog.accounts import Validity
from agent_desk.catalog.checks import (
    ANSWERS,
    FEELINGS,
    TASKS,
    Checks,
    CheckTask,
    FeelingOption,
    FeelingQuestion,
    Option,
    SkillCheck,
    TaskKind,
)
from agent_desk.catalog.decode import DecodeError, Fields, Node, keys_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.domain.skill_check import Confidence, Level
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.spec import PackProblem

_CHECK = keys_of("topic version valid_from valid_until title tasks confidence")
_TASK = keys_of("id short kind ask say answers skills card step")
_OPTION = keys_of("text level")
_SHARED = keys_of("version do confidence")
_FEELING_OPTION = keys_of("text value")
_FEELING = keys_of("id ask")
_NAME = re.compile(r"(?P<topic>[a-z0-9_]+)\.v(?P<number>[1-9][0-9]{0,3})\.json")
_SHARED_FILE = "answers.v1.json"

_Q = TypeVar("_Q", CheckTask, FeelingQuestion)
Shared = tuple[tuple[Option, ...], tuple[FeelingOption, ...]]


@lru_cache(maxsize=1)
def installed_checks() -> Checks:
    """Give the checks of this program, read once."""
    return load_checks()


def load_checks(root: Path | None = None) -> Checks:
    """Load every check below a folder; what could not be used is in ``problems``."""
    folder = paths.resources() / "training" / "checks" if root is None else root
    problems: list[PackProblem] = []
    shared = _read(folder / _SHARED_FILE, None, problems)
    found = [_read(file, shared, problems) for file in _files(folder)] if shared else []
    checks = [one for one in found if isinstance(one, SkillCheck)]
    return Checks(checks=tuple(checks), problems=tuple(problems))


def _files(folder: Path) -> list[Path]:
    named = [
        (match["topic"], int(match["number"]), file)
        for file in folder.glob("*.json")
        if (match := _NAME.fullmatch(file.name)) and file.name != _SHARED_FILE
    ]
    return [file for *_, file in sorted(named)]


def _read(
    file: Path, shared: Shared | SkillCheck | None, problems: list[PackProblem]
) -> Shared | SkillCheck | None:
    text = ""
    try:
        text = text_of(file)
        node = parse_json(text)
        return _check(node, shared) if isinstance(shared, tuple) else _shared(node)
    except DecodeError as fault:
        problems.append(problem(file.name, text, fault))
        return None


def _shared(node: Node) -> Shared:
    fields = node.fields(_SHARED)
    feelings = []
    for item in fields.at("confidence").items():
        one = item.fields(_FEELING_OPTION)
        value = one.at("value").whole()
        if value not in tuple(Confidence):
            raise DecodeError((*one.path, "value"), tr("only 1, 2 and 3 are allowed"))
        feelings.append(FeelingOption(text=one.words("text"), value=Confidence(value)))
    if {one.value for one in feelings} != set(Confidence):
        raise DecodeError(("confidence",), tr("each answer is needed once"))
    return _options(fields.at("do")), tuple(feelings)


def _options(node: Node) -> tuple[Option, ...]:
    found = []
    for item in node.items():
        one = item.fields(_OPTION)
        found.append(Option(text=one.words("text"), level=one.choice("level", Level)))
    if len(found) != ANSWERS or {one.level for one in found} != set(Level):
        raise DecodeError(node.path, tr("each answer is needed once"))
    return tuple(found)


def _check(node: Node, shared: Shared) -> SkillCheck:
    fields, (options, feelings) = node.fields(_CHECK), shared
    return SkillCheck(
        topic=fields.words("topic"),
        version=fields.words("version"),
        valid=Validity(
            since=fields.at("valid_from").day(), until=fields.day_or_none("valid_until")
        ),
        title=fields.words("title"),
        tasks=_all(tuple(_task(item, options) for item in fields.at("tasks").items()), TASKS),
        feelings=_all(
            tuple(_feeling(item.fields(_FEELING)) for item in fields.at("confidence").items()),
            FEELINGS,
        ),
        feeling_options=feelings,
    )


def _task(node: Node, usual: tuple[Option, ...]) -> CheckTask:
    fields = node.fields(_TASK)
    kind = fields.choice("kind", TaskKind)
    if kind is TaskKind.DO and fields.at("answers").items():
        raise DecodeError((*node.path, "answers"), tr("what is done has no answers of its own"))
    return CheckTask(
        id=fields.words("id"),
        short=fields.words("short"),
        kind=kind,
        ask=fields.words("ask"),
        say=fields.words("say"),
        options=usual if kind is TaskKind.DO else _options(fields.at("answers")),
        skills=fields.texts("skills"),
        card=fields.words("card"),
        step=fields.words("step"),
    )


def _feeling(fields: Fields) -> FeelingQuestion:
    return FeelingQuestion(id=fields.words("id"), ask=fields.words("ask"))


def _all(found: tuple[_Q, ...], number: int) -> tuple[_Q, ...]:
    if len({one.id for one in found}) != number or len(found) != number:
        raise DecodeError((), tr("{number} questions with different ids are needed", number=number))
    return found
