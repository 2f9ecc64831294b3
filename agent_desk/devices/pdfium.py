"""PDFium is not safe in several threads at once: whoever uses it in a lane takes this turn."""

from __future__ import annotations

from threading import Lock

turn = Lock()
