"""The pages of a strip become files of their papers, each attached once. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.paper import attach_file
from agent_desk.domain.file_names import paper_file_name
from agent_desk.domain.page_strip import by_paper
from agent_desk.ids import IntentId, new_intent, sha256_hex
from agent_desk.ui.pages.reception.capture_batch import order_of
from agent_desk.ui.pages.reception.taking_up import reopening
from agent_desk.ui.scan_file import FileWish, make_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_desk.domain.page_strip import StripPage
    from agent_desk.domain.papers import CheckedFile
    from agent_desk.errors import DeskError
    from agent_desk.queries.dossier import DossierView
    from agent_desk.ui.pages.reception.capture_strips import Strips
    from agent_desk.ui.pages.reception.counter import Counter

Files = list["tuple[str, CheckedFile]"]


def attach_all(
    counter: Counter,
    now: Strips,
    done: Callable[[DossierView, str], None],
    failed: Callable[[DeskError], None],
) -> None:
    """Write the files (work lane), attach them (store lane); ``done`` gets the last paper."""
    view = counter.sitting.view
    if view is None:
        return
    wishes, batch = _wishes(now, view), now.opened.batch

    def write() -> Files:
        return [(paper, make_file(batch, pages, wish)) for paper, pages, wish in wishes]

    def written(files: Files) -> None:
        counter.run(_storing(counter, now, view, files), stored(files), failed=failed)

    def stored(files: Files) -> Callable[[DossierView], None]:
        return lambda after: done(after, files[-1][0])

    counter.run(write, written, lane="work", failed=failed)


def _wishes(now: Strips, view: DossierView) -> list[tuple[str, tuple[StripPage, ...], FileWish]]:
    names = {paper.component_id: paper.name for paper in view.papers}
    taken = {scan.file_name for paper in view.papers for scan in paper.scans}
    found = []
    for component_id, pages in by_paper(now.strip, now.component_id):
        title = names.get(component_id, "")
        name = paper_file_name(title, taken)
        taken.add(name)
        wish = FileWish(
            name=name,
            title=title,
            limit_bytes=now.opened.settings.limit_bytes,
            made_at=now.opened.began_at,
            tint=now.tint,
        )
        found.append((component_id, pages, wish))
    return found


def _storing(
    counter: Counter, now: Strips, view: DossierView, files: Files
) -> Callable[[], DossierView]:
    """Attach under keys that outlive a crash: the same pages are never attached twice."""
    again, batch, intents = reopening(counter, view), now.opened.batch, now.opened.intents
    keys = [f"{component_id} {sha256_hex(file.data)}" for component_id, file in files]
    for key in keys:
        intents.setdefault(key, new_intent())
    order = order_of(now.strip, now.component_id, now.opened.began_at, intents)
    acts = [counter.office.act(IntentId(intents[key])) for key in keys]

    def work() -> DossierView:
        batch.keep_order(order)
        again()
        for act, (component_id, file) in zip(acts, files, strict=True):
            attach_file(counter.desk, act, now.dossier_id, component_id, file)
        batch.drop()
        return counter.read_view(now.dossier_id)

    return work
