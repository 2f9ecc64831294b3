"""Read the JSON of a pack into the frozen values: one reader for each kind of object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.catalog.competence import Place
from agent_desk.catalog.decode import CODE, DecodeError, keys_of
from agent_desk.catalog.read_cases import read_competence, read_papers, read_period, read_rule
from agent_desk.catalog.spec import (
    STOP,
    Answer,
    CommonRule,
    Confidence,
    CounterAction,
    DatedText,
    Fees,
    Pack,
    Procedure,
    Question,
    SeeAlso,
    Source,
    TimeLimit,
)
from agent_desk.domain.dossier import Channel
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.catalog.decode import Fields, Node

FORMAT = 1
"""The version of the pack format that this program reads."""

_MANIFEST = keys_of(
    "format id version title language as_of checked_on record_dates valid_from valid_to "
    "procedures disclaimer licence vocab vocab_notes places databases common_questions "
    "common_rules sources"
)
_PROCEDURE = keys_of(
    "code code_confidence valid_from valid_to replaced_by name short_name name_en name_ja field "
    "life_events level level_confidence level_note competent_body competence channels "
    "presence_required counter_actions who_may_apply documents form_code fees time_limit "
    "result legal_basis eligibility_questions common_rejections clerk_notes see_also confidence "
    "sources"
)
_QUESTION = keys_of("id ask ask_when answers why valid_from valid_to")
_ANSWER = keys_of("key label goto note")
_FEES = keys_of(
    "direct_vnd online_vnd unit exemptions online_waiver_from online_waiver_until note confidence "
    "valid_from valid_to"
)
_TIME_LIMIT = keys_of("working_days after_15h_next_working_day rule confidence")
_DATED = keys_of("text valid_from valid_to")
_SEE_ALSO = keys_of("code when in_catalogue")
_COMMON_RULE = keys_of("id text confidence")


def read_manifest(node: Node) -> Pack:
    """Read ``manifest.json``. Raises: DecodeError."""
    fields = node.fields(_MANIFEST)
    if fields.at("format").whole() != FORMAT:
        reason = tr("this program reads pack format {n}; install a newer release", n=FORMAT)
        raise DecodeError(("format",), reason)
    common = read_questions(fields.at("common_questions"), {}, is_common=True)
    return Pack(
        id=fields.words("id"),
        version=fields.words("version"),
        title=fields.words("title"),
        as_of=fields.at("as_of").day(),
        checked_on=fields.at("checked_on").day(),
        valid=read_period(fields, "valid_from", "valid_to"),
        record_dates=fields.text("record_dates"),
        language=fields.text("language"),
        disclaimer=fields.text("disclaimer"),
        licence=fields.text("licence"),
        codes=_codes(fields.at("procedures")),
        vocab={key: _texts_by_key(value) for key, value in fields.at("vocab").entries().items()},
        vocab_notes=_texts_by_key(fields.at("vocab_notes")),
        places={
            key: Place(id=key, ask=ask) for key, ask in _texts_by_key(fields.at("places")).items()
        },
        databases=_texts_by_key(fields.at("databases")),
        common_questions=common,
        common_rules=tuple(_common_rule(item) for item in fields.at("common_rules").items()),
        sources=tuple(
            Source(id=key, text=value.words())
            for key, value in fields.at("sources").entries().items()
        ),
    )


def read_procedure(node: Node, pack: Pack) -> Procedure:
    """Read one procedure; its rules are checked against its own and the common questions.

    Raises: DecodeError.
    """
    fields = node.fields(_PROCEDURE)
    common = {question.id: question for question in pack.common_questions}
    questions = read_questions(fields.at("eligibility_questions"), common, is_common=False)
    known = common | {question.id: question for question in questions}
    replaced_by = None if fields.value["replaced_by"] is None else fields.code("replaced_by")
    return Procedure(
        code=fields.code("code"),
        pack_id=pack.id,
        code_confidence=fields.choice("code_confidence", Confidence),
        valid=read_period(fields, "valid_from", "valid_to"),
        replaced_by=replaced_by,
        name=fields.words("name"),
        short_name=fields.words("short_name"),
        name_en=fields.text("name_en"),
        name_ja=fields.text("name_ja"),
        field=fields.words("field"),
        life_events=fields.texts("life_events"),
        level=fields.words("level"),
        level_confidence=fields.choice("level_confidence", Confidence),
        level_note=fields.text("level_note"),
        competent_body=_dated_texts(fields.at("competent_body")),
        competence=read_competence(fields.at("competence"), known, pack),
        channels=_some(fields, "channels", fields.choices("channels", Channel)),
        presence_required=fields.text("presence_required"),
        counter_actions=fields.choices("counter_actions", CounterAction),
        who_may_apply=fields.text("who_may_apply"),
        papers=read_papers(fields.at("documents"), known, pack),
        form_code=_dated_texts(fields.at("form_code")),
        fees=tuple(_fees(item) for item in fields.at("fees").items()),
        time_limit=_time_limit(fields.at("time_limit")),
        result=_dated_texts(fields.at("result")),
        legal_basis=fields.texts("legal_basis"),
        questions=questions,
        common_rejections=fields.texts("common_rejections"),
        clerk_notes=fields.texts("clerk_notes"),
        see_also=tuple(_see_also(item) for item in fields.at("see_also").items()),
        confidence=fields.choice("confidence", Confidence),
        sources=_sources(fields.at("sources"), pack),
    )


def read_questions(
    node: Node, known: Mapping[str, Question], *, is_common: bool
) -> tuple[Question, ...]:
    """Read questions in the order in which they are asked. Raises: DecodeError."""
    found: dict[str, Question] = {}
    for item in node.items():
        fields = item.fields(_QUESTION)
        question_id = fields.words("id")
        if question_id in found or question_id in known:
            raise DecodeError((*item.path, "id"), tr("this id is used twice"))
        answers = tuple(_answer(answer) for answer in fields.at("answers").items())
        if not answers or len({answer.key for answer in answers}) != len(answers):
            raise DecodeError(
                (*item.path, "answers"), tr("answers must exist and differ in their keys")
            )
        found[question_id] = Question(
            id=question_id,
            ask=fields.words("ask"),
            ask_when=read_rule(fields.at("ask_when"), {**known, **found}),
            answers=answers,
            why=fields.text("why"),
            valid=read_period(fields, "valid_from", "valid_to"),
            is_common=is_common,
        )
    return tuple(found.values())


def _answer(node: Node) -> Answer:
    fields = node.fields(_ANSWER)
    goto = fields.text("goto")
    if goto not in {"", STOP} and not CODE.fullmatch(goto):
        raise DecodeError((*node.path, "goto"), tr("goto must be empty, stop or a procedure code"))
    return Answer(
        key=fields.words("key"), label=fields.words("label"), goto=goto, note=fields.text("note")
    )


def _fees(node: Node) -> Fees:
    fields = node.fields(_FEES)
    waiver = read_period(fields, "online_waiver_from", "online_waiver_until")
    return Fees(
        direct_vnd=fields.whole_or_none("direct_vnd"),
        online_vnd=fields.whole_or_none("online_vnd"),
        unit=fields.words("unit"),
        exemptions=fields.texts("exemptions"),
        waiver=waiver if waiver.end is not None else None,
        note=fields.text("note"),
        confidence=fields.choice("confidence", Confidence),
        valid=read_period(fields, "valid_from", "valid_to"),
    )


def _time_limit(node: Node) -> TimeLimit:
    fields = node.fields(_TIME_LIMIT)
    return TimeLimit(
        working_days=fields.whole_or_none("working_days"),
        after_15h_next_working_day=fields.flag("after_15h_next_working_day"),
        rule=fields.text("rule"),
        confidence=fields.choice("confidence", Confidence),
    )


def _dated_texts(node: Node) -> tuple[DatedText, ...]:
    found = []
    for item in node.items():
        fields = item.fields(_DATED)
        valid = read_period(fields, "valid_from", "valid_to")
        found.append(DatedText(text=fields.words("text"), valid=valid))
    return tuple(found)


def _see_also(node: Node) -> SeeAlso:
    fields = node.fields(_SEE_ALSO)
    return SeeAlso(
        code=fields.code("code"), when=fields.text("when"), in_catalog=fields.flag("in_catalogue")
    )


def _common_rule(node: Node) -> CommonRule:
    fields = node.fields(_COMMON_RULE)
    return CommonRule(
        id=fields.words("id"),
        text=fields.words("text"),
        confidence=fields.choice("confidence", Confidence),
    )


def _codes(node: Node) -> tuple[str, ...]:
    for item in node.items():
        if not CODE.fullmatch(item.words()):
            raise DecodeError(item.path, tr("this is not a procedure code like 1.001193"))
    return tuple(item.words() for item in node.items())


def _sources(node: Node, pack: Pack) -> tuple[str, ...]:
    known = {source.id for source in pack.sources}
    for item in node.items():
        if item.words() not in known:
            raise DecodeError(item.path, tr("the manifest does not name this source"))
    return tuple(item.words() for item in node.items())


def _texts_by_key(node: Node) -> dict[str, str]:
    return {key: value.words() for key, value in node.entries().items()}


def _some(fields: Fields, key: str, values: tuple[Channel, ...]) -> tuple[Channel, ...]:
    if not values:
        raise DecodeError((*fields.path, key), tr("at least one channel is needed"))
    return values
