"""The gate before the store: what may be kept, what is refused, what a draft loses."""

from __future__ import annotations

import pytest

from agent_desk.domain.kept_texts import LONGEST, refuse_secrets, why_not, without_secrets
from agent_desk.errors import InvalidInput


def test_the_refusal_names_the_fields_and_never_repeats_what_was_typed() -> None:
    with pytest.raises(InvalidInput) as caught:
        refuse_secrets({"name": "Lê Văn B", "note": "mật khẩu: Abc@12345"})

    assert set(caught.value.field_errors) == {"note"}
    assert "Abc" not in caught.value.message + caught.value.field_errors["note"]


def test_ordinary_fields_pass() -> None:
    refuse_secrets({"name": "Lê Văn B", "note": "quên mật khẩu", "phone": "0912345678", "x": ""})


def test_a_text_without_end_is_refused_so_nothing_hides_behind_it() -> None:
    assert why_not("a" * LONGEST) == ""
    assert "too long" in why_not("a" * (LONGEST + 1))


def test_a_draft_loses_its_secrets_and_nothing_else() -> None:
    draft = {"note": "OTP 123456", "names": ["Lê Văn B", "mk: hoa2020"], "n": 3, "on": True}

    kept = {"note": "", "names": ["Lê Văn B", ""], "n": 3, "on": True}
    assert without_secrets(draft) == kept
