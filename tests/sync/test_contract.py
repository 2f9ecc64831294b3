"""The center in memory and the real one over HTTP keep the same contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk import signing, wire
from agent_desk.center.config import CenterSettings
from agent_desk.center.main import RunningCenter, enroll_code, running_center
from agent_desk.ids import uuid7
from agent_desk.sync.client import CenterClient
from tests.support.fake_center import FakeCenter
from tests.sync.contract import CenterContract, Peer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class TestFakeCenter(CenterContract):
    @pytest.fixture
    def peer(self) -> Peer:
        key, desk_id = signing.new_private_key(), uuid7()
        center = FakeCenter(desk_id, signing.public_key(key))
        return Peer(api=center, desk_id=desk_id, private_key=key, center_key=center.public_key)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> CenterSettings:
    data_dir: Path = tmp_path_factory.mktemp("contract")
    return CenterSettings(data_dir=data_dir)


@pytest.fixture(scope="module")
def running(settings: CenterSettings) -> Iterator[RunningCenter]:
    with running_center(settings) as center:
        yield center


class TestRealCenter(CenterContract):
    @pytest.fixture
    def peer(self, settings: CenterSettings, running: RunningCenter) -> Iterator[Peer]:
        client, key = CenterClient(running.url), signing.new_private_key()
        request = wire.EnrollRequest(
            code=enroll_code(settings, "Bưu cục Yên Hòa"), public_key=signing.public_key(key).hex()
        )
        reply = client.enroll(request)
        yield Peer(
            api=client,
            desk_id=reply.desk_id,
            private_key=key,
            center_key=bytes.fromhex(reply.center_public_key),
        )
        client.close()
