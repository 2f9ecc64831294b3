"""The case as the page draws it: the question of now, what was answered, what it decides. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.guide import questions_of
from agent_desk.catalog.ways import likely_reason, propose_way, reasons
from agent_desk.domain.filing import OnlineWay, say_reason, say_way
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.choosing import (
    is_decided,
    offered_answers,
    question_now,
    way_is_open,
)
from agent_desk.ui.pages.reception.draw_steps import channel_words
from agent_desk.ui.pages.reception.state import CaseStep
from agent_desk.ui.pages.reception.ways import LATER, NO_SUCH_PLACE, PLACE, REASON, WAY, asked_now
from agent_desk.ui.rows import Choice, ListRow

if TYPE_CHECKING:
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question with its answers; an empty id asks nothing."""

    question_id: str = ""
    ask: str = ""
    why: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    is_place: bool = False


def ask_of(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> Ask:
    """Give the question on the screen now: one of ours, else the catalog's."""
    ours = asked_now(sitting, outcome)
    if ours and outcome is not None:
        return _ours(counter, sitting, outcome, ours)
    question = question_now(counter, sitting)
    if question is None:
        return Ask()
    procedure = counter.catalog.procedure(sitting.procedure_code)
    offered = offered_answers(question, procedure.channels)
    return Ask(
        question_id=question.id,
        ask=question.ask,
        why=question.why,
        choices=tuple(
            Choice(key=a.key, label=a.label, detail=a.note)
            for a in question.answers
            if a.key in offered
        ),
        chosen=sitting.answers.get(question.id, ""),
    )


def _ours(counter: Counter, sitting: Sitting, outcome: CaseOutcome, ours: str) -> Ask:
    if ours == WAY:
        return _way(counter, sitting)
    if ours == REASON:
        return _reason(counter, sitting)
    return _place(sitting, outcome, ours.removeprefix(PLACE), counter.catalog)


def _way(counter: Counter, sitting: Sitting) -> Ask:
    proposal = propose_way(counter.catalog.procedure(sitting.procedure_code))
    details = {
        OnlineWay.CENTER: tr("Stored here now, sent with the next sync; works without a network."),
        OnlineWay.PORTAL: tr("On the own phone or the counter PC; you guide, they sign in."),
    }
    details[proposal.way] = tr("Proposed: {why}", why=proposal.reason)
    ordered = sorted(OnlineWay, key=lambda way: way is not proposal.way)
    return Ask(
        question_id=WAY,
        ask=tr("Who files it online?"),
        why=tr("The account is always the citizen's own."),
        choices=tuple(
            Choice(key=way.value, label=say_way(way), detail=details[way]) for way in ordered
        ),
        chosen=sitting.way or "",
    )


def _reason(counter: Counter, sitting: Sitting) -> Ask:
    procedure = counter.catalog.procedure(sitting.procedure_code)
    likely = likely_reason(procedure, sitting.answers)
    return Ask(
        question_id=REASON,
        ask=tr("Why on paper?"),
        why=tr("Counted for the center, without names."),
        choices=tuple(
            Choice(
                key=reason.value,
                label=say_reason(reason),
                detail=tr("as answered before") if reason is likely else "",
            )
            for reason in reasons(procedure, sitting.answers)
        ),
        chosen=sitting.paper_reason or "",
    )


def _place(sitting: Sitting, outcome: CaseOutcome, place: str, catalog: Catalog) -> Ask:
    asked = {one.id: one.ask for pack in catalog.packs for one in pack.places.values()}
    asked |= {one.id: one.ask for one in outcome.competence.questions}
    is_read = sitting.wards.is_read and sitting.wards.place == place
    choices = [
        Choice(
            key=offer.ward.code,
            label=f"{offer.ward.full_name}, {offer.ward.province}",
            detail=offer.why,
        )
        for offer in (sitting.wards.wards if is_read else ())
    ]
    choices.append(Choice(key=LATER, label=tr("Not known now")))
    choices.append(Choice(key=NO_SUCH_PLACE, label=tr("There is no such place")))
    known = sitting.places.get(place)
    return Ask(
        question_id=f"{PLACE}{place}",
        ask=asked.get(place, ""),
        why=tr("It decides which office is competent. Nobody need prove that names match."),
        choices=tuple(choices) if is_read else (),
        chosen=known.code if known is not None else "",
        is_place=True,
    )


def case_step(counter: Counter, sitting: Sitting, outcome: CaseOutcome | None) -> CaseStep:
    """Draw the question of now and what the answers decide."""
    if outcome is None:
        return CaseStep(
            question_id="", ask=tr("Choose a procedure first."), why="", choices=(), chosen="",
            answered=(), decided="", reason="", advice=(), proposal="", exit_text="", progress="",
        )  # fmt: skip
    ask = ask_of(counter, sitting, outcome)
    is_open = is_decided(outcome) and not ask.question_id
    proposal = ""
    if is_open and not way_is_open(outcome, sitting.answers) and outcome.proposed_channel:
        proposal = channel_words(outcome.proposed_channel.value)
    given = len(sitting.answers)
    total = given + len(outcome.missing_questions)
    return CaseStep(
        question_id=ask.question_id,
        ask=ask.ask,
        why=ask.why,
        choices=ask.choices,
        chosen=ask.chosen,
        answered=answered_rows(counter, sitting),
        decided=_decided(sitting) if is_open else "",
        reason=_reason_words(sitting, outcome) if is_open else "",
        advice=_advice(outcome) if is_open else (),
        proposal=proposal,
        exit_text=outcome.exit.text if outcome.exit is not None else "",
        progress="" if outcome.exit else tr("{n} of {count} questions", n=given, count=total),
        is_place=ask.is_place,
        typed=sitting.wards.typed if ask.is_place else "",
    )


def _decided(sitting: Sitting) -> str:
    if sitting.way is not None:
        return tr("Online: {way}", way=say_way(sitting.way))
    return channel_words(sitting.answers.get("channel", ""))


def _reason_words(sitting: Sitting, outcome: CaseOutcome) -> str:
    if sitting.paper_reason is not None:
        return tr("Reason for paper: {why}", why=say_reason(sitting.paper_reason))
    return outcome.channel_reason


def _advice(outcome: CaseOutcome) -> tuple[str, ...]:
    texts = (a.text for a in outcome.advice)
    return (*texts, *outcome.warnings, *outcome.competence.notes)


def answered_rows(counter: Counter, sitting: Sitting) -> tuple[ListRow, ...]:
    """Give every answered question as a row; its key is the question's."""
    if not sitting.procedure_code:
        return ()
    catalog, rows = counter.catalog, []
    for question in questions_of(catalog.procedure(sitting.procedure_code), catalog):
        answer = question.answer(sitting.answers.get(question.id, ""))
        if answer is not None and question.id != sitting.asking:
            rows.append(ListRow(key=question.id, title=answer.label, subtitle=question.ask))
    return (*rows, *_our_rows(catalog, sitting))


def _our_rows(catalog: Catalog, sitting: Sitting) -> tuple[ListRow, ...]:
    rows = []
    if sitting.way is not None:
        asked = tr("Who files it online?")
        rows.append(ListRow(key=WAY, title=say_way(sitting.way), subtitle=asked))
    if sitting.paper_reason is not None:
        asked = tr("Why on paper?")
        rows.append(ListRow(key=REASON, title=say_reason(sitting.paper_reason), subtitle=asked))
    asks = {one.id: one.ask for pack in catalog.packs for one in pack.places.values()}
    for place, ward in sitting.places.items():
        words = f"{ward.full_name}, {ward.province}" if ward else tr("There is no such place")
        rows.append(ListRow(key=f"{PLACE}{place}", title=words, subtitle=asks.get(place, place)))
    return tuple(row for row in rows if row.key != sitting.asking)
