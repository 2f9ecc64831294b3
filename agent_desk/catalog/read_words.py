"""Read a pack's ``words.json``: what citizens say, abbreviations, concepts, sibling sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError, keys_of
from agent_desk.catalog.patterns import Pattern, parse_pattern
from agent_desk.catalog.spec import SiblingSet, Words
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from agent_desk.catalog.decode import Node

_WORDS = keys_of("phrases abbreviations fillers classes concepts needs which_one")
_WHICH_ONE = keys_of("id ask codes")


def read_words(node: Node, codes: Set[str]) -> Words:
    """Read the words of one pack; every code named must be in it. Raises: DecodeError."""
    fields = node.fields(_WORDS)
    phrases = {
        _known(key, value, codes): tuple(item.words() for item in value.items())
        for key, value in fields.at("phrases").entries().items()
    }
    classes = {
        key: tuple(item.words() for item in value.items())
        for key, value in fields.at("classes").entries().items()
    }
    needs = fields.at("needs")
    return Words(
        phrases=phrases,
        needs={
            _known(key, value, codes): _named(value, fields.at("concepts"))
            for key, value in needs.entries().items()
        },
        abbreviations={k: v.words() for k, v in fields.at("abbreviations").entries().items()},
        fillers=fields.texts("fillers"),
        concepts={
            key: tuple(_pattern(item, classes) for item in value.items())
            for key, value in fields.at("concepts").entries().items()
        },
        siblings=tuple(_siblings(item, codes) for item in fields.at("which_one").items()),
    )


def merge_words(parts: Iterable[Words]) -> Words:
    """Put the words of several packs together; a later pack wins on the same key."""
    phrases: dict[str, tuple[str, ...]] = {}
    abbreviations: dict[str, str] = {}
    concepts: dict[str, tuple[Pattern, ...]] = {}
    fillers: list[str] = []
    needs: dict[str, tuple[str, ...]] = {}
    siblings: list[SiblingSet] = []
    for part in parts:
        phrases.update(part.phrases)
        abbreviations.update(part.abbreviations)
        concepts.update(part.concepts)
        fillers.extend(part.fillers)
        needs.update(part.needs)
        siblings.extend(part.siblings)
    return Words(
        phrases=phrases,
        abbreviations=abbreviations,
        fillers=tuple(fillers),
        concepts=concepts,
        needs=needs,
        siblings=tuple(siblings),
    )


def _known(code: str, node: Node, codes: Set[str]) -> str:
    if code not in codes:
        raise DecodeError(node.path, tr("the procedure {code} does not exist", code=code))
    return code


def _named(node: Node, concepts: Node) -> tuple[str, ...]:
    known = concepts.entries()
    for item in node.items():
        if item.words() not in known:
            raise DecodeError(item.path, tr("there is no such concept"))
    return tuple(item.words() for item in node.items())


def _pattern(node: Node, classes: Mapping[str, Iterable[str]]) -> Pattern:
    try:
        return parse_pattern(node.words(), classes)
    except ValueError as error:
        raise DecodeError(node.path, str(error)) from None


def _siblings(node: Node, codes: Set[str]) -> SiblingSet:
    fields = node.fields(_WHICH_ONE)
    for item in fields.at("codes").items():
        _known(item.words(), item, codes)
    return SiblingSet(id=fields.words("id"), ask=fields.words("ask"), codes=fields.texts("codes"))
