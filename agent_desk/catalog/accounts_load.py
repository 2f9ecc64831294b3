"""Load the cards for account help; a broken file is refused by name, line and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from agent_desk import paths
from agent_desk.catalog.accounts import (
    AccountHelp,
    Chooser,
    Doer,
    HelpAnswer,
    HelpCard,
    HelpQuestion,
    HelpStep,
    Proposal,
    SlipWords,
    Source,
    Trust,
    Validity,
)
from agent_desk.catalog.decode import (
    DecodeError,
    Node,
    keys_of,
    line_of,
    parse_json,
    path_text,
)
from agent_desk.catalog.rules import Rule, RuleKind, parse_rule
from agent_desk.domain.assist import Reason
from agent_desk.domain.secrets import looks_like_secret
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.catalog.decode import Fields

T = TypeVar("T")

_CARD = keys_of(
    "card version valid_from valid_until order title for_whom when is_obstacle steps reasons "
    "follow_up slip"
)
_STEP = keys_of("id who title detail look_away source")
_SLIP = keys_of("today claims_done next bring place")
_FOLLOW_UP = keys_of("what after_working_days")
_CHOOSER = keys_of("version valid_from valid_until questions")
_QUESTION = keys_of("id ask when answers")
_ANSWER = keys_of("key label detail")
_SOURCE = keys_of("text confidence")


def load_account_help(root: Path | None = None) -> AccountHelp:
    """Load every card and chooser below a folder; what could not be used is in ``problems``."""
    folder = paths.resources() / "help" / "accounts" if root is None else root
    reader = _Reader()
    sources = reader.read(folder / "sources.json", _sources) or {}
    choosers = [reader.read(file, _chooser) for file in sorted(folder.glob("chooser.v*.json"))]
    known = {
        question.id: {answer.key for answer in question.answers}
        for chooser in choosers
        if chooser is not None
        for question in chooser.questions
    }
    cards = [
        reader.read(file, lambda node: _card(node, sources, known))
        for file in sorted(folder.glob("*.v*.json"))
        if not file.name.startswith("chooser.")
    ]
    found = sorted((card for card in cards if card is not None), key=lambda card: card.order)
    return AccountHelp(
        choosers=tuple(chooser for chooser in choosers if chooser is not None),
        cards=tuple(found),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Reads files and notes what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, file: Path, decode: Callable[[Node], T]) -> T | None:
        """Read one file; note the problem and give None if it cannot be used."""
        text = ""
        try:
            text = file.read_text(encoding="utf-8")
            return decode(parse_json(text))
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{file.name}: {type(error).__name__}")
        except DecodeError as fault:
            line = fault.line or line_of(text, fault.path)
            self.problems.append(f"{file.name}:{line}: {path_text(fault.path)}: {fault.reason}")
        return None


def _sources(node: Node) -> dict[str, Source]:
    found = {}
    for key, entry in node.entries().items():
        fields = entry.fields(_SOURCE)
        found[key] = Source(
            text=fields.words("text"), confidence=fields.choice("confidence", Trust)
        )
    return found


def _validity(fields: Fields) -> Validity:
    valid = Validity(since=fields.at("valid_from").day(), until=fields.day_or_none("valid_until"))
    if valid.until is not None and valid.until < valid.since:
        raise DecodeError((*fields.path, "valid_until"), tr("it ends before it begins"))
    return valid


def _chooser(node: Node) -> Chooser:
    fields = node.fields(_CHOOSER)
    questions: list[HelpQuestion] = []
    known: dict[str, set[str]] = {}
    for item in fields.at("questions").items():
        question = _question(item, known)
        known[question.id] = {answer.key for answer in question.answers}
        questions.append(question)
    return Chooser(
        version=fields.words("version"), valid=_validity(fields), questions=tuple(questions)
    )


def _question(node: Node, known: Mapping[str, set[str]]) -> HelpQuestion:
    fields = node.fields(_QUESTION)
    answers = []
    for item in fields.at("answers").items():
        answer = item.fields(_ANSWER)
        answers.append(
            HelpAnswer(
                key=answer.words("key"), label=answer.words("label"), detail=answer.text("detail")
            )
        )
    if fields.words("id") in known:
        raise DecodeError((*fields.path, "id"), tr("this id is used twice"))
    if len(answers) < 2 or len({answer.key for answer in answers}) != len(answers):
        raise DecodeError(
            (*fields.path, "answers"), tr("answers must exist and differ in their keys")
        )
    return HelpQuestion(
        id=fields.words("id"),
        ask=fields.words("ask"),
        when=_rule(fields.at("when"), known),
        answers=tuple(answers),
    )


def _rule(node: Node, known: Mapping[str, set[str]]) -> Rule:
    try:
        rule = parse_rule(node.words())
    except ValueError as error:
        raise DecodeError(node.path, str(error)) from None
    for term in rule.terms():
        if term.answer not in known.get(term.question, set()):
            raise DecodeError(
                node.path,
                tr(
                    "{term} points at no answer asked before", term=f"{term.question}={term.answer}"
                ),
            )
    if rule.kind is RuleKind.FALLBACK:
        raise DecodeError(node.path, tr("a card or a question cannot be a fallback"))
    return rule


def _card(node: Node, sources: Mapping[str, Source], known: Mapping[str, set[str]]) -> HelpCard:
    fields = node.fields(_CARD)
    steps = tuple(_step(item, sources) for item in fields.at("steps").items())
    if not steps or len({step.id for step in steps}) != len(steps):
        raise DecodeError((*fields.path, "steps"), tr("steps must exist and differ in their ids"))
    reasons = fields.choices("reasons", Reason)
    if Reason.COMPLETED in reasons or len(set(reasons)) != len(reasons):
        raise DecodeError(
            (*fields.path, "reasons"), tr("only reasons for not being able, each once")
        )
    return HelpCard(
        id=fields.words("card"),
        version=fields.words("version"),
        valid=_validity(fields),
        order=fields.at("order").whole(),
        title=fields.words("title"),
        for_whom=fields.words("for_whom"),
        when=_rule(fields.at("when"), known),
        is_obstacle=fields.flag("is_obstacle"),
        steps=steps,
        reasons=reasons,
        follow_up=_follow_up(fields),
        slip=_slip(fields.at("slip")),
    )


def _step(node: Node, sources: Mapping[str, Source]) -> HelpStep:
    fields = node.fields(_STEP)
    source = sources.get(fields.words("source"))
    if source is None:
        raise DecodeError((*fields.path, "source"), tr("this source is not in sources.json"))
    return HelpStep(
        id=fields.words("id"),
        doer=fields.choice("who", Doer),
        title=fields.words("title"),
        detail=fields.text("detail"),
        look_away=fields.flag("look_away"),
        source=source,
    )


def _follow_up(fields: Fields) -> Proposal | None:
    if fields.at("follow_up").value is None:
        return None
    proposed = fields.at("follow_up").fields(_FOLLOW_UP)
    return Proposal(
        what=proposed.words("what"),
        after_working_days=proposed.at("after_working_days").whole(),
    )


def _slip(node: Node) -> SlipWords:
    fields = node.fields(_SLIP)
    words = SlipWords(
        today=fields.words("today"),
        claims_done=fields.flag("claims_done"),
        next=fields.texts("next"),
        bring=fields.texts("bring"),
        place=fields.text("place"),
    )
    if any(looks_like_secret(text) for text in (words.today, *words.next, *words.bring)):
        raise DecodeError(fields.path, tr("a slip may not name a secret"))
    return words
