"""A paper list is typed in: the picture at the left, one line and the lines so far at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from agent_desk.i18n import tr
from agent_desk.ui import theme
from agent_desk.ui.keys import Key, KeyAction, PageActions
from agent_desk.ui.page import Page
from agent_desk.ui.pages.training.roster_state import LineTyped
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind, back_button
from agent_desk.ui.widgets.cards import Card, EmptyState, PageHeader
from agent_desk.ui.widgets.field_row import FieldRow
from agent_desk.ui.widgets.fields import Field, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.page_view import PageView
from agent_desk.ui.widgets.panes import Pane, Panes
from agent_desk.ui.widgets.row_list import RowList
from agent_desk.ui.widgets.text import Text
from agent_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.ui.pages.training.roster_presenter import RosterPresenter
    from agent_desk.ui.pages.training.roster_state import RosterScreen

    ChooseFile = Callable[[QWidget, str], Path | None]

_LEAST_LIST, _LEAST_PICTURE = 110, 220


def choose_file(parent: QWidget, title: str) -> Path | None:
    """Ask for a picture with the system's file dialog."""
    kinds = tr("Pictures and PDF (*.jpg *.jpeg *.png *.tif *.tiff *.webp *.pdf)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(path) if path else None


class RosterPage(Page):
    """Enter goes through a line and takes it; Ctrl+Enter writes all of them."""

    def __init__(self, presenter: RosterPresenter, choose: ChooseFile = choose_file) -> None:
        super().__init__()
        self.presenter = presenter
        self._choose = choose
        self._turn = -1
        self._message = Banner(" ", Tone.GOOD)
        self._message.hide()
        back = back_button()
        back.clicked.connect(presenter.close)
        self.header = PageHeader(tr("Enter a paper list"), " ", back)
        self.picture = PageView(tr("Picture of the paper list"))
        self._no_picture = EmptyState(
            "camera", tr("A photo or scan of the list can stand here while you type. F7 takes one.")
        )
        self.attach = Button(tr("Photo of the list…"), icon="paperclip", key=Key.F7.cap)
        self.detach = Button(tr("Take the picture away"), icon="trash-2")
        self.name = Field(tr("Name on the paper"))
        self.birth = Field(tr("Born about"))
        self.phone = Field(tr("Phone"))
        self.representative = Field(tr("Parent or guardian, under 16 only"))
        self.came = Tick(tr("Came"))
        self.contact = Tick(tr("Agrees to a call"))
        self.photo = Tick(tr("Agrees to photos"))
        self.statistics = Tick(tr("Agrees to statistics"))
        self.take = Button(tr("Take this line"), icon="check", key="⏎")
        self._line = Text(" ", TextStyle.HEADING)
        self.list = RowList(tr("Lines typed so far"))
        self.write = Button(
            tr("Write all lines"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self.drop = Button(tr("Delete the chosen line"), icon="x", key=Key.F9.cap)
        self._build()
        self._connect()
        presenter.listen(self.show_screen)

    def _build(self) -> None:
        for field in (self.birth, self.phone):
            field.prefer_digits()
        self.body.addWidget(self.header)
        self.body.addWidget(self._message)
        left, left_column = Card(), QVBoxLayout()
        left_column.setSpacing(10)
        left_column.addWidget(self._no_picture, 1)
        left_column.addWidget(self.picture, 1)
        feet = FlowLayout(8, 8)
        for button in (self.attach, self.detach):
            feet.addWidget(button)
        left_column.addLayout(feet)
        left.add(left_column, 1)
        right, column = Card(), QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._line)
        for group in (
            (self.name, self.birth),
            (self.phone, self.representative),
        ):
            column.addWidget(FieldRow(*group))
        ticks = FlowLayout(18, 6)
        for widget in (self.came, self.contact, self.photo, self.statistics, self.take):
            ticks.addWidget(widget)
        column.addLayout(ticks)
        column.addWidget(self.list, 1)
        foot = FlowLayout(8, 8)
        for button in (self.write, self.drop):
            foot.addWidget(button)
        column.addLayout(foot)
        right.add(column, 1)
        scaled = theme.current().scaled
        self.list.setMinimumHeight(scaled(_LEAST_LIST))
        self.picture.setMinimumHeight(scaled(_LEAST_PICTURE))
        self.body.addWidget(Panes(Pane(widget=left, share=5), Pane(widget=right, share=5)), 1)

    def _connect(self) -> None:
        p = self.presenter
        self.attach.clicked.connect(self._attach)
        self.detach.clicked.connect(p.detach)
        self.picture.zoomed.connect(p.zoom)
        self.picture.turned.connect(p.turn_page)
        self.picture.room_changed.connect(p.set_room)
        self.name.entered.connect(self._name_entered)
        self.birth.entered.connect(self.submit_line)
        self.phone.entered.connect(self.submit_line)
        self.representative.entered.connect(self.submit_line)
        self.take.clicked.connect(self.submit_line)
        self.list.acted.connect(lambda key: p.open_line(int(key)))
        self.write.clicked.connect(p.write)
        self.drop.clicked.connect(self._drop)

    def _name_entered(self) -> None:
        if self.name.text().strip():
            self.birth.setFocus()
        else:
            self.submit_line()

    def typed(self) -> LineTyped:
        """Give the line as it stands."""
        return LineTyped(
            name=self.name.text(),
            birth=self.birth.text(),
            phone=self.phone.text(),
            representative=self.representative.text(),
            contact=self.contact.isChecked(),
            photo=self.photo.isChecked(),
            statistics=self.statistics.isChecked(),
            came=self.came.isChecked(),
        )

    def submit_line(self) -> None:
        """Take the line."""
        commit_typing()
        self.presenter.put(self.typed())

    def show_screen(self, screen: RosterScreen) -> None:
        """Draw a state; what is being typed stays."""
        self.header.set_words(tr("Enter a paper list"), screen.title)
        self.list.set_rows(screen.rows)
        self.write.setEnabled(bool(screen.lines) and not screen.is_busy)
        self.drop.setEnabled(bool(screen.lines))
        self.detach.setEnabled(screen.pages > 0)
        number = len(screen.lines) + 1 if screen.at is None else screen.at + 1
        self._line.setText(tr("Line {n}", n=number))
        has_picture = screen.picture is not None
        self._no_picture.setVisible(not has_picture)
        self.picture.setVisible(has_picture)
        if screen.picture is not None:
            shown = screen.picture
            self.picture.show_picture(shown.rgb, shown.width, shown.height, shown.words)
        for field, key in (
            (self.name, "name"),
            (self.birth, "birth"),
            (self.phone, "phone"),
            (self.representative, "representative"),
        ):
            field.set_error(screen.errors.get(key, ""))
        if screen.message:
            self._message.show_message(screen.message, screen.tone)
        else:
            self._message.hide()
        if screen.turn != self._turn:
            self._turn = screen.turn
            self._fill(self.presenter.entry())
        self.actions_changed.emit()

    def _fill(self, line: LineTyped) -> None:
        self.name.set_text(line.name)
        self.birth.set_text(line.birth)
        self.phone.set_text(line.phone)
        self.representative.set_text(line.representative)
        for tick, is_set in (
            (self.came, line.came),
            (self.contact, line.contact),
            (self.photo, line.photo),
            (self.statistics, line.statistics),
        ):
            tick.setChecked(is_set)
        self.name.setFocus()

    def key_actions(self) -> PageActions:
        """Give what the keys do."""
        p, has_lines = self.presenter, bool(self.presenter.state.lines)
        return PageActions(
            actions=(
                KeyAction(
                    key=Key.CTRL_ENTER, label=tr("Write all lines"), run=p.write, enabled=has_lines
                ),
                KeyAction(key=Key.F4, label=tr("Take this line"), run=self.submit_line),
                KeyAction(key=Key.F7, label=tr("Photo of the list"), run=self._attach),
                KeyAction(
                    key=Key.F9,
                    label=tr("Delete the chosen line"),
                    run=self._drop,
                    enabled=has_lines,
                ),
                KeyAction(key=Key.ESC, label=tr("Back"), run=p.close),
            )
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Give the line, the lines so far and the picture."""
        found: list[QWidget] = [self.name]
        if self.list.count():
            found.append(self.list)
        if self.presenter.state.picture is not None:
            found.append(self.picture)
        return tuple(found)

    def on_shown(self) -> None:
        """Stand in the line."""
        self.name.setFocus()

    def _attach(self) -> None:
        file = self._choose(self, tr("Photo of the list"))
        if file is not None:
            self.presenter.attach(file)

    def _drop(self) -> None:
        key = self.list.current_key()
        if key:
            self.presenter.drop_line(int(key))
