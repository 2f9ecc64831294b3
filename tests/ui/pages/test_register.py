"""The register: the days chosen, how many dossiers, one book printed and handed on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.errors import InvalidInput
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.register.presenter import Days, RegisterPresenter, read_day
from tests.documents.reading import pages_of, text_of
from tests.support import desks
from tests.ui.pages.desk_window import WrittenDown
from tests.ui.test_official_papers import Counter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 23)


class Desk:
    def __init__(self, counter: Counter) -> None:
        self.counter, self.navigator = counter, WrittenDown()
        self.presenter = RegisterPresenter(counter.office, InlineJobs(), self.navigator)
        self.presenter.refresh()

    def print(self) -> str:
        self.presenter.print()
        return text_of(self.navigator.printed[-1].path.read_bytes())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desks.opened_desk(tmp_path / "desk") as t:
        desks.a_lodged_dossier(t)
        yield Desk(Counter(t))


def test_it_begins_with_this_month_and_says_how_many(desk: Desk) -> None:
    state = desk.presenter.state
    assert (state.first, state.last) == ("01/11/2026", "23/11/2026")
    assert state.count == 1


def test_the_book_holds_what_was_taken_in_and_nothing_else(desk: Desk) -> None:
    desks.a_case(desk.counter.t)
    text = desk.print()
    assert "Nguyễn Thị Mẫu" in text
    assert "Tổng cộng: 1 hồ sơ." in text


def test_days_without_a_dossier_give_a_book_that_says_so(desk: Desk) -> None:
    desk.presenter.choose_days(Days.LAST_MONTH)
    assert desk.presenter.state.count == 0
    text = desk.print()
    assert "từ 01/10/2026 đến 31/10/2026" in text
    assert "Không có hồ sơ nào trong thời gian này." in text


def test_a_field_keeps_only_its_procedures(desk: Desk) -> None:
    desk.presenter.choose_field("Đất đai")
    assert desk.presenter.state.count == 0
    desk.presenter.choose_field("Hộ tịch")
    assert desk.presenter.state.count == 1
    assert "Lĩnh vực: Hộ tịch" in desk.print()


@pytest.mark.parametrize(
    ("first", "last"), [("23/11/2026", "22/11/2026"), ("x", "22/11/2026"), ("1/1/2024", "1/1/2026")]
)
def test_days_that_make_no_sense_are_said_and_nothing_is_printed(
    desk: Desk, first: str, last: str
) -> None:
    desk.presenter.write_days(first, last)
    assert desk.presenter.state.problem
    assert desk.presenter.state.count is None
    desk.presenter.print()
    assert not desk.navigator.printed


def test_the_second_print_of_the_same_days_says_that_it_is_one(desk: Desk) -> None:
    assert "BẢN IN LẠI" not in desk.print()
    assert "BẢN IN LẠI lần 2" in desk.print()
    assert len({printed.print_id for printed in desk.navigator.printed}) == 2


@pytest.mark.parametrize("text", ["23/11/2026", "23.11.2026", "23112026", "23/11", " 23-11-2026 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text, TODAY) == TODAY


@pytest.mark.parametrize("text", ["", "31/02/2026", "32/1/2026", "23/13", "hôm nay", "2026-11-23"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_day(text, TODAY)


def test_forty_dossiers_keep_their_headings_and_count_on_over_pages() -> None:
    from agent_desk.documents.register_07 import render_register_07
    from tests.documents.state_samples import a_register_07

    pages = pages_of(render_register_07(a_register_07(40)))
    assert len(pages) > 3
    assert all("Phương thức nhận kết quả" in page for page in pages[:-1])
    assert "Cộng trang này: 6 hồ sơ. Cộng dồn: 6 hồ sơ." in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert f" {number} BƯU CỤC YÊN HÒA" in page
    assert all("Mang sang:" in page for page in pages[1:-1])
    assert "Tổng cộng: 40 hồ sơ." in pages[-1]
