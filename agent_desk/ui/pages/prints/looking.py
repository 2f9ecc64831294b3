"""The paper that is looked at: its bytes, its page, how large; drawn off the GUI thread. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.errors import DeskError
from agent_desk.i18n import tr
from agent_desk.pdfium import page_picture, page_sizes
from agent_desk.ui.pages.prints.state import Sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.pdfium import Picture
    from agent_desk.queries.prints import PrintRow
    from agent_desk.ui.jobs_inline import Job, JobRunner
    from agent_desk.ui.office import Office

_STEPS = (50, 75, 100, 125, 150, 200, 300)
_SCREEN_DPI = 96
_LEAST_ROOM = 120


class Looking:
    """Draws one page at a time; what was asked before and is not wanted any more is dropped."""

    def __init__(
        self,
        jobs: JobRunner,
        show: Callable[[Sight], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        self._jobs = jobs
        self._show = show
        self._failed = failed
        self._reading: Job | None = None
        self._drawing: Job | None = None
        self._data = b""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._sight = Sight()
        self._room = (700, 560)

    def forget(self) -> None:
        """Look at nothing."""
        self._drop()
        self._data, self._sizes = b"", ()
        self._sight = Sight(percent=self._sight.percent)

    def open(self, title: str, read: Callable[[], bytes]) -> None:
        """Look at a paper from its first page; ``read`` runs in the store lane."""
        self._drop()

        def work() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            data = read()
            try:
                return data, page_sizes(data)
            except ValueError as error:
                raise DeskError(tr("This paper cannot be shown; it can be printed.")) from error

        def done(made: tuple[bytes, tuple[tuple[float, float], ...]]) -> None:
            is_same = title == self._sight.title
            self._data, self._sizes = made
            page = min(self._sight.page, len(made[1]) - 1) if is_same else 0
            self._sight = Sight(
                title=title, page=page, pages=len(made[1]), percent=self._sight.percent
            )
            self._draw()

        self._reading = self._jobs.submit("store", work, done=done, failed=self._failed)

    def turn(self, by: int) -> None:
        """Turn to the next or the previous page."""
        page = self._sight.page + by
        if 0 <= page < self._sight.pages:
            self._change(page=page, percent=self._sight.percent)

    def zoom(self, by: int) -> None:
        """Make it larger or smaller by a step; 0 fits the page into its room."""
        if by == 0:
            percent = 0
        else:
            now = self._sight.percent or self._fitting_percent()
            larger = [step for step in _STEPS if step > now] or [_STEPS[-1]]
            smaller = [step for step in _STEPS if step < now] or [_STEPS[0]]
            percent = larger[0] if by > 0 else smaller[-1]
        self._change(page=self._sight.page, percent=percent)

    def fit_into(self, width: int, height: int) -> None:
        """Say how much room there is for a page, in pixels."""
        room = (max(_LEAST_ROOM, width), max(_LEAST_ROOM, height))
        if room != self._room:
            self._room = room
            if not self._sight.percent:
                self._draw()

    def _change(self, page: int, percent: int) -> None:
        old = self._sight
        self._sight = Sight(title=old.title, page=page, pages=old.pages, percent=percent)
        self._draw()

    def _fitting_percent(self) -> int:
        return round(self._fitting_dpi() / _SCREEN_DPI * 100)

    def _fitting_dpi(self) -> float:
        width, height = self._sizes[self._sight.page]
        return min(self._room[0] / width, self._room[1] / height) * 72

    def _draw(self) -> None:
        if not self._sizes:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        data, wanted = self._data, self._sight
        dpi = wanted.percent / 100 * _SCREEN_DPI if wanted.percent else self._fitting_dpi()

        def done(picture: Picture) -> None:
            self._show(
                Sight(
                    title=wanted.title,
                    page=wanted.page,
                    pages=wanted.pages,
                    percent=wanted.percent,
                    picture=picture,
                )
            )

        self._drawing = self._jobs.submit(
            "work", lambda: page_picture(data, wanted.page, dpi), done=done, failed=self._failed
        )

    def _drop(self) -> None:
        for job in (self._reading, self._drawing):
            if job is not None:
                job.cancel()


def document_of(office: Office, row: PrintRow) -> bytes:
    """Give the bytes of a recorded print as they were printed (store lane)."""
    return office.desk.store.blobs.get(row.sha256)
