"""The one filter over every key of the program: a scanner's burst never reaches a widget.

It sits on the windows, where all keys of a person, a scanner and a keyboard program come in, and on
what has the focus, where a composing keyboard program gives its text. Other events it never sees.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from agent_desk.devices.scanner.wedge import (
    Decision,
    Stroke,
    StrokeKind,
    Timing,
    Verdict,
    WedgeDetector,
)
from agent_desk.ui.scanning_entry import Remembered, is_entry, remember

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_MODIFIERS = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock,
})  # fmt: skip
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ENDS = {
    Qt.Key.Key_Return: StrokeKind.ENTER,
    Qt.Key.Key_Enter: StrokeKind.ENTER,
    Qt.Key.Key_Tab: StrokeKind.TAB,
    Qt.Key.Key_Backspace: StrokeKind.BACKSPACE,
}
_LISTEN_MS = 400
"""While listening, what comes so soon after a character belongs to the code too."""
_END_TEXTS = {"\r": StrokeKind.ENTER, "\n": StrokeKind.ENTER, "\t": StrokeKind.TAB}
"""A line feed has a key of its own on X11; control characters come as Ctrl and a letter."""
_BUSY_MS = 30
"""A timer this much too late means that keys may be waiting behind it."""


class ScanFilter(QObject):
    """Watches all windows of the program (GUI thread).

    Signals: ``scanned(Burst)`` when a scanner has typed a code; ``stroke(Stroke)`` for every
    key while ``is_listening``, when nothing is taken for a scan and no character reaches a widget.
    """

    scanned = Signal(object)
    stroke = Signal(object)

    def __init__(self, app: QGuiApplication, timing: Timing | None = None) -> None:
        super().__init__()
        self._app: QGuiApplication | None = app
        self._detector = WedgeDetector(timing)
        self._held: list[QKeyEvent | QInputMethodEvent] = []
        self._down: set[tuple[int, int]] = set()
        self._before: Remembered | None = None
        self._object: QObject | None = None
        self._composing = False
        self._is_replaying = False
        self._is_listening = False
        self._clock_offset = 0.0
        self._listened_ms = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_silence)
        self._due = 0.0
        app.focusWindowChanged.connect(self._on_focus_window)
        app.focusObjectChanged.connect(self._on_object)
        self._on_window(app.focusWindow())
        self._on_object(app.focusObject())

    def set_timing(self, timing: Timing) -> None:
        """Tell bursts by these times from now on."""
        self._detector.timing = timing

    def set_listening(self, *, is_listening: bool) -> None:
        """Give every key as a stroke and take none for a scan, or be the filter again."""
        self._apply(self._detector.wake())
        self._is_listening = is_listening

    def stop(self) -> None:
        """Give back what is kept and see no more keys."""
        self._apply(self._detector.wake())
        self._timer.stop()
        app, self._app = self._app, None
        if app is not None:
            app.focusWindowChanged.disconnect(self._on_focus_window)
            app.focusObjectChanged.disconnect(self._on_object)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        self._on_object(None)

    # What has the focus

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is None:
            self._apply(self._detector.wake())
        self._on_window(window)

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None and isValid(window):  # a drop-down's window dies while it closes
            window.removeEventFilter(self)  # installing it again moves it to the front
            window.installEventFilter(self)

    def _on_object(self, focused: QObject | None) -> None:
        if self._object is not None and isValid(self._object):
            self._object.removeEventFilter(self)
        self._object = None if focused is None or focused.isWindowType() else focused
        self._composing = False
        if self._object is not None:
            self._object.installEventFilter(self)
        if isinstance(focused, QWidget):
            self._on_window(focused.window().windowHandle())  # a drop-down is a window too

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._is_replaying:
            return False
        if kind == QEvent.Type.InputMethod and watched is self._object:
            return isinstance(event, QInputMethodEvent) and self._on_composed(event)
        if kind not in _KEYS or not watched.isWindowType() or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyPress:
            return self._on_press(event)
        if kind == QEvent.Type.KeyRelease:
            return self._on_release(event)
        return self._on_override(event)

    def _on_override(self, event: QKeyEvent) -> bool:
        """Let no control character of a scanner be a shortcut."""
        if not self._held or not event.modifiers() & _COMMANDS:
            return False
        event.accept()
        return True

    def _on_press(self, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        at_ms = self._time_of(event)
        stroke = Stroke(
            at_ms=at_ms,
            kind=_kind_of(event),
            text=event.text(),
            scan_code=event.nativeScanCode(),
            is_shifted=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            is_repeat=event.isAutoRepeat(),
        )
        verdict = self._take(stroke)
        if verdict is Verdict.DELIVER:
            return False
        self._down.add(_key_of(event))
        if verdict is Verdict.HOLD:
            self._held.append(_copy(event))
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        key = _key_of(event)
        if key not in self._down:
            return False
        if not event.isAutoRepeat():
            self._down.discard(key)
        if self._held:
            self._held.append(_copy(event))
        return True

    def _on_composed(self, event: QInputMethodEvent) -> bool:
        """Take the text of a composing keyboard program as keys; it has no times of its own."""
        given, held = event.commitString(), event.preeditString()
        was_composing, self._composing = self._composing, bool(held)
        if was_composing and not self._detector.is_running:
            return False  # a person goes on with their own word
        at_ms = _now_ms() + self._clock_offset
        verdict = Verdict.DELIVER
        if given:
            stroke = Stroke(at_ms=at_ms, kind=StrokeKind.CHARACTER, text=given)
            verdict = self._take(stroke)
        if held or not given:
            stroke = Stroke(at_ms=at_ms, kind=StrokeKind.COMPOSING, text=held)
            verdict = self._take(stroke)
        if verdict is Verdict.HOLD:
            self._held.append(_copy_composed(event))
        return verdict is not Verdict.DELIVER

    def _time_of(self, event: QKeyEvent) -> float:
        """Give when the key went down; the time of arrival where the system does not say."""
        stamp = float(event.timestamp())
        if stamp == 0:
            return _now_ms() + self._clock_offset
        self._clock_offset = stamp - _now_ms()
        return stamp

    # Decisions

    def _take(self, stroke: Stroke) -> Verdict:
        if self._is_listening:
            return self._listen_to(stroke)
        focused = QGuiApplication.focusObject()
        decision = self._detector.press(stroke, is_in_entry=is_entry(focused))
        return self._apply(decision)

    def _listen_to(self, stroke: Stroke) -> Verdict:
        """Give characters, and what follows them at once; other keys still move the focus."""
        is_text = stroke.kind in (StrokeKind.CHARACTER, StrokeKind.COMPOSING)
        goes_on = stroke.at_ms - self._listened_ms <= _LISTEN_MS
        if stroke.is_repeat or not (goes_on or (is_text and stroke.text.strip())):
            return Verdict.DELIVER
        if stroke.kind is StrokeKind.OTHER:
            return Verdict.DELIVER
        self._listened_ms = stroke.at_ms
        self.stroke.emit(stroke)
        return Verdict.SWALLOW

    def _apply(self, decision: Decision) -> Verdict:
        burst = decision.burst
        if burst is not None:
            self._held.clear()
            self._put_back()
        elif decision.releases:
            self._replay()
        if decision.begins:
            self._before = remember(QGuiApplication.focusObject())
        if decision.wake_ms:
            self._due = _now_ms() + decision.wake_ms + 1
            self._timer.start(int(decision.wake_ms) + 1)
        else:
            self._timer.stop()
        if burst is not None:
            self.scanned.emit(burst)
        return decision.verdict

    def _put_back(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        self._is_replaying = True
        try:
            before.put_back()
        finally:
            self._is_replaying = False

    def _replay(self) -> None:
        held, self._held = self._held, []
        self._is_replaying = True
        try:
            for event in held:
                if isinstance(event, QKeyEvent):
                    self._down.discard(_key_of(event))
                _deliver(event)
        finally:
            self._is_replaying = False

    def _on_silence(self) -> None:
        if _now_ms() - self._due > _BUSY_MS:
            # The program was busy: let keys that wait in the queue come first.
            self._due = _now_ms() + 1
            self._timer.start(1)
            return
        self._apply(self._detector.wake())


def _deliver(event: QKeyEvent | QInputMethodEvent) -> None:
    is_key = isinstance(event, QKeyEvent)
    target = QGuiApplication.focusWindow() if is_key else QGuiApplication.focusObject()
    if target is not None:
        QCoreApplication.sendEvent(target, event)


def _kind_of(event: QKeyEvent) -> StrokeKind:
    key = Qt.Key(event.key()) if event.key() in _ENDS else None
    if key is not None:
        return _ENDS[key]
    text, held = event.text(), event.modifiers()
    if text in _END_TEXTS:
        return _END_TEXTS[text]
    if held & _COMMANDS and not held & Qt.KeyboardModifier.AltModifier:
        return StrokeKind.CONTROL
    if text and text.isprintable():
        return StrokeKind.CHARACTER
    return StrokeKind.CONTROL if text else StrokeKind.OTHER


def _key_of(event: QKeyEvent) -> tuple[int, int]:
    return event.key(), event.nativeScanCode()


def _copy(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _copy_composed(event: QInputMethodEvent) -> QInputMethodEvent:
    copy = QInputMethodEvent(event.preeditString(), event.attributes())
    copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return copy


def _now_ms() -> float:
    return time.monotonic() * 1000
