"""The form of a session: when, where, who teaches what to how many; warnings as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agent_desk.domain.training.sessions import Devices, Need, say_devices, say_need
from agent_desk.i18n import tr
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.training.state import PlanTyped
from agent_desk.ui.tokens import TextStyle, Tone
from agent_desk.ui.widgets.buttons import Button, ButtonKind
from agent_desk.ui.widgets.field_row import FieldRow
from agent_desk.ui.widgets.fields import Field, Picker, TextArea, commit_typing
from agent_desk.ui.widgets.layout import FlowLayout
from agent_desk.ui.widgets.messages import Banner
from agent_desk.ui.widgets.pane_card import PaneCard, shown
from agent_desk.ui.widgets.suggest import Suggestions
from agent_desk.ui.widgets.text import Text
from agent_desk.ui.widgets.tick import Tick

if TYPE_CHECKING:
    from agent_desk.ui.pages.training.state import PlanPane

_TEXTS = ("day", "time", "minutes", "place", "helpers", "seats", "note", "times", "until")


class PlanView(PaneCard):
    """Signals: ``saved(PlanTyped)``, ``left(PlanTyped)`` when a field was left or a choice made."""

    saved = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._places: tuple[str, ...] = ()
        self._doubts = Banner(" ", Tone.WAITING)
        self._doubts.hide()
        self._days = Text("", TextStyle.SMALL, Tone.NEUTRAL)
        self._days.hide()
        self.fields = {
            "day": Field(tr("Day"), tr("as 24/11/2026")),
            "time": Field(tr("Begins at"), tr("as 14:00")),
            "minutes": Field(tr("Minutes"), tr("a card takes about 20")),
            "place": Field(tr("Place")),
            "helpers": Field(tr("Helpers"), tr("names, with a comma between them")),
            "seats": Field(tr("Seats")),
            "note": Field(tr("Note"), "", TextArea(2)),
            "times": Field(tr("How many times")),
            "until": Field(tr("or until the day")),
        }
        self.trainer = Field(tr("Trainer"), "", Picker())
        self.devices = Field(tr("Phones"), "", Picker())
        self.every = Field(tr("Repeat"), "", Picker())
        self.skips_rest = Tick(tr("Leave out public holidays"))
        self.topics: dict[str, Tick] = {}
        self.needs = {need.value: Tick(say_need(need)) for need in Need}
        self._topics_title = Text(tr("Topics"), TextStyle.SMALL_STRONG)
        self._topics_error = Text("", TextStyle.SMALL_STRONG, Tone.WRONG)
        self._topics_error.hide()
        self._topics_box = QVBoxLayout()
        self._repeat = QWidget()
        self.primary = Button(
            tr("Plan it"), ButtonKind.PRIMARY, icon="check", key=Key.CTRL_ENTER.cap
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        fields = self.fields
        for name in ("minutes", "seats", "times"):
            fields[name].prefer_digits()
        self._topics_box.setSpacing(2)
        self.inside.addWidget(FieldRow(fields["day"], fields["time"], fields["minutes"]))
        for widget in (fields["place"], self.trainer, fields["helpers"], self._topics_title):
            self.inside.addWidget(widget)
        self.inside.addLayout(self._topics_box)
        self.inside.addWidget(self._topics_error)
        self.inside.addWidget(fields["seats"])
        self.inside.addWidget(self.devices)
        self.inside.addWidget(Text(tr("Some people need"), TextStyle.SMALL_STRONG))
        needs = FlowLayout(18, 4)
        for tick in self.needs.values():
            needs.addWidget(tick)
        self.inside.addLayout(needs)
        self.inside.addWidget(fields["note"])
        repeat = QVBoxLayout(self._repeat)
        repeat.setContentsMargins(0, 0, 0, 0)
        repeat.setSpacing(8)
        repeat.addWidget(self.every)
        repeat.addWidget(FieldRow(fields["times"], fields["until"]))
        repeat.addWidget(self.skips_rest)
        repeat.addWidget(self._days)
        self.inside.addWidget(self._repeat)
        self.inside.addWidget(self._doubts)
        self.end((self.primary,))
        _fill(self.devices, [(one.value, say_devices(one)) for one in Devices])
        _fill(
            self.every,
            [
                ("", tr("does not repeat")),
                ("1", tr("every week")),
                ("2", tr("every second week")),
                ("4", tr("every fourth week")),
            ],
        )

    def _connect(self) -> None:
        self.primary.clicked.connect(self.submit)
        for field in self.fields.values():
            field.left.connect(self._tell)
        for field in (self.trainer, self.devices, self.every):
            field.edited.connect(self._tell)
        for tick in (*self.needs.values(), self.skips_rest):
            tick.clicked.connect(self._tell)
        entry = self.fields["place"].entry
        if isinstance(entry, QLineEdit):
            self.suggestions = Suggestions(entry)
            self.suggestions.taken.connect(self.fields["place"].set_text)
            self.fields["place"].edited.connect(self._suggest)

    def _suggest(self) -> None:
        typed = self.fields["place"].text().casefold()
        like = (place for place in self._places if typed and typed in place.casefold())
        self.suggestions.show_names(tuple(like))

    def _tell(self) -> None:
        self._fit_repeat()
        self.left.emit(self.typed())

    def typed(self) -> PlanTyped:
        """Give what stands in the form."""
        return PlanTyped(
            day=self.fields["day"].text(),
            time=self.fields["time"].text(),
            minutes=self.fields["minutes"].text(),
            place=self.fields["place"].text(),
            trainer=_data(self.trainer),
            helpers=self.fields["helpers"].text(),
            seats=self.fields["seats"].text(),
            devices=_data(self.devices) or Devices.OWN.value,
            note=self.fields["note"].text(),
            topics=tuple(key for key, tick in self.topics.items() if tick.isChecked()),
            needs=tuple(key for key, tick in self.needs.items() if tick.isChecked()),
            every=_data(self.every),
            times=self.fields["times"].text(),
            until=self.fields["until"].text(),
            skips_rest=self.skips_rest.isChecked(),
        )

    def submit(self) -> None:
        """Hand in the form."""
        commit_typing()
        self.saved.emit(self.typed())

    def show_pane(self, pane: PlanPane) -> None:
        """Show a form; the fields are filled only when it is another one."""
        if pane.key != self._key:
            self._key = pane.key
            self._fill_form(pane)
            self.to_top()
        for key, field in self.fields.items():
            field.set_error(pane.errors.get(key, ""))
        self.fields["times"].set_error(pane.errors.get("times", pane.errors.get("repeat", "")))
        self.trainer.set_error(pane.errors.get("trainer", ""))
        shown(self._topics_error, pane.errors.get("topics", ""))
        shown(self._days, pane.days)
        if pane.doubts:
            self._doubts.show_message("\n".join(pane.doubts), Tone.WAITING)
        else:
            self._doubts.hide()

    def _fill_form(self, pane: PlanPane) -> None:
        self._places = pane.places
        self.title.setText(pane.title)
        self.over.hide()
        self._set_topics(pane)
        _fill(self.trainer, [(one.key, one.label) for one in pane.trainers])
        for key in _TEXTS:
            self.fields[key].set_text(getattr(pane.typed, key))
        for field, key in (
            (self.trainer, pane.typed.trainer),
            (self.devices, pane.typed.devices),
            (self.every, pane.typed.every),
        ):
            _choose(field, key)
        for key, tick in self.needs.items():
            tick.setChecked(key in pane.typed.needs)
        self.skips_rest.setChecked(pane.typed.skips_rest)
        self._repeat.setVisible(not pane.session_id)
        self.primary.set_label(tr("Save the change") if pane.session_id else tr("Plan it"))
        self._fit_repeat()

    def _set_topics(self, pane: PlanPane) -> None:
        wanted = [choice.key for choice in pane.topics]
        if list(self.topics) != wanted:
            for tick in self.topics.values():
                tick.deleteLater()
            self.topics = {choice.key: Tick(choice.label) for choice in pane.topics}
            for tick in self.topics.values():
                self._topics_box.addWidget(tick)
                tick.clicked.connect(self._tell)
        for key, tick in self.topics.items():
            tick.setChecked(key in pane.typed.topics)
        order = [self.trainer, self.fields["helpers"], *self.topics.values(), self.fields["seats"]]
        for one, following in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(_stop(one), _stop(following))

    def _fit_repeat(self) -> None:
        repeats = bool(_data(self.every))
        for name in ("times", "until"):
            self.fields[name].setVisible(repeats)
        self.skips_rest.setVisible(repeats)

    def focus_first(self) -> None:
        """Stand in the first field that lacks something."""
        wrong = (f for f in self.fields.values() if f.error() and not f.isHidden())
        target = next(wrong, None)
        if target is None and not self._topics_error.isHidden() and self.topics:
            next(iter(self.topics.values())).setFocus()
            return
        (target or self.fields["day"]).setFocus()


def _stop(widget: QWidget) -> QWidget:
    return widget.focusProxy() or widget


def _fill(field: Field, choices: list[tuple[str, str]]) -> None:
    picker = field.entry
    if isinstance(picker, Picker):
        picker.clear()
        for key, label in choices:
            picker.addItem(label, key)


def _choose(field: Field, key: str) -> None:
    if isinstance(field.entry, Picker):
        field.entry.setCurrentIndex(max(0, field.entry.findData(key)))


def _data(field: Field) -> str:
    picker = field.entry
    return str(picker.currentData() or "") if isinstance(picker, Picker) else ""
