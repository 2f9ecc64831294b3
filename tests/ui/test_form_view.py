"""The form in a real window: keys, focus, what is shown and hidden, suggestions, lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from agent_desk.ui.form_presenter import FormDesk, FormDraft, FormPresenter
from agent_desk.ui.widgets.fields import Picker
from agent_desk.ui.widgets.form_view import FormView
from tests.support.forms import TODAY, a_known, complete_answers, the_form


class Shown:
    """A form in a window, wired to its presenter as a page does it."""

    def __init__(self, qtbot, form_id, width=720, **draft):
        form = the_form(form_id)
        desk = FormDesk(known=a_known(form.procedures[0]), today=TODAY)
        self.presenter = FormPresenter(form, FormDraft(**draft), desk)
        self.view = FormView()
        self.view.edited.connect(self.presenter.edit)
        self.view.left.connect(self.presenter.leave)
        self.view.chosen.connect(self.presenter.choose)
        self.view.line_added.connect(self.presenter.add_line)
        self.view.line_removed.connect(self.presenter.remove_line)
        self.window = QWidget()
        QVBoxLayout(self.window).addWidget(self.view)
        self.window.resize(width, 900)
        qtbot.addWidget(self.window)
        self.presenter.listen(self.view.show_form)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def entry(self, path):
        return self.view.entry(path)

    def focused(self):
        paths = [p for p in self.view.paths() if self.entry(p).field.entry.hasFocus()]
        return paths[0] if paths else ""

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def keys(self, text):
        QTest.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def birth(desk_app, qtbot):
    return Shown(qtbot, "khai_sinh")


@pytest.fixture
def residence(desk_app, qtbot):
    return Shown(qtbot, "ct01")


def test_enter_goes_from_one_needed_entry_to_the_next_and_begins_again_after_the_last(birth):
    birth.view.focus_path("nyc_ho_ten")
    needed = [entry.path for entry in birth.presenter.picture.entries() if entry.is_needed]
    seen = []
    for _ in range(len(needed) + 1):
        birth.key(Qt.Key.Key_Return)
        seen.append(birth.focused())
    assert seen == [*needed, needed[0]]


def test_a_form_opens_at_the_first_entry_that_is_needed(birth):
    birth.view.focus_first_needed()
    row = next(entry for entry in birth.presenter.picture.entries() if entry.is_needed)
    assert birth.focused() == row.path


def test_a_digit_picks_an_answer_and_goes_on(birth):
    birth.view.focus_path("nks_gioi_tinh")
    birth.key(Qt.Key.Key_2)
    assert birth.presenter.draft.answers["nks_gioi_tinh"] == "nu"
    assert birth.focused() == "nks_ngay_sinh_chu"
    birth.view.focus_path("nks_gioi_tinh")
    birth.key(Qt.Key.Key_9)
    assert birth.presenter.draft.answers["nks_gioi_tinh"] == "nu"
    assert birth.focused() == "nks_gioi_tinh"


def test_tab_goes_through_the_form_in_the_order_of_the_paper(residence):
    residence.view.focus_path("ho_ten")
    seen = []
    for _ in range(8):
        seen.append(residence.focused())
        residence.key(Qt.Key.Key_Tab)
    assert seen == list(residence.view.paths()[:8])


def test_enter_stays_where_something_is_wrong(birth):
    birth.view.focus_path("nks_ngay_sinh")
    birth.keys("31/2/2026")
    birth.key(Qt.Key.Key_Return)
    assert birth.focused() == "nks_ngay_sinh"
    assert "date" in birth.entry("nks_ngay_sinh").field.error()


def test_enter_says_that_the_form_is_finished_once_nothing_is_needed(desk_app, qtbot):
    whole = Shown(qtbot, "khai_sinh", answers=complete_answers(the_form("khai_sinh")))
    whole.view.focus_path("nyc_ho_ten")
    with qtbot.waitSignal(whole.view.finished):
        whole.key(Qt.Key.Key_Return)


def test_typing_reaches_the_presenter_and_leaving_reads_it(birth):
    birth.view.focus_path("nks_ngay_sinh")
    birth.keys("5/11/2026")
    birth.key(Qt.Key.Key_Return)
    assert birth.presenter.draft.answers["nks_ngay_sinh"] == "2026-11-05"
    assert birth.entry("nks_ngay_sinh").text() == "05/11/2026"


def test_a_pick_is_made_by_its_first_letter(birth):
    birth.view.focus_path("nyc_quan_he")
    entry = birth.entry("nyc_quan_he").field.entry
    assert isinstance(entry, Picker)
    entry.setCurrentIndex(1)
    entry.activated.emit(1)
    assert birth.presenter.draft.answers["nyc_quan_he"] == "me"
    assert birth.entry("me_ho_ten").text() == "Nguyễn Thị Mẫu"


def test_a_condition_hides_its_entries_and_brings_them_back_with_their_text(birth):
    birth.view.focus_path("cha_ho_ten")
    birth.keys("Le Van Cha")
    birth.key(Qt.Key.Key_Return)
    birth.presenter.choose("cha_trong", "yes")
    assert not birth.entry("cha_ho_ten").isVisible()
    assert "cha_ho_ten" not in birth.view.paths()
    birth.presenter.choose("cha_trong", "no")
    assert birth.entry("cha_ho_ten").isVisible()
    assert birth.entry("cha_ho_ten").text() == "Le Van Cha"


def test_the_focus_survives_a_part_that_opens_above_or_below(birth):
    birth.presenter.choose("cha_trong", "yes")
    birth.view.focus_path("nks_ho_ten")
    birth.presenter.choose("cha_trong", "no")
    assert birth.focused() == "nks_ho_ten"


def test_a_line_is_added_by_key_with_the_focus_in_it_and_taken_away(residence, qtbot):
    before = residence.view.paths()
    residence.view.line_added.emit("thanh_vien")
    residence.view.focus_path("thanh_vien.0")
    assert residence.focused() == "thanh_vien.0.ho_ten"
    residence.keys("An")
    residence.key(Qt.Key.Key_Return)
    residence.view.line_removed.emit("thanh_vien", 0)
    assert residence.view.paths() == before
    residence.view.line_added.emit("thanh_vien")
    assert residence.entry("thanh_vien.0.ho_ten").text() == ""


def test_suggestions_open_under_the_entry_and_are_taken_by_key(birth, qtbot):
    birth.view.focus_path("nks_dan_toc")
    birth.keys("muon")
    popup = birth.entry("nks_dan_toc").suggestions.popup
    qtbot.waitUntil(popup.isVisible)
    birth.key(Qt.Key.Key_Down)
    birth.key(Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert birth.entry("nks_dan_toc").text() == "Mường"
    assert birth.presenter.draft.answers["nks_dan_toc"] == "Mường"


def test_enter_with_the_list_open_goes_on_with_what_was_typed(birth, qtbot):
    birth.view.focus_path("nks_dan_toc")
    birth.keys("kinh")
    popup = birth.entry("nks_dan_toc").suggestions.popup
    qtbot.waitUntil(popup.isVisible)
    birth.key(Qt.Key.Key_Return)
    assert birth.focused() == "sinh_o"
    assert not popup.isVisible()
    assert birth.presenter.draft.answers["nks_dan_toc"] == "Kinh"


@pytest.mark.parametrize(("width", "are_beside"), [(720, True), (420, False)])
def test_two_columns_become_one_in_a_narrow_place(desk_app, qtbot, width, are_beside):
    shown = Shown(qtbot, "ct01", width)
    left, right = shown.entry("ngay_sinh"), shown.entry("gioi_tinh")
    qtbot.waitUntil(lambda: (left.y() == right.y()) is are_beside)
    assert left.isVisible()


def test_entries_side_by_side_stand_at_one_height(birth):
    left = birth.entry("nks_ngay_sinh").field.entry
    right = birth.entry("nks_gioi_tinh").field.entry
    tops = [w.mapTo(birth.window, w.rect().center()).y() for w in (left, right)]
    assert abs(tops[0] - tops[1]) <= 3


def test_a_screen_reader_hears_label_hint_and_error(birth):
    birth.view.focus_path("nks_ngay_sinh")
    birth.keys("x")
    birth.key(Qt.Key.Key_Return)
    spoken = QAccessible.queryAccessibleInterface(birth.entry("nks_ngay_sinh").field.entry)
    assert spoken.text(QAccessible.Text.Name) == "Ngày, tháng, năm sinh"
    description = spoken.text(QAccessible.Text.Description)
    assert "date" in description
    assert "Theo giấy chứng sinh" in description


def test_ten_pasted_megabytes_do_not_stop_the_window(desk_app, qtbot):
    shown = Shown(qtbot, "ct01")
    shown.presenter.choose("noi_dung", "xac_nhan")
    for path in ("chi_tiet", "ho_ten"):
        shown.view.focus_path(path)
        QGuiApplication.clipboard().setText("a " * 5_000_000)
        shown.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        shown.key(Qt.Key.Key_Return)
        assert "Shorten" in shown.entry(path).field.error()
    QGuiApplication.clipboard().clear()


def test_the_wheel_and_the_picture_leave_a_typed_text_alone(birth):
    birth.view.focus_path("nks_ho_ten")
    birth.keys("Le A")
    birth.presenter.choose("ban_sao", "yes")
    assert birth.entry("nks_ho_ten").text() == "Le A"
    assert birth.entry("nks_ho_ten").field.entry.cursorPosition() == 4
