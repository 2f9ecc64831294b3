"""The steps of filing on the portal as data: who does what, on which device, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.accounts import Doer, HelpStep, Source, Trust, Validity
from agent_desk.catalog.decode import DecodeError, keys_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from agent_desk.catalog.decode import Node
    from agent_desk.catalog.spec import PackProblem

DEVICES = ("any", "phone", "counter")
PLACES = {"code": "", "name": "", "office": "", "fee": "", "papers": ""}
"""What a step may leave open for the procedure to fill in."""

_FILE = keys_of("version sources steps")
_SOURCE = keys_of("text confidence")
_STEP = keys_of("id device who title detail look_away source valid_from valid_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalHelpStep:
    """One step and where it is done; ``device`` ``any`` is both."""

    step: HelpStep
    device: str
    valid: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalHelp:
    """Every step, in order; ``problem`` is why there is none."""

    version: str
    steps: tuple[PortalHelpStep, ...]
    problem: PackProblem | None = None

    def steps_on(self, device: str, day: date) -> tuple[HelpStep, ...]:
        """Give the steps for a device (``phone`` or ``counter``) on a day."""
        return tuple(
            one.step
            for one in self.steps
            if one.device in ("any", device) and one.valid.holds_on(day)
        )


def load_portal_help(file: Path | None = None) -> PortalHelp:
    """Load the steps; a broken file gives none, and says why."""
    source = file or paths.resources() / "help" / "portal.json"
    text = ""
    try:
        text = text_of(source)
        return _help(parse_json(text))
    except DecodeError as fault:
        return PortalHelp(version="", steps=(), problem=problem(source.name, text, fault))


def _help(node: Node) -> PortalHelp:
    fields = node.fields(_FILE)
    sources = {key: _source(entry) for key, entry in fields.at("sources").entries().items()}
    steps = tuple(_step(item, sources) for item in fields.at("steps").items())
    if not steps or len({one.step.id for one in steps}) != len(steps):
        raise DecodeError(("steps",), tr("steps must exist and differ in their ids"))
    return PortalHelp(version=fields.words("version"), steps=steps)


def _source(node: Node) -> Source:
    fields = node.fields(_SOURCE)
    return Source(text=fields.words("text"), confidence=fields.choice("confidence", Trust))


def _step(node: Node, sources: Mapping[str, Source]) -> PortalHelpStep:
    fields = node.fields(_STEP)
    source = sources.get(fields.words("source"))
    if source is None:
        raise DecodeError((*fields.path, "source"), tr("this source is not in the file"))
    device = fields.words("device")
    if device not in DEVICES:
        raise DecodeError((*fields.path, "device"), tr("no device of this name"))
    for key in ("title", "detail"):
        try:
            fields.text(key).format(**PLACES)
        except (KeyError, ValueError, IndexError):
            raise DecodeError((*fields.path, key), tr("a place that no procedure fills")) from None
    return PortalHelpStep(
        step=HelpStep(
            id=fields.words("id"),
            doer=fields.choice("who", Doer),
            title=fields.words("title"),
            detail=fields.text("detail"),
            look_away=fields.flag("look_away"),
            source=source,
        ),
        device=device,
        valid=Validity(
            since=fields.at("valid_from").day(), until=fields.day_or_none("valid_until")
        ),
    )
