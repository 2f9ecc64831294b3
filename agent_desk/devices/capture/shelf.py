"""All scanners of this desk behind one door; which driver a key belongs to is known here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.capture import escl, sane
from agent_desk.devices.capture.interface import CaptureFailed, Trouble
from agent_desk.devices.capture.trouble import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.devices.capture.interface import Capture, RawPage, Source, Stop, Wish

# A Windows PC reaches its scanners through eSCL or the watched folder; a WIA back-end would be one
# more entry here, made of the same two functions.


class Shelf:
    """The back-ends by the first word of a source's key. Blocking: call it in a lane."""

    def __init__(self, backends: dict[str, Capture]) -> None:
        self._backends = backends

    def sources(self) -> tuple[Source, ...]:
        """Give every device that answers now."""
        return tuple(s for backend in self._backends.values() for s in backend.sources())

    def pages(self, source: str, wish: Wish, stop: Stop) -> Iterator[RawPage]:
        """Give the pages of one device. Raises: CaptureFailed."""
        backend = next((b for p, b in self._backends.items() if source.startswith(p)), None)
        if backend is None:
            raise CaptureFailed(say_trouble(Trouble.GONE), Trouble.GONE)
        return backend.pages(source, wish, stop)


def scanners(sane_: sane.Sane, addresses: tuple[str, ...]) -> Shelf:
    """Give the shelf with everything there is for this system."""
    return Shelf({sane.PREFIX: sane_, escl.PREFIX: escl.Escl(addresses)})
