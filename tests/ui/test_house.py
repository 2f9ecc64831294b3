"""What the linter leaves open for ui: our own public names are documented, icons exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from agent_desk import paths

UI = Path(__file__).parents[2] / "agent_desk" / "ui"


def undocumented(path):
    """List our own public functions and methods without a docstring."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    classes = [n for n in module.body if isinstance(n, ast.ClassDef) and n.name[0] != "_"]
    named = [node for part in (module, *classes) for node in part.body]
    return [
        node.name
        for node in named
        if isinstance(node, ast.FunctionDef)
        and node.name.islower()
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def test_every_public_function_of_the_widgets_is_documented():
    overrides = {"event", "paint", "data", "count"}  # of Qt
    missing = {
        f"{path.name}:{name}"
        for path in (UI / "widgets").glob("*.py")
        for name in undocumented(path)
        if name not in overrides
    }
    assert missing == set()


def test_every_icon_named_in_the_window_lies_in_the_resources():
    named = set()
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named.update(re.findall(r'\bicon="([a-z0-9-]+)"', text))
        named.update(re.findall(r'IconMark\("([a-z0-9-]+)"', text))
    missing = [n for n in sorted(named) if not (paths.resources() / "icons" / f"{n}.svg").is_file()]
    assert missing == []


def test_the_icons_carry_their_licence():
    text = (paths.resources() / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "Lucide" in text
