"""The procedure: found in everyday words; and what the answers given so far decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.catalog.competence import Whereabouts
from agent_desk.catalog.guide import evaluate, open_questions, questions_of
from agent_desk.catalog.spec import CounterAction
from agent_desk.catalog.ways import known_reason
from agent_desk.clock import from_iso, local
from agent_desk.domain.dossier import Channel
from agent_desk.i18n import tr
from agent_desk.queries import reception as reception_query
from agent_desk.ui.pages.reception.sitting import Notice, NoticeAct, Step, WardsFound
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.catalog.find import Match
    from agent_desk.catalog.guide import CaseOutcome
    from agent_desk.catalog.spec import Catalog, Question
    from agent_desk.queries.reception import OpenCase
    from agent_desk.ui.pages.reception.counter import Counter
    from agent_desk.ui.pages.reception.sitting import Sitting

_FOUND = 8
_GOES_THERE = (
    "Ông bà chọn nộp trực tiếp: cơ quan giải quyết nhận hồ sơ này, bưu cục không chuyển hộ."
)
_ONLY_ADVISED = "Bưu cục chỉ hướng dẫn, không nhận hồ sơ của thủ tục này."


def pruned(catalog: Catalog, code: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Drop answers to questions that no longer make sense, until nothing changes."""
    questions = questions_of(catalog.procedure(code), catalog)
    kept = dict(answers)
    while True:
        known = {q.id for q in questions if q.id in kept and q.ask_when.holds(kept)}
        if known == set(kept):
            return kept
        kept = {key: value for key, value in kept.items() if key in known}


def question_now(counter: Counter, sitting: Sitting) -> Question | None:
    """Give the catalog's question on the screen: the one being changed, else the next open one."""
    if not sitting.procedure_code:
        return None
    catalog = sitting.catalog or counter.desk.catalog
    procedure = catalog.procedure(sitting.procedure_code)
    if sitting.asking:
        asked = (q for q in questions_of(procedure, catalog) if q.id == sitting.asking)
        return next(asked, None)
    still = open_questions(procedure, catalog, sitting.answers, on=counter.today())
    return next(iter(still), None)


def outcome_of(counter: Counter, sitting: Sitting) -> CaseOutcome | None:
    """Say what the answers decide so far; None before a procedure is chosen."""
    if not sitting.procedure_code:
        return None
    return evaluate(
        sitting.catalog or counter.desk.catalog,
        sitting.procedure_code,
        sitting.answers,
        on=counter.today(),
        places=Whereabouts(wards=sitting.places),
    )


def is_decided(outcome: CaseOutcome | None) -> bool:
    """Say whether every question is answered and the case stays in this procedure."""
    return outcome is not None and outcome.exit is None and not outcome.missing_questions


def way_is_open(outcome: CaseOutcome | None, answers: Mapping[str, str]) -> bool:
    """Say whether the chosen way to file is one that the case allows."""
    if outcome is None or outcome.proposed_channel is None:
        return False
    return answers.get("channel") == outcome.proposed_channel.value


def settled(catalog: Catalog, sitting: Sitting) -> Sitting:
    """Drop a way or a reason that does not go with the channel; take the only reason possible."""
    if sitting.answers.get("channel") == Channel.ONLINE:
        return replace(sitting, paper_reason=None)
    reason = known_reason(catalog.procedure(sitting.procedure_code))
    return replace(sitting, way=None, paper_reason=sitting.paper_reason or reason)


def lacks_way(sitting: Sitting, outcome: CaseOutcome | None) -> bool:
    """Say whether a decided case does not say yet by which online way, or why on paper."""
    if not is_decided(outcome) or not way_is_open(outcome, sitting.answers):
        return False
    if sitting.answers.get("channel") == Channel.ONLINE:
        return sitting.way is None
    return sitting.paper_reason is None


def why_elsewhere(catalog: Catalog, sitting: Sitting, outcome: CaseOutcome | None) -> str:
    """Say why the case is not served here; empty if it is, or is not decided yet."""
    if outcome is None:
        return ""
    if outcome.exit is not None:
        is_known = outcome.exit.code in catalog.procedures
        return "" if is_known else outcome.exit.text
    if not is_decided(outcome):
        return ""
    actions = catalog.procedure(sitting.procedure_code).counter_actions
    if actions == (CounterAction.PREPARE_AND_REFER,):
        return _ONLY_ADVISED
    goes_there = sitting.answers.get("channel") == Channel.DIRECT
    return _GOES_THERE if goes_there and CounterAction.FORWARD_PAPER not in actions else ""


