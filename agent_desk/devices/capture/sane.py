"""Scanners of Linux through the ``scanimage`` program: its drivers stay outside this process."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.devices.capture.interface import (
    CaptureFailed,
    RawPage,
    Source,
    Tray,
    Trouble,
    Wish,
)
from agent_desk.devices.capture.trouble import say_trouble
from agent_desk.domain.page_check import Tint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from agent_desk.devices.capture.interface import Stop

PREFIX = "sane:"
_LIST_TIMEOUT_S = 30
_WAIT_S = 0.1
_A4_MM = (210, 297)

# Statuses of the SANE standard, section 4.2.7; scanimage ends with the number of the last one.
_BY_STATUS = {
    2: Trouble.FAILED,
    3: Trouble.BUSY,
    6: Trouble.JAM,
    7: Trouble.NO_PAPER,
    8: Trouble.COVER_OPEN,
    9: Trouble.FAILED,
    11: Trouble.REFUSED,
}
_BY_WORDS = (
    ("jammed", Trouble.JAM),
    ("out of documents", Trouble.NO_PAPER),
    ("cover is open", Trouble.COVER_OPEN),
    ("busy", Trouble.BUSY),
    ("access to resource has been denied", Trouble.REFUSED),
    ("open of device", Trouble.GONE),
    ("no sane devices", Trouble.GONE),
)


class Sane:
    """Scanners found by SANE. ``new_tray`` gives an empty folder for the files of one run."""

    def __init__(
        self,
        new_tray: Callable[[], Path],
        program: str = "scanimage",
        environment: Mapping[str, str] | None = None,
        extra: Sequence[str] = (),
    ) -> None:
        self._new_tray = new_tray
        self._program = program
        self._environment = dict(environment) if environment is not None else None
        self._extra = tuple(extra)

    @property
    def is_there(self) -> bool:
        """Say whether the program is installed."""
        return shutil.which(self._program) is not None

    def sources(self) -> tuple[Source, ...]:
        """Give the scanners there are; empty without the program."""
        if not self.is_there:
            return ()
        told = self._ask("-f", "%d\t%v %m\n")
        found = [line.split("\t", 1) for line in told.splitlines() if "\t" in line]
        return tuple(
            Source(key=PREFIX + device, name=name.strip() or device) for device, name in found
        )

    def pages(self, source: str, wish: Wish, stop: Stop) -> Iterator[RawPage]:
        """Scan. Raises: CaptureFailed."""
        device = source.removeprefix(PREFIX)
        if not self.is_there:
            raise CaptureFailed(say_trouble(Trouble.GONE), Trouble.GONE)
        options = self._ask("-d", device, "--all-options")
        if not options:
            raise CaptureFailed(say_trouble(Trouble.GONE), Trouble.GONE)
        try:
            yield from self._scan(device, options, wish, stop)
        except CaptureFailed as error:
            has_glass = any("flatbed" in s.lower() for s in _choices(options, "--source"))
            is_choice = wish.tray is Tray.AUTO and error.trouble is Trouble.NO_PAPER
            if not (is_choice and has_glass):
                raise
            yield from self._scan(device, options, replace(wish, tray=Tray.GLASS), stop)

    def _scan(self, device: str, options: str, wish: Wish, stop: Stop) -> Iterator[RawPage]:
        tray = self._new_tray()
        command = [self._program, "-d", device, *_asked(options, wish), *self._extra]
        command += [f"--batch={tray}/page%04d.tif", "--batch-print", "--format=tiff"]
        is_glass = wish.tray is Tray.GLASS or not _feeder(options, wish.tray)
        most = wish.most or (1 if is_glass else 0)
        if most:
            command.append(f"--batch-count={most}")
        try:
            yield from self._run(command, wish, stop)
        finally:
            shutil.rmtree(tray, ignore_errors=True)

    def _ask(self, *arguments: str) -> str:
        try:
            ended = subprocess.run(  # noqa: S603  # our own arguments, no shell
                [self._program, *arguments],
                capture_output=True,
                timeout=_LIST_TIMEOUT_S,
                check=False,
                env=self._environment,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return ended.stdout.decode(errors="replace") if ended.returncode == 0 else ""

    def _run(self, command: list[str], wish: Wish, stop: Stop) -> Iterator[RawPage]:
        process = subprocess.Popen(  # noqa: S603  # our own arguments, no shell
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=self._environment,
        )
        over = threading.Event()
        watcher = threading.Thread(target=_end_when_asked, args=(process, stop, over), daemon=True)
        said: list[str] = []
        listener = threading.Thread(target=_listen, args=(process, said), daemon=True)
        watcher.start()
        listener.start()
        count = 0
        try:
            if process.stdout is None:
                raise CaptureFailed(say_trouble(Trouble.FAILED), Trouble.FAILED)
            for line in process.stdout:
                path = Path(line.strip())
                with suppress(OSError):
                    data = path.read_bytes()
                    path.unlink(missing_ok=True)
                    count += 1
                    yield RawPage(name=f"{count:03d}.tif", data=data, dpi=wish.dpi)
        finally:
            over.set()
            _end(process)
            listener.join()
            watcher.join()
            for pipe in (process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()
        if not stop():
            _judge(process.returncode, "".join(said), count)


def _listen(process: subprocess.Popen[str], said: list[str]) -> None:
    """Empty the pipe of errors, so that the program never waits for us."""
    if process.stderr is not None:
        said.extend(process.stderr)


def _end_when_asked(process: subprocess.Popen[str], stop: Stop, over: threading.Event) -> None:
    while not over.wait(_WAIT_S):
        if stop():
            _end(process)
            return


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _judge(status: int, said: str, count: int) -> None:
    """Tell an end from a fault: an emptied feeder after pages is how a batch ends.

    Raises: CaptureFailed.
    """
    words = said.lower()
    trouble = next((t for text, t in _BY_WORDS if text in words), None)
    if trouble is None and status != 0:
        trouble = _BY_STATUS.get(status, Trouble.FAILED)
    if trouble is None and count == 0:
        trouble = Trouble.FAILED
    if trouble is None or (trouble is Trouble.NO_PAPER and count):
        return
    raise CaptureFailed(say_trouble(trouble, count), trouble)


def _asked(options: str, wish: Wish) -> list[str]:
    """Give the options this driver understands; what it has not is left alone."""
    asked = ["--resolution", str(wish.dpi)] if "--resolution" in options else []
    modes = _choices(options, "--mode")
    wanted = {Tint.COLOR: "color", Tint.GRAY: "gray", Tint.BITONAL: "lineart"}[wish.tint]
    mode = next((m for m in modes if m.lower().startswith(wanted)), "")
    if mode:
        asked += ["--mode", mode]
    feeder = _feeder(options, wish.tray)
    glass = next((s for s in _choices(options, "--source") if "flatbed" in s.lower()), "")
    if feeder:
        asked += ["--source", feeder]
    elif glass:
        asked += ["--source", glass]
    for letter, longest in zip("xy", _A4_MM, strict=True):
        limit = re.search(rf"^ +-{letter} 0(?:\.0+)?\.\.([\d.]+)mm", options, re.MULTILINE)
        if limit:
            asked += [f"-{letter}", f"{min(float(limit[1]), longest):g}"]
    return asked


def _choices(options: str, name: str) -> list[str]:
    found = re.search(rf"^ +{name} ([^\[\n]+)", options, re.MULTILINE)
    return [choice.strip() for choice in found[1].split("|")] if found else []


def _feeder(options: str, tray: Tray) -> str:
    """Give the driver's name for its feeder; empty if it has none or the glass is wanted."""
    if tray is Tray.GLASS:
        return ""
    names = [s for s in _choices(options, "--source") if re.search(r"adf|feeder", s.lower())]
    both = [s for s in names if "duplex" in s.lower() or "both" in s.lower()]
    if tray is Tray.FEEDER_BOTH and both:
        return both[0]
    return next((s for s in names if s not in both), both[0] if both else "")
