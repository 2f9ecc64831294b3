"""A whole class: checked before and after, called two weeks later, reported, held at the center."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg

from agent_desk.center.inspection import verify_desk
from agent_desk.commands.training_sessions import hold_session
from agent_desk.domain.skill_check import Phase, Way
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.training_check.presenter import CheckPresenter
from agent_desk.ui.pages.training_follow_up.presenter import FollowUpPresenter
from agent_desk.ui.pages.training_report.presenter import Days, ReportPresenter
from tests.center.real_office import real_office
from tests.support.checked import Came, a_session, comes
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines
    from tests.support.desks import TestDesk

_PEOPLE = tuple(
    Came(name=f"Lê Thị {name}", birth="195", phone=f"+8491234567{n}")
    for n, name in enumerate(("Lan", "Mai", "Hoa", "Cúc", "Đào", "Sen", "Huệ"))
)
_QUESTIONS = 8


def _ask_everybody(t: TestDesk, session_id: str, phase: Phase, digit: int) -> None:
    """Ask the list one after the other, then one sheet without a name."""
    nowhere = (lambda _session: None, lambda _topics: None)
    p = CheckPresenter(an_office(t), InlineJobs(), WrittenDown(), nowhere)
    p.open_session(session_id)
    p.choose_phase(phase)
    p.ask(p.state.people[0].key, Way.ALOUD)
    for _ in _PEOPLE:
        for _question in range(_QUESTIONS):
            p.answer(digit)
        p.keep()
    p.ask_paper("1")
    p.answer(digit)
    p.keep()


def _call_everybody(t: TestDesk) -> None:
    p = FollowUpPresenter(an_office(t), InlineJobs(), WrittenDown())
    p.refresh()
    p.open(p.state.rows[0].key)
    for number in range(len(_PEOPLE)):
        p.keep(HomeOutcome.ALONE if number else HomeOutcome.NOT_YET, "")
    assert p.state.rows == ()


def _report(t: TestDesk) -> WrittenDown:
    written = WrittenDown()
    p = ReportPresenter(an_office(t), InlineJobs(), written)
    p.choose(Days.THIS_YEAR)
    p.print()
    p.save()
    return written


def test_a_class_is_checked_called_reported_and_held_without_a_name(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with real_office(owner_url, tmp_path, deadlines) as office:
        t = office.t
        session_id = a_session(t, begins=timedelta(minutes=30))
        for one in _PEOPLE:
            comes(t, session_id, one)
        _ask_everybody(t, session_id, Phase.BEFORE, 3)
        t.clock.advance(hours=2)
        _ask_everybody(t, session_id, Phase.AFTER, 1)
        hold_session(t.desk, t.act(), session_id)
        t.clock.advance(days=14)
        _call_everybody(t)
        assert _report(t).printed
        office.sync()
        desk_id = t.desk.identity.desk_id
        assert verify_desk(owner_url, desk_id).count > len(_PEOPLE) * 5
        held = _held(owner_url)
    assert {kind: len(bodies) for kind, bodies in held.items()} == {
        "skills.checked": 2 * (len(_PEOPLE) + 1),
        "learner.called": len(_PEOPLE),
        "training.reported": 2,
    }
    said = json.dumps(held, ensure_ascii=False)
    assert not [one for one in _PEOPLE if one.name.split()[-1] in said or one.phone in said]
    report = held["training.reported"][0]["report"]
    assert (report["people"], report["calls_total"]) == (7, 7)
    assert report["calls"]["not_yet"] is None
    skills = {one["code"]: one for one in report["skills"]}
    assert skills["2.6"]["checked"] == len(_PEOPLE) + 1


def _held(owner_url: str) -> dict[str, list[dict[str, dict[str, object]]]]:
    """Give the bodies of what a class brings, as the center holds them."""
    with closing(psycopg.connect(owner_url)) as db:
        lines = [bytes(row[0]) for row in db.execute("SELECT line FROM facts ORDER BY seq")]
    found: dict[str, list[dict[str, dict[str, object]]]] = {}
    for fact in map(json.loads, lines):
        if fact["kind"] in ("skills.checked", "learner.called", "training.reported"):
            found.setdefault(fact["kind"], []).append(fact["body"])
    return found
