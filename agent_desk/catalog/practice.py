"""Load the scripted citizens of practice; a broken file is named, the others still come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from agent_desk import paths
from agent_desk.catalog.decode import DecodeError, Node, keys_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.catalog.guide import questions_of
from agent_desk.domain.filing import OnlineWay, PaperReason
from agent_desk.domain.practice.examiner import Check
from agent_desk.domain.practice.spec import (
    Ask,
    Carried,
    Difficulty,
    Ending,
    Learn,
    Look,
    Person,
    Reply,
    Right,
    Scripted,
    WantedPaper,
)
from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.catalog.decode import Fields
    from agent_desk.catalog.spec import Catalog, PackProblem, Procedure

_T = TypeVar("_T")

CHECKS = "checks.json"
_CITIZEN = keys_of(
    "id version title difficulty look minutes opening people carried asks replies trap right "
    "advice sources learn writes lays_out"
)
_PERSON = keys_of("id name birth sex address issued shows has_card")
_CARRIED = keys_of("id title lines says")
_ASK = keys_of("id ask answer needless")
_REPLY = keys_of("id say answer right")
_RIGHT = keys_of(
    "endings procedures owner submitter answers channel ways paper_reasons papers office slips "
    "asked cards reasons must_keep_result"
)
_LEARN = keys_of("kind id words")
_CHECK = keys_of("title do source")
_LEARN_KINDS = ("procedure", "howto", "account")
_MOST_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """What one check of the examiner is called, what to do about it, and where that stands."""

    title: str
    do: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSet:
    """All scripted citizens that could be loaded, the easy ones first, and what could not."""

    citizens: tuple[Scripted, ...]
    checks: Mapping[Check, CheckWords]
    problems: tuple[PackProblem, ...]

    def citizen(self, citizen_id: str) -> Scripted:
        """Give one citizen. Raises: NotFound if a file is gone or broken."""
        found = next((one for one in self.citizens if one.id == citizen_id), None)
        if found is None:
            raise NotFound(
                tr("The script of this citizen cannot be read. End the exercise, take another.")
            )
        return found


def load_practice(catalog: Catalog, root: Path | None = None) -> PracticeSet:
    """Load every citizen of a folder and hold them against the catalog; nothing is raised."""
    folder = paths.resources() / "practice" if root is None else root
    problems: list[PackProblem] = []
    citizens: dict[str, Scripted] = {}

    def read(file: Path, decode: Callable[[Node], _T]) -> _T | None:
        text = ""
        try:
            text = text_of(file)
            return decode(parse_json(text))
        except DecodeError as fault:
            problems.append(problem(file.name, text, fault))
            return None

    checks = read(folder / CHECKS, _checks) or {}
    for file in sorted(folder.glob("*.json")):
        if file.name == CHECKS:
            continue
        made = read(file, partial(_citizen, name=file.stem, catalog=catalog))
        if made is not None:
            citizens[made.id] = made
    order = sorted(citizens.values(), key=lambda one: (one.difficulty, one.title))
    return PracticeSet(citizens=tuple(order), checks=checks, problems=tuple(problems))


def _opened(node: Node, keys: frozenset[str], **defaults: object) -> Fields:
    """Open an object in which what is usual may be left out."""
    if isinstance(node.value, dict):
        node = Node({**defaults, **node.value}, node.path)
    return node.fields(keys)


def _checks(node: Node) -> dict[Check, CheckWords]:
    found = {}
    for key, entry in node.entries().items():
        fields = entry.fields(_CHECK)
        check = Node(key, entry.path).choice(Check)
        found[check] = CheckWords(
            title=fields.words("title"), do=fields.words("do"), source=fields.words("source")
        )
    for check in Check:
        if check not in found:
            raise DecodeError((), tr("the field {name} is missing", name=check.value))
    return found


def _citizen(node: Node, name: str, catalog: Catalog) -> Scripted:
    fields = _opened(node, _CITIZEN, carried=[], replies=[], advice={}, writes=False, lays_out="")
    made = Scripted(
        id=fields.words("id"),
        version=fields.words("version"),
        title=fields.words("title"),
        difficulty=_difficulty(fields.at("difficulty")),
        look=fields.choice("look", Look),
        minutes=_minutes(fields.at("minutes")),
        opening=fields.words("opening"),
        people=tuple(_person(one) for one in fields.at("people").items()),
        carried=tuple(_carried(one) for one in fields.at("carried").items()),
        asks=tuple(_ask(one) for one in fields.at("asks").items()),
        replies=tuple(_reply(one) for one in fields.at("replies").items()),
        trap=fields.words("trap"),
        right=_right(fields.at("right"), catalog),
        advice=_advice(fields.at("advice")),
        sources=fields.texts("sources"),
        learn=tuple(_learn(one) for one in fields.at("learn").items()),
        writes=fields.flag("writes"),
        lays_out=fields.text("lays_out"),
    )
    _hold_together(made, name, catalog)
    return made


def _hold_together(made: Scripted, name: str, catalog: Catalog) -> None:
    """Refuse a script whose parts do not fit: ids, right reply, asked questions, people."""
    if made.id != name:
        raise DecodeError(("id",), tr("id: this file must be named {name}", name=f"{made.id}.json"))
    if not made.people:
        raise DecodeError(("people",), tr("this text may not be empty"))
    if made.lays_out:
        _known_procedure(Node(made.lays_out, ("lays_out",)), catalog)
    people = {one.id for one in made.people} | {""}
    asks = {one.id for one in made.asks}
    for path, said, known in (
        (("right", "owner"), {made.right.owner}, people),
        (("right", "submitter"), {made.right.submitter}, people),
        (("right", "asked"), set(made.right.asked), asks),
    ):
        if said - known:
            raise DecodeError(path, tr("only these are allowed: {values}", values=", ".join(known)))
    if made.replies and not any(one.is_right for one in made.replies):
        raise DecodeError(("replies",), tr("one of the replies must be right"))


def _difficulty(node: Node) -> Difficulty:
    try:
        return Difficulty(node.whole())
    except ValueError:
        raise DecodeError(
            node.path, tr("only these are allowed: {values}", values="1, 2, 3")
        ) from None


def _minutes(node: Node) -> int:
    minutes = node.whole()
    if not 0 < minutes <= _MOST_MINUTES:
        raise DecodeError(node.path, tr("a number from 1 to {most} was expected", most=60))
    return minutes


def _person(node: Node) -> Person:
    fields = _opened(node, _PERSON, shows="", has_card=True, issued="2024-08-15")
    return Person(
        id=fields.words("id"),
        name=fields.words("name"),
        birth=fields.at("birth").day(),
        is_female=_one_of(fields.at("sex"), ("female", "male")) == "female",
        address=fields.words("address"),
        issued=fields.at("issued").day(),
        shows=fields.text("shows"),
        has_card=fields.flag("has_card"),
    )


def _carried(node: Node) -> Carried:
    fields = _opened(node, _CARRIED, says="")
    return Carried(
        id=fields.words("id"),
        title=fields.words("title"),
        lines=fields.texts("lines"),
        says=fields.text("says"),
    )


def _ask(node: Node) -> Ask:
    fields = _opened(node, _ASK, needless=False)
    return Ask(
        id=fields.words("id"),
        ask=fields.words("ask"),
        answer=fields.words("answer"),
        is_needless=fields.flag("needless"),
    )


def _reply(node: Node) -> Reply:
    fields = node.fields(_REPLY)
    return Reply(
        id=fields.words("id"),
        say=fields.words("say"),
        answer=fields.words("answer"),
        is_right=fields.flag("right"),
    )


def _learn(node: Node) -> Learn:
    fields = node.fields(_LEARN)
    kind = _one_of(fields.at("kind"), _LEARN_KINDS)
    return Learn(kind=kind, id=fields.words("id"), words=fields.words("words"))


def _advice(node: Node) -> dict[str, str]:
    return {
        Node(key, entry.path).choice(Check).value: entry.words()
        for key, entry in node.entries().items()
    }


def _right(node: Node, catalog: Catalog) -> Right:
    empty: dict[str, object] = dict.fromkeys(
        ("procedures", "ways", "paper_reasons", "slips", "asked", "cards", "reasons"), []
    )
    texts = dict.fromkeys(("owner", "submitter", "channel", "office"), "")
    fields = _opened(node, _RIGHT, answers={}, papers={}, must_keep_result=False, **empty, **texts)
    procedures = tuple(
        _known_procedure(one, catalog).code for one in fields.at("procedures").items()
    )
    known = [catalog.procedures[code] for code in procedures]
    return Right(
        endings=fields.choices("endings", Ending),
        procedures=procedures,
        owner=fields.text("owner"),
        submitter=fields.text("submitter"),
        answers=_answers(fields.at("answers"), known, catalog),
        channel=fields.text("channel"),
        ways=tuple(way.value for way in fields.choices("ways", OnlineWay)),
        paper_reasons=tuple(one.value for one in fields.choices("paper_reasons", PaperReason)),
        papers=_papers(fields.at("papers"), known),
        office=fields.text("office"),
        slips=fields.texts("slips"),
        asked=fields.texts("asked"),
        cards=fields.texts("cards"),
        reasons=fields.texts("reasons"),
        must_keep_result=fields.flag("must_keep_result"),
    )


def _known_procedure(node: Node, catalog: Catalog) -> Procedure:
    code = node.words()
    if code not in catalog.procedures:
        raise DecodeError(node.path, tr("the procedure {code} does not exist", code=code))
    return catalog.procedures[code]


def _answers(node: Node, known: list[Procedure], catalog: Catalog) -> dict[str, str]:
    questions = {q.id: q for procedure in known for q in questions_of(procedure, catalog)}
    found = {}
    for key, entry in node.entries().items():
        question = questions.get(key)
        if question is None or question.answer(entry.words()) is None:
            reason = tr("the catalog has no such question or answer: {name}", name=key)
            raise DecodeError(entry.path, reason)
        found[key] = entry.words()
    return found


def _papers(node: Node, known: list[Procedure]) -> dict[str, WantedPaper]:
    components = {paper.id for procedure in known for paper in procedure.papers}
    found = {}
    for key, entry in node.entries().items():
        if key not in components:
            raise DecodeError(entry.path, tr("the procedure has no such paper: {name}", name=key))
        found[key] = entry.choice(WantedPaper)
    return found


def _one_of(node: Node, allowed: tuple[str, ...]) -> str:
    text = node.words()
    if text not in allowed:
        raise DecodeError(
            node.path, tr("only these are allowed: {values}", values=", ".join(allowed))
        )
    return text
