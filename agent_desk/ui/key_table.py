"""What every key of the desk does, in words: for the help page and the key sheet. No Qt."""

from __future__ import annotations

from agent_desk.i18n import tr


def key_table() -> tuple[tuple[str, str], ...]:
    """Give every key and what it does, as the key sheet prints them."""
    return (
        ("F1", tr("Help for this field, this procedure or this page")),
        ("F2", tr("New citizen; the present case is laid aside")),
        ("F3", tr("Search box: dossier, number, name")),
        ("F4", tr("Scan into the chosen paper; take the main thing of a list")),
        ("F5", tr("Read again; account help during a case")),
        ("F6", tr("Next part of the page")),
        ("F7", tr("Attach a file to the chosen paper")),
        ("F8", tr("Print; Shift+F8 looks first")),
        ("F9", tr("Finish this step, or lay the case aside")),
        ("F11", tr("Show the citizen's screen, or blank it")),
        ("F12", tr("How this desk is: network, what waits; a phone as scanner")),
        ("Ctrl ⏎", tr("The main button of the page")),
        ("Ctrl K", tr("Find anything: acts, procedures, cases, citizens")),
        ("Ctrl 1…5", tr("Part 1 to 5 of the page")),
        ("Ctrl 6…9", tr("Answer why somebody came again, where Reception asks")),
        ("Ctrl Tab", tr("Next open case")),
        ("Ctrl Z · Ctrl Y", tr("Take back; in a text, do again")),
        ("Ctrl S", tr("Says when it was saved; saving is not needed")),
        ("Ctrl P", tr("The other way on, where a page has one")),
        ("Ctrl L", tr("Lock the screen at once")),
        ("Ctrl D", tr("In practice: to the citizen at the counter and back")),
        ("Esc", tr("Back; nothing typed is lost")),
        (tr("Space · 0 · *"), tr("Paper: have it, missing, not needed")),
        ("1…9", tr("The answer with this number")),
        ("⏎", tr("Go on to the next field that is needed")),
        ("Tab", tr("Next field; Shift+Tab goes back")),
    )
