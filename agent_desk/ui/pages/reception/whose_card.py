"""A second card while a citizen is served: whose is it? Asked once, answered by a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.domain.people import CardReading, mask_number
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.sitting import CardUse, Who
from agent_desk.ui.rows import Choice
from agent_desk.ui.widgets.choices import ChoiceGroup
from agent_desk.ui.widgets.dialogs import Dialog
from agent_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_desk.domain.scan import Scan
    from agent_desk.ui.pages.reception.presenter import ReceptionPresenter

_NEW = "new"


class WhoseCard:
    """Claims the cards that belong to the present case, or asks; all else goes its usual way."""

    def __init__(self, page: QWidget, presenter: ReceptionPresenter) -> None:
        self._page = page
        self._presenter = presenter
        self.question: Dialog | None = None

    def take_scan(self, scan: Scan) -> bool:
        """Take a scanned card if the present case wants it; False if it is for somebody new."""
        card = scan.value
        if not isinstance(card, CardReading):
            return False
        use = self._presenter.citizen.use_of(card)
        if use is CardUse.OWNER:
            self._presenter.citizen.take_as(Who.OWNER, card)
        elif use is CardUse.ASK:
            self._ask(card)
        return use is not CardUse.USUAL

    def _ask(self, card: CardReading) -> None:
        question = Dialog(self._page, tr("Whose card is this?"))
        question.add(Text(tr("Another citizen is being served: {name}.", name=self._present())))
        choices = ChoiceGroup(tr("Whose card is this?"), _choices(card))
        choices.chosen.connect(lambda key: self._answer(question, key, card))
        question.add(choices)
        question.add_button(tr("Nobody's, forget it")).clicked.connect(question.reject)
        question.finished.connect(question.deleteLater)
        self.question = question
        question.open()
        question.focus_first(choices)

    def _answer(self, question: Dialog, key: str, card: CardReading) -> None:
        question.accept()
        if key == _NEW:
            self._presenter.greet(card)
        else:
            self._presenter.citizen.take_as(Who(key), card)

    def _present(self) -> str:
        return self._presenter.citizen.present_name()


def _choices(card: CardReading) -> tuple[Choice, ...]:
    return (
        Choice(
            key=Who.OWNER.value,
            label=tr("The owner of this matter"),
            detail=tr(
                "{name} does not stand here; somebody files for them",
                name=card.name or mask_number(card.number),
            ),
        ),
        Choice(
            key=Who.SUBMITTER.value,
            label=tr("The person who stands here"),
            detail=tr("the card read before was the wrong one"),
        ),
        Choice(
            key=_NEW,
            label=tr("A new citizen"),
            detail=tr("the present case is laid aside"),
        ),
    )
