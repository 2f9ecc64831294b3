"""Give and print the certificates of a class; check one that somebody shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent_desk.catalog.curriculum_load import installed_curriculum
from agent_desk.clock import local
from agent_desk.commands.certificates import issue_certificates
from agent_desk.documents.certificate import DOCUMENT
from agent_desk.domain.printing import PrintReason, PrintSubject, SubjectKind
from agent_desk.domain.text import clean
from agent_desk.domain.training import certificate_number
from agent_desk.domain.training.learners import Standing
from agent_desk.domain.training.sessions import SessionState
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr, trn
from agent_desk.ids import new_intent
from agent_desk.queries import certificates as query
from agent_desk.queries import prints as print_query
from agent_desk.queries import training, training_register
from agent_desk.ui import when
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.teaching import print_certificates
from agent_desk.ui.rows import Choice, ListRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent_desk.errors import DeskError
    from agent_desk.ids import IntentId
    from agent_desk.queries.certificates import SealedCertificate
    from agent_desk.queries.training import SessionRow
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_BACK = timedelta(days=60)
_MOST_SESSIONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesScreen:
    """The classes, who came to the chosen one, and what was found of a number."""

    sessions: tuple[Choice, ...] = ()
    session_id: str = ""
    about: str = ""
    people: tuple[ListRow, ...] = ()
    needs_reason: bool = False
    found: str = ""
    found_tone: Tone = Tone.GOOD
    number_error: str = ""
    message: str = ""
    tone: Tone = Tone.GOOD
    is_busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    sessions: tuple[SessionRow, ...]
    session_id: str
    people: tuple[training_register.LearnerRow, ...]
    numbers: Mapping[str, str]
    printed: int


class CertificatesPresenter(Presenter[CertificatesScreen]):
    """One intent gives the numbers of a session, another one prints them."""

    def __init__(self, office: Office, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(office, jobs, CertificatesScreen())
        self._navigator = navigator
        self._wanted = ""
        self._giving: IntentId = new_intent()
        self._printing: IntentId = new_intent()

    # Classes

    def refresh(self) -> None:
        """Read the classes of the last weeks and who came to the chosen one."""
        store, now, wanted = self._office.desk.store, self._office.desk.clock.now(), self._wanted

        def read() -> _Read:
            with store.read() as connection:
                held = training.between(connection, now - _BACK, now)
                open_ones = [one for one in held if one.state is not SessionState.CANCELED]
                rows = tuple(reversed(open_ones))[:_MOST_SESSIONS]
                chosen = wanted or (rows[0].session_id if rows else "")
                subject = PrintSubject(SubjectKind.SESSION, chosen)
                return _Read(
                    sessions=rows,
                    session_id=chosen,
                    people=training_register.register(connection, chosen) if chosen else (),
                    numbers={
                        one.learner_id: one.number for one in query.of_session(connection, chosen)
                    },
                    printed=sum(
                        row.document == DOCUMENT
                        for row in print_query.of_subject(connection, subject)
                    ),
                )

        self._jobs.submit("store", read, done=self._show_read, failed=self._fail)

    def open_session(self, session_id: str) -> None:
        """Choose a class; an empty id chooses the last one."""
        if session_id != self._wanted:
            self._wanted = session_id
            self._giving, self._printing = new_intent(), new_intent()
        self.show(replace(self.state, message=""))
        self.refresh()

    def _show_read(self, read: _Read) -> None:
        now = self._office.desk.clock.now()
        came = [one for one in read.people if one.standing is Standing.ATTENDED]
        chosen = next((s for s in read.sessions if s.session_id == read.session_id), None)
        self.show(
            replace(
                self.state,
                sessions=tuple(_choice(one, now) for one in read.sessions),
                session_id=read.session_id,
                about=_about(chosen, len(came)) if chosen else "",
                people=tuple(_person(one.learner_id, one.name, read.numbers) for one in came),
                needs_reason=read.printed > 0
                and all(one.learner_id in read.numbers for one in came),
            )
        )

    # Giving and printing

    def print_all(self, reason: str) -> None:
        """Give everybody who came a number and print all pages as one file."""
        self._print((), reason)

    def print_one(self, learner_id: str, reason: str) -> None:
        """Give one person a number and print that page alone."""
        self._print((learner_id,), reason)

    def _print(self, learner_ids: tuple[str, ...], reason: str) -> None:
        state, office = self.state, self._office
        if state.is_busy or not state.session_id:
            return
        giving, printing, session_id = self._giving, self._printing, state.session_id
        self.show(replace(state, is_busy=True, message=""))

        def do() -> Printed:
            done = issue_certificates(office.desk, office.act(giving), session_id, learner_ids)
            is_new = done["issued"] != "0" or done["corrected"] != "0"
            plain = PrintReason.CHANGED if is_new else PrintReason.FIRST
            why = PrintReason(reason) if reason else plain
            return print_certificates(office, printing, session_id, learner_ids, why)

        self._jobs.submit("store", do, done=self._printed, failed=self._fail)

    def _printed(self, printed: Printed) -> None:
        self._giving, self._printing = new_intent(), new_intent()
        said = tr("The certificates go to the printer.")
        self.show(replace(self.state, is_busy=False, message=said, tone=Tone.GOOD))
        self._navigator.hand_to_printer(printed)
        self._navigator.something_changed()
        self.refresh()

    # Checking a paper

    def verify(self, number: str, name: str = "") -> None:
        """Ask the ledger of this desk whether it gave this number, and to this name."""
        store, office = self._office.desk.store, self._office
        try:
            parsed = certificate_number.check(number)
        except InvalidInput as error:
            self.show(replace(self.state, number_error=error.message, found=""))
            return
        self.show(replace(self.state, number_error=""))

        def read() -> SealedCertificate | None:
            with store.read() as connection:
                return query.sealed(connection, parsed.digits)

        def done(found: SealedCertificate | None) -> None:
            is_ours = parsed.desk_code == office.desk.identity.desk_code
            words, tone = say_found(found, clean(name), is_ours=is_ours)
            self.show(replace(self.state, found=words, found_tone=tone))

        self._jobs.submit("store", read, done=done, failed=self._fail)

    def leave(self) -> None:
        """Go back to the cards."""
        self._navigator.open_page("teaching")

    def _fail(self, error: DeskError) -> None:
        self._giving = new_intent()  # who came may change until it is tried again
        self.show(replace(self.state, is_busy=False, message=error.message, tone=Tone.WRONG))


def say_found(found: SealedCertificate | None, name: str, *, is_ours: bool) -> tuple[str, Tone]:
    """Say what the ledger knows of a number."""
    if found is None and not is_ours:
        return tr("Another desk gave this number. Ask the post office on the paper."), Tone.WAITING
    if found is None:
        return tr("This desk never gave a certificate with this number."), Tone.WRONG
    if not found.holds:
        return tr("The record of this certificate was changed. Tell technical support."), Tone.WRONG
    told = tr(
        "Given on {day}: {name}, class of {held}, {topics}.",
        day=f"{local(found.issued_at):%d/%m/%Y}",
        name=found.name or tr("name erased"),
        held=f"{local(found.held_at):%d/%m/%Y}",
        topics=", ".join(topic_names(found.topics)),
    )
    if name and not found.names(name):
        return tr("The name on the paper is another one. {told}", told=told), Tone.WRONG
    return told, Tone.GOOD


def topic_names(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Name topics as people know them."""
    titles = {card.topic: card.title for card in installed_curriculum().cards}
    return tuple(titles.get(topic, tr("a topic without a card")) for topic in topics)


def _choice(one: SessionRow, now: datetime) -> Choice:
    label = f"{when.show_moment(one.plan.starts_at, now)} · {one.plan.place}"
    return Choice(key=one.session_id, label=label)


def _about(one: SessionRow, came: int) -> str:
    topics = ", ".join(topic_names(one.plan.topics))
    return f"{trn('{n} person came', '{n} people came', came)} · {topics}"


def _person(learner_id: str, name: str, numbers: Mapping[str, str]) -> ListRow:
    number = numbers.get(learner_id, "")
    return ListRow(
        key=learner_id,
        title=name,
        subtitle=certificate_number.group(number) if number else tr("no certificate yet"),
        action=tr("Print"),
    )
