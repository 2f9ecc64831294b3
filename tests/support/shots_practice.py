"""The practice page and the scripted citizen beside other pages, for the contact sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.ui.pages.practice.presenter import PracticePresenter
    from tests.support.shots import Show, Shown


def _free(shown: Shown) -> PracticePresenter:
    """Come to the list with nobody at the counter."""
    shown.pages.to.open_page("practice")
    shown.settle()
    assert shown.pages.rooms.practice is not None
    presenter = shown.pages.rooms.practice.presenter
    presenter.break_off()
    presenter.close_sheet()
    shown.pages.to.open_page("practice")
    shown.settle()
    return presenter


def _list(shown: Shown) -> None:
    _free(shown)


def _booth(shown: Shown) -> None:
    presenter = _free(shown)
    presenter.start_exercise("marital_abroad")
    shown.settle()
    presenter.talk.put_card("nguoi")
    shown.settle()
    presenter.talk.hand_over("ban_an")
    shown.settle()


def _waiting(shown: Shown) -> None:
    presenter = _free(shown)
    presenter.start_exercise("marital_abroad")
    shown.settle()
    presenter.pause()


def _sheet(shown: Shown) -> None:
    presenter = _free(shown)
    presenter.start_exercise("old_address")
    shown.settle()
    presenter.talk.ask("doi_the")
    presenter.talk.tell("doi")
    shown.settle()
    presenter.finish()


def _between(shown: Shown) -> None:
    presenter = _free(shown)
    presenter.start_exam(("paper_only", "state_money"))
    shown.settle()
    presenter.finish()


def _exam(shown: Shown) -> None:
    _between(shown)
    shown.settle()
    assert shown.pages.rooms.practice is not None
    shown.pages.rooms.practice.presenter.resume()
    shown.settle()
    shown.pages.rooms.practice.presenter.finish()


PRACTICE_SHOTS: dict[str, Show] = {
    "practice-list": _list,
    "practice-booth": _booth,
    "practice-waiting": _waiting,
    "practice-sheet": _sheet,
    "practice-between": _between,
    "practice-exam": _exam,
}
"""By name; each leaves the window of a practice desk at that page."""
