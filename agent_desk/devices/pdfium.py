"""The turn for PDFium by its device name: one lock for scans, previews and printing alike."""

from __future__ import annotations

from agent_desk.pdfium import TURN

turn = TURN
