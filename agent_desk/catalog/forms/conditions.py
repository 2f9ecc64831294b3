"""Conditions between the fields of a form, as rules and as JSON Schema says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError
from agent_desk.catalog.forms.spec import Kind
from agent_desk.catalog.rules import Rule, RuleKind, parse_rule
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Node
    from agent_desk.catalog.forms.spec import FormField

ALWAYS = Rule(text="always", kind=RuleKind.ALWAYS)


def read_condition(node: Node, known: Mapping[str, FormField]) -> Rule:
    """Read a rule over fields that hold a choice or yes and no. Raises: DecodeError."""
    try:
        rule = parse_rule(node.words())
    except ValueError as error:
        raise DecodeError(node.path, str(error)) from None
    if rule.is_fallback:
        raise DecodeError(node.path, tr("a form has no fallback rule"))
    for term in rule.terms():
        field = known.get(term.question)
        if field is None:
            reason = tr("no field {name} stands before this one", name=term.question)
            raise DecodeError(node.path, reason)
        if not _can_answer(field, term.answer):
            reason = tr(
                "the field {name} has no answer {answer}", name=term.question, answer=term.answer
            )
            raise DecodeError(node.path, reason)
    return rule


def if_schema(rule: Rule, known: Mapping[str, FormField]) -> dict[str, object]:
    """Write a condition as JSON Schema says it; two conditions that are equal look equal."""
    cases: list[dict[str, object]] = []
    for case in rule.cases:
        consts = {}
        for term in case:
            is_yes_no = known[term.question].kind is Kind.YES_NO
            consts[term.question] = {"const": term.answer == "yes" if is_yes_no else term.answer}
        cases.append({"properties": consts, "required": list(consts)})
    return cases[0] if len(cases) == 1 else {"anyOf": cases}


def _can_answer(field: FormField, answer: str) -> bool:
    if field.kind is Kind.YES_NO:
        return answer in ("yes", "no")
    return field.kind is Kind.CHOICE and field.option(answer) is not None
