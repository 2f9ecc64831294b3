"""Ten procedures, two different cases each, from the card to the slip with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.domain.dossier import DossierState
from agent_desk.ui.pages.reception.sitting import Ending
from tests.stories.counter import CounterClerk
from tests.ui.pages.reception.bench import CARD, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HERE, SCAN, MISSING = Qt.Key.Key_Space, Qt.Key.Key_F7, Qt.Key.Key_0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the citizen says and answers, how papers are met, how it must end."""

    code: str
    words: str
    papers: Qt.Key
    ending: str
    answers: dict[str, str] = field(default_factory=dict)


def online(code: str, words: str, **answers: str) -> Case:
    given = {"channel": "online", "eid": "co", **answers}
    return Case(code=code, words=words, papers=SCAN, ending="lodged", answers=given)


def on_paper(code: str, words: str, **answers: str) -> Case:
    given = {"channel": "post", **answers}
    return Case(code=code, words=words, papers=HERE, ending="taken_in", answers=given)


def sent_home(code: str, words: str, **answers: str) -> Case:
    given = {"channel": "post", **answers}
    return Case(code=code, words=words, papers=MISSING, ending="home", answers=given)


def on_portal(code: str, words: str, **answers: str) -> Case:
    given = {"channel": "online", "eid": "co", "how way": "portal", **answers}
    return Case(code=code, words=words, papers=HERE, ending="portal", answers=given)


def elsewhere(code: str, words: str, **answers: str) -> Case:
    return Case(code=code, words=words, papers=HERE, ending="elsewhere", answers=answers)


CASES = (
    online("1.001193", "khai sinh", q_chung_sinh="ban_giay"),
    on_paper("1.001193", "giay khai sinh cho con", q_cha_me="chua_khong_cha", filer="other_person"),
    on_paper("1.000656", "khai tu", q_noi_chet="o_nha"),
    sent_home("1.000656", "giay chung tu", q_noi_chet="tai_nan", q_giay="khong_co_chet_lau"),
    on_paper("1.000894", "dang ky ket hon"),
    elsewhere("1.000894", "dang ky ket hon", q_tuoi="chua"),
    on_paper("1.004873", "giay doc than", q_muc_dich="vay_von"),
    online("1.004873", "xac nhan doc than", q_muc_dich="nha_dat", q_tinh_trang="goa"),
    online("2.000635", "trich luc khai sinh", q_so_goc="con"),
    on_paper("2.000635", "ban sao trich luc ket hon", q_loai="ket_hon", q_nguoi="nguoi_than"),
    on_paper("1.004884", "dang ky lai khai sinh", q_giay_con="chi_giay_khac"),
    online("1.004884", "dang ky lai khai sinh", q_la_cong_chuc="co"),
    on_portal("1.004194", "dang ky tam tru", q_dien="thue_muon"),
    elsewhere("1.004194", "dang ky tam tru", channel="direct", q_dien="nha_minh"),
    on_paper("1.014027", "tro cap huu tri xa hoi", q_tuoi="tu_75"),
    elsewhere("1.014027", "tro cap huu tri xa hoi", q_tuoi="duoi_70"),
    on_portal("3.000347", "doi bang lai xe", q_hang="oto"),
    elsewhere("3.000347", "doi bang lai xe", channel="direct", q_hang="moto"),
    online("1.001612", "dang ky ho kinh doanh", q_dia_chi="thue"),
    sent_home("1.001612", "mo cua hang ho kinh doanh", q_chu_the="ho_gia_dinh"),
)


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[CounterClerk]:
    made = CounterClerk(a_bench(tmp_path / "desk"), tmp_path, qtbot)
    yield made
    made.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.ending}")
def test_a_case_is_served_with_keys_alone(clerk: CounterClerk, case: Case) -> None:
    clerk.story = f"{case.code}-{case.ending}"
    clerk.greet(CARD)
    clerk.choose(case.words, case.code)
    clerk.answer(case.answers)
    if case.ending == "elsewhere":
        clerk.go_on()
        clerk.shot("done")
        assert clerk.presenter._counter.sitting.ending is Ending.ELSEWHERE
        return
    clerk.meet_papers(case.papers)
    if case.ending == "home":
        clerk.press(Qt.Key.Key_P, ctrl=True)
        clerk.shot("done")
        assert clerk.stored().state is DossierState.ADVISED
        return
    clerk.meet_form()
    if case.ending == "portal":
        view = clerk.file_on_portal("H26.17-261123-4711")
        assert (view.state, view.official_code) == (DossierState.LODGED, "H26.17-261123-4711")
        return
    view = clerk.hand_in()
    expected = {"lodged": DossierState.LODGED, "taken_in": DossierState.TAKEN_IN}
    assert view.state is expected[case.ending]
    assert clerk.bench.asked.printed
