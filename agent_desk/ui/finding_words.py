"""What is wrong with a page in words: under its picture, and as advice. No Qt."""

from __future__ import annotations

from agent_desk.domain.page_check import Finding
from agent_desk.i18n import tr


def short(finding: Finding) -> str:
    """Give the word under a page in the strip."""
    return {
        Finding.BLURRED: tr("blurred"),
        Finding.LOW_RESOLUTION: tr("too coarse"),
        Finding.CUT_EDGE: tr("cut off"),
        Finding.GLARE: tr("glare"),
        Finding.TOO_DARK: tr("too dark"),
        Finding.SKEWED: tr("askew"),
        Finding.BLANK: tr("blank"),
    }[finding]


def advice(finding: Finding, dpi: int) -> str:
    """Say what is wrong with a page and what to do while the citizen is here."""
    return {
        Finding.BLURRED: tr(
            "Blurred: the letters run into each other. Scan again; hold a phone still and wait "
            "until it is sharp."
        ),
        Finding.LOW_RESOLUTION: tr(
            "Only {dpi} dpi: small letters cannot be read. Scan at 300 dpi, or go closer with the "
            "phone until the page fills the picture.",
            dpi=dpi,
        ),
        Finding.CUT_EDGE: tr(
            "Something runs over the edge of the picture. Lay the page in whole; all four corners "
            "must be seen."
        ),
        Finding.GLARE: tr(
            "A lamp shines on it: what is under the bright spot cannot be read. Turn the page away "
            "from the lamp and switch the flash off."
        ),
        Finding.TOO_DARK: tr("Too dark. More light on the page, or use the scanner."),
        Finding.SKEWED: tr("It lies askew. Press F11 to straighten it."),
        Finding.BLANK: tr("Nothing is on this page; it is left out. Del takes it in again."),
    }[finding]
