"""The shape of the house, read from every file: who may import whom, how long, how late."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import agent_desk

PACKAGE = Path(agent_desk.__file__).parent
ROOT = PACKAGE.parent
MAX_FILE_LINES, MAX_FUNCTION_LINES = 400, 50
LONG_FOR_A_REASON: dict[str, str] = {}
"""``path`` or ``path:function`` to the reason; empty, and better so."""

LOWEST = frozenset(
    "domain wire errors ids clock settings paths log i18n signing export_file pdfium".split()  # noqa: SIM905
)
DATA = LOWEST | {"catalog", "store", "queries", "documents", "devices"}
MAY_IMPORT: dict[str, frozenset[str]] = {
    **dict.fromkeys(LOWEST, LOWEST),
    "catalog": LOWEST | {"catalog"},
    "store": LOWEST | {"catalog", "store"},
    "commands": LOWEST | {"catalog", "store", "commands"},
    "queries": LOWEST | {"catalog", "store", "queries"},
    "devices": LOWEST | {"catalog", "store", "commands", "queries", "devices"},
    "documents": LOWEST | {"catalog", "store", "commands", "queries", "documents"},
    "sync": LOWEST | {"catalog", "store", "commands", "queries", "sync"},
    "ui": DATA | {"commands", "sync", "ui"},
    "center": frozenset(
        {"center", "domain", "catalog", "wire", "documents", "errors", "ids"}
        | {"clock", "settings", "signing", "paths", "i18n"}
    ),
}
OUTER = frozenset(
    "app arguments center_cli cli console __main__ demo doctor opening qt_needs".split()  # noqa: SIM905
)
"""The composition root, the commands and their helpers may import anything; nobody imports them."""

OUTER_EDGES = frozenset({"agent_desk/app.py", "agent_desk/cli.py"})
"""The only two files that may catch every exception."""

HEAVY = frozenset({"sqlalchemy", "requests", "reportlab", "pydantic", "alembic", "sqlcipher3"})


@cache
def sources() -> dict[str, ast.Module]:
    found = sorted(PACKAGE.rglob("*.py"))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in found}


def module_name(path: str) -> str:
    name = path.removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__")


def layer(module: str) -> str:
    """Give the part of the house: the second word of the module's name."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def is_presenter(path: str) -> bool:
    return path.startswith("agent_desk/ui/pages/") and path.endswith("presenter.py")


