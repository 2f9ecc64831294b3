"""First-run set-up: one-time code in, enrolled desk out. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk import signing, wire
from agent_desk.commands.desk import Enrollment
from agent_desk.domain.people import clean_name
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.store.keys import say_place
from agent_desk.ui.opening import NewDesk, practice_enrollment, set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.clock import Clock
    from agent_desk.errors import DeskError
    from agent_desk.store.engine import Store
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """What the set-up page shows. ``errors`` maps field to sentence; ``problem`` is a banner."""

    key_sentence: str
    is_practice: bool
    is_busy: bool = False
    errors: Mapping[str, str] | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupEntries:
    """What was typed."""

    center_url: str
    code: str
    clerk_name: str


class SetupPresenter:
    """Enrolls this PC. ``finished`` gets the open office."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        jobs: JobRunner,
        finished: Callable[[Office], None],
        *,
        is_practice: bool,
    ) -> None:
        self._store = store
        self._clock = clock
        self._jobs = jobs
        self._finished = finished
        self._private_key = signing.new_private_key()
        self._listener: Callable[[SetupState], None] | None = None
        self._state = SetupState(
            key_sentence=say_place(store.health().key_place), is_practice=is_practice
        )

    @property
    def state(self) -> SetupState:
        """What the page shows now."""
        return self._state

    def listen(self, listener: Callable[[SetupState], None]) -> None:
        """Tell the page of every new state, and of the present one at once."""
        self._listener = listener
        listener(self._state)

    def start(self, entries: SetupEntries) -> None:
        """Check what was typed, show the code to the center, keep what it answers."""
        if self._state.is_busy:
            return
        errors = _faults(entries, is_practice=self._state.is_practice)
        if errors:
            self._show(replace(self._state, errors=errors, problem=""))
            return
        self._show(replace(self._state, errors=None, problem="", is_busy=True))
        name = clean_name(entries.clerk_name)
        if self._state.is_practice:
            self._keep(practice_enrollment(), name)
            return
        url, private = _with_scheme(entries.center_url), self._private_key
        self._jobs.submit(
            "net",
            lambda: _enroll(url, entries.code, private),
            done=lambda enrollment: self._keep(enrollment, name),
            failed=self._fail,
        )

    def _keep(self, enrollment: Enrollment, clerk_name: str) -> None:
        new = NewDesk(
            enrollment=enrollment, clerk_name=clerk_name, is_practice=self._state.is_practice
        )
        store, clock = self._store, self._clock
        self._jobs.submit(
            "store",
            lambda: set_up(store, clock, new),
            done=self._finished,
            failed=self._fail,
        )

    def _fail(self, error: DeskError) -> None:
        fields = error.field_errors if isinstance(error, InvalidInput) else None
        self._show(
            replace(self._state, is_busy=False, errors=fields or None, problem=error.message)
        )

    def _show(self, state: SetupState) -> None:
        self._state = state
        if self._listener is not None:
            self._listener(state)


def _faults(entries: SetupEntries, *, is_practice: bool) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not is_practice:
        if not clean(entries.center_url):
            errors["center_url"] = tr("Type the address that came with the code.")
        if not clean(entries.code):
            errors["code"] = tr("Type the one-time code from the center.")
    try:
        clean_name(entries.clerk_name)
    except InvalidInput as error:
        errors["clerk_name"] = error.message
    return errors


def _with_scheme(url: str) -> str:
    text = clean(url).rstrip("/")
    return text if "://" in text else f"https://{text}"


def _enroll(url: str, code: str, private_key: bytes) -> Enrollment:
    from agent_desk.sync.client import CenterClient

    client = CenterClient(url)
    try:
        reply = client.enroll(
            wire.EnrollRequest(code=clean(code), public_key=signing.public_key(private_key).hex())
        )
    finally:
        client.close()
    return Enrollment(reply=reply, center_url=url, private_key=private_key)
