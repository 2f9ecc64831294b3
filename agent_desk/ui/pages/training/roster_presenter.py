"""A paper list is typed in: line by line beside its picture, all written in one act. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent_desk.commands import drafts, training_register, training_rosters
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr, trn
from agent_desk.ids import IntentId, new_intent
from agent_desk.queries import reception as draft_query
from agent_desk.queries import training as query
from agent_desk.queries import training_register as register_query
from agent_desk.ui.pages.training import roster_lines as lines
from agent_desk.ui.pages.training import roster_pictures as pictures
from agent_desk.ui.pages.training.register_words import say_head
from agent_desk.ui.pages.training.roster_state import LineTyped, RosterPicture, RosterScreen
from agent_desk.ui.pages.training.topics import topic_titles
from agent_desk.ui.presenter import ActingPresenter
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.commands.unit import Done
    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.navigation import Navigator
    from agent_desk.ui.office import Office
    from agent_desk.ui.pages.training.ways import TrainingWays

_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.5, 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    row: query.SessionRow
    people: tuple[register_query.LearnerRow, ...]
    pages: tuple[register_query.RosterPage, ...]
    draft: tuple[LineTyped, ...]
    title: str


class RosterPresenter(ActingPresenter[RosterScreen]):
    """Lines are kept as a draft from the first one on; writing them twice is one act."""

    def __init__(
        self, office: Office, jobs: JobRunner, navigator: Navigator, ways: TrainingWays
    ) -> None:
        super().__init__(office, jobs, RosterScreen())
        self._navigator = navigator
        self._ways = ways
        self._people: tuple[register_query.LearnerRow, ...] = ()
        self._pages: tuple[register_query.RosterPage, ...] = ()
        self._room, self._zoom = (600, 700), 1.0
        self._intent = new_intent()

    # Reading

    def open_session(self, session_id: str) -> None:
        """Open the entry for a session, with the lines typed before and not written yet."""
        self._state = RosterScreen(session_id=session_id)
        self._intent, self._zoom = new_intent(), 1.0
        self._run(partial(self._read_all, session_id), self._show_all)

    def _read_all(self, session_id: str) -> _Read:
        with self._office.desk.store.read() as connection:
            row = query.one(connection, session_id)
            if row is None:
                raise NotFound(tr("This session is not on this PC. Read the list again (F5)."))
            people = register_query.register(connection, session_id)
            pages = register_query.pages(connection, session_id)
            saved = draft_query.drafts_of(connection, _draft_of(session_id))
        draft = lines.from_draft(saved[0].content) if saved else ()
        topics, when = say_head(row, topic_titles(row.plan.day))
        title = f"{topics} · {when}"
        return _Read(row=row, people=people, pages=pages, draft=draft, title=title)

    def _show_all(self, found: _Read) -> None:
        self._people = found.people
        self._take_pages(found.pages)
        state = replace(self.state, title=found.title, is_on_list=bool(found.people))
        self._show_lines(state, found.draft)

    def refresh_pages(self) -> None:
        """Read the pictures again."""
        store, session_id = self._office.desk.store, self.state.session_id

        def read() -> tuple[register_query.RosterPage, ...]:
            with store.read() as connection:
                return register_query.pages(connection, session_id)

        self._jobs.submit("store", read, done=self._take_pages, failed=self._fail)

    # Lines

    def put(self, typed: LineTyped) -> None:
        """Take a line, new or changed; the next one is empty."""
        try:
            lines.read_line(typed, self._people, self._office.desk.today())
        except InvalidInput as error:
            self._refuse(error)
            return
        at, now = self.state.at, list(self.state.lines)
        if at is None:
            now.append(typed)
        else:
            now[at] = typed
        state = replace(self.state, at=None, errors={}, message="", turn=self.state.turn + 1)
        self._show_lines(state, tuple(now))
        self._keep_draft()

    def open_line(self, at: int) -> None:
        """Take a line back into the entry."""
        if 0 <= at < len(self.state.lines):
            state = replace(self.state, at=at, errors={}, turn=self.state.turn + 1)
            self.show(state)

    def drop_line(self, at: int) -> None:
        """Take a line away."""
        if 0 <= at < len(self.state.lines):
            now = (*self.state.lines[:at], *self.state.lines[at + 1 :])
            self._show_lines(replace(self.state, at=None), now)
            self._keep_draft()

    def entry(self) -> LineTyped:
        """Give what the entry begins with: the line that is changed, or an empty one."""
        at = self.state.at
        return LineTyped() if at is None else self.state.lines[at]

    def _show_lines(self, state: RosterScreen, typed: tuple[LineTyped, ...]) -> None:
        today = self._office.desk.today()
        rows = [lines.row_of(n, one, self._people, today) for n, one in enumerate(typed)]
        self.show(replace(state, lines=typed, rows=tuple(rows)))

    def _keep_draft(self) -> None:
        desk, content = self._office.desk, lines.to_draft(self.state.lines)
        screen = _draft_of(self.state.session_id)
        self._jobs.submit(
            "store",
            lambda: drafts.save_draft(desk.store, desk.clock, screen, content),
            done=lambda _done: None,
            failed=self._fail,
        )

    def write(self) -> None:
        """Write every line in one act: all or none."""
        if self.state.is_busy or not self.state.lines:
            return
        desk, act = self._office.desk, self._office.act(IntentId(self._intent))
        session_id, today = self.state.session_id, desk.today()
        people, typed = self._people, self.state.lines

        def do() -> Done:
            read = [lines.read_line(line, people, today) for line in typed]
            done = training_register.enter_roster(desk, act, session_id, read)
            drafts.forget_draft(desk.store, _draft_of(session_id))
            return done

        self._run(do, self._written)

    def _written(self, done: Done) -> None:
        count = int(done["count"])
        said = trn("{n} line written.", "{n} lines written.", count)
        self._navigator.say(said, Tone.GOOD)
        self._navigator.something_changed()
        self._ways.open_register(self.state.session_id)

    # Pictures

    def attach(self, path: Path) -> None:
        """Keep the pages of a file beside the lines, upright and cut to the sheet."""
        desk, session_id = self._office.desk, self.state.session_id
        self.show(replace(self.state, is_busy=True, message=tr("The picture is straightened…")))

        def kept(pages: tuple[bytes, ...]) -> None:
            acts = [self._office.act() for _page in pages]
            self._run(
                lambda: [
                    training_rosters.attach_roster(desk, act, session_id, page)
                    for act, page in zip(acts, pages, strict=True)
                ],
                lambda _done: self._attached(),
            )

        self._jobs.submit(
            "work", lambda: pictures.read_pictures(path), done=kept, failed=self._fail
        )

    def _attached(self) -> None:
        said = tr("The picture stays on this PC only. Take it away when the list is written.")
        self.show(replace(self.state, message=said, tone=Tone.GOOD))
        self.refresh_pages()
        self._navigator.something_changed()

    def detach(self) -> None:
        """Take the shown picture away; its file is erased."""
        if not self._pages:
            return
        page = self._pages[self.state.page]
        desk, act = self._office.desk, self._office.act()
        self._run(
            lambda: training_rosters.detach_roster(desk, act, page.page_id),
            lambda _done: self.refresh_pages(),
        )

    def turn_page(self, step: int) -> None:
        """Show the next picture or the one before."""
        self._draw(self.state.page + step)

    def zoom(self, step: int) -> None:
        """Draw larger or smaller; 0 shows the whole page."""
        factor = _ZOOM_STEP**step if step else 1.0
        self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, self._zoom * factor)) if step else 1.0
        self._draw(self.state.page)

    def set_room(self, width: int, height: int) -> None:
        """Draw for another room on the screen."""
        if (width, height) != self._room and width > 0:
            self._room = (width, height)
            self._draw(self.state.page)

    def _take_pages(self, found: tuple[register_query.RosterPage, ...]) -> None:
        self._pages = found
        self.show(replace(self.state, pages=len(found), picture=None))
        self._draw(len(found) - 1)

    def _draw(self, at: int) -> None:
        if not self._pages:
            return
        at = min(max(at, 0), len(self._pages) - 1)
        blobs, sha256 = self._office.desk.store.blobs, self._pages[at].sha256
        room, zoom, number = self._room, self._zoom, (at + 1, len(self._pages))

        def drawn(picture: RosterPicture) -> None:
            self.show(replace(self.state, picture=picture, page=at, pages=number[1]))

        self._jobs.submit(
            "work",
            lambda: pictures.drawn(blobs.get(sha256), room, zoom, number),
            done=drawn,
            failed=self._fail,
        )

    def close(self) -> None:
        """Go back: out of the changed line, or to the register; lines stay as a draft."""
        if self.state.at is not None:
            self.show(replace(self.state, at=None, errors={}, turn=self.state.turn + 1))
        else:
            self._ways.open_register(self.state.session_id)

    # Failures

    def _busy(self, *, is_busy: bool) -> RosterScreen:
        return replace(self.state, is_busy=is_busy)

    def _fail(self, error: DeskError) -> None:
        self.show(replace(self.state, is_busy=False, message=""))
        self._refuse(error)

    def _refuse(self, error: DeskError) -> None:
        fields = dict(error.field_errors) if isinstance(error, InvalidInput) else {}
        line = next((key for key in fields if key.startswith("line-")), "")
        if line:
            at = int(line.removeprefix("line-"))
            self.open_line(at)
            message = tr("Line {n}: {why}", n=at + 1, why=fields[line])
            self.show(replace(self.state, message=message, tone=Tone.WRONG))
        elif fields:
            self.show(replace(self.state, errors=fields, message=""))
        else:
            self.show(replace(self.state, message=error.message, tone=Tone.WRONG))


def _draft_of(session_id: str) -> str:
    return f"training_roster {session_id}"
