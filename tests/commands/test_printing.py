"""Prints are numbered, reasoned, recorded before any printer sees them, and never forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import printing
from agent_desk.commands.printing import PrintJob, Spooled
from agent_desk.domain.ledger import parse
from agent_desk.domain.printing import (
    FailCause,
    PrintAnswer,
    PrintReason,
    PrintSubject,
    SpoolState,
    SubjectKind,
)
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries import custody
from agent_desk.queries import prints as print_query
from agent_desk.store import ledger
from tests.support.acts import a_print, an_assist
from tests.support.contents import counts, everything
from tests.support.desks import a_case, a_lodged_dossier

if TYPE_CHECKING:
    from agent_desk.queries.prints import PrintRow
    from tests.support.desks import TestDesk

BAG = PrintSubject(SubjectKind.BAG, "bag-1")


def a_job(subject: PrintSubject, **changes: object) -> PrintJob:
    job = PrintJob(
        subject=subject,
        document="slip",
        template_version="v1",
        render=lambda number: b"%%PDF print %d" % number,
    )
    return replace(job, **changes)  # type: ignore[arg-type]


def of_dossier(t: TestDesk) -> PrintSubject:
    return PrintSubject(SubjectKind.DOSSIER, a_case(t))


def rows(t: TestDesk, subject: PrintSubject) -> tuple[PrintRow, ...]:
    with t.desk.store.read() as connection:
        return print_query.of_subject(connection, subject)


def row(t: TestDesk, print_id: str) -> PrintRow:
    with t.desk.store.read() as connection:
        return print_query.by_id(connection, print_id)


def facts_of(t: TestDesk, kind: str) -> list[dict[str, object]]:
    with t.desk.store.read() as connection:
        found = [parse(fact.line) for fact in ledger.after(connection, 0, limit=500)]
    return [dict(fact.body) for fact in found if fact.kind == kind]


def test_a_reprint_is_a_second_print_with_its_own_bytes_and_its_reason(t: TestDesk) -> None:
    subject = of_dossier(t)
    again = a_job(subject, reason=PrintReason.SMUDGED)
    for job in (a_job(subject), again):
        done = printing.record_print(t.desk, t.act(), job)
        content = t.desk.store.blobs.get(done["sha256"])
        assert content == f"%PDF print {done['print_number']}".encode()
    found = [(r.number, r.reason) for r in rows(t, subject)]
    assert found == [(2, PrintReason.SMUDGED), (1, PrintReason.FIRST)]
    assert t.view(DossierId(subject.id)).printed == {"slip": 2}
    told = [(b["print_number"], b["reason"]) for b in facts_of(t, "document.printed")]
    assert told == [(1, "first"), (2, "smudged")]


def test_a_reprint_without_a_reason_is_refused_and_leaves_nothing(t: TestDesk) -> None:
    job = a_job(of_dossier(t))
    printing.record_print(t.desk, t.act(), job)
    before = everything(t.desk.store)
    with pytest.raises(InvalidInput) as refused:
        printing.record_print(t.desk, t.act(), job)
    assert "reason" in refused.value.field_errors
    assert everything(t.desk.store) == before


def test_the_first_print_is_the_first_whatever_reason_is_given(t: TestDesk) -> None:
    subject = of_dossier(t)
    printing.record_print(t.desk, t.act(), a_job(subject, reason=PrintReason.LOST))
    assert rows(t, subject)[0].reason is PrintReason.FIRST


def test_the_same_intent_is_the_same_print(t: TestDesk) -> None:
    act, job = t.act(new_intent()), a_job(of_dossier(t))
    first, second = (printing.record_print(t.desk, act, job) for _ in range(2))
    assert first.values == second.values
    assert len(rows(t, job.subject)) == 1


def test_a_page_that_cannot_be_drawn_is_no_print(t: TestDesk) -> None:
    def broken(_number: int) -> bytes:
        raise RuntimeError("font")

    subject = of_dossier(t)
    before = everything(t.desk.store)
    with pytest.raises(RuntimeError):
        printing.record_print(t.desk, t.act(), a_job(subject, render=broken))
    assert everything(t.desk.store) == before


def test_papers_without_a_dossier_are_numbered_each_for_itself(t: TestDesk) -> None:
    day = PrintSubject(SubjectKind.DAY, "2026-11-23")
    helped = PrintSubject(SubjectKind.ASSIST, an_assist(t))
    for subject in (BAG, day, helped):
        assert printing.record_print(t.desk, t.act(), a_job(subject))["print_number"] == "1"
    again = a_job(BAG, reason=PrintReason.JAMMED)
    assert printing.record_print(t.desk, t.act(), again)["print_number"] == "2"
    assert facts_of(t, "document.printed")[0]["subject_kind"] == "bag"


@pytest.mark.parametrize("kind", [SubjectKind.DOSSIER, SubjectKind.ASSIST])
def test_a_paper_about_nothing_known_is_not_printed(t: TestDesk, kind: SubjectKind) -> None:
    with pytest.raises(NotFound):
        printing.record_print(t.desk, t.act(), a_job(PrintSubject(kind, "nobody")))


def test_a_print_keeps_how_far_it_got(t: TestDesk) -> None:
    print_id = a_print(t)
    printing.note_spooled(
        t.desk, print_id, Spooled(state=SpoolState.SPOOLED, printer="Laser", job="7")
    )
    assert (row(t, print_id).printer, row(t, print_id).job) == ("Laser", "7")
    failed = Spooled(state=SpoolState.FAILED, printer="Laser", cause=FailCause.PAPER_OUT)
    printing.note_spooled(t.desk, print_id, failed)
    assert row(t, print_id).cause is FailCause.PAPER_OUT


def test_late_news_of_the_queue_do_not_reopen_what_is_settled(t: TestDesk) -> None:
    print_id = a_print(t, SpoolState.DONE)
    printing.note_spooled(t.desk, print_id, Spooled(state=SpoolState.FAILED))
    assert row(t, print_id).state is SpoolState.DONE


def test_after_a_crash_only_what_no_queue_took_is_in_doubt(t: TestDesk) -> None:
    lost, queued, done = (
        a_print(t, s) for s in (SpoolState.COMMITTED, SpoolState.SPOOLED, SpoolState.DONE)
    )
    assert printing.doubt_unfinished(t.desk) == 1
    states = [row(t, print_id).state for print_id in (lost, queued, done)]
    assert states == [SpoolState.UNKNOWN, SpoolState.SPOOLED, SpoolState.DONE]
    with t.desk.store.read() as connection:
        assert [r.print_id for r in print_query.waiting(connection)] == [lost]
        assert print_query.count_waiting(connection) == 1
        assert [r.print_id for r in print_query.in_queue(connection)] == [queued]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (PrintAnswer.CAME_OUT, SpoolState.DONE),
        (PrintAnswer.PRINT_AGAIN, SpoolState.COMMITTED),
        (PrintAnswer.NOT_NEEDED, SpoolState.DROPPED),
    ],
)
def test_the_answer_of_the_clerk_is_a_fact(
    t: TestDesk, answer: PrintAnswer, state: SpoolState
) -> None:
    print_id = a_print(t, SpoolState.UNKNOWN)
    printing.answer_print(t.desk, t.act(), print_id, answer)
    assert row(t, print_id).state is state
    (body,) = facts_of(t, "document.print_answered")
    assert (body["print_id"], body["answer"]) == (print_id, answer.value)
    assert "Nguyễn" not in json.dumps(body, ensure_ascii=False)


def test_a_second_answer_changes_nothing(t: TestDesk) -> None:
    print_id = a_print(t, SpoolState.FAILED)
    printing.answer_print(t.desk, t.act(), print_id, PrintAnswer.CAME_OUT)
    before = {**counts(t.desk.store), "intents": 0}
    done = printing.answer_print(t.desk, t.act(), print_id, PrintAnswer.NOT_NEEDED)
    assert done["state"] == "done"
    assert {**counts(t.desk.store), "intents": 0} == before


def test_an_answer_does_not_take_the_dossier_back_from_the_center(t: TestDesk) -> None:
    dossier_id = a_lodged_dossier(t)
    job = a_job(PrintSubject(SubjectKind.DOSSIER, dossier_id))
    print_id = printing.record_print(t.desk, t.act(), job)["print_id"]
    assert t.sync().is_ok
    printing.doubt_unfinished(t.desk)
    printing.answer_print(t.desk, t.act(), print_id, PrintAnswer.CAME_OUT)
    with t.desk.store.read() as connection:
        assert custody.held_since(connection, dossier_id)


def test_a_paper_keeps_the_wording_of_its_first_print(t: TestDesk) -> None:
    subject = of_dossier(t)
    printing.record_print(t.desk, t.act(), a_job(subject))
    later = a_job(subject, template_version="v2", reason=PrintReason.LOST)
    printing.record_print(t.desk, t.act(), later)
    with t.desk.store.read() as connection:
        assert print_query.first_version(connection, subject, "slip") == "v1"
        assert print_query.first_version(connection, subject, "other") is None
