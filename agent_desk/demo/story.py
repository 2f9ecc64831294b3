"""The morning: three citizens without a network, then the network, answers, results, a kill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.demo import people, proofs
from agent_desk.demo.carrying import carry
from agent_desk.demo.people import Page, make_scan
from agent_desk.domain.dossier import DossierState
from agent_desk.domain.papers import Need, PaperStatus
from agent_desk.i18n import tr
from agent_desk.ui.pages.results.page import ResultsPage
from agent_desk.ui.pages.setup.page import SetupPage
from agent_desk.ui.widgets.choices import ChoiceButton
from agent_desk.ui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from agent_desk.app import DeskApp
    from agent_desk.demo.clerk import Clerk
    from agent_desk.demo.network import Cable
    from agent_desk.demo.report import Report
    from agent_desk.queries.dossier import DossierView

BIRTH = "1.001193"
SINGLE = "1.004873"
DEATH = "1.000656"
_SPACE = Qt.Key.Key_Space
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(slots=True, kw_only=True)
class Stage:
    """What the story plays on."""

    desk: DeskApp
    clerk: Clerk
    cable: Cable
    report: Report
    scans: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The three dossiers of the morning."""

    online: DossierView
    paper: DossierView
    sent_home: DossierView


def set_up(stage: Stage, code: str) -> None:
    """Type the address, the one-time code and the name; start the desk."""
    driver, window = stage.clerk.driver, stage.desk.window
    driver.wait("the set-up page", lambda: window.current_key() == "first_run")
    driver.picture("first-run")
    page = window.page("first_run")
    if not isinstance(page, SetupPage):
        raise TypeError("the first page is not set-up")
    for text in (stage.cable.url, code, people.CLERK):
        field = next(f for f in driver.seen(Field) if not f.text())
        field.setFocus()
        driver.type(text)
    driver.key(Qt.Key.Key_Return, _CTRL)
    driver.wait("the first day", lambda: window.current_key() == "today")
    office = stage.desk.pages.office if stage.desk.pages is not None else None
    if office is not None:  # one clerk, who knows these procedures: nobody has to look over them
        keep_setting(office.desk.store, settings.FIRST_DOSSIERS.key, "0")
    driver.picture("today-empty")


def serve_offline(stage: Stage) -> Morning:
    """Three citizens while the cable is cut."""
    stage.cable.cut()
    online = _file_a_birth(stage)
    paper = _take_in_paper(stage)
    home = _send_home(stage)
    driver = stage.clerk.driver
    stage.desk.window.open_page("today")
    driver.wait("the work list", lambda: driver.says(tr("To do today")))
    driver.picture("today-offline")
    stage.desk.window.open_page("sync")
    driver.picture("sync-offline")
    return Morning(online=online, paper=paper, sent_home=home)


def _file_a_birth(stage: Stage) -> DossierView:
    """An online filing with two scans, one of them too blurred to be read."""
    clerk = stage.clerk
    clerk.greet(people.LAN)
    clerk.with_phone("0912 345 318")
    clerk.driver.picture("citizen")
    clerk.agree()
    clerk.driver.picture("consent")
    clerk.choose("làm giấy khai sinh cho con mới đẻ", "Đăng ký khai sinh")
    clerk.answer(BIRTH, {"channel": "online", "eid": "co", "filer": "self"})
    view = clerk.papers()
    wanted = [p for p in view.papers if p.need is Need.REQUIRED and not p.status.is_settled]
    for number, paper in enumerate(wanted):
        page = Page(
            title=paper.name[:40].upper(),
            lines=("Họ và tên: Nguyễn Minh An", "Sinh ngày 20/11/2026", "Bệnh viện Phụ sản"),
            size=people.BLURRED if number == 0 else people.SHARP,
        )
        path = make_scan(stage.scans, f"scan-{number + 1}.jpg", page)
        clerk.scan(paper.component_id, path)
    clerk.driver.picture("papers-online")
    lodged = clerk.lodge(_what_the_parents_say(clerk.office.desk.today()))
    clerk.driver.picture("lodged-offline")
    _check_slip(stage, lodged, DossierState.LODGED, scans=len(wanted))
    clerk.finish()
    return lodged


def _what_the_parents_say(today: date) -> dict[str, str]:
    """Give what no card and no earlier form knows of a newborn and of the other parent."""
    return {
        "nks_ho_ten": "Nguyễn Minh An",
        "nks_ngay_sinh": (today - timedelta(days=2)).strftime("%d/%m/%Y"),
        "nks_gioi_tinh": "nu",
        "nks_dan_toc": "Kinh",
        "nks_noi_sinh_co_so": "Bệnh viện Phụ sản Hà Nội",
        "nks_noi_sinh.ward": "giảng võ",
        "nks_que_quan.ward": "phú xuyên",
        "me_dan_toc": "Kinh",
        "cha_ho_ten": "Nguyễn Văn Minh",
        "cha_ngay_sinh": "1990",
        "cha_dan_toc": "Kinh",
        "cha_noi_cu_tru.ward": "yên hòa",
        "nyc_noi_cu_tru.ward": "yên hòa",
    }


