"""The parts of Reception, each made when it is first shown or when the desk is quiet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agent_desk.ui.pages.reception.case_view import CaseView
from agent_desk.ui.pages.reception.citizen_view import CitizenView
from agent_desk.ui.pages.reception.closing_views import CheckView, LodgeView
from agent_desk.ui.pages.reception.consent_view import ConsentView
from agent_desk.ui.pages.reception.form_part import FormPart
from agent_desk.ui.pages.reception.papers_view import PapersView
from agent_desk.ui.pages.reception.portal_view import PortalView
from agent_desk.ui.pages.reception.procedure_view import ProcedureView
from agent_desk.ui.pages.reception.sitting import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
    from agent_desk.ui.pages.reception.step_view import StepView

    ChooseFiles = Callable[[QWidget, str], tuple[Path, ...]]


class StepViews(Mapping[Step, "StepView"]):
    """Every part by its step, in the order of the case; asking for one makes it.

    ``made(step, view)`` is called once for each, before anybody else sees it.
    """

    def __init__(
        self, makers: Mapping[Step, Callable[[], StepView]], made: Callable[[Step, StepView], None]
    ) -> None:
        self._makers = makers
        self._made = made
        self._views: dict[Step, StepView] = {}

    def __getitem__(self, step: Step) -> StepView:
        if step not in self._views:
            view = self._views[step] = self._makers[step]()
            self._made(step, view)
        return self._views[step]

    def __iter__(self) -> Iterator[Step]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def make_next(self) -> bool:
        """Make one more part; False if all are there."""
        missing = next((step for step in self._makers if step not in self._views), None)
        return missing is not None and self[missing] is not None


def makers(
    presenter: ReceptionPresenter, choose_files: ChooseFiles
) -> dict[Step, Callable[[], StepView]]:
    """Say how each part is made."""
    return {
        Step.CITIZEN: lambda: CitizenView(presenter.citizen),
        Step.CONSENT: lambda: ConsentView(presenter.consent),
        Step.PROCEDURE: lambda: ProcedureView(presenter.procedure),
        Step.CASE: lambda: CaseView(presenter.case, presenter.ways),
        Step.PAPERS: lambda: PapersView(presenter.papers, choose_files),
        Step.FORM: lambda: FormPart(presenter.forms),
        Step.CHECK: lambda: CheckView(presenter.open_step),
        Step.PORTAL: lambda: PortalView(presenter.portal, choose_files),
        Step.LODGE: lambda: LodgeView(presenter.lodging, presenter.account.teach),
    }
