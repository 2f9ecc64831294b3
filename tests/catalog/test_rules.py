"""The rule language."""

from __future__ import annotations

import pytest

from agent_desk.catalog.rules import RuleKind, parse_rule


def test_always_holds_and_fallback_never_does() -> None:
    assert parse_rule("always").holds({})
    assert not parse_rule("fallback").holds({})
    assert parse_rule("fallback").is_fallback


def test_and_binds_tighter_than_or() -> None:
    rule = parse_rule("a=1 & b=1 | c=1")
    assert rule.kind is RuleKind.CASES
    assert rule.holds({"c": "1"})
    assert rule.holds({"a": "1", "b": "1"})
    assert not rule.holds({"a": "1"})
    assert not rule.holds({"b": "1", "a": "2"})


def test_an_unanswered_question_is_not_true() -> None:
    assert not parse_rule("a=1").holds({})


def test_a_rule_depends_only_on_questions_that_can_still_turn_it() -> None:
    rule = parse_rule("a=1 & b=1")
    assert rule.depends_on("b", {})
    assert rule.depends_on("b", {"a": "1"})
    assert not rule.depends_on("b", {"a": "2"})
    assert not rule.depends_on("c", {})
    assert not rule.depends_on("a", {"a": "1", "b": "1"})


@pytest.mark.parametrize("text", ["", "a", "a=", "=b", "a=b &", "a=b || c=d", "a==b", "not a=b"])
def test_a_rule_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="question=answer"):
        parse_rule(text)
