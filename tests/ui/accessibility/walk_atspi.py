"""``python -m tests.ui.accessibility.walk_atspi``: the tree that a screen reader gets, over D-Bus.

Starts a display and a session bus of its own and the accessibility bus of the system, opens every
page of a filled desk with Qt's own bridge switched on, and asks the bus for every control: exit 1
if one that can take the focus has no name, or if a page shows nothing. It needs Debian's ``xvfb``,
``dbus`` and ``at-spi2-core``.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jeepney import Message

_INSIDE = "AGENT_DESK_WALK"
_MODULE = "tests.ui.accessibility.walk_atspi"
_NEEDED = ("xvfb-run", "dbus-run-session")
_IFACE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_FOCUSABLE, _SHOWING = 11, 25
"""Numbers of states in the AT-SPI protocol."""
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing of the tree as the bus tells it."""

    role: str
    name: str
    states: frozenset[int]
    depth: int


class Bus:
    """The accessibility bus, asked one question at a time."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        address = session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0]
        self._connection = cast("DBusConnection", open_dbus_connection(address))

    def applications(self) -> list[tuple[str, str]]:
        """Give the programs that speak on the bus."""
        return self._children("org.a11y.atspi.Registry", _ROOT)

    def walk(self, bus_name: str, path: str, depth: int = 0) -> Iterator[Node]:
        """Give what is shown, the window first."""
        node = self._node(bus_name, path, depth)
        if depth > 1 and _SHOWING not in node.states:
            return
        yield node
        for child_bus, child in self._children(bus_name, path):
            yield from self.walk(child_bus, child, depth + 1)

    def _node(self, bus_name: str, path: str, depth: int) -> Node:
        where = DBusAddress(path, bus_name, _IFACE)
        low, high = self._ask(new_method_call(where, "GetState"))[0]
        bits = low | high << 32
        return Node(
            role=str(self._ask(new_method_call(where, "GetRoleName"))[0]),
            name=str(self._ask(Properties(where).get("Name"))[0][1]),
            states=frozenset(number for number in range(64) if bits >> number & 1),
            depth=depth,
        )

    def _children(self, bus_name: str, path: str) -> list[tuple[str, str]]:
        where = DBusAddress(path, bus_name, _IFACE)
        return list(self._ask(new_method_call(where, "GetChildren"))[0])

    def _ask(self, message: Message) -> tuple:  # type: ignore[type-arg]
        return self._connection.send_and_get_reply(message, timeout=_PATIENCE_S).body


def serve() -> None:
    """Open the desk; show a page for each line that comes in, then say its name."""
    from PySide6.QtWidgets import QApplication

    from tests.support.shots import SHOTS, fill_folder, open_desk

    app = QApplication([])
    app.setApplicationName("agent-desk")
    with tempfile.TemporaryDirectory() as data:
        filled, clock = fill_folder(Path(data))
        with open_desk(Path(data), clock=clock, filled=filled) as shown:
            shown.desk.window.activateWindow()
            _say("ready")
            while (line := _next_line(shown)) != "end":
                SHOTS[line](shown)
                shown.settle()
                _say(line)


def _next_line(shown) -> str:  # type: ignore[no-untyped-def]
    """Wait for a line while the desk answers the bus."""
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        shown.settle()
    return sys.stdin.readline().strip() or "end"


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def watch(only: str) -> int:
    """Walk page after page; give how many faults were found."""
    from tests.support.shots import SHOTS

    bus = Bus()  # first, or Qt finds no bus to speak on
    env = os.environ | {
        "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", _INSIDE: "desk",
    }  # fmt: skip
    desk = subprocess.Popen(
        [sys.executable, "-m", _MODULE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    assert desk.stdin is not None
    assert desk.stdout is not None
    if desk.stdout.readline().strip() != "ready":
        raise SystemExit("the desk did not open")
    count = 0
    [(bus_name, path)] = bus.applications()
    for page in SHOTS:
        if only not in page:
            continue
        desk.stdin.write(page + "\n")
        desk.stdin.flush()
        desk.stdout.readline()
        nodes = list(bus.walk(bus_name, path))
        nameless = [n for n in nodes if _FOCUSABLE in n.states and not n.name]
        count += len(nameless) + (len(nodes) < 5)
        _say(f"{page}: {len(nodes)} controls, {len(nameless)} without a name")
        for node in nameless:
            _say(f"  no name: {node.role} at depth {node.depth}")
    desk.stdin.write("end\n")
    desk.stdin.close()
    desk.wait(timeout=_PATIENCE_S)
    return count


def main() -> int:
    """Start what is missing around this program, then walk."""
    inside = os.environ.get(_INSIDE, "")
    if inside == "desk":
        serve()
        return 0
    parser = argparse.ArgumentParser(prog="python -m tests.ui.accessibility.walk_atspi")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    if inside:
        return 1 if watch(parser.parse_args().only) else 0
    missing = [program for program in _NEEDED if shutil.which(program) is None]
    if missing:
        sys.stderr.write(f"not installed: {', '.join(missing)}\n")
        return 75
    around = ("dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
    command = [*around, sys.executable, "-m", _MODULE, *sys.argv[1:]]
    return subprocess.run(command, env=os.environ | {_INSIDE: "watch"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
