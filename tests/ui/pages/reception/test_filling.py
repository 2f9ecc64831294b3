"""The form as a step: prefilled, kept as typed, a stop until it is whole or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.catalog.forms.spec import Source
from agent_desk.queries import form as form_query
from agent_desk.ui.form_presenter import FormDraft, FormPresenter
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.rows import StepState
from agent_desk.ui.slips import SlipKind
from tests.support.desks import BIRTH
from tests.support.forms import complete_answers
from tests.ui.pages.reception.bench import Bench, a_bench, answer_plainly, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.queries.form import FilledForm


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    greet_with_card(made)
    yield made
    made.t.close()


def at_form(bench: Bench, code: str = BIRTH, channel: str = "online") -> FormPresenter:
    bench.presenter.procedure.choose(code)
    answer_plainly(bench, channel=channel)
    bench.presenter.go_on()
    bench.presenter.open_step(Step.FORM)
    form = bench.presenter.forms.current()
    assert form is not None
    return form


def type_in(form: FormPresenter, path: str, text: str) -> None:
    form.edit(path, text)
    form.leave(path, text)


def stored(bench: Bench) -> FilledForm | None:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    with bench.t.desk.store.read() as connection:
        return form_query.filled_form(connection, view.dossier_id, "khai_sinh")


def task(bench: Bench) -> StepState:
    return next(t.state for t in bench.presenter.state.tasks if t.key == Step.FORM)


def stops(bench: Bench) -> list[str]:
    bench.presenter.open_step(Step.CHECK)
    step = bench.presenter.state.check
    assert step is not None
    return [row.key.split(" ")[0] for row in step.stops]


def test_the_form_knows_the_citizen_of_the_case(bench: Bench) -> None:
    form = at_form(bench)
    assert form.draft.answers["nyc_ho_ten"] == "Nguyễn Thị Mẫu"
    assert form.draft.sources["nyc_ho_ten"] is Source.CARD


def test_what_is_typed_is_kept_in_the_book_when_going_on(bench: Bench) -> None:
    type_in(at_form(bench), "nks_ho_ten", "Nguyễn Đức An")
    assert stored(bench) is None
    bench.presenter.go_on()
    kept = stored(bench)
    assert kept is not None
    assert kept.answers["nks_ho_ten"] == "Nguyễn Đức An"


def test_half_a_form_survives_a_power_cut(bench: Bench) -> None:
    form = at_form(bench)
    type_in(form, "nks_ho_ten", "Nguyễn Đức An")
    form.edit("nks_ngay_sinh", "14/1")
    bench.presenter.save()
    again = bench.sit_down_again()
    again.presenter.resume()
    restored = again.presenter.forms.current()
    assert restored is not None
    assert restored.draft.answers["nks_ho_ten"] == "Nguyễn Đức An"
    assert restored.draft.typed == {"nks_ngay_sinh": "14/1"}


def test_an_unfinished_form_stops_the_case(bench: Bench) -> None:
    at_form(bench)
    assert "form" in stops(bench)
    assert task(bench) is not StepState.COMPLETE


def test_on_paper_a_form_printed_to_be_completed_by_hand_stops_nothing(bench: Bench) -> None:
    at_form(bench, channel="post")
    assert "form" in stops(bench)
    bench.presenter.open_step(Step.FORM)
    bench.presenter.forms.print_paper()
    assert [p.kind for p in bench.asked.printed] == [SlipKind.FORM]
    assert "form" not in stops(bench)
    assert task(bench) is StepState.COMPLETE


def test_online_a_printed_form_still_stops_with_the_count_of_what_it_lacks(bench: Bench) -> None:
    form = at_form(bench)
    bench.presenter.forms.print_paper()
    assert "form" in stops(bench)
    assert bench.presenter.state.check is not None
    words = [row.title for row in bench.presenter.state.check.stops if row.key.startswith("form")]
    assert words == [
        f"“Tờ khai đăng ký khai sinh” still lacks {form.lacking} fields. "
        "Filed online there is no paper to complete by hand."
    ]
    assert task(bench) is StepState.MISSING


def test_the_task_list_counts_along_while_the_form_is_filled(bench: Bench) -> None:
    form = at_form(bench)
    before = form.lacking
    type_in(form, "nks_ho_ten", "Nguyễn Đức An")
    line = next(t.subtitle for t in bench.presenter.state.tasks if t.key == Step.FORM)
    assert line == f"{before - 1} still needed"


def test_the_way_back_from_the_check_opens_the_form_that_lacks_something(bench: Bench) -> None:
    first = at_form(bench, "1.000689")
    whole = FormDraft(answers=complete_answers(first.form))
    counter = bench.presenter._counter
    assert counter.sitting.view is not None
    at, other = counter.sitting.view.dossier_id, counter.forms_of(counter.sitting)[1]
    counter.open_forms[at] = (FormPresenter(first.form, whole, first._desk), other)
    bench.presenter.open_step(Step.CHECK)
    bench.presenter.open_step(Step.FORM)
    current = bench.presenter.forms.current()
    assert current is not None
    assert current.form.id == other.form.id
    assert bench.presenter.forms.ask_all()


def test_the_form_follows_the_case_without_losing_what_was_typed(bench: Bench) -> None:
    type_in(at_form(bench), "nks_ho_ten", "Nguyễn Đức An")
    bench.presenter.open_step(Step.CASE)
    bench.presenter.case.answer("q_cha_me", "chua_khong_cha")
    bench.presenter.open_step(Step.FORM)
    form = bench.presenter.forms.current()
    assert form is not None
    assert form.draft.answers["nks_ho_ten"] == "Nguyễn Đức An"


def test_the_check_says_who_gave_each_line(bench: Bench) -> None:
    type_in(at_form(bench), "nks_ho_ten", "Nguyễn Đức An")
    bench.presenter.open_step(Step.CHECK)
    step = bench.presenter.state.check
    assert step is not None
    by_title = {row.title: row.when for row in step.rows}
    assert by_title["Nguyễn Đức An"] == "clerk typed"
    assert by_title["Nguyễn Thị Mẫu"] == "card"
    assert by_title["0912 345 678"] in ("clerk typed", "known before")


def test_on_the_portal_the_citizen_fills_in_the_form_of_the_portal(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench, way="portal")
    assert Step.FORM.value not in {task.key for task in bench.presenter.state.tasks}


def test_on_the_portal_the_clerk_sees_what_the_form_there_asks_for(bench: Bench) -> None:
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench, way="portal")
    bench.presenter.go_on()
    bench.presenter.open_step(Step.PORTAL)
    assert bench.presenter.state.portal is not None
    ready = {pair.name: pair.value for pair in bench.presenter.state.portal.ready}
    assert "Quê quán" in ready["Người được khai sinh"]
    assert "Người cha" in ready


def test_a_procedure_with_two_forms_lets_the_clerk_turn_between_them(bench: Bench) -> None:
    at_form(bench, "1.000689")
    step = bench.presenter.state.form
    assert step is not None
    assert len(step.forms) == 2
    other = next(form.key for form in step.forms if form.key != step.form_id)
    bench.presenter.forms.choose(other)
    current = bench.presenter.forms.current()
    assert current is not None
    assert current.form.id == other


def test_a_procedure_without_a_form_has_no_such_step(bench: Bench) -> None:
    bench.presenter.procedure.choose("1.010824")
    answer_plainly(bench, channel="post")
    assert Step.FORM.value not in {task.key for task in bench.presenter.state.tasks}
