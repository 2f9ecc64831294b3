"""A story: a known citizen registers a birth, from the card to the slip, without a mouse.

Every press is counted: letters typed, digits, Enter. What only the parents can say of the newborn
(name, day, sex, place) is counted apart, because no program can know it before.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.catalog.forms.spec import Source
from agent_desk.domain.dossier import DossierState
from agent_desk.queries import form as form_query
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.slips import SlipKind
from tests.stories.counter import CounterClerk
from tests.support.desks import a_case
from tests.support.forms import filled
from tests.ui.pages.reception.bench import CARD, a_bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_desk.queries.form import FilledForm

BIRTH = "1.001193"
MOST_KEYS = 45
NEWBORN = {
    "nks_ho_ten": "Lê Minh An",
    "nks_ngay_sinh": "20112026",
    "nks_gioi_tinh": "nu",
    "nks_noi_sinh_co_so": "BV Phụ sản Hà Nội",
    "nks_noi_sinh.ward": "giang vo",
}
FAMILY = {
    "nks_dan_toc": "kinh",
    "nks_que_quan.ward": "cua nam",
    "me_dan_toc": "kinh",
    "cha_ho_ten": "Lê Văn Cha",
    "cha_ngay_sinh": "05031988",
    "cha_dan_toc": "kinh",
    "cha_noi_cu_tru.ward": "cua nam",
}
OLDER_CHILD = {
    "nyc_quan_he": "me",
    "nks_ho_ten": "Lê Minh Bình",
    "nks_ngay_sinh": "2022-05-04",
    "nks_que_quan": {"ward": "Phường Cửa Nam, Thành phố Hà Nội", "ward_code": "00082"},
    "me_ho_ten": "Nguyễn Thị Mẫu",
    "me_so_dinh_danh": "001190000123",
    "me_dan_toc": "Kinh",
    "cha_ho_ten": "Lê Văn Cha",
    "cha_ngay_sinh": "1988-03-05",
    "cha_so_dinh_danh": "001088000456",
    "cha_dan_toc": "Kinh",
}


@pytest.fixture
def clerk(tmp_path: Path, qtbot: QtBot, desk_app: object) -> Iterator[CounterClerk]:
    made = CounterClerk(a_bench(tmp_path / "desk"), tmp_path, qtbot)
    yield made
    made.close()


def register(clerk: CounterClerk) -> FilledForm:
    """Serve the citizen from the card to the printed slip; give the form that was lodged."""
    clerk.press(Qt.Key.Key_F2)
    clerk.scan(CARD)
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PROCEDURE)
    clerk.choose("khai sinh", BIRTH)
    clerk.answer({"channel": "online", "eid": "co", "how way": "center"})
    clerk.press(Qt.Key.Key_Return)
    clerk.expect(Step.PAPERS)
    clerk.press(Qt.Key.Key_F7, Qt.Key.Key_F7)
    clerk.meet_form({**FAMILY, **NEWBORN}, apart=frozenset(NEWBORN))
    view = clerk.hand_in()
    assert [p.kind for p in clerk.bench.asked.printed] == [SlipKind.SENDING]
    assert view.state is DossierState.LODGED
    with clerk.bench.t.desk.store.read() as connection:
        form = form_query.filled_form(connection, view.dossier_id, "khai_sinh")
    assert form is not None
    assert form.is_complete
    return form


def tell(capsys: pytest.CaptureFixture[str], clerk: CounterClerk, who: str) -> int:
    """Print the figures; give the presses that are not the newborn's own data."""
    rest = clerk.keys - clerk.own_keys
    marks = unicodedata.normalize("NFD", clerk.typed).replace("đ", "dd").replace("Đ", "DD")
    more = len(marks) - len(clerk.typed)
    with capsys.disabled():
        print(  # noqa: T201
            f"\nkeys from the card to the slip, birth, {who}: {clerk.keys} "
            f"({clerk.keys + more} as typed with Telex); for the newborn's own data "
            f"{clerk.own_keys}, everything else {rest}"
        )
    return rest


def test_a_second_child_is_registered_from_card_to_slip_in_few_keys(
    clerk: CounterClerk, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(clerk.bench.t, a_case(clerk.bench.t), **OLDER_CHILD)
    form = register(clerk)
    assert tell(capsys, clerk, "citizen known with an older child") <= MOST_KEYS
    assert form.answers["cha_ho_ten"] == "Lê Văn Cha"
    assert form.sources["cha_ho_ten"] is Source.BEFORE
    assert form.sources["nks_ho_ten"] is Source.CLERK
    clerk.press(Qt.Key.Key_Return)
    assert clerk.step is Step.CITIZEN


def test_a_first_child_costs_only_what_nobody_knows_yet(
    clerk: CounterClerk, capsys: pytest.CaptureFixture[str]
) -> None:
    a_case(clerk.bench.t)
    form = register(clerk)
    rest = tell(capsys, clerk, "citizen known, first form here")
    family = sum(len(text) + 1 for text in FAMILY.values())
    assert rest - family <= MOST_KEYS
    assert form.answers["me_ho_ten"] == "Nguyễn Thị Mẫu"
