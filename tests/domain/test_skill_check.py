"""Three steps a skill, before and after, side by side; never a mark."""

from __future__ import annotations

from agent_desk.domain.skill_check import (
    Answers,
    Cell,
    Level,
    Phase,
    Sitting,
    matrix,
    skill_levels,
    teach_again,
)


def sat(phase: Phase, who: str | int, **levels: Level) -> Sitting:
    answers = Answers(levels=levels, feelings={})
    if isinstance(who, int):
        return Sitting(phase=phase, answers=answers, paper_number=who)
    return Sitting(phase=phase, answers=answers, learner_id=who)


def test_before_and_after_of_one_person_stand_in_one_row() -> None:
    rows = matrix(
        ("a", "b"),
        [
            sat(Phase.BEFORE, "lan", a=Level.SAW, b=Level.ALONE),
            sat(Phase.BEFORE, 7, a=Level.WITH_HELP),
            sat(Phase.AFTER, "lan", a=Level.ALONE),
        ],
    )
    assert [row.learner_id or row.paper_number for row in rows] == ["lan", 7]
    assert rows[0].cells == (
        Cell(before=Level.SAW, after=Level.ALONE),
        Cell(before=Level.ALONE),
    )
    assert rows[0].cells[0].is_better
    assert not rows[1].cells[0].is_better


def test_what_most_cannot_do_alone_is_taught_again_first() -> None:
    found = teach_again(
        ("a", "b", "c"),
        [
            sat(Phase.AFTER, 1, a=Level.ALONE, b=Level.SAW, c=Level.WITH_HELP),
            sat(Phase.AFTER, 2, a=Level.ALONE, b=Level.WITH_HELP, c=Level.ALONE),
            sat(Phase.BEFORE, 3, a=Level.SAW),
        ],
        Phase.AFTER,
    )
    assert [(lack.task_id, lack.not_alone, lack.asked) for lack in found] == [
        ("b", 2, 2),
        ("c", 1, 2),
    ]
    assert found[0].is_for_all


def test_nobody_asked_means_nothing_to_teach_again() -> None:
    assert teach_again(("a",), [], Phase.AFTER) == ()


def test_a_skill_is_as_far_as_its_weakest_task() -> None:
    skills = {"a": ("0.1", "4.2"), "b": ("4.2",)}
    levels = skill_levels(skills, {"a": Level.ALONE, "b": Level.SAW})
    assert levels == {"0.1": Level.ALONE, "4.2": Level.SAW}
