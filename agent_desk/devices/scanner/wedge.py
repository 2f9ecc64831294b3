"""Tells the burst of a scanner from a person's typing, by time alone. No Qt.

In an entry the first key goes through at once, so that a person sees it; from the second key of a
run on, keys are kept back until the run is a scan or is not. Elsewhere the first key is kept back
too, because a scanner must not press buttons. Nobody types six keys at 30 ms each: the fastest
typists press one every 60 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from agent_desk.devices.scanner.scan_keys import us_character

if TYPE_CHECKING:
    from collections.abc import Sequence


class StrokeKind(Enum):
    """What a key does to text."""

    CHARACTER = "character"
    COMPOSING = "composing"
    BACKSPACE = "backspace"
    CONTROL = "control"
    ENTER = "enter"
    TAB = "tab"
    OTHER = "other"


class End(Enum):
    """How a burst ended."""

    ENTER = "enter"
    TAB = "tab"
    SILENCE = "silence"


class Verdict(Enum):
    """What to do with a key."""

    DELIVER = "deliver"
    HOLD = "hold"
    SWALLOW = "swallow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One key going down, or one text that a keyboard program gave.

    ``at_ms`` is the time of the key, not of its arrival here. ``text`` of COMPOSING is what the
    program holds and has not given yet. ``scan_code`` 0 is unknown.
    """

    at_ms: float
    kind: StrokeKind
    text: str = ""
    scan_code: int = 0
    is_shifted: bool = False
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What tells a burst on this workstation; in milliseconds.

    A run goes on while gaps are within ``gap_ms``. It is a burst from ``least`` characters on, if
    they came within ``mean_ms`` each. A burst survives a pause of ``silence_ms``, then it is over.
    """

    gap_ms: float = 50
    mean_ms: float = 30
    silence_ms: float = 120
    least: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """What a scanner typed: as it was written, and as the places of the keys say on a US layout."""

    text: str
    by_place: str
    end: End
    mean_ms: float
    longest_ms: float

    @property
    def readings(self) -> tuple[str, ...]:
        """Give the ways to read it, the written one first."""
        return (self.text,) if self.by_place == self.text else (self.text, self.by_place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do now, in the order of the fields.

    ``burst`` is over: drop what is kept back and put the entry back as it was. ``releases`` gives
    what is kept back to the widget. ``begins``: remember the entry, before this key. ``verdict``
    is for this key. ``wake_ms``: ask ``wake`` if no key comes for so long; 0 is never.
    """

    burst: Burst | None = None
    releases: bool = False
    begins: bool = False
    verdict: Verdict = Verdict.DELIVER
    wake_ms: float = 0


_ENDS = {StrokeKind.ENTER: End.ENTER, StrokeKind.TAB: End.TAB}
_WRITES = frozenset({StrokeKind.CHARACTER, StrokeKind.COMPOSING})
_GOES_ON = _WRITES | {StrokeKind.BACKSPACE, StrokeKind.CONTROL}


