"""The application as a whole: health, the page of the interface, refusals without secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg

from agent_desk import wire

if TYPE_CHECKING:
    import pytest

    from tests.center.conftest import CenterUnderTest
    from tests.support.desk_peer import DeskPeer


def test_health_says_that_the_center_can_work(under_test: CenterUnderTest) -> None:
    answer = under_test.http.get("/health")
    assert answer.json()["ok"] is True
    assert answer.json()["version"]


def test_the_description_names_every_endpoint_of_the_wire(under_test: CenterUnderTest) -> None:
    described = under_test.http.get("/openapi.json").json()
    assert isinstance(wire.__doc__, str)
    named = re.findall(r"``(GET|POST|PUT) (/v1/[^`?]+)", wire.__doc__)
    assert len(named) == 11
    for method, path in named:
        operation = described["paths"][path][method.lower()]
        assert operation["summary"]
        assert method == "GET" or operation["requestBody"]["content"], path


def test_the_first_line_of_a_push_is_described(under_test: CenterUnderTest) -> None:
    paths = under_test.http.get("/openapi.json").json()["paths"]
    body = paths["/v1/facts"]["post"]["requestBody"]["content"]["application/x-ndjson"]
    assert set(body["x-first-line"]["properties"]) == set(wire.PushHead.__slots__)


def test_the_docs_page_needs_nothing_from_afar(under_test: CenterUnderTest) -> None:
    page = under_test.http.get("/docs").text
    assert "/v1/facts" in page
    assert "PushHead as one line" in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_an_invalid_message_is_refused_without_repeating_it(under_test: CenterUnderTest) -> None:
    secret = "Nguyễn Thị Mẫu"
    answer = under_test.http.post("/v1/session", json={"desk_id": {"name": secret}})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert secret not in answer.text
    assert "desk_id" in answer.json()["message"]


def test_unknown_pages_and_methods_answer_in_json(under_test: CenterUnderTest) -> None:
    for method, path, status in (("GET", "/nothing", 404), ("DELETE", "/v1/facts", 405)):
        answer = under_test.http.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (status, "bad_request")


def test_unknown_fields_of_a_newer_desk_do_no_harm(
    under_test: CenterUnderTest, desk: DeskPeer
) -> None:
    message = {"desk_id": desk.desk_id, "shoe_size": 43}
    assert under_test.http.post("/v1/session/nonce", json=message).status_code == 200


def test_a_database_that_is_away_means_try_later(
    under_test: CenterUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise psycopg.OperationalError("gone, with details")

    monkeypatch.setattr(type(under_test.center.database), "transaction", fail)
    answer = under_test.http.get("/health")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "details" not in answer.text
