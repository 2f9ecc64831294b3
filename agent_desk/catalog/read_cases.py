"""Read what a pack says of cases: rules over answers, papers, and who decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent_desk.catalog.competence import CompetenceRule, Level, Place
from agent_desk.catalog.decode import DecodeError, keys_of
from agent_desk.catalog.rules import Rule, parse_rule
from agent_desk.catalog.spec import Confidence, Copies, Database, PaperKind, PaperSpec, Period
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Fields, Node
    from agent_desk.catalog.spec import Pack, Question

_PAPER = keys_of("id name copies kind required_when rule replaced_by obtainable_from note")
_REPLACED_BY = keys_of("database confidence")
_COMPETENCE = keys_of("rule level anywhere places otherwise office confidence valid_from valid_to")
_GAP = re.compile(r"\{(ward|province)\}")


def read_rule(node: Node, known: Mapping[str, Question]) -> Rule:
    """Read a rule whose questions and answers must exist. Raises: DecodeError."""
    try:
        rule = parse_rule(node.words())
    except ValueError as error:
        raise DecodeError(node.path, str(error)) from None
    for term in rule.terms():
        question = known.get(term.question)
        if question is None:
            raise DecodeError(
                node.path, tr("the question {name} does not exist", name=term.question)
            )
        if question.answer(term.answer) is None:
            reason = tr(
                "the question {name} has no answer {answer}",
                name=term.question,
                answer=term.answer,
            )
            raise DecodeError(node.path, reason)
    return rule


def read_period(fields: Fields, start_key: str, end_key: str) -> Period:
    """Read a first and a last day, each perhaps null. Raises: DecodeError."""
    start, end = fields.day_or_none(start_key), fields.day_or_none(end_key)
    if start is not None and end is not None and end < start:
        raise DecodeError((*fields.path, end_key), tr("the last day lies before the first"))
    return Period(start=start, end=end)


def read_papers(node: Node, known: Mapping[str, Question], pack: Pack) -> tuple[PaperSpec, ...]:
    """Read the papers of a procedure. Raises: DecodeError."""
    found: dict[str, PaperSpec] = {}
    for item in node.items():
        fields = item.fields(_PAPER)
        paper_id = fields.words("id")
        if paper_id in found:
            raise DecodeError((*item.path, "id"), tr("this id is used twice"))
        found[paper_id] = PaperSpec(
            id=paper_id,
            name=fields.words("name"),
            copies=fields.choice("copies", Copies),
            kind=fields.choice("kind", PaperKind),
            required_when=fields.text("required_when"),
            rule=read_rule(fields.at("rule"), known),
            replaced_by=_database(fields.at("replaced_by"), pack),
            obtainable_from=fields.text("obtainable_from"),
            note=fields.text("note"),
        )
    return tuple(found.values())


def read_competence(
    node: Node, known: Mapping[str, Question], pack: Pack
) -> tuple[CompetenceRule, ...]:
    """Read who decides, in the order in which the rules are tried. Raises: DecodeError."""
    return tuple(_competence(item.fields(_COMPETENCE), known, pack) for item in node.items())


def _competence(fields: Fields, known: Mapping[str, Question], pack: Pack) -> CompetenceRule:
    office = fields.text("office")
    if "{" in _GAP.sub("", office) or "}" in _GAP.sub("", office):
        raise DecodeError(
            (*fields.path, "office"),
            tr("only {names} may stand in braces", names="{ward}, {province}"),
        )
    places = _places(fields.at("places"), pack)
    if places and not _GAP.search(office):
        raise DecodeError(
            (*fields.path, "office"), tr("a place decides, but the office names none")
        )
    is_anywhere = fields.flag("anywhere")
    if is_anywhere and places:
        raise DecodeError(
            (*fields.path, "places"), tr("where any office will do, no place decides")
        )
    return CompetenceRule(
        rule=read_rule(fields.at("rule"), known),
        level=fields.choice("level", Level),
        is_anywhere=is_anywhere,
        places=places,
        otherwise=_places(fields.at("otherwise"), pack),
        office=office,
        confidence=fields.choice("confidence", Confidence),
        valid=read_period(fields, "valid_from", "valid_to"),
    )


def _places(node: Node, pack: Pack) -> tuple[Place, ...]:
    for item in node.items():
        if item.words() not in pack.places:
            raise DecodeError(item.path, tr("the manifest does not name this place"))
    return tuple(pack.places[item.words()] for item in node.items())


def _database(node: Node, pack: Pack) -> Database | None:
    if node.value is None:
        return None
    fields = node.fields(_REPLACED_BY)
    name = pack.databases.get(fields.words("database"))
    if name is None:
        raise DecodeError(
            (*fields.path, "database"), tr("the manifest does not name this database")
        )
    return Database(
        id=fields.words("database"), name=name, confidence=fields.choice("confidence", Confidence)
    )
