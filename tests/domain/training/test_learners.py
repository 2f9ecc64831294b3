"""Learners: how little is kept, who may agree, who may be one person."""

from __future__ import annotations

import time
from datetime import date

import pytest

from agent_desk.domain.partial_date import PartialDate
from agent_desk.domain.training.learners import (
    GivenBy,
    LearnerConsent,
    LearnerPurpose,
    decade_text,
    may_be_child,
    read_decade,
    require_consents,
    screen_names,
)
from agent_desk.domain.training.likeness import Entry, Why, likely_pairs
from agent_desk.errors import InvalidInput

TODAY = date(2026, 11, 23)
YES = LearnerConsent(purpose=LearnerPurpose.PHOTO, given=True)


def whys(*entries: tuple[str, ...]) -> list[Why]:
    fields = ("name", "birth", "phone", "number_mark")
    found = [
        Entry(learner_id=str(n), **dict(zip(fields, one, strict=False)))
        for n, one in enumerate(entries)
    ]
    return [pair.why for pair in likely_pairs(found)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1950", "195"), ("195x", "195"), ("50", "195"), ("57", "195"), ("50s", "195"),
     ("1957", "195"), ("2012", "2012"), ("12", "2012"), ("2000", "200"), ("", "")],
)  # fmt: skip
def test_only_the_decade_is_kept_unless_the_age_decides(typed: str, kept: str) -> None:
    assert read_decade(typed, TODAY) == kept


@pytest.mark.parametrize("typed", ["1899", "2027", "abc", "5", "19501"])
def test_a_decade_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_decade(typed, TODAY)


def test_a_scanned_birth_date_leaves_a_decade_of_an_adult_and_a_year_of_a_child() -> None:
    assert decade_text(PartialDate(year=1952, month=3, day=5), TODAY) == "195"
    assert decade_text(PartialDate(year=2013, month=3, day=5), TODAY) == "2013"


@pytest.mark.parametrize(
    ("birth", "is_child"),
    [("", False), ("195", False), ("200", False), ("2009", False), ("2010", True), ("201", True)],
)
def test_who_may_be_under_sixteen_is_treated_as_a_child(birth: str, *, is_child: bool) -> None:
    assert may_be_child(birth, TODAY) is is_child


def test_a_child_does_not_agree_alone_but_may_refuse_and_a_parent_may_agree() -> None:
    no = LearnerConsent(purpose=LearnerPurpose.PHOTO, given=False)
    by_mother = LearnerConsent(
        purpose=LearnerPurpose.PHOTO,
        given=True,
        given_by=GivenBy.REPRESENTATIVE,
        representative="Lê Thị Mai",
    )
    assert require_consents((no, by_mother), "2014", TODAY)
    with pytest.raises(InvalidInput) as refused:
        require_consents((YES,), "2014", TODAY)
    assert "representative" in refused.value.field_errors


def test_a_parent_who_agrees_is_named() -> None:
    nameless = LearnerConsent(
        purpose=LearnerPurpose.PHOTO, given=True, given_by=GivenBy.REPRESENTATIVE
    )
    with pytest.raises(InvalidInput):
        require_consents((nameless,), "2014", TODAY)


def test_the_shared_screen_shows_first_names_and_tells_two_of_one_name_apart() -> None:
    names = ("Nguyễn Thị Lan", "Trần Văn Bình", "Lê Lan", "Y")
    assert screen_names(names) == ("Lan 1", "Bình", "Lan 2", "Y")


def test_two_spellings_of_one_name_are_offered_whatever_accents_and_y() -> None:
    assert whys(("Nguyễn Thị Mỹ", "195"), ("nguyen thi mĩ", "")) == [Why.SPELLING]
    assert whys(("Nguyễn Thị Hòa", ""), ("Nguyễn Thi Hoà", "195")) == [Why.SPELLING]


def test_a_slip_of_one_letter_is_offered_but_never_in_the_given_name() -> None:
    assert whys(("Nguyễn Văn Bình", "195"), ("Nguyển Văn Bìnhh", "195")) == []
    assert whys(("Ngyễn Văn Bình", "195"), ("Nguyễn Văn Bình", "195")) == [Why.ONE_LETTER]
    assert whys(("Nguyễn Thị Lan", "195"), ("Nguyễn Thị Loan", "195")) == []
    assert whys(("Lan", ""), ("Loan", "")) == []


def test_a_short_writing_is_offered_only_with_births_that_fit() -> None:
    assert whys(("Nguyễn Thị Lan", "195"), ("Ng. T. Lan", "195")) == [Why.SHORT]
    assert whys(("Nguyễn Thị Lan", "195"), ("Ng. T. Lan", "196")) == []
    assert whys(("Nguyễn Thị Lan", "195"), ("Lan", "195")) == []


def test_the_card_decides_before_the_name() -> None:
    assert whys(("Lan", "", "", "m1"), ("Hoa", "195", "", "m1")) == [Why.SAME_NUMBER]
    assert whys(("Nguyễn Thị Lan", "195", "", "m1"), ("Nguyễn Thị Lan", "195", "", "m2")) == []


def test_one_phone_and_one_given_name_are_one_person_a_family_phone_is_not() -> None:
    phone = "+84912345678"
    assert whys(("Lan", "", phone), ("Nguyễn Thị Lan", "195", phone)) == [Why.SAME_PHONE]
    assert whys(("Lan", "", phone), ("Bình", "", phone)) == []


def test_three_hundred_people_are_compared_in_no_time() -> None:
    names = [("Nguyễn", "Trần", "Lê", "Phạm", "Vũ")[n % 5] + f" Thị Mẫu {chr(97 + n % 26) * 3}"
             for n in range(300)]  # fmt: skip
    begin = time.process_time()
    likely_pairs(Entry(learner_id=str(n), name=name) for n, name in enumerate(names))
    assert time.process_time() - begin < 1.0
