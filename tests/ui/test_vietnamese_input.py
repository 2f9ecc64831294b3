"""Nothing is judged on half a syllable and nothing is lost, whatever program types Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from agent_desk.ui.form_rows import EntryKind, EntryRow
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.rows import Choice
from agent_desk.ui.widgets import fields
from agent_desk.ui.widgets.buttons import Button
from agent_desk.ui.widgets.dialogs import Dialog
from agent_desk.ui.widgets.fields import Field, TextArea
from agent_desk.ui.widgets.form_entry import FormEntry
from agent_desk.ui.widgets.search_box import DEBOUNCE_MS, SearchBox
from tests.support.desks import a_case
from tests.ui import vietnamese
from tests.ui.open_desk import OpenDesk, an_open_desk, in_language
from tests.ui.vietnamese import Composer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "Nguyễn Thị Ước Đặng"


def a_row(kind: EntryKind) -> EntryRow:
    options = (Choice(key="a", label="A"),) if kind is EntryKind.PICK else ()
    return EntryRow(path="x", label="Họ tên", kind=kind, options=options)


KINDS: dict[str, Callable[[], QWidget]] = {
    "field": lambda: Field("Họ tên"),
    "lines of text": lambda: Field("Ghi chú", entry=TextArea(3)),
    "form text": lambda: FormEntry(a_row(EntryKind.LINE)),
    "form lines": lambda: FormEntry(a_row(EntryKind.AREA)),
    "form suggest": lambda: FormEntry(a_row(EntryKind.SUGGEST)),
    "form digits": lambda: FormEntry(a_row(EntryKind.DIGITS)),
    "search": lambda: SearchBox("Tìm"),
}


@pytest.fixture
def composer(monkeypatch: pytest.MonkeyPatch) -> Composer:
    """Let the program's one way to commit reach a composing program of the test."""
    made = Composer()
    for name in list(vars(fields)):
        if name == "commit_typing":
            monkeypatch.setattr(fields, name, made.commit)
    for module in ("search_box", "palette", "dialogs", "form_entry"):
        monkeypatch.setattr(
            f"agent_desk.ui.widgets.{module}.commit_typing", made.commit, raising=False
        )
    monkeypatch.setattr("agent_desk.ui.shell.commit_typing", made.commit)
    monkeypatch.setattr("agent_desk.ui.pages.reception.page.commit_typing", made.commit)
    return made


@pytest.fixture
def shown(qtbot: object, desk_app: object, request: pytest.FixtureRequest) -> Iterator[Dialog]:
    dialog = Dialog(None, "Thử")
    dialog.add(KINDS[request.param]())
    dialog.add_button("Xong")
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    entry(dialog).setFocus()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def entry(top: QWidget) -> QWidget:
    return next(w for w in top.findChildren(QWidget) if isinstance(w, QLineEdit | QPlainTextEdit))


def text_of(top: QWidget) -> str:
    found = entry(top)
    return found.text() if isinstance(found, QLineEdit) else found.toPlainText()


every_kind = pytest.mark.parametrize("shown", list(KINDS), indirect=True)


@every_kind
def test_what_unikey_sends_stands_in_the_field(shown: Dialog) -> None:
    vietnamese.type_with_unikey(NAME)
    assert text_of(shown) == NAME


@every_kind
def test_nothing_is_judged_while_unikey_takes_letters_back(shown: Dialog) -> None:
    errors: list[str] = []
    field = next(iter(shown.findChildren(Field)), None)
    vietnamese.type_with_unikey(NAME, lambda: errors.append(field.error() if field else ""))
    assert set(errors) == {""}


@every_kind
@pytest.mark.parametrize("leave", ["tab", "click", "window"])
def test_what_is_composed_is_not_lost_when_the_field_is_left(
    shown: Dialog, composer: Composer, leave: str
) -> None:
    composer.hold("Ước")
    assert text_of(shown) == ""
    if leave == "tab":
        QTest.keyClick(entry(shown), Qt.Key.Key_Tab)
    elif leave == "click":
        button = next(iter(shown.findChildren(Button)))
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        button.setFocus(Qt.FocusReason.MouseFocusReason)
    else:
        shown.clearFocus()
        entry(shown).clearFocus()
    assert composer.asked >= 1
    assert text_of(shown) == "Ước"


