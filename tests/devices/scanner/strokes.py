"""Keys with times, as a scanner, a person and a keyboard program make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.scanner.scan_keys import scan_code_of, us_character
from agent_desk.devices.scanner.wedge import Stroke, StrokeKind, Verdict, WedgeDetector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_desk.devices.scanner.wedge import Burst, Decision


def key(at_ms: float, char: str) -> Stroke:
    kinds = {"\r": StrokeKind.ENTER, "\t": StrokeKind.TAB, "\b": StrokeKind.BACKSPACE}
    code = scan_code_of(char)
    is_shifted = us_character(code, is_shifted=True) == char != us_character(code, is_shifted=False)
    kind = kinds.get(char, StrokeKind.CHARACTER)
    return Stroke(at_ms=at_ms, kind=kind, text=char, scan_code=code, is_shifted=is_shifted)


def typed(text: str, gaps: Iterable[float] | float, start_ms: float = 1000) -> list[Stroke]:
    """Give one key per character; one gap for all, or the gap before each key but the first."""
    at, found = start_ms, []
    every = [gaps] * len(text) if isinstance(gaps, int | float) else [0, *gaps]
    for number, char in enumerate(text):
        at += every[number] if number else 0
        found.append(key(at, char))
    return found


class Widget:
    """Stands for what has the focus: gets keys, and is put back after a scan."""

    def __init__(self, detector: WedgeDetector, *, is_entry: bool, text: str = "") -> None:
        self.detector = detector
        self.is_entry = is_entry
        self.text = text
        self.bursts: list[Burst] = []
        self.latest_ms = 0.0
        self._held: list[tuple[float, Stroke]] = []
        self._before = text
        self._wake_at = 0.0

    def press(self, strokes: Sequence[Stroke]) -> None:
        for stroke in strokes:
            self._sleep_until(stroke.at_ms)
            decision = self.detector.press(stroke, is_in_entry=self.is_entry)
            self._obey(decision, stroke.at_ms)
            if decision.verdict is Verdict.DELIVER:
                self._get(stroke)
            elif decision.verdict is Verdict.HOLD:
                self._held.append((stroke.at_ms, stroke))

    def rest(self) -> None:
        self._sleep_until(float("inf"))

    def _sleep_until(self, at_ms: float) -> None:
        if self._wake_at and at_ms > self._wake_at:
            woken, self._wake_at = self._wake_at, 0.0
            self._obey(self.detector.wake(), woken)

    def _obey(self, decision: Decision, now_ms: float) -> None:
        if decision.burst is not None:
            self._held.clear()
            self.text = self._before if self.is_entry else self.text
            self.bursts.append(decision.burst)
        elif decision.releases:
            for pressed_ms, stroke in self._held:
                self.latest_ms = max(self.latest_ms, now_ms - pressed_ms)
                self._get(stroke)
            self._held.clear()
        if decision.begins:
            self._before = self.text
        self._wake_at = now_ms + decision.wake_ms if decision.wake_ms else 0.0

    def _get(self, stroke: Stroke) -> None:
        self.text = (
            self.text[:-1] if stroke.kind is StrokeKind.BACKSPACE else self.text + stroke.text
        )
