"""Qt's own words in the language of the desk: menus of entries, standard buttons, file dialog.

The wheels of Qt bring no Vietnamese; these are the words a clerk meets.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator

from agent_desk.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QApplication

    Words = bytes | bytearray | memoryview | QByteArray


def install(app: QApplication) -> QtWords:
    """Let Qt ask us for its words from now on; the application keeps the translator."""
    words = QtWords(app)
    app.installTranslator(words)
    return words


class QtWords(QTranslator):
    """Answers for the words below; Qt's own English stays for all others. Threads: any."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # Qt takes None for "ask somebody else"
        self, context: str, source_text: str, disambiguation: str = "", n: int = -1
    ) -> str | None:
        if context == "QShortcut":  # names of keys: Qt reads them back
            return None
        return _by_source().get(source_text.replace("&", ""))


@cache
def _by_source() -> dict[str, str]:
    """Give every known word; the language is chosen once, before the first window opens."""
    return {**_of_entries(), **_of_buttons(), **_of_the_file_dialog(), **_of_file_lists()}


def _of_entries() -> dict[str, str]:
    return {
        "Undo": tr("Undo"),
        "Redo": tr("Redo"),
        "Cut": tr("Cut"),
        "Copy": tr("Copy"),
        "Paste": tr("Paste"),
        "Delete": tr("Delete"),
        "Select All": tr("Select all"),
        "Clear": tr("Clear"),
        "Copy Link Location": tr("Copy the address of the link"),
        "Insert Unicode control character": tr("Insert a control character"),
        "Step up": tr("One more"),
        "Step down": tr("One less"),
        "Scroll here": tr("Scroll here"),
        "Top": tr("To the top"),
        "Bottom": tr("To the bottom"),
        "Page up": tr("One page up"),
        "Page down": tr("One page down"),
        "Scroll up": tr("Scroll up"),
        "Scroll down": tr("Scroll down"),
    }


def _of_buttons() -> dict[str, str]:
    return {
        "OK": tr("OK"),
        "Cancel": tr("Cancel"),
        "Yes": tr("Yes"),
        "No": tr("No"),
        "Yes to All": tr("Yes to all"),
        "No to All": tr("No to all"),
        "Save": tr("Save"),
        "Save All": tr("Save all"),
        "Open": tr("Open"),
        "Close": tr("Close"),
        "Apply": tr("Apply"),
        "Reset": tr("Reset"),
        "Discard": tr("Discard"),
        "Don't Save": tr("Do not save"),
        "Help": tr("Help"),
        "Retry": tr("Try again"),
        "Ignore": tr("Ignore"),
        "Abort": tr("Stop"),
        "Restore Defaults": tr("As it was at first"),
        "Show Details...": tr("Show details…"),
        "Hide Details...": tr("Hide details…"),
    }


def _of_the_file_dialog() -> dict[str, str]:
    return {
        "Look in:": tr("Look in:"),
        "File name:": tr("File name:"),
        "Files of type:": tr("Files of type:"),
        "Directory:": tr("Folder:"),
        "Choose": tr("Choose"),
        "Open File": tr("Open a file"),
        "Save As": tr("Save as"),
        "Find Directory": tr("Find a folder"),
        "All Files (*)": tr("All files (*)"),
        "Back": tr("Back"),
        "Go back": tr("Go back"),
        "Forward": tr("Forward"),
        "Go forward": tr("Go forward"),
        "Parent Directory": tr("Folder above"),
        "Go to the parent directory": tr("Go to the folder above"),
        "Create New Folder": tr("Make a new folder"),
        "Create a New Folder": tr("Make a new folder"),
        "New Folder": tr("New folder"),
        "List View": tr("As a list"),
        "Change to list view mode": tr("Show as a list"),
        "Detail View": tr("With details"),
        "Change to detail view mode": tr("Show with details"),
        "Rename": tr("Rename"),
        "Remove": tr("Remove"),
        "Show hidden files": tr("Show hidden files"),
        "Recent Places": tr("Recent places"),
        "Sidebar": tr("Places"),
        "List of places and bookmarks": tr("List of places"),
        "Files": tr("Files"),
    }


def _of_file_lists() -> dict[str, str]:
    return {
        "Computer": tr("Computer"),
        "My Computer": tr("This PC"),
        "Drive": tr("Drive"),
        "File": tr("File"),
        "File Folder": tr("Folder"),
        "Folder": tr("Folder"),
        "Name": tr("Name"),
        "Size": tr("Size"),
        "Type": tr("Type"),
        "Kind": tr("Kind"),
        "Date Modified": tr("Changed on"),
        "%1 already exists.\nDo you want to replace it?": tr("%1 is there already.\nReplace it?"),
        "%1\nFile not found.\nPlease verify the correct file name was given.": tr(
            "%1\nThere is no such file. Check its name."
        ),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": tr(
            "%1\nThere is no such folder. Check its name."
        ),
    }
