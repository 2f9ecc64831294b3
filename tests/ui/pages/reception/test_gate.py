"""The gate of the last step: what a colleague, a PIN and a reason do to the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desk.commands import dossier, lock
from agent_desk.commands.desk import Role, add_clerk, keep_setting
from agent_desk.commands.lock import set_pin
from agent_desk.domain.competence_gate import AloneReason
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.filing import HowFiled, PaperReason
from agent_desk.domain.papers import PaperStatus
from agent_desk.ids import ClerkId
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.reception.closing_views import LodgeView
from agent_desk.ui.pages.reception.page import ReceptionPage
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.widgets.choices import ChoiceButton
from tests.support import desks
from tests.ui.pages.reception.bench import Bench, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.ui.pages.reception.gating import GateStep

PIN, WRONG = "2580", "1379"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Give a complete paper case on its last step, the clerk's first of this procedure."""
    monkeypatch.setattr(lock, "_MEMORY_KIB", 8)
    made = a_bench(tmp_path)
    t = made.t
    keep_setting(t.desk.store, FIRST_DOSSIERS.key, "3")
    dossier_id = desks.a_case(t)
    how = HowFiled(paper_reason=PaperReason.CITIZEN_WISH)
    answers = desks.plain_answers(t, desks.BIRTH, "post")
    dossier.answer_case(t.desk, t.act(), dossier_id, answers, how)
    desks.with_all_papers(t, dossier_id, PaperStatus.ORIGINAL)
    desks.with_all_forms(t, dossier_id)
    made.presenter.open_case(dossier_id)
    yield made
    t.close()


def with_colleague(bench: Bench, pin: str = PIN) -> str:
    t = bench.t
    clerk = ClerkId(add_clerk(t.desk, t.automatic(), "Lê Văn Khác", Role.CLERK)["clerk_id"])
    set_pin(t.desk.store, clerk, pin)
    return clerk


def at_gate(bench: Bench) -> GateStep:
    """Open the last step; give what it shows of the gate."""
    bench.presenter.open_step(Step.LODGE)
    return shown(bench)


def shown(bench: Bench) -> GateStep:
    lodge = bench.presenter.state.lodge
    assert lodge is not None
    assert lodge.gate is not None
    return lodge.gate


def counts(bench: Bench) -> bool:
    """Say whether the joint count is shown."""
    lodge = bench.presenter.state.lodge
    return lodge is not None and lodge.count is not None


def is_free(bench: Bench) -> bool:
    return bench.presenter.state.footer.is_primary_on


def test_the_case_is_held_until_a_colleague_gave_the_right_pin(bench: Bench) -> None:
    colleague = with_colleague(bench)
    assert at_gate(bench).chosen == colleague  # the only one
    assert not is_free(bench)
    assert not counts(bench)
    gating = bench.presenter.lodging.gating
    for pin, words in (("", "type"), (WRONG, "not the PIN")):
        gating.confirm(pin)
        assert words in (shown(bench).errors or {})["pin"]
        assert not is_free(bench)
    gating.confirm(PIN)
    assert "Lê Văn Khác has looked" in shown(bench).settled
    assert is_free(bench)
    assert counts(bench)  # only now both count the papers


def test_alone_at_the_desk_a_reason_lets_it_go_and_another_one_needs_words(bench: Bench) -> None:
    step = at_gate(bench)
    assert step.colleagues == ()
    assert [one.key for one in step.reasons] == [one.value for one in AloneReason]
    gating = bench.presenter.lodging.gating
    gating.go_alone(AloneReason.OTHER.value)
    assert shown(bench).needs_words
    gating.say_why(" ")
    assert (shown(bench).errors or {})["words"]
    assert not is_free(bench)
    gating.go_alone(AloneReason.NOBODY_HERE.value)
    assert "without a second look" in shown(bench).settled
    assert is_free(bench)


def test_a_colleague_without_a_pin_is_told_apart(bench: Bench) -> None:
    with_colleague(bench, pin="")
    assert at_gate(bench).colleagues[0].detail == "no PIN yet"
    bench.presenter.lodging.gating.confirm("1234")
    assert "has no PIN yet" in (shown(bench).errors or {})["colleague"]
    keep_setting(bench.t.desk.store, FIRST_DOSSIERS.key, "0")
    bench.presenter.open_step(Step.LODGE)
    lodge = bench.presenter.state.lodge
    assert lodge is not None
    assert lodge.gate is None  # a site may ask for nobody
    assert is_free(bench)


def test_a_case_that_comes_back_after_a_power_cut_is_still_held(bench: Bench) -> None:
    with_colleague(bench)
    at_gate(bench)
    bench.presenter.save()
    again = ReceptionPresenter(bench.office, InlineJobs(), bench.asked)
    again.resume()
    assert again.state.lodge is not None
    assert again.state.lodge.gate is not None
    assert not again.state.footer.is_primary_on


@pytest.mark.usefixtures("desk_app")
def test_the_keys_lead_from_the_colleague_to_the_pin_and_on_to_the_count(
    bench: Bench, qtbot: QtBot
) -> None:
    with_colleague(bench)
    add_clerk(bench.t.desk, bench.t.automatic(), "Phạm Thị Ba", Role.CLERK)
    page = ReceptionPage(bench.presenter)
    page.resize(1240, 700)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.on_shown()
    bench.presenter.open_step(Step.LODGE)
    view = page.views[Step.LODGE]
    assert isinstance(view, LodgeView)
    view.focus_first()
    assert isinstance(page.focusWidget(), ChoiceButton)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_1)
    assert page.focusWidget() is view.gate.pin.entry
    QTest.keyClicks(view.gate.pin.entry, PIN)
    QTest.keyClick(view.gate.pin.entry, Qt.Key.Key_Return)
    assert view.gate.pin.text() == ""
    assert page.focusWidget() in view.count.citizen.values()
    assert bench.t.view(_dossier_id(bench)).state is DossierState.DRAFT


def _dossier_id(bench: Bench) -> str:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    return view.dossier_id