class WedgeDetector:
    """Takes keys one by one and says what becomes of each."""

    def __init__(self, timing: Timing | None = None) -> None:
        self.timing = timing or Timing()
        self._run: list[Stroke] = []
        self._is_certain = False
        self._holds = False
        self._is_rewriting = False
        self._rewritten_at = float("-inf")
        self._ended_at = float("-inf")

    @property
    def is_running(self) -> bool:
        """Say whether a run is open, be it a person's or a scanner's."""
        return bool(self._run)

    def press(self, stroke: Stroke, *, is_in_entry: bool) -> Decision:
        """Take a key."""
        before = self._close_if_late(stroke)
        follows = bool(self._run) and before is None
        if before is not None:
            begun = self._begin(stroke, is_in_entry=is_in_entry)
            return Decision(
                burst=before.burst,
                releases=before.releases,
                begins=begun.begins,
                verdict=begun.verdict,
                wake_ms=begun.wake_ms,
            )
        return self._follow(stroke) if follows else self._begin(stroke, is_in_entry=is_in_entry)

    def wake(self) -> Decision:
        """Say what becomes of the run now that no key came."""
        return self._close()

    # A run

    def _begin(self, stroke: Stroke, *, is_in_entry: bool) -> Decision:
        is_tail = stroke.kind in _ENDS or stroke.kind is StrokeKind.CONTROL
        if is_tail and 0 <= stroke.at_ms - self._ended_at <= self.timing.silence_ms:
            self._ended_at = stroke.at_ms  # CR and LF, or Enter and Tab
            return Decision(verdict=Verdict.SWALLOW)
        if stroke.kind is StrokeKind.BACKSPACE:
            self._rewritten_at = stroke.at_ms
        # No code begins with a space: a person who ticks a row by Space never waits.
        if stroke.kind not in _WRITES or stroke.is_repeat or not stroke.text.strip():
            return Decision()
        self._run = [stroke]
        self._holds = not is_in_entry
        self._is_rewriting = 0 <= stroke.at_ms - self._rewritten_at <= self.timing.gap_ms
        return Decision(
            begins=is_in_entry,
            verdict=Verdict.DELIVER if is_in_entry else Verdict.HOLD,
            wake_ms=self.timing.gap_ms,
        )

    def _follow(self, stroke: Stroke) -> Decision:
        if stroke.kind in _ENDS and self._is_certain:
            self._ended_at = stroke.at_ms
            burst = self._burst(_ENDS[stroke.kind])
            self._drop()
            return Decision(burst=burst, verdict=Verdict.SWALLOW)
        if stroke.kind not in _GOES_ON or stroke.is_repeat:
            releases = self._holds
            self._drop()
            return Decision(releases=releases)
        self._run.append(stroke)
        self._is_certain = self._is_certain or self._is_burst()
        if not self._is_certain and self._took_ms() > self.timing.mean_ms * self.timing.least:
            releases = self._holds
            self._drop()
            return Decision(releases=releases)
        self._holds = True
        if self._is_certain:
            return Decision(verdict=Verdict.SWALLOW, wake_ms=self.timing.silence_ms)
        return Decision(verdict=Verdict.HOLD, wake_ms=self.timing.gap_ms)

    def _close_if_late(self, stroke: Stroke) -> Decision | None:
        if not self._run:
            return None
        gap = stroke.at_ms - self._run[-1].at_ms
        most = self.timing.silence_ms if self._is_certain else self.timing.gap_ms
        # Composed text is stamped on arrival and may seem to come after the key behind it.
        return None if -self.timing.silence_ms <= gap <= most else self._close()

    def _close(self) -> Decision:
        if self._run and self._is_certain:
            self._ended_at = self._run[-1].at_ms
            burst = self._burst(End.SILENCE)
            self._drop()
            return Decision(burst=burst)
        releases = self._holds
        self._drop()
        return Decision(releases=releases)

    def _drop(self) -> None:
        self._run = []
        self._is_certain = self._holds = False

    def _is_burst(self) -> bool:
        # What a keyboard program writes right after its own Backspace is no scan: it puts a tone
        # on a word, or a phrase in the place of its short form.
        if self._is_rewriting or len(_written(self._run)) < self.timing.least:
            return False
        return self._took_ms() <= self.timing.mean_ms * (len(self._run) - 1)

    def _took_ms(self) -> float:
        return self._run[-1].at_ms - self._run[0].at_ms

    def _burst(self, end: End) -> Burst:
        return burst_of(self._run, end)


def burst_of(strokes: Sequence[Stroke], end: End) -> Burst:
    """Put strokes together, at least one."""
    gaps = [later.at_ms - one.at_ms for one, later in zip(strokes, strokes[1:], strict=False)]
    return Burst(
        text=_written(strokes),
        by_place=_written([_by_place(stroke) for stroke in strokes]),
        end=end,
        mean_ms=sum(gaps) / len(gaps) if gaps else 0,
        longest_ms=max(gaps, default=0),
    )


def _by_place(stroke: Stroke) -> Stroke:
    if stroke.kind is not StrokeKind.CHARACTER:
        return stroke
    placed = us_character(stroke.scan_code, is_shifted=stroke.is_shifted)
    return Stroke(at_ms=stroke.at_ms, kind=stroke.kind, text=placed or stroke.text)


def _written(strokes: Sequence[Stroke]) -> str:
    """Give the text that strokes leave behind, with what a keyboard program still holds."""
    text, held = "", ""
    for stroke in strokes:
        if stroke.kind is StrokeKind.COMPOSING:
            held = stroke.text
        elif stroke.kind is StrokeKind.CHARACTER:
            text, held = text + stroke.text, ""
        elif stroke.kind is StrokeKind.BACKSPACE:
            text = text[:-1]
    return text + held
