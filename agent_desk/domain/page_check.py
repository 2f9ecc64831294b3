"""What can be wrong with the picture of a page, so that the citizen is still there to help."""

from __future__ import annotations

from enum import StrEnum

WANTED_DPI = 300
"""Source: unified guidance on digitizing, Nov 2025 (rules 10.3); 200 for ordinary papers."""
LEAST_DPI = 200


class Finding(StrEnum):
    """One fault of a page picture, worst first."""

    BLURRED = "blurred"
    LOW_RESOLUTION = "low_resolution"
    CUT_EDGE = "cut_edge"
    GLARE = "glare"
    TOO_DARK = "too_dark"
    SKEWED = "skewed"
    BLANK = "blank"


class Tint(StrEnum):
    """How many colors a page picture keeps."""

    COLOR = "color"
    GRAY = "gray"
    BITONAL = "bitonal"
