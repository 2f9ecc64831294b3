"""The practices of the sandbox, read from their files; a broken one is named, the others serve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.curriculum import TOPICS
from agent_desk.catalog.decode import DecodeError, Node, keys_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.domain.sandbox import Device, Element, Keypad, Kind, Scenario, Screen
from agent_desk.domain.sandbox_check import faults
from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent_desk.catalog.spec import PackProblem

PICTURES = keys_of("paper_whole paper_cut paper_dark paper_blurred qr call")
"""What the window can draw; nothing is loaded from elsewhere."""

_FILE = keys_of(
    "topic version checked_on title aim minutes skills steps learned sources start screens"
)
_SCREEN = keys_of("id device step app address task hint back home is_turn elements")
_ELEMENT = keys_of("id kind text detail icon picture to wrong give keypad is_secret is_on")
_SCREEN_DEFAULTS: Mapping[str, object] = {
    "device": "phone", "address": "", "back": "", "home": "", "is_turn": False,
}  # fmt: skip
_ELEMENT_DEFAULTS: Mapping[str, object] = {
    "id": "", "text": "", "detail": "", "icon": "", "picture": "", "to": "", "wrong": "",
    "give": [], "keypad": "", "is_secret": False, "is_on": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """Every practice that could be read, in the order of the topics; the others as problems."""

    scenarios: tuple[Scenario, ...]
    problems: tuple[PackProblem, ...] = ()

    def of(self, topic: str) -> Scenario:
        """Give the practice of a topic. Raises: NotFound."""
        found = next((one for one in self.scenarios if one.topic == topic), None)
        if found is None:
            raise NotFound(
                tr("There is no practice for this topic: its file is missing or broken.")
            )
        return found


def load_sandbox(folder: Path | None = None) -> Sandbox:
    """Read every file of the folder; one that is broken does not stop the others."""
    where = folder or paths.resources() / "curriculum" / "sandbox"
    scenarios: list[Scenario] = []
    problems: list[PackProblem] = []
    for file in sorted(where.glob("*.json")):
        text = ""
        try:
            text = text_of(file)
            scenarios.append(_scenario(parse_json(text)))
        except DecodeError as fault:
            problems.append(problem(file.name, text, fault))
    scenarios.sort(key=lambda one: TOPICS.index(one.topic))
    return Sandbox(scenarios=tuple(scenarios), problems=tuple(problems))


def _scenario(node: Node) -> Scenario:
    fields = node.fields(_FILE)
    topic = fields.words("topic")
    if topic not in TOPICS:
        raise DecodeError(("topic",), tr("no topic of this name is taught"))
    read = Scenario(
        topic=topic,
        version=fields.words("version"),
        checked_on=fields.at("checked_on").day(),
        title=fields.words("title"),
        aim=fields.words("aim"),
        minutes=fields.at("minutes").whole(),
        skills=fields.texts("skills"),
        steps=fields.texts("steps"),
        learned=fields.texts("learned"),
        sources=fields.texts("sources"),
        start=fields.words("start"),
        screens=tuple(_screen(item) for item in fields.at("screens").items()),
    )
    for fault in faults(read):
        path = ("screens",) if fault.screen is None else ("screens", fault.screen)
        raise DecodeError(path, fault.reason)
    return read


def _screen(node: Node) -> Screen:
    fields = _with(node, _SCREEN_DEFAULTS).fields(_SCREEN)
    return Screen(
        id=fields.words("id"),
        device=fields.choice("device", Device),
        step=fields.at("step").whole(),
        app=fields.words("app"),
        address=fields.text("address"),
        task=fields.words("task"),
        hint=fields.words("hint"),
        back=fields.text("back"),
        home=fields.text("home"),
        is_turn=fields.flag("is_turn"),
        elements=tuple(
            _element(item, place) for place, item in enumerate(fields.at("elements").items())
        ),
    )


def _element(node: Node, place: int) -> Element:
    fields = _with(node, _ELEMENT_DEFAULTS).fields(_ELEMENT)
    picture = fields.text("picture")
    if picture and picture not in PICTURES:
        raise DecodeError((*fields.path, "picture"), tr("no picture of this name can be drawn"))
    icon = fields.text("icon")
    if icon and not (paths.resources() / "icons" / f"{icon}.svg").is_file():
        raise DecodeError((*fields.path, "icon"), tr("no picture of this name can be drawn"))
    return Element(
        id=fields.text("id") or f"e{place}",
        kind=fields.choice("kind", Kind),
        text=fields.words("text"),
        detail=fields.text("detail"),
        icon=icon,
        picture=picture,
        to=fields.text("to"),
        wrong=fields.text("wrong"),
        give=fields.texts("give"),
        keypad=fields.choice("keypad", Keypad),
        is_secret=fields.flag("is_secret"),
        is_on=fields.flag("is_on"),
    )


def _with(node: Node, defaults: Mapping[str, object]) -> Node:
    """Fill in what a file may leave out, because most parts of a screen need three fields."""
    if not isinstance(node.value, dict):
        return node
    return Node({**defaults, **node.value}, node.path)
