"""Pages on their way to a paper: attached at once, looked at, counted, split, never lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import requests
from PIL import Image

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.store.spool import Batch
from agent_desk.ui.pages.reception import capture_intake
from agent_desk.ui.pages.reception.capture_strips import Begin
from agent_desk.ui.pages.reception.sitting import Step
from tests.devices.capture.page_pictures import a_page, as_jpeg
from tests.support.desks import a_case
from tests.support.programs import needs
from tests.ui.pages.reception.bench import Bench, a_bench, a_scan_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_desk.queries.dossier import ScanRow
    from agent_desk.ui.pages.reception.capturing import Capturing

PAPER, OTHER = "giay_chung_sinh", "anh_giay_to_cha_me"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    made.presenter.open_case(a_case(made.t))
    made.presenter.open_step(Step.PAPERS)
    yield made
    strip(made).close()
    made.t.close()


def strip(bench: Bench) -> Capturing:
    return bench.presenter.papers.capturing


def scans(bench: Bench, key: str = PAPER) -> tuple[ScanRow, ...]:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    papers = bench.t.view(view.dossier_id).papers
    return next(p.scans for p in papers if p.component_id == key)


def a_doubtful_file(folder: Path, name: str = "small.png") -> Path:
    return a_scan_file(folder, name, width=700)


def test_good_files_become_one_pdf_named_by_the_paper_without_a_question(
    bench: Bench, tmp_path: Path
) -> None:
    files = tuple(a_scan_file(tmp_path, f"{n}.png", tone=n) for n in (20, 80))

    strip(bench).attach(PAPER, files)

    found = scans(bench)
    assert [(scan.file_name, scan.pages) for scan in found] == [("Giay-chung-sinh.pdf", 2)]
    data = bench.t.desk.store.blobs.get(found[0].sha256)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    document.close()
    assert not strip(bench).state.is_open
    assert bench.t.desk.store.spool.open_ids() == frozenset()


def test_a_doubtful_page_is_shown_and_needs_two_presses(bench: Bench, tmp_path: Path) -> None:
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path),))

    assert strip(bench).state.is_open
    assert "dpi" in strip(bench).state.faults[0]
    strip(bench).accept()
    assert scans(bench) == ()
    assert "all the same" in strip(bench).state.accept
    strip(bench).accept()
    assert len(scans(bench)) == 1


def test_a_scanner_fills_the_strip_and_a_lost_sheet_is_said(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("scanimage")
    (tmp_path / "sane.d").mkdir()
    (tmp_path / "sane.d" / "dll.conf").write_text("test\n", encoding="ascii")
    monkeypatch.setitem(os.environ, "SANE_CONFIG_DIR", str(tmp_path / "sane.d"))
    for setting, value in (
        (settings.CAPTURE_SOURCE, "sane:test:0"),
        (settings.CAPTURE_DPI, "200"),
        (settings.CAPTURE_TINT, "gray"),
        (settings.CAPTURE_TRAY, "glass"),
    ):
        keep_setting(bench.t.desk.store, setting.key, value)

    strip(bench).open(PAPER, Begin.SCAN)
    strip(bench).scan_more()
    strip(bench).change(lambda now: now.count(3))

    state = strip(bench).state
    assert len(state.cells) == 2
    assert state.has_scanner
    assert "3 pages were counted, 2 are here: 1 missing" in state.warning
    strip(bench).rescan()
    assert len(strip(bench).state.cells) == 2


def test_pages_survive_a_crash_and_are_offered_again(bench: Bench, tmp_path: Path) -> None:
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path), a_doubtful_file(tmp_path, "b.png")))
    strip(bench).change(lambda now: now.turn(1).select(1).toggle_left_out())

    again = bench.sit_down_again()
    again.presenter.resume()
    assert "F4 shows" in again.presenter.state.notice.text  # type: ignore[union-attr]
    strip(again).open(OTHER, Begin.SCAN)

    state = strip(again).state
    assert len(state.cells) == 2
    assert state.paper == "Giấy chứng sinh"  # the paper they were captured for
    assert state.cells[1].is_left_out


def test_a_page_kept_just_before_the_power_went_is_found(bench: Bench, tmp_path: Path) -> None:
    view = bench.presenter._counter.sitting.view
    assert view is not None
    bench.t.desk.store.spool.batch(view.dossier_id).put(as_jpeg(a_page(100)))

    strip(bench).open(PAPER)

    assert len(strip(bench).state.cells) == 1


def test_a_crash_after_attaching_attaches_nothing_twice(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Batch, "drop", lambda _batch: None)
        strip(bench).attach(PAPER, (a_scan_file(tmp_path),))
    assert len(scans(bench)) == 1

    again = bench.sit_down_again()
    again.presenter.resume()
    strip(again).open(PAPER)
    strip(again).accept()

    assert len(scans(again)) == 1
    assert again.t.desk.store.spool.open_ids() == frozenset()


def test_one_batch_goes_to_two_papers(bench: Bench, tmp_path: Path) -> None:
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path), a_scan_file(tmp_path)))
    strip(bench).select(1)
    strip(bench).begin_paper(OTHER)
    strip(bench).accept()
    assert "2 papers" in strip(bench).state.accept
    strip(bench).accept()

    assert [scan.pages for scan in scans(bench)] == [1]
    assert [scan.pages for scan in scans(bench, OTHER)] == [1]


def test_a_blank_back_is_left_out_and_can_be_taken_in(bench: Bench, tmp_path: Path) -> None:
    Image.new("L", (1654, 2339), 246).save(tmp_path / "blank.png", dpi=(200, 200))
    strip(bench).attach(PAPER, (a_scan_file(tmp_path), tmp_path / "blank.png"))

    assert strip(bench).state.cells[1].is_left_out
    assert "1 page" in strip(bench).state.size
    strip(bench).select(1)
    strip(bench).change(lambda now: now.toggle_left_out())
    assert "2 pages" in strip(bench).state.size
    strip(bench).change(lambda now: now.undo())
    assert "1 page" in strip(bench).state.size


def test_pages_that_are_all_left_out_are_discarded_after_a_second_press(
    bench: Bench, tmp_path: Path
) -> None:
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path),))
    strip(bench).change(lambda now: now.toggle_left_out())
    strip(bench).accept()
    assert strip(bench).state.accept == "Really: Discard 1 page"
    strip(bench).accept()

    assert not strip(bench).state.is_open
    assert scans(bench) == ()
    assert bench.t.desk.store.spool.open_ids() == frozenset()


def test_leaving_keeps_the_pages(bench: Bench, tmp_path: Path) -> None:
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path),))
    strip(bench).close()
    assert scans(bench) == ()
    strip(bench).open(PAPER)
    assert len(strip(bench).state.cells) == 1
    assert strip(bench).state.cells[0].thumb
    assert strip(bench).state.preview


def test_no_file_chosen_opens_nothing(bench: Bench) -> None:
    strip(bench).open(PAPER, Begin.SCAN)

    assert not strip(bench).state.is_open


def test_a_phone_sends_into_the_open_strip_of_this_case_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_intake, "lan_addresses", lambda: ("127.0.0.1",))
    strip(bench).open(PAPER, Begin.PHONE)
    card = strip(bench).state.phone
    assert card is not None
    with requests.Session() as phone:
        phone.get(card.url, timeout=5)
        files = {"anh": ("a.jpg", as_jpeg(a_page(100)))}
        assert phone.post(card.url, files=files, timeout=10).status_code == 200
    strip(bench).poll()
    assert len(strip(bench).state.cells) == 1

    bench.presenter.park()
    strip(bench).poll()

    assert not strip(bench).state.is_open
    with pytest.raises(requests.ConnectionError):
        requests.get(card.url, timeout=2)


def test_a_desk_without_a_network_says_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_intake, "lan_addresses", lambda: ())
    strip(bench).open(PAPER, Begin.PHONE)

    assert "not on a local network" in strip(bench).state.problem


def test_a_file_larger_than_the_portal_takes_is_written_smaller_or_refused(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_page(200, lines=26).effect_spread(6).save(tmp_path / "a.png", dpi=(200, 200))
    strip(bench).attach(PAPER, (a_doubtful_file(tmp_path), tmp_path / "a.png"))
    now = strip(bench)._now
    assert now is not None
    object.__setattr__(now.opened.settings, "limit_bytes", 100_000)
    for _ in range(2):
        strip(bench).accept()

    assert "even at the smallest" in strip(bench).state.problem
    assert scans(bench) == ()
    assert len(strip(bench).state.cells) == 2
