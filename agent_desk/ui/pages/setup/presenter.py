"""First-run set-up: one-time code in, enrolled desk out. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from agent_desk import signing, wire
from agent_desk.commands.desk import Enrollment
from agent_desk.domain.people import clean_name
from agent_desk.domain.text import clean
from agent_desk.errors import CenterUnreachable, InvalidInput
from agent_desk.i18n import tr
from agent_desk.store.keys import say_place
from agent_desk.ui.opening import NewDesk, is_enrolled, practice_enrollment, set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.clock import Clock
    from agent_desk.errors import DeskError
    from agent_desk.store.engine import Store
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office

_HOST = re.compile(r"[\w]([\w-]*[\w])?(\.[\w]([\w-]*[\w])?)*|[0-9a-f:.]*:[0-9a-f:.]+")
"""A name, an IPv4 address, or the inside of the brackets of an IPv6 address."""
_KEY = re.compile(r"[0-9a-f]{64}")
_DESK_CODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """What the set-up page shows. ``errors`` maps field to sentence; ``problem`` is a banner.

    ``asks_center`` is false in practice, and where an earlier set-up got the center's answer but
    was cut off before it was done: then only the name is asked.
    """

    key_sentence: str
    is_practice: bool
    asks_center: bool = True
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
    ) -> None:
        self._store = store
        self._clock = clock
        self._jobs = jobs
        self._finished = finished
        self._private_key = signing.new_private_key()
        self._listener: Callable[[SetupState], None] | None = None
        self._is_enrolled = is_enrolled(store)
        self._state = SetupState(
            key_sentence=say_place(store.health().key_place),
            is_practice=store.is_practice,
            asks_center=not (store.is_practice or self._is_enrolled),
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
        errors = _faults(entries, asks_center=self._state.asks_center)
        if errors:
            self._show(replace(self._state, errors=errors, problem=""))
            return
        self._show(replace(self._state, errors=None, problem="", is_busy=True))
        name = clean_name(entries.clerk_name)
        if not self._state.asks_center:
            self._keep(None if self._is_enrolled else practice_enrollment(), name)
            return
        url, private = read_address(entries.center_url), self._private_key
        self._jobs.submit(
            "net",
            lambda: _enroll(url, entries.code, private),
            done=lambda enrollment: self._keep(enrollment, name),
            failed=self._fail,
        )

    def _keep(self, enrollment: Enrollment | None, clerk_name: str) -> None:
        new = NewDesk(enrollment=enrollment, clerk_name=clerk_name)
        store, clock = self._store, self._clock
        self._jobs.submit(
            "store",
            lambda: set_up(store, clock, new),
            done=self._finished,
            failed=self._fail,
        )

    def _fail(self, error: DeskError) -> None:
        fields = error.field_errors if isinstance(error, InvalidInput) else None
        problem = error.message
        if isinstance(error, CenterUnreachable):
            # Its own words speak of work that is saved; here there is none yet.
            problem = tr(
                "No center answered at this address. Check the address and the network; if the "
                "network asks you to sign in, do that in the browser first. Then press “Start "
                "this desk” again: the code still works for this PC."
            )
        self._show(replace(self._state, is_busy=False, errors=fields or None, problem=problem))

    def _show(self, state: SetupState) -> None:
        self._state = state
        if self._listener is not None:
            self._listener(state)


def _faults(entries: SetupEntries, *, asks_center: bool) -> dict[str, str]:
    errors: dict[str, str] = {}
    if asks_center:
        try:
            read_address(entries.center_url)
        except InvalidInput as error:
            errors["center_url"] = error.message
        if not any(c.isdigit() for c in entries.code):
            errors["code"] = tr("Type the one-time code from the center.")
    try:
        clean_name(entries.clerk_name)
    except InvalidInput as error:
        errors["clerk_name"] = error.message
    return errors


def read_address(text: str) -> str:
    """Give the address of the center as a URL; without ``http://`` before it, it is ``https``.

    Raises: InvalidInput if this cannot be an address.
    """
    typed = clean(text)
    if not typed:
        raise InvalidInput(tr("Type the address that came with the code."))
    url = (typed if "://" in typed else f"https://{typed}").rstrip("/")
    refusal = tr("This is not an address. It looks like desk.hanoi.gov.vn, without spaces.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidInput(refusal) from error
    is_plain = not (parts.query or parts.fragment or parts.username or parts.password)
    is_whole = parts.scheme in ("http", "https") and port != 0 and is_plain
    if not is_whole or not _HOST.fullmatch(parts.hostname or ""):
        raise InvalidInput(refusal)
    return url


def _enroll(url: str, code: str, private_key: bytes) -> Enrollment:
    from agent_desk.sync.client import CenterClient

    client = CenterClient(url)
    try:
        reply = client.enroll(
            wire.EnrollRequest(code=clean(code), public_key=signing.public_key(private_key).hex())
        )
    finally:
        client.close()
    if not (_KEY.fullmatch(reply.center_public_key) and _DESK_CODE.fullmatch(reply.desk_code)):
        raise CenterUnreachable(tr("The center's answer cannot be used."))
    return Enrollment(reply=reply, center_url=url, private_key=private_key)
