"""Questions to the center that a person waits for: a look-up, a lease; never part of a sync."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from agent_desk import signing, wire

if TYPE_CHECKING:
    from agent_desk.sync.enrolled import EnrolledDesk


class AskApi(Protocol):
    """What a question needs of the center. Every method may raise the two center errors."""

    def nonce(self, desk_id: str) -> str:
        """Ask for something fresh to sign."""
        ...

    def open_session(self, request: wire.SessionRequest) -> wire.SessionReply:
        """Open a session; later calls carry its token."""
        ...

    def look_up(self, request: wire.LookUpRequest) -> wire.LookUpReply:
        """Ask for a dossier of any desk."""
        ...

    def lease(self, request: wire.LeaseRequest) -> wire.LeaseReply:
        """Ask to hold a dossier for editing."""
        ...


def look_up(
    enrolled: EnrolledDesk, client: AskApi, request: wire.LookUpRequest
) -> wire.LookUpReply:
    """Look a dossier of any desk up (net lane). Raises: CenterUnreachable, CenterRefused."""
    _open(enrolled, client)
    return client.look_up(request)


def lease(enrolled: EnrolledDesk, client: AskApi, reference: str) -> wire.LeaseReply:
    """Ask for the lease of a dossier (net lane). Raises: CenterUnreachable, CenterRefused."""
    _open(enrolled, client)
    return client.lease(wire.LeaseRequest(reference=reference))


def _open(enrolled: EnrolledDesk, client: AskApi) -> None:
    desk_id, private_key = enrolled.desk.identity.desk_id, enrolled.keys.private_key
    nonce = client.nonce(desk_id)
    signature = signing.sign(private_key, signing.nonce_message(desk_id, nonce)).hex()
    client.open_session(wire.SessionRequest(desk_id=desk_id, nonce=nonce, signature=signature))
