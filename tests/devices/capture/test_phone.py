"""A phone at the counter: real requests to the page, and everything that must not get in."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import pytest
import requests

from agent_desk.devices.capture.phone import PhoneDoor, PhoneState, lan_addresses
from agent_desk.errors import DeskError, InvalidInput
from tests.devices.capture.page_pictures import a_page, as_file, as_jpeg
from tests.support.clock import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent_desk.devices.capture.interface import RawPage

JPEG = as_jpeg(a_page(40))


class Counter:
    """The desk's side: what arrived."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.came: list[RawPage] = []
        self.door = PhoneDoor("127.0.0.1", self.clock, self.take)
        self.url = self.door.open()

    def take(self, page: RawPage) -> None:
        if b"refuse" in page.data:
            raise InvalidInput("Ảnh hỏng.")
        self.came.append(page)


@pytest.fixture
def desk() -> Iterator[Counter]:
    counter = Counter()
    yield counter
    counter.door.close()


@pytest.fixture
def phone() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def send(phone: requests.Session, url: str, data: bytes, name: str = "a.jpg") -> requests.Response:
    return phone.post(url, files={"anh": (name, data)}, timeout=20)


def test_a_phone_opens_the_page_and_sends_two_pictures(
    desk: Counter, phone: requests.Session
) -> None:
    page = phone.get(desk.url, timeout=5)
    assert "Gửi ảnh giấy tờ tới quầy" in page.text
    assert "<script" not in page.text
    assert "http" not in page.text.replace("http-equiv", "")

    send(phone, desk.url, JPEG)
    told = send(phone, desk.url, as_file(a_page(40), "PNG"))

    assert "Tổng cộng: 2" in told.text
    assert [page.name for page in desk.came] == ["anh-01.jpg", "anh-01.png"]
    assert (desk.door.news().state, desk.door.news().pages) == (PhoneState.JOINED, 2)


def test_a_second_phone_is_refused_and_the_clerk_is_told(
    desk: Counter, phone: requests.Session
) -> None:
    phone.get(desk.url, timeout=5)
    other = requests.get(desk.url, timeout=5)
    sent = requests.post(desk.url, files={"anh": ("a.jpg", JPEG)}, timeout=5)

    assert (other.status_code, sent.status_code) == (403, 403)
    assert "điện thoại khác" in other.text
    assert desk.came == []
    assert desk.door.news().refused == 1


def test_a_picture_sent_before_the_page_was_opened_is_refused(
    desk: Counter, phone: requests.Session
) -> None:
    assert send(phone, desk.url, JPEG).status_code == 403


def test_after_ten_minutes_nothing_gets_in(desk: Counter, phone: requests.Session) -> None:
    phone.get(desk.url, timeout=5)
    desk.clock.advance(minutes=10)

    sent = send(phone, desk.url, JPEG)

    assert sent.status_code == 410
    assert "Đã hết thời gian" in sent.text
    assert phone.get(desk.url, timeout=5).status_code == 410
    assert desk.came == []
    assert desk.door.news().state is PhoneState.OVER


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(400), "HEIC"),
        (b"\0\0\0\x20ftypisom\0\0\2\0" + bytes(400), "Đây là video"),
        (b"\0\0\0\x14ftypqt  " + bytes(400), "Đây là video"),
        (b"\x1a\x45\xdf\xa3webm" + bytes(400), "Đây là video"),
        (b"%PDF-1.7 a pdf", "không phải ảnh"),
        (b"GIF89a", "không phải ảnh"),
        (b"", "Chưa có ảnh nào"),
        (b"\xff\xd8\xff refuse", "Ảnh hỏng."),
    ],
    ids=["heic", "mp4", "mov", "webm", "pdf", "gif", "nothing", "damaged"],
)
def test_what_is_no_picture_is_refused_in_words_on_the_phone(
    desk: Counter, phone: requests.Session, data: bytes, words: str
) -> None:
    phone.get(desk.url, timeout=5)

    told = send(phone, desk.url, data)

    assert told.status_code == 422
    assert words in told.text
    assert desk.came == []
    assert words in desk.door.news().last_problem


def test_sixty_megabytes_are_refused(desk: Counter, phone: requests.Session) -> None:
    phone.get(desk.url, timeout=5)

    told = send(phone, desk.url, b"\xff\xd8\xff" + bytes(60_000_000))

    assert told.status_code == 422
    assert "tối đa 25 MB" in told.text
    assert desk.came == []


def test_a_body_announced_over_the_limit_is_not_read(desk: Counter) -> None:
    import socket

    host, port = desk.url.split("/")[2].split(":")
    path = desk.url.split("/", 3)[3]
    opened = requests.get(desk.url, timeout=5)
    cookie = opened.headers["Set-Cookie"].split(";")[0]
    with socket.create_connection((host, int(port)), timeout=5) as raw:
        raw.sendall(
            f"POST /{path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n"
            "Content-Length: 999999999\r\n\r\n".encode()
        )
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(64).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("path", ["", "/", "/../etc/passwd", "/%2e%2e/x", "/wrong", "//"])
def test_no_other_path_leads_anywhere(desk: Counter, path: str) -> None:
    root = "/".join(desk.url.split("/")[:3])

    assert requests.get(root + path, timeout=5).status_code == 404
    assert requests.get(desk.url + "/..", timeout=5).status_code == 404


def test_a_name_with_a_path_in_it_is_not_used(desk: Counter, phone: requests.Session) -> None:
    phone.get(desk.url, timeout=5)
    send(phone, desk.url, JPEG, "../../../root/.bashrc")

    assert [page.name for page in desk.came] == ["anh-01.jpg"]


def test_the_page_listens_on_the_chosen_address_alone_and_ends_with_the_case(
    desk: Counter,
) -> None:
    assert desk.url.startswith("http://127.0.0.1:")
    url = desk.url
    desk.door.close()
    desk.door.close()

    assert desk.door.url == ""
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=2)


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(DeskError, match="cannot be opened on 192.0.2.77"):
        PhoneDoor("192.0.2.77", SetClock(), lambda _page: None).open()


def test_only_private_addresses_are_offered() -> None:
    found = [ipaddress.ip_address(address) for address in lan_addresses()]

    assert all(address.is_private and not address.is_loopback for address in found)
