"""Nothing printed in practice can pass for real: every builder, every page, every caller."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import agent_desk
from agent_desk import documents
from agent_desk.documents.tickets.account_ticket import render_account_ticket
from agent_desk.documents.tickets.bring_ticket import render_bring_ticket
from agent_desk.documents.tickets.collect_ticket import CollectTicket, render_collect_ticket
from agent_desk.documents.tickets.roll import Roll
from agent_desk.documents.tickets.sending_ticket import render_sending_ticket
from tests.documents.every_paper import EVERY
from tests.documents.reading import pages_of
from tests.documents.samples import a_bring_slip, a_head, a_sending_slip
from tests.documents.teaching_samples import TEACHING
from tests.documents.test_account_slip import the_usual

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

WORDS = "DỮ LIỆU THỬ"
HEAD = a_head(practice=True)


@cache
def modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(documents.__path__, documents.__name__ + ".")
    return tuple(importlib.import_module(one.name) for one in found)


def builders() -> dict[str, Callable[..., object]]:
    """Give every function of ``documents`` that makes a paper, by its name."""
    return {
        name: made
        for module in modules()
        for name, made in vars(module).items()
        if name.startswith("render_") and getattr(made, "__module__", "") == module.__name__
    }


@cache
def values() -> dict[str, type]:
    """Give every dataclass that ``documents`` knows, by its name."""
    return {
        name: kind
        for module in modules()
        for name, kind in vars(module).items()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    }


def tells_practice(kind: str, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether a value, or one inside it, holds whether this is practice."""
    made = values().get(kind)
    if made is None or kind in seen:
        return False
    fields = {field.name: str(field.type) for field in dataclasses.fields(made)}
    inside = (name for text in fields.values() for name in re.findall(r"\w+", text))
    return "practice" in fields or any(tells_practice(n, seen | {kind}) for n in inside)


def test_every_builder_is_told_whether_it_is_practice() -> None:
    told = {}
    for name, made in builders().items():
        first = next(iter(inspect.signature(made).parameters.values()))
        told[name] = any(tells_practice(word) for word in re.findall(r"\w+", str(first.annotation)))
    assert len(told) > 30
    assert [name for name, is_told in told.items() if not is_told] == []


@pytest.mark.parametrize("paper", [*EVERY, *TEACHING])
def test_every_page_of_every_paper_says_so(paper: str) -> None:
    pages = pages_of({**EVERY, **TEACHING}[paper].told("Mẫu"))
    assert pages
    assert [number for number, page in enumerate(pages) if WORDS not in page] == []


TICKETS: dict[str, Callable[[], object]] = {
    "render_sending_ticket": lambda: render_sending_ticket(a_sending_slip(head=HEAD)),
    "render_bring_ticket": lambda: render_bring_ticket(a_bring_slip(head=HEAD)),
    "render_collect_ticket": lambda: render_collect_ticket(
        CollectTicket(head=HEAD, procedure_name="Khai sinh", procedure_code="1.001193")
    ),
    "render_account_ticket": lambda: render_account_ticket(the_usual(practice=True)),
}


@pytest.mark.parametrize("ticket", TICKETS)
def test_every_ticket_begins_with_it_in_black(ticket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bands: list[str] = []
    draw = Roll.band
    monkeypatch.setattr(Roll, "band", lambda self, text: (bands.append(text), draw(self, text)))
    TICKETS[ticket]()
    assert bands[0] == WORDS


def test_no_page_is_begun_without_saying_what_lies_behind_it() -> None:
    pages = calls("documents", {"Copy", "Marks"})
    assert len(pages) > 5
    assert [where for where, said in pages.items() if "watermark" not in said] == []


def test_whoever_makes_a_paper_passes_on_what_the_open_data_says() -> None:
    made = calls("ui", {name for name, kind in values().items() if _has_mark(kind)})
    assert len(made) > 5
    said = {where: words.get("practice", "") for where, words in made.items()}
    assert [where for where, words in said.items() if not words.endswith(".is_practice")] == []


def calls(part: str, names: set[str]) -> dict[str, dict[str, str]]:
    """Give what each call of these names in a part of the program passes by name."""
    found = {}
    for path in sorted((Path(agent_desk.__file__).parent / part).rglob("*.py")):
        text = path.read_text("utf-8")
        if not any(f"{name}(" in text for name in names):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                passed = {str(k.arg): ast.unparse(k.value) for k in node.keywords}
                found[f"{path.name}:{node.lineno}"] = passed
    return found


def _has_mark(kind: type) -> bool:
    return "practice" in {field.name for field in dataclasses.fields(kind)}