def _take_in_paper(stage: Stage) -> DossierView:
    """A paper dossier for forwarding."""
    clerk = stage.clerk
    clerk.greet(people.LONG)
    clerk.with_phone("0912345678")
    clerk.agree()
    clerk.choose("giấy xác nhận độc thân để vay ngân hàng", "tình trạng hôn nhân")
    clerk.answer(SINGLE, {"channel": "post", "filer": "self", "eid": "chua"})
    view = clerk.papers()
    for paper in view.papers:
        if paper.need is Need.REQUIRED and not paper.status.is_settled:
            clerk.mark(paper.component_id, _SPACE)
    clerk.driver.picture("papers-on-paper")
    taken = clerk.lodge()
    clerk.driver.picture("taken-in-offline")
    _check_slip(stage, taken, DossierState.TAKEN_IN, scans=0)
    stage.report.check(
        "paper_has_a_forwarding_deadline", taken.forward_by, ok=bool(taken.forward_by)
    )
    clerk.finish()
    return taken


def _send_home(stage: Stage) -> DossierView:
    """A citizen who lacks a paper goes home once, knowing exactly what to bring."""
    clerk = stage.clerk
    clerk.greet(people.HOA)
    clerk.agree()
    clerk.choose("ông nhà tôi mất ở nhà, làm giấy chứng tử", "Đăng ký khai tử")
    clerk.answer(DEATH, {"channel": "post", "filer": "self", "q_noi_chet": "o_nha"})
    view = clerk.papers()
    wanted = [p for p in view.papers if p.need is Need.REQUIRED and not p.status.is_settled]
    clerk.mark(wanted[0].component_id, Qt.Key.Key_0)
    clerk.driver.picture("papers-missing")
    clerk.driver.press(tr("Print what to bring"))
    clerk.driver.wait("the slip", lambda: "bring_slip" in clerk.newest().printed)
    home = clerk.newest()
    stage.report.equal("sent_home_with_a_list", home.state.value, DossierState.ADVISED.value)
    stage.report.check(
        "one_paper_is_missing",
        wanted[0].name,
        ok=any(p.status is PaperStatus.MISSING for p in home.papers),
    )
    clerk.driver.picture("sent-home")
    clerk.finish()
    return home


def _check_slip(stage: Stage, view: DossierView, state: DossierState, *, scans: int) -> None:
    name = f"{state.value}_offline"
    stage.report.equal(name, view.state.value, state.value)
    stage.report.equal(f"{name}_scans", sum(len(p.scans) for p in view.papers), scans)
    stage.report.check(
        f"{name}_is_not_called_received",
        "receipt: none",
        ok=not view.is_held_by_center and not view.official_code,
    )
    proofs.says_not_received(stage.report, name, _slip_of(stage, view))


def _slip_of(stage: Stage, view: DossierView) -> Path:
    folder = stage.clerk.office.desk.store.data.documents
    return folder / f"{view.reference}-sending_slip-1.pdf"


def reconnect(stage: Stage, morning: Morning) -> Morning:
    """The network comes back: everything goes once, official codes and one request come back."""
    clerk, driver = stage.clerk, stage.clerk.driver
    carry(stage, morning.paper)
    stage.cable.mend()

    def answered() -> bool:
        online, paper = clerk.stored(morning.online), clerk.stored(morning.paper)
        return online.state is DossierState.SUPPLEMENT and bool(paper.official_code)

    _sync_until(stage, "official codes and the supplement request", answered)
    online, paper = clerk.stored(morning.online), clerk.stored(morning.paper)
    driver.picture("sync-done")
    codes = {online.official_code, paper.official_code}
    stage.report.check(
        "official_codes_came_back", ", ".join(sorted(codes)), ok=len(codes) == 2 and "" not in codes
    )
    stage.desk.window.open_page("today")
    driver.wait("the request on Today", lambda: driver.says(tr("To do today")))
    driver.picture("today-supplement")
    return Morning(online=online, paper=paper, sent_home=morning.sent_home)


