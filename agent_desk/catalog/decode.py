"""A typed decoder for the packs' JSON: every fault carries its exact path, and its line on demand.

Standard library only on the way that works; PyYAML is imported when a line has to be found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    import yaml

Path = tuple[str | int, ...]
_E = TypeVar("_E", bound="StrEnum")

CODE = re.compile(r"\d\.\d{6}")
"""The national code of a procedure, e.g. 1.001193."""


def keys_of(names: str) -> frozenset[str]:
    """Give the field names of an object, written with spaces between them."""
    return frozenset(names.split())


class DecodeError(Exception):
    """Something in a file is wrong: where (the path) and what (a sentence)."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and where it stands."""

    value: object
    path: Path = ()

    def fields(self, keys: frozenset[str]) -> Fields:
        """Open an object that has exactly these keys. Raises: DecodeError."""
        if not isinstance(self.value, dict):
            raise DecodeError(self.path, tr("an object was expected here"))
        for key in self.value:
            if key not in keys:
                raise DecodeError((*self.path, key), tr("this field is not known"))
        missing = sorted(keys - self.value.keys())
        if missing:
            raise DecodeError(self.path, tr("the field {name} is missing", name=missing[0]))
        return Fields(self.value, self.path)

    def items(self) -> list[Node]:
        """Open a list. Raises: DecodeError."""
        if not isinstance(self.value, list):
            raise DecodeError(self.path, tr("a list was expected here"))
        return [Node(value, (*self.path, index)) for index, value in enumerate(self.value)]

    def entries(self) -> dict[str, Node]:
        """Open an object with free keys. Raises: DecodeError."""
        if not isinstance(self.value, dict):
            raise DecodeError(self.path, tr("an object was expected here"))
        return {key: Node(value, (*self.path, key)) for key, value in self.value.items()}

    def text(self) -> str:
        """Read text in NFC, perhaps empty. Raises: DecodeError."""
        if not isinstance(self.value, str):
            raise DecodeError(self.path, tr("text was expected here"))
        if not (self.value.isascii() or unicodedata.is_normalized("NFC", self.value)):
            raise DecodeError(self.path, tr("the text is not in NFC form; type the accents again"))
        return self.value

    def words(self) -> str:
        """Read text that may not be empty. Raises: DecodeError."""
        text = self.text()
        if not text.strip():
            raise DecodeError(self.path, tr("this text may not be empty"))
        return text

    def day(self) -> date:
        """Read a date written as 2026-11-21. Raises: DecodeError."""
        text = self.text()
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            raise DecodeError(self.path, tr("this is not a date like 2026-11-21"))
        return day

    def whole(self) -> int:
        """Read a whole number, 0 or more. Raises: DecodeError."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise DecodeError(self.path, tr("a whole number from 0 up was expected here"))
        return self.value

    def choice(self, kind: type[_E]) -> _E:
        """Read one of the values of an enumeration. Raises: DecodeError."""
        text = self.text()
        try:
            return kind(text)
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            raise DecodeError(
                self.path, tr("only these are allowed: {values}", values=allowed)
            ) from None


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an object whose keys are already checked."""

    value: Mapping[str, object]
    path: Path

    def at(self, key: str) -> Node:
        """Give the node of one field."""
        return Node(self.value[key], (*self.path, key))

    def text(self, key: str) -> str:
        """Read text, perhaps empty. Raises: DecodeError."""
        return self.at(key).text()

    def words(self, key: str) -> str:
        """Read text that may not be empty. Raises: DecodeError."""
        return self.at(key).words()

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of non-empty texts. Raises: DecodeError."""
        return tuple(node.words() for node in self.at(key).items())

    def code(self, key: str) -> str:
        """Read the code of a procedure. Raises: DecodeError."""
        text = self.words(key)
        if not CODE.fullmatch(text):
            raise DecodeError((*self.path, key), tr("this is not a procedure code like 1.001193"))
        return text

    def flag(self, key: str) -> bool:
        """Read true or false. Raises: DecodeError."""
        value = self.value[key]
        if not isinstance(value, bool):
            raise DecodeError((*self.path, key), tr("true or false was expected here"))
        return value

    def day_or_none(self, key: str) -> date | None:
        """Read a date or null. Raises: DecodeError."""
        return None if self.value[key] is None else self.at(key).day()

    def whole_or_none(self, key: str) -> int | None:
        """Read a whole number or null, which means not confirmed. Raises: DecodeError."""
        return None if self.value[key] is None else self.at(key).whole()

    def choice(self, key: str, kind: type[_E]) -> _E:
        """Read one of the values of an enumeration. Raises: DecodeError."""
        return self.at(key).choice(kind)

    def choices(self, key: str, kind: type[_E]) -> tuple[_E, ...]:
        """Read a list of the values of an enumeration. Raises: DecodeError."""
        return tuple(node.choice(kind) for node in self.at(key).items())


def parse_json(text: str) -> Node:
    """Read JSON. Raises: DecodeError with the line of a syntax error or of a key given twice."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) != len(pairs):
            twice.append(next(k for i, (k, _) in enumerate(pairs) if k in dict(pairs[:i])))
        return made

    try:
        value = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        reason = tr("this is not valid JSON ({detail})", detail=error.msg)
        raise DecodeError((), reason, error.lineno) from None
    except RecursionError:
        raise DecodeError((), tr("the file is nested too deeply"), 1) from None
    except ValueError:  # a number with more digits than Python reads
        raise DecodeError((), tr("a number in the file is too long"), 1) from None
    if twice:
        reason = tr("the field {name} is given twice", name=twice[0])
        raise DecodeError((), reason, _line_of_second(text, twice[0]))
    return Node(value)


def path_text(path: Path) -> str:
    """Write a path as ``documents[3].rule``; empty for the whole file."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def line_of(text: str, path: Path) -> int:
    """Find the line of a node; JSON is YAML, and YAML nodes know their marks. 1 if unknown."""
    root = _compose(text)
    if root is None:
        return 1
    line = root.start_mark.line
    node: yaml.Node | None = root
    for part in path:
        step = _step(node, part)
        if step is None:
            break
        line, node = step.line, step.node
    return int(line) + 1


@dataclass(frozen=True, slots=True)
class _Step:
    line: int
    node: yaml.Node


def _step(node: yaml.Node | None, part: str | int) -> _Step | None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return _Step(key.start_mark.line, value)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return _Step(child.start_mark.line, child)
    return None


def _compose(text: str) -> yaml.Node | None:
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def _line_of_second(text: str, name: str) -> int:
    wanted = re.compile(rf"{re.escape(json.dumps(name, ensure_ascii=False))}\s*:")
    starts = [match.start() for match in wanted.finditer(text)]
    return text.count("\n", 0, starts[-1]) + 1 if starts else 1
