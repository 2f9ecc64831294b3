"""Every command that takes free text refuses a secret in every one of its texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import citizen, desk, drafts, paper, result_return
from agent_desk.devices.intake import check_bytes
from agent_desk.errors import InvalidInput
from agent_desk.store.tables import drafts as draft_rows
from tests.support.acts import component
from tests.support.contents import everything
from tests.support.desks import a_case, a_hand_over, a_ready_dossier, a_scan, particulars

if TYPE_CHECKING:
    from tests.support.desks import TestDesk

SECRETS = ("mật khẩu: Abc@12345", "OTP 123456")
every_secret = pytest.mark.parametrize("secret", SECRETS)


@every_secret
@pytest.mark.parametrize("field", ["name", "address", "number", "phone", "birth", "sex"])
def test_no_particular_of_a_citizen_is_a_secret(t: TestDesk, field: str, secret: str) -> None:
    before = everything(t.desk.store)

    with pytest.raises(InvalidInput) as caught:
        citizen.identify_citizen(t.desk, t.act(), None, particulars(**{field: secret}))
    assert set(caught.value.field_errors) == {field}
    assert everything(t.desk.store) == before


@every_secret
@pytest.mark.parametrize("field", ["collector_name", "collector_number", "authorization", "items"])
def test_no_line_of_a_hand_over_is_a_secret(t: TestDesk, field: str, secret: str) -> None:
    dossier_id = a_ready_dossier(t)
    before = everything(t.desk.store)
    given = a_hand_over(**{field: (secret,) if field == "items" else secret})

    with pytest.raises(InvalidInput) as caught:
        result_return.return_result(t.desk, t.act(), dossier_id, given)
    assert set(caught.value.field_errors) == {field}
    assert everything(t.desk.store) == before


@every_secret
def test_no_clerk_setting_or_file_name_is_a_secret(t: TestDesk, secret: str) -> None:
    dossier_id = a_case(t)
    file = check_bytes(f"{secret}.png", a_scan(60, 80))
    before = everything(t.desk.store)

    with pytest.raises(InvalidInput):
        desk.add_clerk(t.desk, t.act(), secret, desk.Role.CLERK)
    with pytest.raises(InvalidInput):
        desk.keep_setting(t.desk.store, "place", secret)
    with pytest.raises(InvalidInput):
        paper.attach_file(t.desk, t.act(), dossier_id, component(t, dossier_id), file)
    assert everything(t.desk.store) == before


@every_secret
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_draft_is_kept_without_the_secret_in_it(
    t: TestDesk, secret: str, *, ascii_only: bool
) -> None:
    content = json.dumps({"note": secret, "name": "Lê Văn B"}, ensure_ascii=ascii_only)
    drafts.save_draft(t.desk.store, t.clock, "reception", content)

    with t.desk.store.read() as connection:
        kept = connection.execute(draft_rows.select()).one().content
    assert json.loads(kept) == {"note": "", "name": "Lê Văn B"}
