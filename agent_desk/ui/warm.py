"""Loads the code of pages in a lane while nobody needs it: the first opening does not wait for it.

The page of Reception alone took 0.4 s of imports in the GUI thread when it was first opened.
"""

from __future__ import annotations

import importlib

_PAGES = ("reception", "dossiers", "accounts", "results", "handover", "settings")


def load_pages() -> None:
    """Import what the pages of the rail are made of, the most used first (any lane)."""
    for name in _PAGES:
        for part in ("presenter", "page"):
            importlib.import_module(f"agent_desk.ui.pages.{name}.{part}")
