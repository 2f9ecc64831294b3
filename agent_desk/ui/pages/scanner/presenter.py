"""Trying a scanner out: gathers what it types, judges it, keeps what was learned. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from agent_desk.devices.scanner.diagnosis import (
    Trouble,
    diagnose_burst,
    diagnose_line,
    learned_times,
)
from agent_desk.devices.scanner.wedge import End, StrokeKind, burst_of
from agent_desk.domain.scanner_test import TestCode
from agent_desk.i18n import tr
from agent_desk.ids import new_intent
from agent_desk.ui.pages.scanner import words
from agent_desk.ui.presenter import Presenter
from agent_desk.ui.prints.scanner_sheet import print_scanner_sheet
from agent_desk.ui.rows import Choice, Pair, StepState
from agent_desk.ui.scanning_setup import ScannerSetup, ScannerWay, SentEnd, keep_setup
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.devices.scanner.diagnosis import Diagnosis
    from agent_desk.devices.scanner.lines import Line
    from agent_desk.devices.scanner.serial_port import Port, PortState
    from agent_desk.devices.scanner.wedge import Stroke
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.prints.order import Printed

_LEAST = 4
"""Fewer keys than this are a person's, not a scanner's."""


class Scanner(Protocol):
    """The scanner of the open desk."""

    setup: ScannerSetup
    port_state: PortState | None

    def use(self, setup: ScannerSetup) -> None:
        """Follow a set-up from now on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One code of the sheet and what became of it."""

    code: TestCode
    title: str
    state: StepState
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerState:
    """What the page shows; ``shown`` is the code to scan next, None when all were."""

    checks: tuple[CheckLine, ...] = ()
    shown: TestCode | None = TestCode.DIGITS
    verdict: str = ""
    tone: Tone = Tone.NEUTRAL
    way: str = ScannerWay.KEYBOARD.value
    ports: tuple[Choice, ...] = ()
    port: str = ""
    port_says: str = ""
    port_tone: Tone = Tone.NEUTRAL
    facts: tuple[Pair, ...] = ()
    can_keep: bool = False


class ScannerPresenter(Presenter[ScannerState]):
    """Judges each code as it comes; nothing is changed until it is kept."""

    def __init__(
        self,
        office: Office,
        jobs: JobRunner,
        navigator: Navigator,
        scanner: Scanner,
        list_ports: Callable[[], tuple[Port, ...]],
    ) -> None:
        super().__init__(office, jobs, ScannerState())
        self._navigator = navigator
        self._scanner = scanner
        self._list_ports = list_ports
        self._found_ports: tuple[Port, ...] = ()
        self._strokes: list[Stroke] = []
        self._seen: dict[TestCode, Diagnosis] = {}
        self._print_intent = new_intent()
        self._is_printing = False
        self._redraw()

    # What comes in

    def hear(self, stroke: Stroke) -> None:
        """Take a key; the page calls ``rest`` when no more come."""
        if stroke.kind in (StrokeKind.ENTER, StrokeKind.TAB):
            self._judge(End.ENTER if stroke.kind is StrokeKind.ENTER else End.TAB)
        else:
            self._strokes.append(stroke)

    def rest(self) -> None:
        """Judge what came without an end."""
        self._judge(End.SILENCE)

    def hear_line(self, line: Line) -> None:
        """Take a code from the port."""
        self._take(diagnose_line(line.text, is_utf8=line.is_utf8 and not line.is_noise))

    def refresh(self) -> None:
        """Look which ports there are, and show how the scanner is set up."""
        self._jobs.submit("work", self._list_ports, done=self._took_ports, failed=self._fail)
        self._redraw()

    def port_changed(self) -> None:
        """Show whether the port can be heard."""
        self._redraw()

    # What the clerk does

    def choose_way(self, way: str) -> None:
        """Change how the scanner is connected; kept at once."""
        self._seen = {}
        self._keep(replace(self._scanner.setup, way=ScannerWay(way)))

    def choose_port(self, name: str) -> None:
        """Change the port; kept at once."""
        device = next((port.identity for port in self._found_ports if port.name == name), "")
        self._keep(replace(self._scanner.setup, port=name, device=device))

    def start_over(self) -> None:
        """Forget the codes seen and begin with the first."""
        self._seen, self._strokes = {}, []
        self._redraw()

    def keep_learned(self) -> None:
        """Keep speed and end as they were measured."""
        if self.state.can_keep:
            self._keep(self._learned())
            self._navigator.say(tr("Kept for the scanner of this PC."), Tone.GOOD)

    def print_sheet(self) -> None:
        """Print the three codes; pressed twice it is one print."""
        if self._is_printing:
            return
        self._is_printing = True
        office, intent = self._office, self._print_intent

        def done(printed: Printed) -> None:
            self._is_printing, self._print_intent = False, new_intent()
            self._navigator.hand_to_printer(printed)

        def failed(error: DeskError) -> None:
            self._is_printing = False
            self._fail(error)

        self._jobs.submit(
            "store", lambda: print_scanner_sheet(office, intent), done=done, failed=failed
        )

    # Inside

    def _judge(self, end: End) -> None:
        strokes, self._strokes = self._strokes, []
        if len(strokes) < _LEAST:
            return
        self._take(diagnose_burst(burst_of(strokes, end)))

    def _take(self, diagnosis: Diagnosis) -> None:
        self._seen[diagnosis.code] = diagnosis
        self._redraw()

    def _learned(self) -> ScannerSetup:
        seen = [one for one in self._seen.values() if one.end is not None]
        if not seen:
            return self._scanner.setup
        gap_ms, mean_ms = learned_times(seen)
        ends = {words.end_of(one) for one in seen}
        end = next((e for e in (SentEnd.ENTER, SentEnd.TAB) if e in ends), SentEnd.NONE)
        return replace(self._scanner.setup, gap_ms=gap_ms, mean_ms=mean_ms, end=end)

    def _keep(self, setup: ScannerSetup) -> None:
        office = self._office

        def done(_none: None) -> None:
            self._scanner.use(setup)
            self._redraw()

        def failed(error: DeskError) -> None:
            self._redraw()  # what was chosen was not kept: show what is
            self._fail(error)

        self._jobs.submit("store", lambda: keep_setup(office, setup), done=done, failed=failed)

    def _took_ports(self, found: tuple[Port, ...]) -> None:
        self._found_ports = found
        self._redraw()

    def _redraw(self) -> None:
        setup = self._scanner.setup
        port_says, port_tone = words.say_port(self._scanner.port_state, setup.port)
        verdict, tone = self._verdict()
        self.show(
            ScannerState(
                checks=tuple(self._line(code) for code in TestCode),
                shown=next((code for code in TestCode if code not in self._seen), None),
                verdict=verdict,
                tone=tone,
                way=setup.way.value,
                ports=self._port_choices(),
                port=setup.port,
                port_says=port_says,
                port_tone=port_tone,
                facts=self._facts(),
                can_keep=self._learned() != setup,
            )
        )

    def _line(self, code: TestCode) -> CheckLine:
        title, seen = words.say_code(code), self._seen.get(code)
        if seen is None:
            says, state = words.say_purpose(code), StepState.NOT_SEEN
        elif not seen.troubles:
            says, state = words.say_fine(), StepState.COMPLETE
        else:
            says = "\n".join(words.say_trouble(trouble) for trouble in seen.troubles)
            is_mild = words.HARMLESS.issuperset(seen.troubles)
            state = StepState.IN_WORK if is_mild else StepState.MISSING
        return CheckLine(code=code, title=title, state=state, says=says)

    def _verdict(self) -> tuple[str, Tone]:
        troubles = {trouble for one in self._seen.values() for trouble in one.troubles}
        if not self._seen:
            return tr("Scan the first code, from the screen or from the sheet."), Tone.BRAND
        if troubles - words.HARMLESS - {Trouble.ACCENTS_LOST}:
            return tr("The scanner needs a cure: see the marked lines."), Tone.WRONG
        if len(self._seen) < len(TestCode):
            return tr("So far so good. Scan the next code."), Tone.BRAND
        if troubles:
            return tr("The scanner can be used; the marked lines make it better."), Tone.WAITING
        return tr("The scanner is fine. Everything arrives as it is printed."), Tone.GOOD

    def _facts(self) -> tuple[Pair, ...]:
        setup, learned = self._scanner.setup, self._learned()
        if setup.way is ScannerWay.PORT:
            return (Pair(name=tr("Reads"), value=tr("from the port, exact to the letter")),)
        seen = [one for one in self._seen.values() if one.end is not None]
        pairs = [
            Pair(name=tr("Ends with"), value=words.say_end(setup.end)),
            Pair(
                name=tr("Longest pause"),
                value=tr("{n} ms between two keys", n=setup.gap_ms),
            ),
        ]
        if seen:
            mean, longest = max(s.mean_ms for s in seen), max(s.longest_ms for s in seen)
            pairs.append(Pair(name=tr("Measured now"), value=words.say_times(mean, longest)))
            pairs.append(Pair(name=tr("Came after it"), value=words.say_end(learned.end)))
        return tuple(pairs)

    def _port_choices(self) -> tuple[Choice, ...]:
        chosen = self._scanner.setup.port
        found = tuple(Choice(key=port.name, label=port.words) for port in self._found_ports)
        if chosen and all(choice.key != chosen for choice in found):
            found += (Choice(key=chosen, label=tr("{name} (not there now)", name=chosen)),)
        return found

    def _fail(self, error: DeskError) -> None:
        self._navigator.say(error.message, Tone.WRONG)
