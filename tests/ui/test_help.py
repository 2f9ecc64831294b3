"""Help is at hand for every field, procedure, page and trouble, in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_desk.i18n import tr
from agent_desk.queries import prints as print_query
from agent_desk.ui import going_on, help_texts
from agent_desk.ui.crash_dialog import CrashDialog
from agent_desk.ui.key_table import key_table
from agent_desk.ui.keys import Key
from agent_desk.ui.pages.opening.page import OpeningPage
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.widgets.text import Text
from tests.support.desks import a_case
from tests.ui.open_desk import PAGES, PRACTICE_PAGES, OpenDesk, an_open_desk, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

_said = tr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[OpenDesk]:
    with in_language("vi"), an_open_desk(tmp_path_factory.mktemp("help")) as made:
        a_case(made.t)
        yield made


def test_f1_explains_the_field_with_the_focus_and_escape_returns_to_it(desk: OpenDesk) -> None:
    page = desk.window.open_page("reception")
    desk.reception.greet(None)
    field = page.views[Step.CITIZEN].submitter.fields["number"]  # type: ignore[attr-defined]
    field.entry.setFocus()
    desk.press(Qt.Key.Key_F1)
    assert desk.keys.help.box.isVisible()
    assert any("001 190 000 123" in text for text in desk.keys.help.box.texts())
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Escape)
    assert not desk.keys.help.box.isVisible()
    assert field.entry.hasFocus()
    assert desk.window.current_key() == "reception"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_that_is_explained_exists_in_the_catalog_of_words(language: str) -> None:
    raw = json.loads((help_texts.folder() / "fields.json").read_text("utf-8"))
    labels = [label for each in raw["fields"] for label in each["labels"]]
    with in_language("vi"):
        assert [label for label in labels if _said(label) == label] == []
    with in_language(language):
        for label in labels:
            assert help_texts.help_of(_said(label)).what


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_has_a_how_to_page_with_steps(language: str) -> None:
    with in_language(language):
        mine = {page for topic in help_texts.topics() for page in topic.pages}
        assert {"today", "reception", "dossiers", "results", "handover", "sync"} <= mine
        assert mine <= {key for key, _icon, _title in (*PAGES, *PRACTICE_PAGES)}
        for topic in help_texts.topics():
            assert sum(b.kind is help_texts.BlockKind.STEP for b in topic.blocks) >= 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_picture_of_a_how_to_page_is_there(language: str) -> None:
    with in_language(language):
        pictures = [
            block.text
            for topic in help_texts.topics()
            for block in topic.blocks
            if block.kind is help_texts.BlockKind.PICTURE
        ]
    folder = help_texts.folder() / "pictures" / "howto"
    assert [name for name in pictures if not (folder / name).is_file()] == []


def test_the_key_sheet_names_every_key_that_the_program_binds() -> None:
    printed = " ".join(cap for cap, _does in key_table())
    bound = {key.cap.split()[-1] for key in Key if key.name not in ("SHIFT_F8", "PANE_2")}
    missing = {cap for cap in bound if cap not in printed and not cap.isdigit()}
    assert missing == set()


def test_the_key_sheet_is_printed_once_and_recorded(desk: OpenDesk) -> None:
    desk.keys.help.open("keys")
    desk.press(Qt.Key.Key_Return, ctrl=True)
    with desk.t.desk.store.read() as connection:
        assert print_query.count_waiting(connection) >= 0
        rows = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM prints WHERE document = 'key_sheet'"
        ).scalar()
    assert rows == 1


def test_the_card_of_a_procedure_says_who_what_where_and_how_long(desk: OpenDesk) -> None:
    desk.keys.help.open_procedure("1.001193")
    texts = [text.text() for text in desk.window.page("help").findChildren(Text)]
    assert any("Giấy chứng sinh" in text for text in texts)
    assert any("60 ngày" in text for text in texts)


def test_the_opening_page_says_what_to_do_with_the_person_in_front(desk_app: object) -> None:
    page = OpeningPage()
    page.show_problem("x")
    texts = " ".join(text.text() for text in page.findChildren(Text) if text.isVisibleTo(page))
    assert all(step in texts for step in going_on.without_program())
    page.hide_problem()
    texts = " ".join(text.text() for text in page.findChildren(Text) if text.isVisibleTo(page))
    assert going_on.without_program()[0] not in texts
    page.deleteLater()


def test_the_crash_dialog_says_it_too(desk_app: object) -> None:
    dialog = CrashDialog("report")
    texts = [text.text() for text in dialog.findChildren(Text)]
    assert going_on.title() in texts
    assert going_on.after_a_bug() in texts
    dialog.deleteLater()
