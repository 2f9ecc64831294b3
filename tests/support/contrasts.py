"""``python -m tests.support.contrasts``: the contrast of every pair of colors, in all palettes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from agent_desk.ui import theme
from agent_desk.ui.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, contrast

PALETTES = ("light", "dark", "contrast")
_TEXT, _SHAPE = 4.5, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair: what is drawn on what, how far apart they are, and the least that is allowed."""

    front: str
    back: str
    ratio: float
    least: float


def rows(palette: str) -> list[Row]:
    """Give every pair that widgets may draw, the worst first."""
    from tests.gallery import contrast_palette

    system = theme.contrast_colors(contrast_palette()) if palette == "contrast" else None
    colors = system or {"light": LIGHT, "dark": DARK}[palette]
    found = [
        Row(
            front=front,
            back=back,
            ratio=contrast(getattr(colors, front), getattr(colors, back)),
            least=least,
        )
        for pairs, least in ((TEXT_PAIRS, _TEXT), (SHAPE_PAIRS, _SHAPE))
        for front, back in pairs
    ]
    return sorted(found, key=lambda row: row.ratio - row.least)


def main() -> int:
    """Write the table; exit 1 if a pair cannot be read."""
    worst = 0
    by_pair = {palette: {(r.front, r.back): r for r in rows(palette)} for palette in PALETTES}
    sys.stdout.write(f"{'pair':28}" + "".join(f"{palette:>10}" for palette in PALETTES) + "\n")
    for pair in (*TEXT_PAIRS, *SHAPE_PAIRS):
        found = [by_pair[palette][pair] for palette in PALETTES]
        worst += sum(row.ratio < row.least for row in found)
        ratios = "".join(f"{row.ratio:10.1f}" for row in found)
        sys.stdout.write(f"{' on '.join(pair):28}{ratios}   least {found[0].least}\n")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
