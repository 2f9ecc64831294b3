"""Small packs in a temporary folder, made from the real one and broken on purpose."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from agent_desk import paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REAL = paths.resources() / "catalog" / "hanoi-starter"
KEPT = ("1.001193", "2.000635", "3.000001")
VICTIM = "2.000635"


def a_pack(root: Path) -> Path:
    """Make a pack of three procedures that loads without a problem."""
    pack = root / "small"
    (pack / "procedures").mkdir(parents=True)
    for code in KEPT:
        shutil.copy(REAL / "procedures" / f"{code}.json", pack / "procedures")
    change(pack / "manifest.json", lambda m: m.update(procedures=_codes()), REAL / "manifest.json")
    change(pack / "words.json", _few_words, REAL / "words.json")
    return pack


def change(file: Path, edit: Callable[[Any], object], source: Path | None = None) -> None:
    """Edit a JSON file in place and write it as the packs are written."""
    content = json.loads((source or file).read_text("utf-8"))
    edit(content)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")


def victim(pack: Path) -> Path:
    """Give the file that a test breaks."""
    return pack / "procedures" / f"{VICTIM}.json"


def line_with(file: Path, text: str) -> int:
    """Give the number of the first line that holds this text."""
    lines = file.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def _codes() -> list[str]:
    """List every real code, so that the kept procedures may name the others."""
    return sorted(file.stem for file in (REAL / "procedures").glob("*.json"))


def _few_words(words: Any) -> None:
    words["phrases"] = {code: words["phrases"][code] for code in KEPT}
