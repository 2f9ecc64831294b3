"""Results: the list leads, the right column does one thing at a time. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.result import Arrival, receive_number
from agent_desk.domain.people import CardReading
from agent_desk.domain.results import AgeStep, Standing
from agent_desk.domain.scan import ScanKind
from agent_desk.ids import DossierId, new_intent
from agent_desk.queries.lying import Lying, of_person
from agent_desk.queries.results import Asked, Decided, DisputedReturn, Everything, Expected
from agent_desk.ui.pages.results.arriving import Arriving
from agent_desk.ui.pages.results.aside import Aside
from agent_desk.ui.pages.results.board import Board
from agent_desk.ui.pages.results.calling import Calling
from agent_desk.ui.pages.results.giving import Giving
from agent_desk.ui.pages.results.state import Part, ReturnPane, TellPane
from agent_desk.ui.pages.results.work import Act

if TYPE_CHECKING:
    from agent_desk.commands.unit import Done
    from agent_desk.domain.scan import Scan
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office


class ResultsPresenter(Board):
    """Opens what a row, a scan or another page asks for."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, navigator)
        self.arriving = Arriving(self)
        self.calling = Calling(self)
        self.giving = Giving(self)
        self.aside = Aside(self, self.giving.open_other_desk)
        self._wish = ""

    def _on_read(self, found: Everything) -> None:
        super()._on_read(found)
        self.arriving.name_it()
        wish, self._wish = self._wish, ""
        if wish:
            self.open_dossier(wish)

    # From a row

    def act(self, key: str) -> None:
        """Do what the button of a row says."""
        item = self.items.get(key)
        if item is None or self.state.is_busy:
            return
        record = item.record
        if isinstance(record, Lying):
            self._act_on_lying(record, item.act, item.step)
        elif isinstance(record, Asked) and item.act is Act.TAKE_SUPPLEMENT:
            self.navigator.open_case(DossierId(record.dossier_id))
        elif isinstance(record, Decided) and item.act is Act.RETURN:
            self.giving.open(record.dossier_id)
        elif isinstance(record, Asked | Decided):
            self.calling.open(record)
        elif isinstance(record, Expected):
            self.arriving.take_dossier(record.dossier_id)
        elif isinstance(record, DisputedReturn):
            self.aside.open_dispute(record)

    def _act_on_lying(self, one: Lying, act: Act, step: AgeStep) -> None:
        if one.standing is Standing.PARKED:
            self.aside.open_parked(one)
        elif step is AgeStep.ASK_CENTER:
            self.aside.open_back(one)
        elif act is Act.RETURN:
            self.giving.open(one.dossier_id)
        else:
            self.calling.open(one)

    def call(self, key: str) -> None:
        """Open the call of a row, whatever its button says."""
        item = self.items.get(key)
        if item is not None and isinstance(item.record, Asked | Decided | Lying):
            if isinstance(item.record, Lying) and item.record.standing is Standing.PARKED:
                return
            self.calling.open(item.record)

    def give(self, key: str) -> None:
        """Open the return of a row, whatever its button says."""
        record = self.items[key].record if key in self.items else None
        is_here = isinstance(record, Lying) and record.standing is Standing.HERE
        if isinstance(record, Lying | Decided) and (is_here or isinstance(record, Decided)):
            self.giving.open(record.dossier_id)

    # From elsewhere

    def open_dossier(self, dossier_id: str) -> None:
        """Do about a dossier what is due: return its result, or tell its citizen."""
        if self.found is None:
            self._wish = dossier_id
            self.refresh()
            return
        key = self.key_of(dossier_id)
        item = self.items.get(key)
        if item is not None and isinstance(item.record, Asked):
            self.calling.open(item.record)
        else:
            self.giving.open(dossier_id)

    def return_of_other_desk(self, number: str, owner: str) -> None:
        """Take in a result of another desk's dossier that lies here, and open its return.

        Taken in twice it is one result.
        """
        desk, act = self.office.desk, self.office.act(new_intent())
        arrival = Arrival(number=number, owner_name=owner)

        def taken(done: Done) -> None:
            self.changed()
            self.giving.open_other_desk(done["result_id"])

        self.run(lambda: receive_number(desk, act, arrival), taken)

    def correct(self, dossier_id: str, owner: str) -> None:
        """Open the correction of a return."""
        self.aside.open_correction(dossier_id, owner)

    def take_scan(self, scan: Scan) -> bool:
        """Take a scan while this page is at the front; False lets it go its usual way."""
        if isinstance(scan.value, CardReading):
            return self._take_card(scan.value)
        if scan.kind not in (ScanKind.REFERENCE, ScanKind.OFFICIAL_CODE):
            return False
        if self.state.part is Part.ARRIVE:
            self.arriving.take(scan.text)
            return True
        key = next((k for k, n in self._numbers().items() if n == scan.text), "")
        if not key:
            return False
        self.give(key)
        return True

    def _take_card(self, card: CardReading) -> bool:
        if self.giving.take_card(card):
            return True
        store = self.office.desk.store

        def read() -> tuple[str, ...]:
            with store.read() as connection:
                return of_person(connection, card.number)

        def go(found: tuple[str, ...]) -> None:
            item = self.items.get(f"r:{found[0]}") if found else None
            if item is not None and isinstance(item.record, Lying) and item.record.dossier_id:
                self.giving.open(item.record.dossier_id, card)
            else:
                self.navigator.greet(card)

        self.run(read, go)
        return True

    def _numbers(self) -> dict[str, str]:
        return {
            key: item.record.number
            for key, item in self.items.items()
            if isinstance(item.record, Lying) and item.record.standing is Standing.HERE
        }

    def key_of(self, subject_id: str) -> str:
        """Give the row about a dossier, a result or a dispute; empty if it has none."""
        names = ("dossier_id", "result_id", "dispute_id")
        return next(
            (
                key
                for key, item in self.items.items()
                if subject_id and subject_id in {getattr(item.record, n, "") for n in names}
            ),
            "",
        )

    # The second button of the pane

    def follow(self) -> None:
        """Go from a call to what comes after it, or from what is kept apart to its return."""
        pane = self.state.pane
        if isinstance(pane, TellPane) and pane.about == "supplement":
            self.navigator.open_case(DossierId(pane.dossier_id))
        elif isinstance(pane, TellPane) and pane.dossier_id:
            self.giving.open(pane.dossier_id)
        elif isinstance(pane, ReturnPane):
            self._call_instead(pane)

    def _call_instead(self, pane: ReturnPane) -> None:
        item = self.items.get(self.key_of(pane.dossier_id))
        if item is not None and isinstance(item.record, Asked | Decided | Lying):
            self.calling.open(item.record)

    def open_whole(self) -> None:
        """Open the page of the dossier that the pane is about."""
        dossier_id = getattr(self.state.pane, "dossier_id", "")
        if dossier_id:
            self.navigator.open_dossier(DossierId(dossier_id))

    def send_by_post(self) -> None:
        """Open the page where the result of the pane goes out by post."""
        pane = self.state.pane
        if isinstance(pane, ReturnPane) and pane.dossier_id:
            self.navigator.open_delivery(pane.dossier_id)
