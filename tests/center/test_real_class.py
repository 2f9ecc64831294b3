"""A whole class at a real desk with the real center: planned, held, sent, no name in it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg

from agent_desk.center.inspection import inspect_desk, verify_desk
from agent_desk.domain.facts import FactKind
from agent_desk.domain.training.sessions import SessionState
from agent_desk.queries import training as query
from agent_desk.ui.pages.training.register_state import AgreedTyped, NewTyped
from agent_desk.ui.pages.training.roster_state import LineTyped
from agent_desk.ui.pages.training.state import PlanPane, SessionPane
from agent_desk.ui.prints.training import TrainingSheet
from tests.center.real_office import real_office
from tests.documents.reading import codes_of
from tests.ui.pages.training.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.center.deadlines import Deadlines

AT_THE_DOOR = ("Lan", "Bình", "Nguyễn Thị Hòa", "Trần Văn Minh", "Mai", "Thái", "Nga", "Sơn")
ON_PAPER = ("Phạm Thị Thu", "Vũ Đức Long", "Hạnh", "Đặng Văn Quý")
PHONE = "+84912345678"


def planned(bench: Bench) -> str:
    """Plan a class of today in the form; give its id."""
    bench.sessions.plan_new()
    form = bench.sessions.state.pane
    assert isinstance(form, PlanPane)
    typed = replace(
        form.typed, time="14:00", place="Nhà văn hóa tổ 5", topics=("vneid",), seats="10"
    )
    bench.sessions.save(typed)
    pane = bench.sessions.state.pane
    assert isinstance(pane, SessionPane)
    return pane.session_id


def filled(bench: Bench, session_id: str) -> None:
    """Put twelve people on the list: eight at the door, four from paper; one agrees to a call."""
    bench.register.open_session(session_id)
    for name in AT_THE_DOOR:
        bench.register.add(NewTyped(name=name, birth="1950"))
    read = bench.register._read
    assert read is not None
    lan = next(one for one in read.people if one.name == "Lan")
    bench.register.open_person(lan.learner_id)
    agreed = AgreedTyped(name="Lan", birth="1950", contact=True, phone=PHONE, statistics=True)
    bench.register.save_person(agreed)
    bench.roster.open_session(session_id)
    for name in ON_PAPER:
        bench.roster.put(LineTyped(name=name, came=name != "Hạnh"))
    bench.roster.write()


def facts_at_the_center(owner_url: str, desk_id: str) -> list[dict[str, object]]:
    with closing(psycopg.connect(owner_url)) as db:
        rows = db.execute("SELECT line FROM facts WHERE desk_id = %s ORDER BY seq", (desk_id,))
        return [json.loads(bytes(line)) for (line,) in rows.fetchall()]


def test_a_class_is_planned_printed_held_and_reaches_the_center_without_a_name(
    owner_url: str, tmp_path: Path, deadlines: Deadlines
) -> None:
    with real_office(owner_url, tmp_path, deadlines) as office:
        bench = Bench(office.t)
        session_id = planned(bench)
        bench.sessions.print_paper(TrainingSheet.POSTER)
        filled(bench, session_id)
        bench.register.open_session(session_id)
        bench.register.finish()
        office.sync()

        with office.t.desk.store.read() as connection:
            row = query.one(connection, session_id)
        assert row is not None
        assert (row.state, row.attended, row.absent) == (SessionState.HELD, 11, 1)
        [(_, code)] = codes_of(bench.asked.printed[0].path.read_bytes())
        assert code == row.code

        desk_id = office.t.desk.identity.desk_id
        held = facts_at_the_center(office.owner_url, desk_id)
        kinds = {fact["kind"] for fact in held}
        assert {FactKind.SESSION_PLANNED.value, FactKind.SESSION_HELD.value} <= kinds
        told = json.dumps(held, ensure_ascii=False)
        assert [word for word in (*AT_THE_DOOR, *ON_PAPER, PHONE) if f'"{word}"' in told] == []
        assert verify_desk(office.owner_url, desk_id).count == len(held)
        assert "fact_disputed" not in inspect_desk(office.owner_url, desk_id).notices
