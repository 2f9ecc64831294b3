"""How a practice is played: every move gives a new value; nothing that was typed is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.domain.kept_texts import why_not
from agent_desk.domain.sandbox import DONE, Element, Keypad, Kind, SandboxOutcome, Screen
from agent_desk.domain.text import clean, fold
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from agent_desk.domain.sandbox import Scenario

BACK, HOME = "@back", "@home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Where a learner is. ``said`` explains a wrong turn and covers the screen until understood.

    ``filled`` names the fields whose text was right; the texts themselves are kept nowhere.
    ``hints`` counts the screens on which the trainer gave one, ``turns`` the wrong turns.
    """

    scenario: Scenario
    at: str
    filled: frozenset[str] = frozenset()
    said: str = ""
    is_hinted: bool = False
    hints: int = 0
    turns: int = 0

    @property
    def is_done(self) -> bool:
        """Say whether the practice came to its end."""
        return self.at == DONE

    @property
    def screen(self) -> Screen:
        """The screen that is shown; the last one once it is done."""
        return self.scenario.screens[-1] if self.is_done else self.scenario.screen(self.at)

    @property
    def step(self) -> int:
        """How many steps of the practice lie behind the learner."""
        return len(self.scenario.steps) if self.is_done else self.screen.step

    @property
    def outcome(self) -> SandboxOutcome:
        """What can be suggested for the matrix of skills."""
        scenario = self.scenario
        return SandboxOutcome(
            scenario=scenario.topic, skill_codes=scenario.skills, helped=self.hints > 0
        )


def begin(scenario: Scenario) -> Play:
    """Begin anew, for whoever comes next."""
    return Play(scenario=scenario, at=scenario.start)


def press(play: Play, element_id: str) -> Play:
    """Press something on the screen; while an explanation is shown nothing else counts."""
    if play.said or play.is_done:
        return play
    element = play.screen.element(element_id)
    if not element.is_pressed:
        return play
    missing = _missing(play) if element.kind is Kind.MAIN else None
    if missing is not None:
        label = missing.text
        words = tr(
            "First fill in “{label}”. What to type stands on the practice card.", label=label
        )
        return replace(play, said=words)
    if element.to:
        return _go(play, element.to)
    return _wrong(play, element.wrong)


def accepts(field: Element, text: str) -> bool:
    """Say whether this is what the field is to be filled with; marks and spaces do not matter."""
    typed = _bare(field, text)
    return bool(typed) and any(typed == _bare(field, given) for given in field.give)


def enter(play: Play, field_id: str, text: str) -> Play:
    """Look at what was typed and forget it: the field counts as filled, or it is said why not."""
    if play.said or play.is_done:
        return play
    field = play.screen.element(field_id)
    if not field.is_field:
        return play
    if accepts(field, text):
        return replace(play, filled=play.filled | {field_id})
    left = replace(play, filled=play.filled - {field_id})
    if not text.strip():
        return left
    return _wrong(left, _why_refused(field, text))


def go_back(play: Play) -> Play:
    """Press the key Back of the device."""
    words = tr("There is nothing to go back to on this screen. Read what is to be done once more.")
    return _device_key(play, play.screen.back, words)


def go_home(play: Play) -> Play:
    """Press the key Home of the device."""
    words = tr("This key leaves the app. Here we are not finished yet, so we stay.")
    return _device_key(play, play.screen.home, words)


def understood(play: Play) -> Play:
    """Close the explanation; the learner stands where they stood before the wrong turn."""
    return replace(play, said="")


def give_hint(play: Play) -> Play:
    """Show the hint of this screen; asked twice on one screen it counts once."""
    if play.is_done or play.is_hinted:
        return play
    return replace(play, is_hinted=True, hints=play.hints + 1)


def pointed_at(play: Play) -> str:
    """Give the id of what a hint points at: the first field that is open, else the way on.

    ``BACK`` and ``HOME`` are the keys of the device.
    """
    missing = _missing(play)
    if missing is not None:
        return missing.id
    screen = play.screen
    ways = [(element.id, element.to) for element in screen.elements if element.to]
    keys = [(HOME, screen.home), (BACK, screen.back)]
    open_ = [way for way in (ways or keys) if way[1] and not _is_turn(play, way[1])]
    on = max(open_, key=lambda way: _step_of(play, way[1]), default=("", ""))
    return on[0]


def _missing(play: Play) -> Element | None:
    return next((field for field in play.screen.fields if field.id not in play.filled), None)


def _step_of(play: Play, way: str) -> int:
    return len(play.scenario.steps) if way == DONE else play.scenario.screen(way).step


def _is_turn(play: Play, way: str) -> bool:
    return way != DONE and play.scenario.screen(way).is_turn


def _go(play: Play, way: str) -> Play:
    turned = 1 if _is_turn(play, way) else 0
    return replace(play, at=way, filled=frozenset(), is_hinted=False, turns=play.turns + turned)


def _wrong(play: Play, words: str) -> Play:
    return replace(play, said=words, turns=play.turns + 1)


def _device_key(play: Play, way: str, words: str) -> Play:
    if play.is_done:
        return play
    if play.said:
        return understood(play)
    return _go(play, way) if way else replace(play, said=words)


def _why_refused(field: Element, text: str) -> str:
    real = tr(
        "Here we type only what stands on the practice card. Keep your own numbers, codes and "
        "passwords to yourself: the field is empty again, nothing was kept."
    )
    if why_not(text):
        return real
    if field.wrong:
        return field.wrong
    return real if field.is_secret or field.keypad is Keypad.DIGITS else _differs(field)


def _differs(field: Element) -> str:
    return tr("That is a little different. Please type: {given}", given=field.give[0])


def _bare(field: Element, text: str) -> str:
    kept = clean(text)
    if field.is_secret:
        return kept
    return fold(kept).replace(" ", "").replace(".", "")
