"""Qt speaks the language of the desk where a clerk meets its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from agent_desk import i18n
from agent_desk.ui import qt_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def vietnamese(desk_app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Translate every word to something that cannot be English, and install it."""
    monkeypatch.setattr(qt_words, "tr", lambda text: f"«{text}»")
    qt_words._by_source.cache_clear()
    words = qt_words.install(desk_app)
    yield
    desk_app.removeTranslator(words)
    words.deleteLater()
    qt_words._by_source.cache_clear()


@pytest.mark.usefixtures("vietnamese")
def test_the_menu_of_every_entry_is_translated(qtbot: QtBot) -> None:
    for entry in (QLineEdit("x"), QPlainTextEdit("x")):
        qtbot.addWidget(entry)
        menu = entry.createStandardContextMenu()
        words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
        assert len(words) >= 6
        assert [word for word in words if not word.startswith("«")] == []
        menu.deleteLater()


@pytest.mark.usefixtures("vietnamese")
def test_standard_buttons_are_translated(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for kind in (kinds.Ok, kinds.Cancel, kinds.Yes, kinds.No, kinds.Save, kinds.Close):
        assert box.addButton(kind).text().startswith("«")


@pytest.mark.usefixtures("vietnamese")
def test_the_file_dialog_is_translated(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    buttons = [b.text() or b.toolTip() for b in dialog.findChildren(QAbstractButton)]
    assert [w for w in (*labels, *filter(None, buttons)) if not w.startswith("«")] == []


@pytest.mark.usefixtures("vietnamese")
def test_other_words_and_the_names_of_keys_stay() -> None:
    assert QCoreApplication.translate("QShortcut", "Delete") == "Delete"
    assert QCoreApplication.translate("Elsewhere", "Never heard of") == "Never heard of"
    ctrl_k = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)
    assert QKeySequence("Ctrl+K") == QKeySequence(ctrl_k)


def test_no_word_of_qt_is_left_english_in_vietnamese() -> None:
    before = i18n._active
    i18n.activate("vi")
    qt_words._by_source.cache_clear()
    try:
        same = {source for source, word in qt_words._by_source().items() if source == word}
    finally:
        i18n._active = before
        qt_words._by_source.cache_clear()
    assert same <= {"OK"}