def test_search_waits_until_the_syllable_is_whole(qtbot: object, desk_app: object) -> None:
    box = SearchBox("Tìm")
    box.show()
    box.activateWindow()
    QTest.qWaitForWindowActive(box)
    box.focus()
    asked: list[str] = []
    box.search_requested.connect(asked.append)
    vietnamese.type_with_unikey("Ước Đặng", vietnamese.settle)
    assert asked == []
    vietnamese.settle(DEBOUNCE_MS + 60)
    assert asked == ["Ước Đặng"]
    vietnamese.compose("nguyễn")
    vietnamese.settle(DEBOUNCE_MS + 60)
    assert asked == ["Ước Đặng"]
    box.close()
    box.deleteLater()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    with in_language("vi"), an_open_desk(tmp_path_factory.mktemp("telex")) as made:
        a_case(made.t)
        yield made


def name_field(desk: OpenDesk) -> Field:
    desk.activate()
    page = desk.window.open_page("reception")
    desk.reception.greet(None)
    view = page.views[Step.CITIZEN]  # type: ignore[attr-defined]
    field: Field = view.submitter.fields["name"]
    field.entry.setFocus(Qt.FocusReason.TabFocusReason)
    return field


def form_name(desk: OpenDesk) -> str:
    state = desk.reception.state.citizen
    assert state is not None
    return state.submitter.form.name


def test_a_name_by_unikey_in_reception_shows_no_error_on_the_way(desk: OpenDesk) -> None:
    field = name_field(desk)
    errors: set[str] = set()
    field.set_text("")
    vietnamese.type_with_unikey(NAME, lambda: errors.add(field.error()))
    assert errors == {""}
    QTest.keyClick(field.entry, Qt.Key.Key_Tab)
    assert form_name(desk) == NAME


@pytest.mark.parametrize("leave", ["shortcut", "page", "window", "palette", "help"])
def test_what_is_composed_in_reception_survives_every_way_out(
    desk: OpenDesk, composer: Composer, leave: str
) -> None:
    field = name_field(desk)
    field.set_text("")
    composer.hold("Ước")
    if leave == "shortcut":
        QTest.keyClick(field.entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    elif leave == "page":
        desk.window.open_page("today")
    elif leave == "window":
        QApplication.sendEvent(desk.window, QEvent(QEvent.Type.ActivationChange))
    elif leave == "palette":
        desk.press(Qt.Key.Key_K, ctrl=True)
        desk.palette.box.shut()
    else:
        desk.press(Qt.Key.Key_F1)
        desk.press(Qt.Key.Key_Escape)
    assert composer.asked >= 1
    assert field.entry.text() == "Ước"  # type: ignore[attr-defined]


def test_a_birth_date_is_not_judged_before_it_is_left(desk: OpenDesk) -> None:
    page = desk.window.open_page("reception")
    field = page.views[Step.CITIZEN].submitter.fields["birth"]  # type: ignore[attr-defined]
    field.entry.setFocus(Qt.FocusReason.TabFocusReason)
    seen: set[str] = set()
    for digit in "0503":
        vietnamese.press(Qt.Key.Key_unknown, digit)
        seen.add(field.error())
    assert seen == {""}
    QTest.keyClick(field.entry, Qt.Key.Key_Tab)
    assert field.error()
    field.set_text("")


def test_the_palette_asks_once_for_a_word_that_unikey_made(desk: OpenDesk) -> None:
    desk.activate()
    desk.window.open_page("today")
    desk.press(Qt.Key.Key_K, ctrl=True)
    asked: list[str] = []
    desk.palette.box.typed.connect(asked.append)
    vietnamese.type_with_unikey("kết hôn")
    assert asked == []
    assert vietnamese.comes_true(lambda: asked == ["kết hôn"])
    assert desk.palette.box.list.current_key().startswith("procedure:")
    desk.palette.box.shut()


def test_enter_in_the_palette_takes_what_is_still_composed(
    desk: OpenDesk, composer: Composer
) -> None:
    desk.activate()
    desk.window.open_page("today")
    desk.press(Qt.Key.Key_K, ctrl=True)
    composer.hold("đồng bộ")
    desk.press(Qt.Key.Key_Return)
    assert desk.window.current_key() == "sync"


def test_one_letter_typed_outside_a_field_does_nothing(desk: OpenDesk) -> None:
    page = desk.window.open_page("today")
    list_of_work = page.panes()[0]
    list_of_work.setFocus()
    for letter in "aAđ0w":
        vietnamese.press(Qt.Key.Key_unknown, letter)
    assert desk.window.current_key() == "today"
