"""The citizen files alone on the portal: guided step by step, then the official code. No Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands.portal import record_portal_filing, wait_for_citizen
from agent_desk.devices.intake import read_file
from agent_desk.domain.reference import is_official_code, parse_official_code
from agent_desk.domain.text import clean
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.sitting import Ending, Step
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_desk.domain.papers import CheckedFile
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.counter import Counter

CODE = "official_code"
_LONGEST = 200
"""No code is longer; what is pasted beyond it was pasted by mistake."""


class Portal:
    """The portal step."""

    def __init__(self, counter: Counter, print_slip: Callable[[], None]) -> None:
        self._counter = counter
        self._print_slip = print_slip

    def choose_device(self, device: str) -> None:
        """Say where the citizen signs in: ``phone`` or ``counter``."""
        self._counter.show(replace(self._counter.sitting, portal_device=device))

    def edit_code(self, text: str) -> None:
        """Keep what is being typed."""
        self._counter.keep(replace(self._counter.sitting, portal_code=text[:_LONGEST]))

    def leave_code(self, text: str) -> None:
        """Bring the code into its form, or say what is wrong with it."""
        sitting = self._counter.sitting
        errors = {key: value for key, value in sitting.errors.items() if key != CODE}
        code = clean(text[:_LONGEST])
        if code and is_official_code(code):
            code = parse_official_code(code).text
        elif code:
            errors[CODE] = tr(
                "Compare it with the citizen's screen: a code looks like H26.99-261123-0001."
            )
        self._counter.show(replace(sitting, portal_code=code, errors=errors, notice=None))

    def attach(self, paths: tuple[Path, ...]) -> None:
        """Read pictures or the PDF of the portal's receipt; they are kept with the code."""
        for path in paths:
            self._counter.run(partial(read_file, path), self._keep_receipt, lane="work")

    def drop_receipt(self, number: int) -> None:
        """Take a receipt off again; ``number`` counts from 0."""
        counter, held = self._counter, self._counter.sitting.portal_receipts
        counter.show(
            replace(counter.sitting, portal_receipts=(*held[:number], *held[number + 1 :]))
        )

    def _keep_receipt(self, file: CheckedFile) -> None:
        counter, held = self._counter, self._counter.sitting.portal_receipts
        if any(file.data == other.data for other in held):
            counter.say(tr("This very file is already attached to this paper."), Tone.WAITING)
            return
        counter.show(replace(counter.sitting, portal_receipts=(*held, file), notice=None))

    def commit(self) -> None:
        """Record the filing under the code of the portal, and print."""
        counter, sitting = self._counter, self._counter.sitting
        view = sitting.view
        if view is None:
            counter.say(tr("Answer the questions of the case first."), Tone.WAITING)
            return
        if not sitting.portal_code.strip():
            text = tr("Type the code that the portal shows after sending, or scan it.")
            counter.show(replace(sitting, errors={**sitting.errors, CODE: text}))
            return
        act, code, files = counter.act("portal"), sitting.portal_code, sitting.portal_receipts

        def work() -> DossierView:
            record_portal_filing(counter.desk, act, view.dossier_id, code, files)
            return counter.read_view(view.dossier_id)

        def done(now: DossierView) -> None:
            self._end(now, Ending.PORTAL, "portal")
            self._print_slip()

        counter.commit(work, done)

    def leave_to_citizen(self) -> None:
        """Let the citizen file later, at home; the case waits under Today."""
        counter, view = self._counter, self._counter.sitting.view
        if view is None:
            return
        act = counter.act("wait")

        def work() -> DossierView:
            wait_for_citizen(counter.desk, act, view.dossier_id)
            return counter.read_view(view.dossier_id)

        counter.commit(work, lambda now: self._end(now, Ending.WAITING, "wait"))

    def _end(self, view: DossierView, ending: Ending, act: str) -> None:
        counter = self._counter
        counter.spent(act)
        counter.show(replace(counter.sitting, view=view, ending=ending, step=Step.LODGE, errors={}))
        counter.navigator.something_changed()
