"""Who stands at the counter: found again, recorded new, confirmed, never confused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_desk.commands import citizen
from agent_desk.commands.citizen import ConsentGiven, ConsentMethod, PersonSource, Purpose
from agent_desk.errors import Conflict, NotFound
from agent_desk.ids import CitizenId, VisitId
from agent_desk.queries import citizen as citizen_query
from agent_desk.queries import search
from tests.support.acts import a_citizen, a_visit
from tests.support.contents import counts
from tests.support.desks import a_case, particulars

if TYPE_CHECKING:
    from agent_desk.queries.citizen import CitizenView
    from tests.support.desks import TestDesk


def identify(t: TestDesk, **changes: object) -> tuple[str, bool]:
    done = citizen.identify_citizen(t.desk, t.act(), None, particulars(**changes))
    return done["citizen_id"], done["is_new"] == "yes"


def view(t: TestDesk, citizen_id: str) -> CitizenView:
    with t.desk.store.read() as connection:
        return citizen_query.by_id(connection, citizen_id)


def test_the_same_number_is_the_same_person(t: TestDesk) -> None:
    first, is_new = identify(t)

    assert is_new
    assert identify(t) == (first, False)


def test_nothing_new_about_a_known_person_is_no_new_fact(t: TestDesk) -> None:
    identify(t)
    before = counts(t.desk.store)["facts"]

    identify(t)
    assert counts(t.desk.store)["facts"] == before


def test_a_typed_number_of_somebody_else_is_a_conflict_that_shows_both(t: TestDesk) -> None:
    identify(t)

    with pytest.raises(Conflict, match="scan the card") as caught:
        identify(t, name="Trần Văn Khác", source=PersonSource.TYPED)
    assert (caught.value.ours, caught.value.theirs) == ("Nguyễn Thị Mẫu", "Trần Văn Khác")


def test_a_card_corrects_the_name(t: TestDesk) -> None:
    first, _ = identify(t, name="Nguyen Thi Mau", source=PersonSource.TYPED)

    identify(t)
    assert view(t, first).name == "Nguyễn Thị Mẫu"


def test_a_card_confirms_what_was_typed_before(t: TestDesk) -> None:
    first, _ = identify(t, source=PersonSource.TYPED, unconfirmed=("name", "birth"))
    assert view(t, first).unconfirmed == {"name", "birth"}

    identify(t)
    assert view(t, first).unconfirmed == frozenset()
    assert view(t, first).source == "card"


def test_typing_the_same_again_does_not_unconfirm_the_card(t: TestDesk) -> None:
    first, _ = identify(t)

    identify(t, source=PersonSource.TYPED, unconfirmed=("name", "birth", "address"))
    assert view(t, first).unconfirmed == frozenset()
    assert view(t, first).source == "card"


def test_a_field_typed_differently_is_unconfirmed_and_the_others_stay(t: TestDesk) -> None:
    first, _ = identify(t)

    identify(t, address="Số 9", source=PersonSource.TYPED, unconfirmed=("name", "address"))
    assert view(t, first).unconfirmed == {"address"}


def test_what_was_not_asked_again_stays(t: TestDesk) -> None:
    first, _ = identify(t)

    identify(t, phone="", address="")
    assert view(t, first).phone == "+84912345678"


def test_without_a_number_only_name_and_full_birth_date_find_a_person(t: TestDesk) -> None:
    first, _ = identify(t, number="")

    assert identify(t, number="") == (first, False)
    assert identify(t, number="", birth="1990")[1]
    assert identify(t, number="", birth="1990")[1]
    assert identify(t, number="", name="Nguyễn Thị Mậu")[1]


def test_a_new_phone_is_found_in_the_dossiers_already_here(t: TestDesk) -> None:
    dossier_id = a_case(t)

    identify(t, phone="+84333222111")
    with t.desk.store.read() as connection:
        found = [row.dossier_id for row in search.find(connection, "0333 222 111")]
        gone = search.find(connection, "0912345678")
    assert (found, gone) == ([dossier_id], ())


def test_a_person_of_an_unknown_visit_is_refused(t: TestDesk) -> None:
    with pytest.raises(NotFound, match="F2"):
        citizen.identify_citizen(t.desk, t.act(), VisitId("nowhere"), particulars())
    assert counts(t.desk.store)["citizens"] == 0


@pytest.mark.parametrize("answers", [[True], [False], [False, True], [True, False]])
def test_the_newest_answer_to_a_purpose_counts(t: TestDesk, answers: list[bool]) -> None:
    who, visit_id = a_citizen(t), a_visit(t)
    for given in answers:
        answer = ConsentGiven(
            purpose=Purpose.FILING, given=given, method=ConsentMethod.SIGNED_PAPER
        )
        citizen.record_consents(t.desk, t.act(), who, visit_id, (answer,))

    with t.desk.store.read() as connection:
        assert citizen.has_consent(connection, who, Purpose.FILING) is answers[-1]
        assert not citizen.has_consent(connection, who, Purpose.CARRIAGE)
    assert ("filing" in view(t, CitizenId(who)).consents) is answers[-1]
