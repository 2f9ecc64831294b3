"""What the center tells of bags and papers: announced, disputed, seen at another desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.commands import bags, custody
from agent_desk.commands.bag_lists import compare_late
from agent_desk.commands.custody import Hop
from agent_desk.commands.disputes import Difference, dispute
from agent_desk.domain import bags as rules
from agent_desk.domain.bags import BagState, Direction, ItemState
from agent_desk.domain.custody import HopKind, Place, Proof
from agent_desk.domain.disputes import DisputeKind
from agent_desk.domain.facts import FactKind
from agent_desk.domain.reference import looks_like_reference
from agent_desk.i18n import tr
from agent_desk.store.custody_tables import bags as bag_rows
from agent_desk.sync.body import text_of
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent_desk.commands.unit import Work
    from agent_desk.store.tables import StoredRow
    from agent_desk.wire import Notice

_MOVABLE = (Place.DESK, Place.UNKNOWN, Place.OTHER_DESK)
_ON_ITS_WAY = (Place.COURIER, Place.DOOR)
KINDS = frozenset(
    kind.value
    for kind in (NoticeKind.BAG_ANNOUNCED, NoticeKind.BAG_DISPUTED, NoticeKind.PAPER_SEEN)
)


def move_custody(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    """Apply a notice about a bag or papers in the open transaction; what is unusable is kept."""
    if notice.kind == NoticeKind.BAG_ANNOUNCED.value:
        _announce(work, notice.subject_id, body)
    elif notice.kind == NoticeKind.BAG_DISPUTED.value:
        _dispute(work, notice.subject_id, body)
    elif notice.kind == NoticeKind.PAPER_SEEN.value:
        _see(work, notice, body)


def _announce(work: Work, number: str, body: Mapping[str, object]) -> None:
    """Expect a bag and its content; one that is here already is compared with the list now."""
    if rules.parse(number) is None:
        return
    listed = _references(body)
    known = work.connection.execute(select(bag_rows).where(bag_rows.c.number == number)).first()
    if known is not None:
        compare_late(work, known, listed, text_of(body, "seal_number"))
        return
    bags.write_bag(
        work,
        number,
        (Direction.IN, BagState.ANNOUNCED),
        text_of(body, "sender"),
        seal_number=text_of(body, "seal_number"),
        sealed_at=work.at_iso,
        listed=len(listed),
    )
    for reference in listed:
        bags.keep_item(work, number, reference, (None, ItemState.EXPECTED))


def _dispute(work: Work, number: str, body: Mapping[str, object]) -> None:
    name = text_of(body, "kind")
    known = {kind.value for kind in DisputeKind}
    kind = DisputeKind(name) if name in known else DisputeKind.OTHER
    dispute(
        work,
        Difference(
            kind=kind,
            bag_number=number or None,
            reference=text_of(body, "reference") or None,
            words=_others(body),
            source="center",
        ),
    )


def _see(work: Work, notice: Notice, body: Mapping[str, object]) -> None:
    """Take over that papers of ours are at another desk, unless our own book holds them closer."""
    found = custody.packets_of(work.connection, notice.subject_id)
    number = text_of(body, "bag_number")
    ours = next((packet for packet in found if _may_be_there(packet, number)), None)
    if ours is None:
        return
    where = " · ".join(filter(None, (text_of(body, "site"), text_of(body, "desk_code"))))
    hop = Hop(
        kind=HopKind.ELSEWHERE,
        proof=Proof.NOTICE,
        proof_text=notice.notice_id,
        other_side=where,
        bag_number=number or None,
    )
    custody.move(work, ours, hop)
    work.record(
        FactKind.PAPER_ELSEWHERE,
        ours.dossier_id or ours.packet_id,
        {
            "packet_id": ours.packet_id,
            "notice_id": notice.notice_id,
            "bag_number": number,
            "act": text_of(body, "act"),
        },
    )


def _may_be_there(packet: StoredRow, number: str) -> bool:
    """Say whether our book allows it: nobody holds it here, or it left in that very bag."""
    place = Place(packet.place)
    return place in _MOVABLE or (place in _ON_ITS_WAY and packet.bag_number == number)


def _others(body: Mapping[str, object]) -> str:
    """Say in words what the other side has in its book."""
    others = body.get("others")
    found = [one for one in others if isinstance(one, dict)] if isinstance(others, list) else []
    return "\n".join(
        tr(
            "{site}, desk {desk}: {act} at {at}",
            site=text_of(one, "site"),
            desk=text_of(one, "desk_code"),
            act=_say_act(text_of(one, "act")),
            at=text_of(one, "at"),
        )
        for one in found
    )


def _say_act(act: str) -> str:
    return {
        "sealed": tr("sealed it"),
        "handed_over": tr("handed it over"),
        "received": tr("received it"),
        "opened": tr("opened it"),
    }.get(act, act)


def _references(body: Mapping[str, object]) -> list[str]:
    raw = body.get("references")
    texts = [one for one in raw if isinstance(one, str)] if isinstance(raw, list) else []
    good = [one for one in texts if looks_like_reference(one)]
    return list(dict.fromkeys(good))[: rules.MAX_ITEMS]