class ProcedureChoice:
    """The procedure step."""

    def __init__(self, counter: Counter, open_step: Callable[[Step], None]) -> None:
        self._counter = counter
        self._open_step = open_step

    def code_now(self) -> str:
        """Give the procedure of the present case; empty before one was chosen."""
        return self._counter.sitting.procedure_code

    def read_usual(self) -> None:
        """Read what is asked for most at this desk."""
        counter = self._counter

        def read() -> tuple[str, ...]:
            with counter.desk.store.read() as connection:
                return reception_query.most_used(connection)

        counter.run(read, lambda codes: counter.show(replace(counter.sitting, usual=codes)))

    def search(self, text: str) -> None:
        """Find what the citizen means; results of an older text are dropped."""
        counter, finder = self._counter, self._counter.office.finder
        counter.keep(replace(counter.sitting, query=text, sibling_of=""))
        if not text.strip():
            counter.show(replace(counter.sitting, matches=(), found_for=""))
            return

        def found(matches: list[Match]) -> None:
            if counter.sitting.query == text:
                counter.show(
                    replace(counter.sitting, matches=tuple(matches), found_for=text, notice=None)
                )

        counter.run(lambda: finder.get().find(text, _FOUND), found, lane="work")

    def pick(self, code: str) -> None:
        """Take a procedure; one that has siblings asks "which one?" first."""
        counter = self._counter
        if counter.desk.catalog.siblings(code) and counter.sitting.sibling_of != code:
            counter.show(replace(counter.sitting, sibling_of=code, notice=None))
            return
        self.choose(code)

    def back_to_search(self) -> None:
        """Leave the question between siblings."""
        self._counter.show(replace(self._counter.sitting, sibling_of=""))

    def choose(self, code: str) -> None:
        """Begin the case; the citizen and what they said of themselves stay."""
        counter, sitting = self._counter, self._counter.sitting
        catalog = counter.desk.catalog
        if code == sitting.procedure_code:
            counter.keep(replace(sitting, sibling_of=""))
            self._open_step(Step.CASE)
            return
        procedure = catalog.require_valid(code, counter.today())
        asked = {q.id: q for q in questions_of(procedure, catalog) if q.is_common}
        same = {
            key: value
            for key, value in sitting.answers.items()
            if key in asked and asked[key].answer(value) is not None
        }
        offered = [channel.value for channel in procedure.channels]
        if same.get("channel") not in offered:
            same.pop("channel", None)
        if len(offered) == 1:
            same["channel"] = offered[0]
        counter.keep(
            replace(
                sitting,
                procedure_code=code,
                answers=pruned(catalog, code, same),
                answered_by={k: v for k, v in sitting.answered_by.items() if k in same},
                asking="",
                sibling_of="",
                way=None,
                paper_reason=None,
                places={},
                wards=WardsFound(),
                catalog=None,
                view=None,
                paper="",
                form_ids=(),
                form_at=0,
                form_drafts={},
                undo=(),
                is_confirmed=False,
            )
        )
        self._open_step(Step.CASE)
        self._warn_of_open_case(code)

    def _warn_of_open_case(self, code: str) -> None:
        """Say that a dossier of this owner under this procedure lies here unfinished."""
        counter, owner_id = self._counter, self._counter.sitting.owner_id
        if owner_id is None:
            return

        def read() -> tuple[OpenCase, ...]:
            with counter.desk.store.read() as connection:
                return reception_query.open_cases_of(connection, owner_id, code)

        def found(cases: tuple[OpenCase, ...]) -> None:
            sitting = counter.sitting
            mine = sitting.view.dossier_id if sitting.view is not None else None
            other = next((case for case in cases if case.dossier_id != mine), None)
            if other is None or sitting.procedure_code != code:
                return
            day = local(from_iso(other.opened_at)).strftime("%d/%m/%Y")
            notice = Notice(
                text=tr("A case of the same kind was begun on {day} and is open.", day=day),
                tone=Tone.WAITING,
                action=tr("Open that one"),
                act=NoticeAct.OPEN_DOSSIER,
                target=other.dossier_id,
            )
            counter.show(replace(sitting, notice=notice))

        counter.run(read, found)


def offered_answers(question: Question, channels: tuple[Channel, ...]) -> tuple[str, ...]:
    """Give the keys worth offering: of the ways to file only those the procedure knows."""
    keys = tuple(answer.key for answer in question.answers)
    if question.id != "channel":
        return keys
    offered = {channel.value for channel in channels}
    return tuple(key for key in keys if key in offered) or keys
