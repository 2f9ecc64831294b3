"""First-run set-up against a real center over loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from agent_desk.errors import CenterUnreachable, InvalidInput, StoreUnusable
from agent_desk.queries import desk as desk_query
from agent_desk.store.tables import facts
from agent_desk.sync.client import CenterClient
from agent_desk.ui import opening
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.pages.setup.presenter import read_address
from tests.support.odd_server import Answer, odd_server
from tests.ui.pages.desk_window import HeldJobs
from tests.ui.pages.setup.conftest import SITE, SetUp, nobody

if TYPE_CHECKING:
    from agent_desk.store.engine import Store
    from tests.ui.pages.setup.conftest import LiveCenter

BAD_CODE = "wrong, used or expired"


def fact_count(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(facts)).scalar_one()


def test_the_right_code_opens_the_desk_of_its_site(center: LiveCenter, store: Store) -> None:
    done = SetUp(store, InlineJobs())
    done.start(center.url + "/", f"  {center.code()} ", "  trần   thu hà ")
    [office] = done.offices
    assert office.desk.identity.site_name == SITE
    assert office.clerk.name == "trần thu hà"
    assert office.desk.identity.center_url == center.url
    assert fact_count(store) == 2


def test_a_desk_that_was_set_up_can_sync(center: LiveCenter, store: Store) -> None:
    from agent_desk.sync.run import sync_once

    done = SetUp(store, InlineJobs())
    done.start(center.url, center.code())
    [office] = done.offices
    client = CenterClient(center.url)
    report = sync_once(office.enrolled(), client, lambda: False)
    client.close()
    assert report.is_ok, report.error


def test_wrong_used_and_expired_codes_are_refused_in_words(
    center: LiveCenter, store: Store
) -> None:
    used = center.code()
    with CenterClientUser(center.url) as other:
        other.enroll(used)
    for code in ("000000000000", used, center.expired_code()):
        tried = SetUp(store, InlineJobs())
        tried.start(center.url, code)
        assert BAD_CODE in tried.problem
        assert not tried.presenter.state.is_busy
        assert tried.offices == []
    assert not opening.is_enrolled(store)


def test_the_right_code_after_a_wrong_one_opens_the_desk(center: LiveCenter, store: Store) -> None:
    tried = SetUp(store, InlineJobs())
    tried.start(center.url, "1")
    tried.start(center.url, center.code())
    assert len(tried.offices) == 1


def test_a_double_click_enrolls_once(center: LiveCenter, store: Store) -> None:
    jobs = HeldJobs()
    tried = SetUp(store, jobs)
    code = center.code()
    tried.start(center.url, code)
    tried.start(center.url, code)
    assert tried.presenter.state.is_busy
    jobs.release()
    assert len(tried.offices) == 1
    assert center.desks() == 1
    assert fact_count(store) == 2


def test_a_lost_answer_is_asked_for_again_and_gives_the_same_desk(
    center: LiveCenter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, code = SetUp(store, InlineJobs()), center.code()
    enroll = CenterClient.enroll

    def lose(self: CenterClient, request: object) -> object:
        enroll(self, request)  # type: ignore[arg-type]
        raise CenterUnreachable("the answer is lost")

    monkeypatch.setattr(CenterClient, "enroll", lose)
    tried.start(center.url, code)
    assert "No center answered" in tried.problem
    monkeypatch.setattr(CenterClient, "enroll", enroll)
    tried.start(center.url, code)
    assert len(tried.offices) == 1
    assert center.desks() == 1


def test_a_center_that_is_down_is_said_for_a_desk_that_has_nothing_yet(store: Store) -> None:
    tried = SetUp(store, InlineJobs())
    with nobody() as url:
        tried.start(url, "1234")
    assert "No center answered" in tried.problem
    assert "Everything is saved" not in tried.problem


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"<html>Sign in</html>", headers={"Content-Type": "text/html"}),
        Answer(status=302, headers={"Location": "https://portal.example"}),
        Answer(status=500, body=b"oops"),
        Answer(status=404, body=b"<html>no such page</html>"),
        Answer(body=b'{"desk_id": "x"'),
        Answer(body=b"{}"),
        Answer(
            body=b'{"desk_id": "x", "desk_code": "ab", "site_code": "1", "site_name": "n",'
            b' "center_name": "c", "center_public_key": "zz"}'
        ),
    ],
)
def test_an_answer_of_somebody_else_leaves_the_desk_as_it_was(store: Store, answer: Answer) -> None:
    tried = SetUp(store, InlineJobs())
    with odd_server() as odd:
        odd.answer = answer
        tried.start(odd.url, "1234")
    assert "No center answered" in tried.problem
    assert not opening.is_enrolled(store)


# What was typed


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("desk.hanoi.gov.vn", "https://desk.hanoi.gov.vn"),
        ("  Desk.Hanoi.gov.vn/ ", "https://Desk.Hanoi.gov.vn"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("127.0.0.1:8080", "https://127.0.0.1:8080"),
        ("https://[::1]:8443", "https://[::1]:8443"),
        ("https://hanoi.gov.vn/desk/", "https://hanoi.gov.vn/desk"),
        ("dịch-vụ.vn", "https://dịch-vụ.vn"),
    ],
)
def test_an_address_is_completed(typed: str, url: str) -> None:
    assert read_address(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "desk hanoi",
        "https://",
        "http:///x",
        "ftp://desk.vn",
        "https://[::1",
        "https://desk.vn:port",
        "https://desk.vn:99999",
        "https://desk.vn:0",
        "a..b",
        ".vn",
        "desk.vn?x=1",
        "https://user:pass@desk.vn",
        "mailto:a@b",
        "1234 5678 9012",
        "javascript://%0aalert(1)",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_address(typed)


def test_every_field_is_checked_before_the_center_is_asked(store: Store) -> None:
    jobs = InlineJobs()
    tried = SetUp(store, jobs)
    tried.start("not an address", "no digits", "Hà 2")
    assert set(tried.errors) == {"center_url", "code", "clerk_name"}
    assert "digit" in tried.errors["clerk_name"]
    assert jobs.lanes_used == []


# Cut off


def test_a_set_up_that_was_cut_off_goes_on_with_the_name_alone(
    center: LiveCenter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_arguments: object) -> None:
        raise StoreUnusable("the power went away")

    tried = SetUp(store, InlineJobs())
    with monkeypatch.context() as cut:
        cut.setattr(opening, "open_chain", die)
        tried.start(center.url, center.code())
    assert opening.is_enrolled(store)
    again = SetUp(store, InlineJobs())
    assert not again.presenter.state.asks_center
    again.start("", "", "Lê Văn Mới")
    [office] = again.offices
    assert office.clerk.name == "Lê Văn Mới"
    assert fact_count(store) == 2


def test_a_desk_without_a_clerk_is_not_opened(
    center: LiveCenter, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_arguments: object) -> None:
        raise StoreUnusable("the power went away")

    monkeypatch.setattr(opening, "add_clerk", die)
    tried = SetUp(store, InlineJobs())
    tried.start(center.url, center.code())
    assert tried.offices == []
    with store.read() as connection:
        assert desk_query.identity(connection) is not None
        assert opening.sitting_clerk(connection) is None


def test_practice_asks_only_for_the_name_and_no_center(practice_store: Store) -> None:
    jobs = InlineJobs()
    tried = SetUp(practice_store, jobs)
    tried.start("", "", "Trần Thu Hà")
    [office] = tried.offices
    assert office.is_practice
    assert jobs.lanes_used == ["store"]


class CenterClientUser:
    """Another PC that uses a code."""

    def __init__(self, url: str) -> None:
        self._client = CenterClient(url)

    def __enter__(self) -> CenterClientUser:
        return self

    def __exit__(self, *_args: object) -> None:
        self._client.close()

    def enroll(self, code: str) -> None:
        from agent_desk import signing, wire

        key = signing.public_key(signing.new_private_key()).hex()
        self._client.enroll(wire.EnrollRequest(code=code, public_key=key))
