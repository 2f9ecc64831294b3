from __future__ import annotations

import pytest

from agent_desk.domain import reference
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.dossiers import list_presenter
from agent_desk.ui.pages.dossiers.list_presenter import DossierListPresenter
from tests.support.desks import TestDesk, a_case, particulars
from tests.ui.pages.desk_window import HeldJobs, WrittenDown, an_office


@pytest.fixture
def found(t: TestDesk, nav: WrittenDown) -> DossierListPresenter:
    return DossierListPresenter(an_office(t), InlineJobs(), nav)


def test_the_newest_stands_first(t: TestDesk, found: DossierListPresenter) -> None:
    cases = [a_case(t) for _ in range(3)]
    found.refresh()
    assert [row.key for row in found.state.rows] == cases[::-1]


def test_pages_follow_each_other_without_gap_or_repeat(
    t: TestDesk, found: DossierListPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_presenter, "_PAGE", 2)
    cases = [a_case(t) for _ in range(5)]
    found.refresh()
    assert found.state.has_more
    found.more()
    found.more()
    assert [row.key for row in found.state.rows] == cases[::-1]
    assert not found.state.has_more


def test_a_name_is_found_without_accents(t: TestDesk, found: DossierListPresenter) -> None:
    a_case(t)
    wanted = a_case(t, person=particulars(name="Đỗ Minh Khôi", number="001190000999"))
    found.search("do minh")
    assert [row.key for row in found.state.rows] == [wanted]
    found.search("")
    assert len(found.state.rows) == 2


def test_a_reference_is_found_as_it_is_printed(
    t: TestDesk, found: DossierListPresenter, nav: WrittenDown
) -> None:
    a_case(t)
    wanted = a_case(t)
    found.submit(reference.group(t.view(wanted).reference))
    assert nav.dossiers == [wanted]


def test_a_wrong_digit_is_said_and_opens_nothing(
    t: TestDesk, found: DossierListPresenter, nav: WrittenDown
) -> None:
    number = t.view(a_case(t)).reference
    found.submit(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert "wrong" in found.state.error
    assert not nav.dossiers


def test_several_hits_are_listed_and_none_is_opened(
    t: TestDesk, found: DossierListPresenter, nav: WrittenDown
) -> None:
    a_case(t)
    a_case(t)
    found.submit("nguyễn")
    assert len(found.state.rows) == 2
    assert not nav.dossiers


def test_a_late_answer_to_older_words_is_dropped(t: TestDesk, nav: WrittenDown) -> None:
    jobs = HeldJobs()
    found = DossierListPresenter(an_office(t), jobs, nav)
    a_case(t)
    found.search("nobody of this name")
    found.search("mẫu")
    jobs.release()
    assert len(found.state.rows) == 1


def test_no_hit_says_what_to_try(found: DossierListPresenter) -> None:
    found.search("zzz")
    assert found.state.nothing.startswith("Nothing fits")
    found.search("")
    assert found.state.nothing.startswith("No dossiers yet")
