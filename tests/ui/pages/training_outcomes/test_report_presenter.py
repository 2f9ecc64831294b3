"""The report counts whole months, prints once, becomes a spreadsheet, and tells the center."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.training_report.presenter import Days, ReportPresenter, days_of
from tests.support.checked import PLACE
from tests.support.training_days import a_checked_class
from tests.ui.pages.desk_window import WrittenDown, an_office

if TYPE_CHECKING:
    from tests.support.desks import TestDesk


def told(t: TestDesk) -> list[dict[str, object]]:
    with t.desk.store.read() as connection:
        lines = connection.exec_driver_sql(
            "SELECT line FROM facts WHERE kind = 'training.reported'"
        ).scalars()
        return [json.loads(line)["body"] for line in lines]


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (Days.THIS_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Days.LAST_MONTH, date(2026, 1, 1), date(2026, 1, 31)),
        (Days.THIS_QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Days.LAST_QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        (Days.THIS_YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_report_covers_whole_months(days: Days, first: date, last: date) -> None:
    found = days_of(days, date(2026, 2, 28))
    assert (found.first, found.last) == (first, last)


def test_the_report_is_printed_once_and_the_center_hears_what_it_shows(t: TestDesk) -> None:
    a_checked_class(t, 8)
    written = WrittenDown()
    p = ReportPresenter(an_office(t), InlineJobs(), written)
    p.refresh()
    p.print()
    assert written.printed[0].path.read_bytes().startswith(b"%PDF")
    (body,) = told(t)
    report = body["report"]
    assert isinstance(report, dict)
    assert report["people"] == 8
    text = json.dumps(body, ensure_ascii=False)
    assert PLACE not in text
    assert "Hùng" not in text
    assert report["calls"]["alone"] is None


def test_the_spreadsheet_lies_where_the_page_says(t: TestDesk) -> None:
    a_checked_class(t)
    p = ReportPresenter(an_office(t), InlineJobs(), WrittenDown())
    p.refresh()
    p.save()
    (file,) = t.desk.store.data.documents.glob("*.xlsx")
    assert str(file) in p.state.message
    assert len(told(t)) == 1


def test_no_class_is_said_in_words(t: TestDesk) -> None:
    p = ReportPresenter(an_office(t), InlineJobs(), WrittenDown())
    p.choose(Days.LAST_QUARTER)
    assert p.state.is_empty
    assert p.state.span.startswith("01/07/2026")


def test_a_hidden_number_is_spoken_as_hidden(t: TestDesk) -> None:
    a_checked_class(t)
    p = ReportPresenter(an_office(t), InlineJobs(), WrittenDown())
    p.refresh()
    cells = {row.key: row.cells[0] for row in p.state.summary.rows}
    assert cells["alone"].text == "–"
    assert cells["alone"].spoken
    assert cells["people"].text == "6"
    assert p.state.hides
