"""What a desk loads in its first seconds, a little at a time, so that no first opening stalls.

In both lists what others import stands first, or one step would load a hundred modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.ui.quietly import Quietly, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.errors import DeskError
    from agent_desk.ui.jobs_inline import JobRunner
    from agent_desk.ui.office import Office
    from agent_desk.ui.shell import MainWindow

_AFTER_MS = 1500
_BETWEEN_MS = 25

BEHIND_PAGES = (  # needed right after the first row
    "agent_desk.ui.help_texts",
    "agent_desk.ui.widgets.form_entry",
    "agent_desk.ui.help_desk",
    "agent_desk.ui.palette",
    "agent_desk.ui.desk_keys",
    "agent_desk.ui.desk_search",
    "agent_desk.domain.scan",
    "agent_desk.ui.scanning_filter",
    "agent_desk.ui.scanning",
    "agent_desk.documents.blocks",
    "agent_desk.documents.head",
    "agent_desk.documents.sheet",
    "agent_desk.documents.parts",
    "agent_desk.documents.bag_label",
    "agent_desk.documents.bag_list",
    "agent_desk.documents.day_sheet",
    "agent_desk.ui.prints.spec",
    "agent_desk.ui.prints.counter_slips",
    "agent_desk.queries.deliveries",
    "agent_desk.ui.prints.delivery",
    "agent_desk.documents.control_06",
    "agent_desk.queries.official_forms",
    "agent_desk.ui.prints.official",
    "agent_desk.ui.prints.result_slips",
    "agent_desk.ui.prints.result_work",
    "agent_desk.ui.prints.ticket_slips",
    "agent_desk.ui.prints.every",
    "agent_desk.ui.print_desk",
    "agent_desk.ui.slips",
    "agent_desk.ui.pages.results.state",
    "agent_desk.ui.pages.results.arriving",
    "agent_desk.ui.pages.results.telling",
    "agent_desk.ui.pages.results.presenter",
    "agent_desk.ui.results_desk",
    "agent_desk.queries.bags",
    "agent_desk.queries.day_end",
    "agent_desk.ui.pages.handover.state",
    "agent_desk.ui.pages.handover.drawing",
    "agent_desk.ui.pages.handover.papers",
    "agent_desk.commands.form",
    "agent_desk.ui.pages.handover.acts",
    "agent_desk.ui.handover_desk",
    "agent_desk.store.delivery_tables",
    "agent_desk.ui.pages.counter.presenter",
    "agent_desk.ui.counter_desk",
    "agent_desk.ui.pages.sync.presenter",
    "agent_desk.ui.sync_desk",
    "agent_desk.ui.conditions",
    "agent_desk.ui.desk_watch",
    "agent_desk.ui.printing",
)

_RECEPTION = "agent_desk.ui.pages.reception"
OF_PAGES = (  # needed when a page is opened for the first time
    "agent_desk.domain.page_strip",
    "agent_desk.ui.widgets.signature_pad",
    "agent_desk.ui.citizen_display",
    f"{_RECEPTION}.capture_view",
    f"{_RECEPTION}.sitting",
    f"{_RECEPTION}.citizen_view",
    "agent_desk.devices.capture.arriving",
    f"{_RECEPTION}.capture_strips",
    "agent_desk.ui.form_drawing",
    f"{_RECEPTION}.step_views",
    f"{_RECEPTION}.page",
    "agent_desk.ui.form_presenter",
    "agent_desk.catalog.portal_help",
    "agent_desk.catalog.wards",
    f"{_RECEPTION}.counter",
    f"{_RECEPTION}.state",
    f"{_RECEPTION}.draw_case",
    f"{_RECEPTION}.draw_closing",
    f"{_RECEPTION}.updating",
    f"{_RECEPTION}.draw",
    "xml.etree.ElementTree",
    "agent_desk.devices.capture.escl",
    "agent_desk.ui.capture_setup",
    "agent_desk.documents.scan_budget",
    f"{_RECEPTION}.capture_batch",
    "http.server",
    "agent_desk.devices.capture.phone",
    f"{_RECEPTION}.capture_intake",
    f"{_RECEPTION}.handing_in",
    "agent_desk.ui.where_slips",
    f"{_RECEPTION}.presenter",
    "agent_desk.ui.pages.dossiers.state",
    "agent_desk.ui.pages.dossiers.page",
    "agent_desk.ui.pages.dossiers.drawing",
    "agent_desk.ui.pages.dossiers.presenter",
    "agent_desk.ui.pages.accounts.state",
    "agent_desk.ui.pages.accounts.page",
    "agent_desk.ui.account_slips",
    "agent_desk.ui.pages.accounts.draft",
    "agent_desk.ui.pages.accounts.presenter",
    "agent_desk.ui.pages.results.page",
    "agent_desk.ui.pages.handover.page",
    "agent_desk.ui.pages.sync.page",
    "agent_desk.ui.pages.settings.page",
)


def warm_up(window: MainWindow, office: Office, jobs: JobRunner) -> Quietly:
    """Begin, once the first page was read and shown, to make the desk ready for every other."""
    quietly = Quietly(window, _steps(window, office, jobs), between_ms=_BETWEEN_MS)
    quietly.start(_AFTER_MS)
    return quietly


def _steps(window: MainWindow, office: Office, jobs: JobRunner) -> Iterator[str]:
    jobs.submit("work", office.finder.get, done=lambda _found: None, failed=_let_it_fail)
    yield "finder"
    yield from load(OF_PAGES)
    page = window.page("reception")
    yield "page"
    while page.make_ahead():
        yield "part"


def _let_it_fail(_error: DeskError) -> None:
    """Say nothing: who needs it is told."""
