"""Consent: signed on the screen under its own words, taken back, never guessed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.domain.ledger import parse
from agent_desk.domain.signature import SignedText, StrokePoint
from agent_desk.queries import citizen as citizen_query
from agent_desk.store.tables import blobs, facts
from agent_desk.ui.pages.reception.agreeing import consent_text
from agent_desk.ui.pages.reception.sitting import Step
from agent_desk.ui.pages.reception.state import AsideAct
from tests.support.desks import BIRTH
from tests.ui.pages.reception.bench import CARD, Bench, a_bench, answer_plainly, greet_with_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = a_bench(tmp_path / "desk")
    yield made
    made.t.close()


def at_consent(bench: Bench) -> None:
    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.go_on()
    for purpose in ("filing", "carriage", "result_delivery", "contact"):
        bench.presenter.consent.answer(purpose, is_given=purpose != "contact")


def a_signature(bench: Bench) -> SignedText:
    text = consent_text(bench.presenter._counter.sitting)
    points = tuple(StrokePoint(x=n, y=n, at_ms=n * 8, pressure=0.5) for n in range(20))
    return SignedText(text=text, strokes=(points,), width=400, height=120, image=b"\x89PNG drawn")


def bodies(bench: Bench, kind: str) -> list[dict[str, object]]:
    with bench.t.desk.store.read() as connection:
        rows = connection.execute(facts.select().where(facts.c.kind == kind))
        return [dict(parse(row.line).body) for row in rows]


def agreed(bench: Bench) -> frozenset[str]:
    with bench.t.desk.store.read() as connection:
        known = citizen_query.by_number(connection, "001190000123")
    assert known is not None
    return known.consents


def test_the_words_to_be_signed_say_each_purpose_and_each_refusal(bench: Bench) -> None:
    at_consent(bench)
    text = consent_text(bench.presenter._counter.sitting)
    assert text.count("I agree:") == 3
    assert text.count("I do not agree:") == 1
    assert "Nguyễn Thị Mẫu" in text


def test_signing_on_the_screen_without_a_stroke_is_not_signing(bench: Bench) -> None:
    at_consent(bench)
    bench.presenter.consent.choose_method("signed_screen")
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CONSENT
    assert bench.presenter.state.notice is not None


def test_strokes_picture_and_the_hash_of_the_words_are_kept(bench: Bench) -> None:
    at_consent(bench)
    bench.presenter.consent.choose_method("signed_screen")
    signed = a_signature(bench)
    bench.presenter.consent.take_signature(signed)
    bench.presenter.go_on()
    proof = bodies(bench, "consent.recorded")[0]["signature"]
    assert isinstance(proof, dict)
    assert proof["text_sha256"] == hashlib.sha256(signed.text.encode()).hexdigest()
    store = bench.t.desk.store
    strokes = json.loads(store.blobs.get(proof["strokes_sha256"]))
    assert (strokes["text"], len(strokes["strokes"][0])) == (signed.text, 20)
    assert store.blobs.get(proof["image_sha256"]) == signed.image


def test_the_proof_goes_to_the_center_like_any_scan(bench: Bench) -> None:
    at_consent(bench)
    bench.presenter.consent.choose_method("signed_screen")
    bench.presenter.consent.take_signature(a_signature(bench))
    bench.presenter.go_on()
    with bench.t.desk.store.read() as connection:
        kinds = [row.media_type for row in connection.execute(blobs.select())]
    assert sorted(kinds) == ["application/json", "image/png"]


def test_an_answer_changed_after_signing_must_be_signed_again(bench: Bench) -> None:
    at_consent(bench)
    bench.presenter.consent.choose_method("signed_screen")
    bench.presenter.consent.take_signature(a_signature(bench))
    bench.presenter.consent.answer("contact", is_given=True)
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.CONSENT


def test_optional_purposes_are_withdrawn_and_the_filing_stays(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.open_step(Step.CONSENT)
    assert bench.presenter.state.footer.secondary_act is AsideAct.WITHDRAW
    bench.presenter.go_aside()
    assert agreed(bench) == {"filing"}
    assert len(bodies(bench, "consent.withdrawn")) == 2
    assert bench.presenter._counter.sitting.agreed == {"filing"}


def test_what_was_withdrawn_can_be_agreed_to_again(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.open_step(Step.CONSENT)
    bench.presenter.go_aside()
    bench.presenter.consent.answer("contact", is_given=True)
    bench.presenter.consent.choose_method("signed_paper")
    bench.presenter.go_on()
    assert agreed(bench) == {"filing", "contact"}


def test_a_case_that_was_begun_goes_on_after_a_withdrawal(bench: Bench) -> None:
    greet_with_card(bench)
    bench.presenter.procedure.choose(BIRTH)
    answer_plainly(bench)
    bench.presenter.open_step(Step.CONSENT)
    bench.presenter.go_aside()
    bench.presenter.go_on()
    assert bench.presenter.state.step is Step.PAPERS
