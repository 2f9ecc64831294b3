"""A report counts people and skills and gives no small group away, whatever is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.domain.skill_check import Level
from agent_desk.domain.small_cells import LEAST
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.report import (
    OTHER_WARDS,
    Band,
    Figures,
    Person,
    SkillReached,
    band_of,
    build,
)

if TYPE_CHECKING:
    from agent_desk.domain.training.report import Shown, TrainingReport


def people(*groups: tuple[str, Band, int]) -> tuple[Person, ...]:
    found = []
    for ward, band, number in groups:
        found += [
            Person(who=f"{ward}{band}{n}", ward=ward, band=band, is_new=n % 2 == 0)
            for n in range(number)
        ]
    return tuple(found)


def lines(report: TrainingReport) -> list[list[Shown]]:
    """Give every group of numbers whose last is the total of the others."""
    found: list[list[Shown]] = [[*line.bands, line.total] for line in report.ward_lines]
    found.append([*report.band_totals, report.people])
    found.append([*(line.total for line in report.ward_lines), report.people])
    found.append([report.new, report.returning, report.people])
    for skill in report.skills:
        found.append([skill.saw, skill.with_help, skill.alone, skill.checked])
        found.append([*skill.alone_by_ward, skill.alone])
        found.append([*skill.alone_by_band, skill.alone])
    return found


everybody = st.lists(
    st.tuples(
        st.sampled_from(["00166", "00167", "00169", ""]),
        st.sampled_from(Band),
        st.booleans(),
        st.sampled_from(Level),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(everybody)
def test_no_number_of_one_to_four_is_shown_and_none_is_hidden_alone(
    said: list[tuple[str, Band, bool, Level]],
) -> None:
    persons = [
        Person(who=str(n), ward=ward, band=band, is_new=is_new)
        for n, (ward, band, is_new, _) in enumerate(said)
    ]
    skills = tuple(
        SkillReached(person=person, code="2.6", level=one[3])
        for person, one in zip(persons, said, strict=True)
    )
    report = build(Figures(people=tuple(persons), skills=skills))
    for line in lines(report):
        assert not [number for number in line if number is not None and 0 < number < LEAST]
        assert line.count(None) != 1


def test_a_report_of_large_groups_hides_nothing() -> None:
    persons = people(("00166", Band.FIFTIES, 8), ("00166", Band.SIXTIES, 12))
    report = build(Figures(people=persons))
    assert not report.hides_something
    assert report.people == 20
    assert report.ward_lines[0].total == 20


def test_wards_of_few_people_are_one_row_together() -> None:
    persons = people(
        ("00166", Band.FIFTIES, 20), ("00167", Band.FIFTIES, 4), ("00169", Band.FIFTIES, 4)
    )
    report = build(Figures(people=persons))
    assert report.wards == ("00166", OTHER_WARDS)
    assert report.ward_lines[1].total == 8


def test_a_lone_small_number_is_hidden_and_none_is_shown_as_none() -> None:
    report = build(Figures(accounts_opened=3, first_filings=0, first_logins=5))
    assert report.accounts_opened is None
    assert report.first_filings == 0
    assert report.first_logins == 5


def test_the_outcome_of_calls_hides_a_small_answer_with_another() -> None:
    outcomes = {HomeOutcome.ALONE: 14, HomeOutcome.WITH_HELP: 6, HomeOutcome.NOT_YET: 2}
    report = build(Figures(outcomes=outcomes))
    assert report.calls == 22
    assert report.outcomes[HomeOutcome.NOT_YET] is None
    assert [*report.outcomes.values()].count(None) == 2


def test_papers_without_a_name_count_for_skills_only() -> None:
    papers = tuple(
        SkillReached(person=Person(who=f"s#{n}"), code="4.2", level=Level.ALONE) for n in range(9)
    )
    report = build(Figures(skills=papers))
    assert report.people == 0
    assert report.skills[0].alone == 9


def test_bands_are_whole_decades() -> None:
    said = {birth: band_of(birth) for birth in ("194", "195", "197", "199", "2012", "")}
    assert said == {
        "194": Band.BEFORE_1950,
        "195": Band.FIFTIES,
        "197": Band.SEVENTIES,
        "199": Band.TO_2000,
        "2012": Band.FROM_2000,
        "": Band.UNKNOWN,
    }
