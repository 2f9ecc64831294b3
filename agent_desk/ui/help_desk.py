"""Help at an open desk: F1 for the field, the procedure, the page; the page of all help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import help_texts
from agent_desk.ui.palette_rank import Entry
from agent_desk.ui.rows import Choice
from agent_desk.ui.widgets.fields import Field
from agent_desk.ui.widgets.form_entry import FormEntry
from agent_desk.ui.widgets.help_box import HelpBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.help_texts import FieldHelp
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.page import Page
    from agent_desk.ui.pages.help.presenter import HelpPresenter
    from agent_desk.ui.shell import MainWindow

KEY = "help"
KEYS, PROCEDURE = "keys", "procedure"


class HelpDesk(QObject):
    """Belongs to the GUI thread. ``procedure_now`` and ``field_now`` are set by who knows them."""

    def __init__(
        self,
        window: MainWindow,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        serve: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        self._jobs, self._navigator = jobs, navigator
        self._serve = serve
        self._made: HelpPresenter | None = None
        self._box: HelpBox | None = None
        self._came_from = "today"
        self.procedure_now: Callable[[], str] = lambda: ""
        self.start_tour: Callable[[], None] = lambda: None
        self.field_now: Callable[[], FieldHelp | None] = lambda: None

    @property
    def box(self) -> HelpBox:
        """The card beside the page, made when it is first needed."""
        if self._box is None:
            self._box = HelpBox(self._window, tr("Help"), tr("Back to the field"))
            self._box.chosen.connect(self._on_chosen)
            self._window.page_opened.connect(lambda _key: self.box.hide())
        return self._box

    def entries(self) -> tuple[Entry, ...]:
        """Give every how-to page for the palette."""
        topics = (
            Entry(
                key=f"help:{topic.key}",
                title=topic.title,
                subtitle=tr("How to do it"),
                icon="info",
                words=topic.words,
            )
            for topic in help_texts.topics()
        )
        keys = Entry(
            key=f"help:{KEYS}",
            title=tr("All keys"),
            subtitle=tr("Key sheet"),
            icon="keyboard",
            words="phím tắt bảng phím keyboard shortcuts",
        )
        return (*topics, keys)

    def show(self) -> None:
        """Explain the field with the focus; without one, the procedure or the page."""
        if self._box is not None and self._box.isVisible():
            self._box.shut()
            return
        field = self._field()
        if field is None:
            self._explain_page()
            return
        self.box.show_help(field.title, help_texts.blocks_of(field), self._acts())

    def open(self, key: str) -> None:
        """Open one how-to page, or the table of keys."""
        self._go()
        self._presenter().open(key)

    def open_procedure(self, code: str) -> None:
        """Open the card of a procedure."""
        self._go()
        self._presenter().open_procedure(code)

    def page(self) -> Page:
        """Build the page of all help."""
        from agent_desk.ui.pages.help.page import HelpPage

        return HelpPage(self._presenter(), self._go_back)

    # Inside

    def _presenter(self) -> HelpPresenter:
        if self._made is None:
            from agent_desk.ui.pages.help.presenter import HelpPresenter

            self._made = HelpPresenter(
                self._office,
                self._jobs,
                self._navigator,
                self._begin,
                lambda: self.start_tour(),
            )
        return self._made

    def _begin(self, code: str) -> None:
        """Serve somebody with a procedure: where Reception waits for one, else a new citizen."""
        self._navigator.open_page("reception")
        if not self._serve(code):
            self._navigator.greet(None)

    def _field(self) -> FieldHelp | None:
        focused = QApplication.focusWidget()
        above: QWidget | None = focused
        while above is not None and not isinstance(above, Field):
            above = above.parentWidget()
        if above is None or focused is None:
            return None
        label = above.label().partition(" · ")[0]
        if isinstance(above.parentWidget(), FormEntry):
            known = self.field_now()
            if known is not None:
                return known
        return help_texts.help_of(label, above.entry.accessibleDescription())

    def _explain_page(self) -> None:
        code = self.procedure_now()
        topic = help_texts.topic_of(self._window.current_key())
        if code:
            self.open_procedure(code)
        elif topic is not None:
            self.open(topic.key)
        else:
            self.open(KEYS)

    def _acts(self) -> tuple[Choice, ...]:
        topic = help_texts.topic_of(self._window.current_key())
        found = []
        if self.procedure_now():
            found.append(Choice(key=PROCEDURE, label=tr("Card of this procedure")))
        if topic is not None:
            found.append(Choice(key=topic.key, label=topic.title))
        return (*found, Choice(key=KEYS, label=tr("All keys")))

    def _on_chosen(self, key: str) -> None:
        if key == PROCEDURE:
            self.open_procedure(self.procedure_now())
        else:
            self.open(key)

    def _go(self) -> None:
        now = self._window.current_key()
        if now != KEY:
            self._came_from = now
        self._navigator.open_page(KEY)

    def _go_back(self) -> None:
        self._navigator.open_page(self._came_from or "today")