@cache
def imports(tree: ast.AST, modules: frozenset[str]) -> set[str]:
    """Give every module imported below a node, as full names."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else node.module)
    return found


@cache
def modules() -> frozenset[str]:
    return frozenset(module_name(path) for path in sources())


def is_type_checking(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def at_start(tree: ast.Module) -> set[str]:
    """Give what is imported when the module itself is, types and functions left out."""
    found: set[str] = set()
    for node in tree.body:
        if not is_type_checking(node) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            found |= imports(node, modules())
    return found


def when_running(tree: ast.Module) -> set[str]:
    """Give what is ever imported, at the start or inside a function; types left out."""
    only_types = set().union(
        *(imports(node, modules()) for node in tree.body if is_type_checking(node))
    )
    return (imports(tree, modules()) - only_types) | at_start(tree)


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def test_every_part_imports_only_what_stands_below_it() -> None:
    wrong = []
    for path, tree in sources().items():
        here = layer(module_name(path))
        if here in OUTER or not here:
            continue
        for name in imports(tree, modules()):
            there = layer(name)
            ours = name.startswith("agent_desk.")
            if ours and there not in MAY_IMPORT.get(here, frozenset()):
                wrong.append(f"{path} imports {name}")
    assert sorted(wrong) == []


def _drives_window(here: str) -> set[str]:
    return {"PySide6"} if here in ("app", "demo") else set()


def test_only_the_window_knows_qt() -> None:
    wrong = []
    for path, tree in sources().items():
        may = path.startswith("agent_desk/ui/") and not is_presenter(path)
        used = {name.split(".")[0] for name in imports(tree, modules())}
        early = {name.split(".")[0] for name in at_start(tree)}
        here = layer(module_name(path))
        # The composition root and the demo drive the window; the commands load them late.
        if not may and "PySide6" in (early if here in OUTER else used) - _drives_window(here):
            wrong.append(path)
    assert wrong == []


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("sqlalchemy", {"store", "commands", "queries", "sync", "center"}),
        ("alembic", {"store", "center"}),
        ("sqlcipher3", {"store"}),
        ("requests", {"sync", "devices"}),
        ("reportlab", {"documents"}),
        ("pydantic", {"sync", "center"}),
        ("fastapi", {"center"}),
        ("psycopg", {"center"}),
    ],
)
def test_every_library_has_its_owners(library: str, owners: set[str]) -> None:
    users = {
        layer(module_name(path))
        for path, tree in sources().items()
        if library in {name.split(".")[0] for name in when_running(tree)}
    }
    assert users <= owners | OUTER


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        module_name(path): at_start(tree) & modules() - {module_name(path)}
        for path, tree in sources().items()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for following in sorted(graph[name]):
                visit(following, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_no_file_is_too_long() -> None:
    long = {}
    for path in sources():
        lines = len((ROOT / path).read_text("utf-8").splitlines())
        if lines > MAX_FILE_LINES and path not in LONG_FOR_A_REASON:
            long[path] = lines
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {}
    for path, tree in sources().items():
        for node in functions(tree):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            name = f"{path}:{node.name}"
            if lines > MAX_FUNCTION_LINES and name not in LONG_FOR_A_REASON:
                long[name] = lines
    assert long == {}


def test_no_function_takes_more_than_five_values() -> None:
    many = {}
    for path, tree in sources().items():
        for node in functions(tree):
            names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
            names += [a.arg for a in node.args.kwonlyargs]
            given = [name for name in names if name not in ("self", "cls")]
            is_qt = any(isinstance(d, ast.Name) and d.id == "override" for d in node.decorator_list)
            if len(given) > 5 and not is_qt:
                many[f"{path}:{node.name}"] = given
    assert many == {}


def test_every_exception_is_caught_only_at_the_two_outer_edges() -> None:
    wrong = set()
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                if node.type is None or re.search(r"\b(Base)?Exception\b", caught):
                    wrong.add(path)
    assert wrong - OUTER_EDGES == set()


def test_every_module_says_in_one_line_what_it_owns() -> None:
    silent = []
    for path, tree in sources().items():
        words = ast.get_docstring(tree) or ""
        if not re.match(r"[A-Z`0-9].{10,}[.:]$", words.split("\n")[0]):
            silent.append(f"{path}: {words.splitlines()[:1]}")
    assert silent == []


def test_nothing_is_left_to_be_done() -> None:
    wrong = []
    for path in sources():
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                wrong.append(f"{path}:{number}: {line.strip()}")
    assert wrong == []


def test_words_of_the_glossary_are_spelled_one_way() -> None:
    wrong = []
    for path in sources():
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
            if re.search(r"(?i)\b(cent(re)\w*|dossiers?_file|receipt_sent|enrolment_code)\b", line):
                wrong.append(f"{path}:{number}: {line.strip()}")
    assert wrong == []


def test_types_are_not_waved_through() -> None:
    ignored, lines, bare = 0, 0, []
    for path in sources():
        text = (ROOT / path).read_text("utf-8")
        lines += text.count("\n")
        for line in text.splitlines():
            if "# type: ignore" in line:
                ignored += 1
                if not re.search(r"# type: ignore\[[\w-]+(, ?[\w-]+)*\]  # \w+", line):
                    bare.append(f"{path}: {line.strip()}")
    assert bare == []
    assert ignored <= max(1, lines // 1000)


def test_the_shell_loads_nothing_heavy_before_it_paints() -> None:
    code = "import json, sys, agent_desk.ui.shell; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(ended.stdout)}

    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_the_command_line_loads_nothing_heavy_before_it_knows_what_to_do() -> None:
    code = "import json, sys, agent_desk.cli; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(ended.stdout)}

    assert loaded & (HEAVY | {"PySide6", "fastapi", "psycopg"}) == set()
