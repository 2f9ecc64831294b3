"""What several desks say of the same bag or the same papers, laid side by side.

Pure: the outcome depends on the set of claims alone, not on the order in which they arrived.
Nothing is refused; what does not fit becomes a finding, and both sides are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.domain.bags import same_seal
from agent_desk.domain.disputes import DisputeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ClaimAct(StrEnum):
    """What a desk says it did with a bag."""

    SEALED = "sealed"
    OPENED = "opened"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One desk's fact about one bag; ``references`` is the whole content it names."""

    desk_id: str
    seq: int
    act: ClaimAct
    number: str
    references: tuple[str, ...] = ()
    seal_number: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not fit; ``desks`` are all who must hear of it, each once, sorted."""

    kind: DisputeKind
    number: str
    reference: str
    desks: tuple[str, ...]


def judge_bag(claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """Compare everything said about one bag number: received twice, seal, list against content."""
    said = sorted(claims, key=lambda claim: (claim.desk_id, claim.seq))
    received = [claim for claim in said if claim.act is ClaimAct.RECEIVED]
    sealed = _last_seal(said)
    found: list[Finding] = []
    ended = [claim for claim in said if claim.act in (ClaimAct.RECEIVED, ClaimAct.HANDED_OVER)]
    if len(ended) > 1:
        found.append(_finding(DisputeKind.RECEIVED_TWICE, ended))
    if sealed is None:
        return tuple(found)
    for claim in received:
        both = (sealed, claim)
        if claim.seal_number and not same_seal(sealed.seal_number, claim.seal_number):
            found.append(_finding(DisputeKind.OTHER_SEAL, both))
        listed, seen = set(sealed.references), set(claim.references)
        found += [_finding(DisputeKind.MISSING, both, name) for name in sorted(listed - seen)]
        found += [_finding(DisputeKind.EXTRA, both, name) for name in sorted(seen - listed)]
    return tuple(found)


def judge_papers(reference: str, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """Say whether the same papers are in two sealed bags of different desks at once.

    One desk keeps its own bags apart by itself; two partitioned desks cannot.
    """
    said = tuple(claims)
    came_back = any(
        claim.act is ClaimAct.RECEIVED and reference in claim.references for claim in said
    )
    by_number: dict[str, list[Claim]] = {}
    for claim in said:
        by_number.setdefault(claim.number, []).append(claim)
    having = [
        holder
        for one in by_number.values()
        if (holder := _holder(one, reference, came_back=came_back)) is not None
    ]
    if len({claim.desk_id for claim in having}) < 2:
        return ()
    first = min(having, key=lambda claim: claim.number)
    others = [claim for claim in having if claim is not first]
    return (_finding(DisputeKind.TWO_BAGS, [first, *others], reference),)


def _holder(claims: Sequence[Claim], reference: str, *, came_back: bool) -> Claim | None:
    """Give the claim by which a desk still answers for the papers in this bag, if one does."""
    acts = {claim.act for claim in claims}
    if ClaimAct.HANDED_OVER in acts:
        handed = [
            claim
            for claim in claims
            if claim.act is ClaimAct.HANDED_OVER and reference in claim.references
        ]
        return handed[0] if handed and not came_back else None
    if ClaimAct.RECEIVED in acts:
        return None
    sealed = _last_seal(claims)
    return sealed if sealed is not None and reference in sealed.references else None


def _last_seal(claims: Sequence[Claim]) -> Claim | None:
    """Give the seal that holds: the last of its desk that was not opened again after it."""
    opened = [claim for claim in claims if claim.act is ClaimAct.OPENED]
    seals = [claim for claim in claims if claim.act is ClaimAct.SEALED]
    live = [
        seal
        for seal in seals
        if not any(one.desk_id == seal.desk_id and one.seq > seal.seq for one in opened)
    ]
    return max(live, key=lambda claim: (claim.seq, claim.desk_id), default=None)


def _finding(kind: DisputeKind, claims: Sequence[Claim], reference: str = "") -> Finding:
    desks = tuple(sorted({claim.desk_id for claim in claims}))
    return Finding(kind=kind, number=claims[0].number, reference=reference, desks=desks)
