from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_desk.domain.bag_claims import Claim, ClaimAct, judge_bag, judge_papers
from agent_desk.domain.disputes import DisputeKind

names = st.lists(st.sampled_from(["r1", "r2", "r3"]), unique=True).map(tuple)
claims = st.lists(
    st.builds(
        Claim,
        desk_id=st.sampled_from(["a", "b", "c"]),
        seq=st.integers(1, 6),
        act=st.sampled_from(ClaimAct),
        number=st.sampled_from(["n1", "n2"]),
        references=names,
        seal_number=st.sampled_from(["", "S1", "S2"]),
    ),
    max_size=7,
    unique_by=lambda claim: (claim.desk_id, claim.seq),
)


@given(said=claims, seed=st.randoms())
def test_the_judgement_depends_on_what_was_said_not_on_who_was_heard_first(
    said: list[Claim], seed: object
) -> None:
    other = list(said)
    seed.shuffle(other)  # type: ignore[attr-defined]
    for number in ("n1", "n2"):
        about = [claim for claim in said if claim.number == number]
        again = [claim for claim in other if claim.number == number]
        assert judge_bag(about) == judge_bag(again)
    for reference in ("r1", "r2", "r3"):
        one, two = judge_papers(reference, said), judge_papers(reference, other)
        assert [(f.kind, f.desks) for f in one] == [(f.kind, f.desks) for f in two]


@given(said=claims)
def test_whoever_a_finding_concerns_said_something_about_it(said: list[Claim]) -> None:
    desks = {claim.desk_id for claim in said}
    for reference in ("r1", "r2", "r3"):
        for finding in judge_papers(reference, said):
            assert len(finding.desks) > 1
            assert set(finding.desks) <= desks


def _claim(desk_id: str, act: ClaimAct, number: str, *references: str, seq: int = 1) -> Claim:
    return Claim(desk_id=desk_id, seq=seq, act=act, number=number, references=references)


def test_papers_that_moved_on_with_a_received_bag_are_in_one_place() -> None:
    said = [
        _claim("a", ClaimAct.SEALED, "n1", "r1"),
        _claim("b", ClaimAct.RECEIVED, "n1", "r1"),
        _claim("b", ClaimAct.SEALED, "n2", "r1", seq=2),
    ]
    assert judge_papers("r1", said) == ()


def test_papers_in_two_sealed_bags_of_two_desks_are_told_to_both() -> None:
    said = [_claim("a", ClaimAct.SEALED, "n1", "r1"), _claim("b", ClaimAct.SEALED, "n2", "r1")]
    (finding,) = judge_papers("r1", said)
    assert (finding.kind, finding.desks) == (DisputeKind.TWO_BAGS, ("a", "b"))


def test_a_bag_handed_over_by_one_and_received_by_another_is_told_to_both() -> None:
    said = [
        _claim("a", ClaimAct.HANDED_OVER, "n1", "r1"),
        _claim("b", ClaimAct.RECEIVED, "n1", "r1"),
    ]
    (finding,) = judge_bag(said)
    assert (finding.kind, finding.desks) == (DisputeKind.RECEIVED_TWICE, ("a", "b"))