def supplement(stage: Stage, view: DossierView) -> None:
    """The authority could not read one scan: a sharp one goes in its place, once."""
    clerk, driver = stage.clerk, stage.clerk.driver
    clerk.scan_slip(view)
    driver.wait("the papers asked for", lambda: driver.says(tr("The authority asks for more")))
    driver.picture("supplement-asked")
    bad = next(p for p in view.papers if any((s.width_px or 0) < 800 for s in p.scans))
    page = Page(title=bad.name[:40].upper(), lines=("Họ và tên: Nguyễn Minh An", "Bản quét rõ"))
    clerk.scan_again(bad.component_id, make_scan(stage.scans, "scan-again.jpg", page))
    driver.picture("supplement-papers")
    driver.press(tr("Send supplement"))
    driver.wait(
        "the supplement is stored",
        lambda: clerk.stored(view).state is DossierState.IN_PROCESS,
    )
    _sync_until(stage, "the result", lambda: clerk.stored(view).state is DossierState.RESULT_READY)
    stage.report.check("one_supplement_then_a_result", clerk.stored(view).state.value, ok=True)


def return_online(stage: Stage, view: DossierView) -> None:
    """Return an electronic result to its owner, whose card is scanned."""
    driver = stage.clerk.driver
    page = _results(stage, view)
    driver.picture("results")
    driver.wait("the return form", page.give.isVisible)
    _type(stage, page.give.number, view.owner.number)
    driver.wait("the number matches", lambda: driver.says(tr("All 12 digits match")))
    driver.picture("return-owner")
    driver.key(Qt.Key.Key_Return, _CTRL)
    _wait_returned(stage, view)


def return_paper_to_proxy(stage: Stage, view: DossierView) -> None:
    """A paper result arrives, gets its place, and goes to a relative with an authorization."""
    clerk, driver = stage.clerk, stage.clerk.driver
    _sync_until(
        stage,
        "the paper result",
        lambda: clerk.stored(view).state is DossierState.RESULT_READY,
    )
    page = stage.desk.window.open_page("results")
    if not isinstance(page, ResultsPage):
        raise TypeError("results")
    driver.key(Qt.Key.Key_F4)
    driver.wait("scan mode", page.arrive.isVisible)
    _type(stage, page.arrive.number, view.reference)
    driver.key(Qt.Key.Key_Return)
    driver.wait(
        "the result is taken in",
        lambda: clerk.stored(view).state is DossierState.RESULT_AT_DESK,
    )
    driver.picture("result-arrived")
    driver.key(Qt.Key.Key_Return, _CTRL)
    page = _results(stage, view)
    driver.wait("the return form", page.give.isVisible)
    relative = next(
        c
        for c in driver.seen(ChoiceButton)
        if tr("A close relative, authorized by hand") in c.accessibleName()
    )
    driver.click(relative)
    driver.wait("the relation field", page.give.relation.isVisible)
    for field, text in (
        (page.give.name, "Bùi Thị Mẫu"),
        (page.give.issued_on, "20/11/2026"),
        (page.give.relation, "vợ"),
        (page.give.number, "001187000456"),
    ):
        _type(stage, field, text)
    driver.picture("return-proxy")
    driver.key(Qt.Key.Key_Return, _CTRL)
    _wait_returned(stage, view)


def _type(stage: Stage, field: Field, text: str) -> None:
    """Write into a field, and leave it as a clerk does."""
    field.setFocus()
    stage.clerk.driver.type(text)
    field.left.emit()


def _results(stage: Stage, view: DossierView) -> ResultsPage:
    """Open the return of a dossier from its own page."""
    clerk, driver = stage.clerk, stage.clerk.driver
    window = stage.desk.window
    if stage.desk.pages is None:
        raise TypeError("the desk is not open")
    stage.desk.pages.to.open_dossier(view.dossier_id)
    driver.wait("the result can be returned", lambda: clerk.can_press(tr("Return result")))
    driver.picture("dossier-result")
    driver.press(tr("Return result"))
    page = window.page("results")
    if not isinstance(page, ResultsPage):
        raise TypeError("results")
    return page


def _wait_returned(stage: Stage, view: DossierView) -> None:
    clerk, driver = stage.clerk, stage.clerk.driver
    driver.wait(
        "the result is returned and its slip printed",
        lambda: (
            clerk.stored(view).state is DossierState.RETURNED
            and "result_slip" in clerk.stored(view).printed
        ),
    )
    driver.picture(f"returned-{view.procedure_code}")
    stage.report.check(f"returned_{view.procedure_code}", clerk.stored(view).closed_at, ok=True)


def _sync_until(stage: Stage, what: str, is_there: Callable[[], bool]) -> None:
    """Press "Send now" on the Sync page until the center has answered."""
    driver, window = stage.clerk.driver, stage.desk.window
    window.open_page("sync")
    pages = stage.desk.pages

    def ask() -> bool:
        if is_there():
            return True
        if pages is not None and pages.controller is not None and not pages.controller.is_running:
            driver.key(Qt.Key.Key_Return, _CTRL)
        return False

    driver.wait(what, ask)
    driver.wait(
        "the sync has ended",
        lambda: pages is None or pages.controller is None or not pages.controller.is_running,
    )
