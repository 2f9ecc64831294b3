"""Answers of a form: JSON by field id, reached by paths such as ``members.0.home.ward``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Answers: TypeAlias = Mapping[str, Json]


def at(answers: Answers, path: str) -> Json:
    """Give the value at a path; None if there is none."""
    found: Json = dict(answers)
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def put(answers: Answers, path: str, value: Json) -> dict[str, Json]:
    """Give the answers with another value at a path; None takes it away.

    Raises: KeyError if the path leads through something that holds no values.
    """
    changed = _put(dict(answers), path.split("."), value)
    return changed if isinstance(changed, dict) else {}


def _put(held: Json, steps: list[str], value: Json) -> Json:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(held, list) and step.isdecimal() and int(step) < len(held):
        number = int(step)
        return [_put(item, rest, value) if n == number else item for n, item in enumerate(held)]
    if held is None or isinstance(held, dict):
        inner = dict(held or {})
        made = _put(inner.get(step), rest, value)
        if made is None:
            inner.pop(step, None)
        else:
            inner[step] = made
        return inner
    raise KeyError(step)


def is_empty(value: Json) -> bool:
    """Say whether a value says nothing: nothing, blanks, or only empty parts. False says no."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(part) for part in value.values())
    if isinstance(value, list):
        return all(is_empty(item) for item in value)
    return value is None


def without_empty(value: Json) -> Json:
    """Give a value without its empty parts; items of a list keep their places."""
    if isinstance(value, dict):
        return {key: without_empty(part) for key, part in value.items() if not is_empty(part)}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


def as_rule_answers(answers: Answers) -> dict[str, str]:
    """Give the answers as rules compare them: choice keys, and ``yes`` or ``no``."""
    found = {}
    for key, value in answers.items():
        if isinstance(value, bool):
            found[key] = "yes" if value else "no"
        elif isinstance(value, str):
            found[key] = value
    return found
