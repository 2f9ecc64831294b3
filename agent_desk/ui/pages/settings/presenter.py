"""Settings of the desk, read and kept in the store lane. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk import settings
from agent_desk.commands.desk import Role, add_clerk, keep_setting
from agent_desk.commands.lock import has_pin, is_pin_of, set_pin
from agent_desk.domain.people import clean_name
from agent_desk.domain.pickups import read_times
from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.queries import desk as desk_query
from agent_desk.store.keys import say_place
from agent_desk.ui.pages.settings.exams import Exams
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.rows import Choice, Pair
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent_desk.errors import DeskError
    from agent_desk.queries.desk import ClerkRow
    from agent_desk.settings import Setting
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office

SHOWN = (
    settings.LANGUAGE,
    settings.COLOR_SCHEME,
    settings.TEXT_PERCENT,
    settings.PAPER_SIZE,
    settings.MODE,
    settings.SHELF_BY,
    settings.LOCK_MINUTES,
    settings.TRAY,
)
PHONES = (settings.HOTLINE, settings.COMPLAIN_PHONE)
TEXTS = (
    *PHONES,
    settings.OPERATOR,
    settings.PLACE,
    settings.SITE_ADDRESS,
    settings.OPEN_HOURS,
    settings.RECEIVER,
    settings.RECEIVER_ADDRESS,
)
"""What our papers say of this post office."""

_OTHERS = (settings.PICKUP_TIMES, settings.CURRENT_CLERK, settings.FIRST_DOSSIERS)
_LONGEST = 120
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsState:
    """What the page shows; empty until the first read came back.

    ``added`` and ``pins_kept`` count what was kept since the page was made: with each, its fields
    are emptied.
    """

    clerks: tuple[Choice, ...] = ()
    current_clerk: str = ""
    values: Mapping[str, str] | None = None
    about: tuple[Pair, ...] = ()
    key_sentence: str = ""
    name_error: str = ""
    added: int = 0
    has_pin: bool = False
    pin_now_error: str = ""
    pin_error: str = ""
    pins_kept: int = 0
    text_errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    clerks: tuple[ClerkRow, ...]
    values: dict[str, str]
    key_sentence: str
    has_pin: bool


class SettingsPresenter(Presenter[SettingsState]):
    """Keeps every change at once; there is no Save button to forget.

    ``applied(key, value)`` lets the window follow what it can at once.
    """

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        applied: Callable[[str, str], None],
    ) -> None:
        super().__init__(office, jobs, SettingsState())
        self._navigator = navigator
        self._applied = applied
        self._intent = new_intent()
        self.exams = Exams(office, jobs, navigator)

    def refresh(self) -> None:
        """Read everything again."""
        store = self._office.desk.store

        def read() -> _Read:
            with store.read() as connection:
                values = {
                    s.key: desk_query.setting(connection, s.key, s.default)
                    for s in (*SHOWN, *TEXTS, *_OTHERS)
                }
                clerks = desk_query.clerk_rows(connection)
            return _Read(
                clerks=clerks,
                values=values,
                key_sentence=say_place(store.health().key_place),
                has_pin=has_pin(store, self._office.clerk.clerk_id),
            )

        self._jobs.submit("store", read, done=self._took, failed=self._fail)

    def choose(self, setting: Setting, value: str) -> None:
        """Keep one setting."""
        store = self._office.desk.store
        if (self.state.values or {}).get(setting.key) == value:
            return

        def done(_none: None) -> None:
            values = {**(self.state.values or {}), setting.key: value}
            is_clerk = setting is settings.CURRENT_CLERK
            clerk = value if is_clerk else self.state.current_clerk
            self.show(replace(self.state, values=values, current_clerk=clerk))
            self._applied(setting.key, value)

        def failed(error: DeskError) -> None:
            self.show(self.state)  # what was chosen was not kept: show what is
            self._fail(error)

        self._jobs.submit(
            "store",
            lambda: keep_setting(store, setting.key, value),
            done=done,
            failed=failed,
        )

    def keep_text(self, setting: Setting, text: str) -> None:
        """Keep what our papers say; a text that was emptied is the one of the beginning again."""
        store, said = self._office.desk.store, clean(text) or setting.default
        if not self.state.values:
            return

        def keep() -> str:
            _refuse_text(setting, said)
            keep_setting(store, setting.key, said)
            return said

        def done(kept: str) -> None:
            errors = {k: why for k, why in self.state.text_errors.items() if k != setting.key}
            values = {**(self.state.values or {}), setting.key: kept}
            self.show(replace(self.state, values=values, text_errors=errors))

        def failed(error: DeskError) -> None:
            errors = {**self.state.text_errors, setting.key: error.message}
            self.show(replace(self.state, text_errors=errors))

        if said == self.state.values.get(setting.key):
            done(said)
        else:
            self._jobs.submit("store", keep, done=done, failed=failed)

    def keep_pin(self, now: str, wanted: str) -> None:
        """Give the clerk at the desk a PIN, another one, or none; who has one must say it first."""
        store, clerk = self._office.desk.store, self._office.clerk.clerk_id
        at = self._office.desk.clock.now()

        def keep() -> bool:
            if not is_pin_of(store, clerk, now, at):
                return False
            set_pin(store, clerk, wanted)
            return True

        def done(is_right: bool) -> None:
            if not is_right:
                self.show(replace(self.state, pin_now_error=tr("This is not the PIN.")))
                return
            kept = replace(
                self.state,
                has_pin=bool(wanted),
                pin_now_error="",
                pin_error="",
                pins_kept=self.state.pins_kept + 1,
            )
            self.show(kept)
            said = tr("The PIN is kept.") if wanted else tr("There is no PIN any more.")
            self._navigator.say(said, Tone.GOOD)
            self._applied(settings.LOCK_MINUTES.key, "")

        def failed(error: DeskError) -> None:
            self.show(replace(self.state, pin_now_error="", pin_error=error.message))

        self._jobs.submit("store", keep, done=done, failed=failed)

    def open_device(self, page: str) -> None:
        """Open the page of a device on the counter."""
        self._navigator.open_page(page)

    def add_clerk(self, name: str) -> None:
        """Add a clerk of this site; the page keeps what was typed until it is done."""
        desk, act = self._office.desk, self._office.act(self._intent)

        def done(_done: object) -> None:
            self._intent = new_intent()
            self.show(replace(self.state, name_error="", added=self.state.added + 1))
            self._navigator.something_changed()
            self.refresh()

        def failed(error: DeskError) -> None:
            self.show(replace(self.state, name_error=error.message))

        try:
            cleaned = clean_name(name)
        except InvalidInput as error:
            failed(error)
            return
        self._jobs.submit(
            "store",
            lambda: add_clerk(desk, act, cleaned, Role.CLERK),
            done=done,
            failed=failed,
        )

    def _took(self, found: _Read) -> None:
        desk = self._office.desk
        self.show(
            replace(
                self.state,
                clerks=tuple(Choice(key=c.clerk_id, label=c.name) for c in found.clerks),
                current_clerk=self._office.clerk.clerk_id,
                values=found.values,
                about=(
                    Pair(name=tr("Post office"), value=desk.identity.site_name),
                    Pair(name=tr("Desk number"), value=desk.identity.desk_code),
                    Pair(name=tr("Center"), value=desk.identity.center_name),
                    Pair(name=tr("Catalog"), value=desk.catalog.version),
                    Pair(
                        name=tr("Catalog checked on"),
                        value=desk.catalog.packs[0].checked_on.strftime("%d/%m/%Y"),
                    ),
                    Pair(name=tr("Data folder"), value=str(desk.store.data.root)),
                ),
                key_sentence=found.key_sentence,
                has_pin=found.has_pin,
            )
        )

    def _fail(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)


def _refuse_text(setting: Setting, text: str) -> None:
    """Refuse what would spoil a paper. Raises: InvalidInput."""
    if len(text) > _LONGEST:
        raise InvalidInput(tr("This is too long for a line on paper. Shorten it."))
    if setting is settings.PICKUP_TIMES:
        read_times(text)
    if setting in PHONES and sum(letter.isdigit() for letter in text) < _FEWEST_DIGITS:
        raise InvalidInput(tr("This is not a phone number. Write its digits."))
