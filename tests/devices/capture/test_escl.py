"""Network scanners: what the eSCL document says, over real HTTP."""

from __future__ import annotations

import pytest

from agent_desk.devices.capture import escl_xml
from agent_desk.devices.capture.escl import Escl, read_address
from agent_desk.devices.capture.interface import CaptureFailed, Tray, Trouble, Wish
from agent_desk.domain.page_check import Tint
from agent_desk.errors import InvalidInput
from tests.support.escl_scanner import CAPABILITIES, FEEDER, GLASS, EsclScanner

PAGES = [b"\xff\xd8\xff one", b"\xff\xd8\xff two", b"\xff\xd8\xff three"]


def never() -> bool:
    return False


def scanned(scanner: EsclScanner, wish: Wish = Wish(), waits: list[float] | None = None) -> list:  # type: ignore[type-arg]  # noqa: B008
    pause = (waits if waits is not None else []).append
    client = Escl((scanner.address,), pause)
    return [page.data for page in client.pages(f"escl:http://{scanner.address}/eSCL", wish, never)]


def test_a_scanner_tells_its_name_and_its_trays() -> None:
    with EsclScanner() as scanner:
        found = Escl((scanner.address, "127.0.0.1:1")).sources()

    assert [source.name for source in found] == ["Máy quét Mẫu 3000"]
    assert found[0].trays == (Tray.FEEDER, Tray.FEEDER_BOTH, Tray.GLASS)


def test_a_feeder_gives_all_its_sheets_and_the_job_is_closed() -> None:
    with EsclScanner(sheets=list(PAGES)) as scanner:
        assert scanned(scanner) == PAGES

    assert scanner.calls[-1] == "DELETE /eSCL/ScanJobs/1"
    order = scanner.seen[0]
    assert "<pwg:InputSource>Feeder</pwg:InputSource>" in order
    assert "<scan:XResolution>300</scan:XResolution>" in order
    assert "<scan:ColorMode>RGB24</scan:ColorMode>" in order


def test_an_empty_feeder_turns_to_the_glass() -> None:
    with EsclScanner(glass=PAGES[0]) as scanner:
        assert scanned(scanner, Wish(tint=Tint.GRAY, dpi=200)) == PAGES[:1]

    assert "<pwg:InputSource>Platen" in scanner.seen[0]
    assert "Grayscale8" in scanner.seen[0]
    assert "<scan:XResolution>200<" in scanner.seen[0]


def test_both_sides_are_asked_for() -> None:
    with EsclScanner(sheets=list(PAGES)) as scanner:
        scanned(scanner, Wish(tray=Tray.FEEDER_BOTH))

    assert "<scan:Duplex>true</scan:Duplex>" in scanner.seen[0]


def test_a_busy_scanner_is_asked_again_and_a_slow_page_is_waited_for() -> None:
    waits: list[float] = []
    with EsclScanner(sheets=list(PAGES), busy=2, slow=1) as scanner:
        assert scanned(scanner, waits=waits) == PAGES

    assert len(waits) >= 5


def test_a_scanner_that_stays_busy_is_said() -> None:
    with (
        EsclScanner(sheets=list(PAGES), busy=1000) as scanner,
        pytest.raises(CaptureFailed, match="Somebody else") as caught,
    ):
        scanned(scanner, Wish(tray=Tray.FEEDER))
    assert caught.value.trouble is Trouble.BUSY


def test_an_empty_feeder_without_glass_is_said() -> None:
    words = "no paper in the feeder"
    with EsclScanner(trays=FEEDER) as scanner, pytest.raises(CaptureFailed, match=words):
        scanned(scanner)


def test_a_jam_after_two_pages_keeps_the_two() -> None:
    with EsclScanner(sheets=list(PAGES), jams_after=2) as scanner:
        pages = Escl(()).pages(f"escl:http://{scanner.address}/eSCL", Wish(), never)
        came = [next(pages).data, next(pages).data]
        with pytest.raises(CaptureFailed, match="2 pages came through") as caught:
            next(pages)
    assert came == PAGES[:2]
    assert caught.value.trouble is Trouble.JAM


def test_nobody_wants_the_rest_and_the_job_is_cancelled() -> None:
    came = []
    with EsclScanner(sheets=list(PAGES)) as scanner:
        stop = lambda: bool(came)  # noqa: E731
        for page in Escl(()).pages(f"escl:http://{scanner.address}/eSCL", Wish(), stop):
            came.append(page)
    assert len(came) == 1
    assert scanner.calls[-1].startswith("DELETE")


def test_a_scanner_cannot_send_us_elsewhere() -> None:
    with EsclScanner(sheets=list(PAGES), location="@evil.invalid/eSCL/ScanJobs/{n}") as scanner:
        assert scanned(scanner) == PAGES

    assert "GET /eSCL/ScanJobs/1/NextDocument" in scanner.calls


def test_a_scanner_that_is_off_is_said() -> None:
    with pytest.raises(CaptureFailed, match="does not answer"):
        Escl(()).ask("127.0.0.1:1")


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>login</html>"),
        (200, b"not xml"),
        (500, b""),
        (200, b'<!DOCTYPE x [<!ENTITY a "b">]>' + CAPABILITIES.format(trays=GLASS).encode()),
        (200, CAPABILITIES.format(trays=GLASS).encode("utf-16")),
        (200, b" " * 500_000),
    ],
)
def test_an_answer_that_is_no_scanner_is_refused(answer: tuple[int, bytes]) -> None:
    told = {"/eSCL/ScannerCapabilities": answer}
    with EsclScanner(answers=told) as scanner, pytest.raises(CaptureFailed):
        Escl(()).ask(scanner.address)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.20", "http://192.168.1.20/eSCL"),
        (" mayquet.local:8080/ ", "http://mayquet.local:8080/eSCL"),
        ("https://10.0.0.7/eSCL/", "https://10.0.0.7/eSCL"),
    ],
)
def test_an_address_is_read_as_a_clerk_types_it(typed: str, url: str) -> None:
    assert read_address(typed).url == url


@pytest.mark.parametrize("typed", ["", "ftp://x", "file:///etc/passwd", "http://a:b@c", "x:99999"])
def test_an_address_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_address(typed)


def test_a_resolution_the_scanner_has_not_becomes_the_next_finer() -> None:
    can = escl_xml.capabilities(CAPABILITIES.format(trays=GLASS).encode())

    assert b"<scan:XResolution>300<" in escl_xml.job(can, Wish(dpi=250), Tray.GLASS)
