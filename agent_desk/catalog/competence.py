"""Which office decides a case: the procedure's rule, the day, and the places of its people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent_desk.catalog.spec import Confidence, value_on
from agent_desk.domain.dossier import Channel
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.catalog.rules import Rule
    from agent_desk.catalog.spec import Period, Procedure
    from agent_desk.catalog.wards import Ward

NOTHING: Mapping[str, str] = {}


class Level(StrEnum):
    """What kind of body decides."""

    COMMUNE = "commune"
    COMMUNE_POLICE = "commune_police"
    PROVINCE = "province"
    PROVINCE_POLICE = "province_police"
    INSURANCE = "insurance"
    LAND = "land"
    SCHOOL = "school"
    UTILITY = "utility"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that may decide, e.g. the father's residence, and the question that asks for it."""

    id: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRule:
    """Who decides in some cases and for some time.

    Any one of ``places`` decides; ``otherwise`` counts only where none of them exists.
    ``is_anywhere``: every office of this kind will do. ``office`` names it, with ``{ward}`` and
    ``{province}`` filled in; empty where only the procedure's own wording is known.
    """

    rule: Rule
    level: Level
    is_anywhere: bool
    places: tuple[Place, ...]
    otherwise: tuple[Place, ...]
    office: str
    confidence: Confidence
    valid: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The competent office, as far as the places known so far decide it.

    ``ward_code`` and ``province_code`` are None, and ``is_in_hanoi`` too, until a place decides;
    ``name`` is then the procedure's own wording. ``questions`` are the places still to ask for:
    one answer is enough. ``notes`` say what follows for the way to file.
    """

    name: str
    level: Level
    ward_code: str | None = None
    province_code: str | None = None
    is_in_hanoi: bool | None = None
    place_id: str = ""
    questions: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The places known in a case, by id: a ward, or None where there is no such place.

    ``desk`` is the ward of the desk: the office next door, where any will do.
    """

    wards: Mapping[str, Ward | None]
    desk: Ward | None = None


NOWHERE = Whereabouts(wards={})
"""Nothing is known yet."""


def office_for(
    procedure: Procedure,
    places: Whereabouts,
    on: date,
    *,
    answers: Mapping[str, str] = NOTHING,
) -> Office:
    """Say which office decides on this day; a place in Hanoi goes before one outside.

    Nobody is asked to prove that an old and a new name are the same place.
    """
    rule = _rule_on(procedure, on, answers)
    if rule is None:
        return Office(name=procedure.office_on(on), level=Level.SEVERAL)
    if rule.is_anywhere:
        return _any_office(procedure, rule, places.desk, on)
    asked = _deciding(rule, places)
    decided = _decided(asked, places)
    open_places = tuple(place for place in asked if place.id not in places.wards)
    ward = places.wards[decided.id] if decided else None
    if decided is None or ward is None:
        return Office(
            name=procedure.office_on(on),
            level=rule.level,
            questions=open_places,
            notes=_sureness(rule),
            confidence=rule.confidence,
        )
    return Office(
        name=rule.office.format(ward=ward.in_sentence, province=ward.province_in_sentence),
        level=rule.level,
        ward_code=ward.code,
        province_code=ward.province_code,
        is_in_hanoi=ward.is_in_hanoi,
        place_id=decided.id,
        questions=() if ward.is_in_hanoi else open_places,
        notes=(*_way(procedure, rule, ward, places.desk), *_sureness(rule)),
        confidence=rule.confidence,
    )


def _rule_on(procedure: Procedure, on: date, answers: Mapping[str, str]) -> CompetenceRule | None:
    return value_on((rule for rule in procedure.competence if rule.rule.holds(answers)), on)


def _any_office(procedure: Procedure, rule: CompetenceRule, desk: Ward | None, on: date) -> Office:
    """Name the office next to the desk; without one, the wording that says any will do."""
    if desk is None or not rule.office:
        name, ward_code, province_code = procedure.office_on(on), None, None
    else:
        name = rule.office.format(ward=desk.in_sentence, province=desk.province_in_sentence)
        ward_code, province_code = desk.code, desk.province_code
    return Office(
        name=name,
        level=rule.level,
        ward_code=ward_code,
        province_code=province_code,
        is_in_hanoi=desk.is_in_hanoi if desk else None,
        notes=(tr("Any office of this kind may do it; the place of residence does not count."),),
        confidence=rule.confidence,
    )


def _deciding(rule: CompetenceRule, places: Whereabouts) -> tuple[Place, ...]:
    """Give the places that count: the second choice only where no first one exists."""
    ids = [place.id for place in rule.places]
    none_exists = all(each in places.wards and places.wards[each] is None for each in ids)
    return rule.otherwise if rule.otherwise and none_exists else rule.places


def _decided(asked: tuple[Place, ...], places: Whereabouts) -> Place | None:
    known = [(place, places.wards.get(place.id)) for place in asked]
    here = (place for place, ward in known if ward is not None and ward.is_in_hanoi)
    anywhere = (place for place, ward in known if ward is not None)
    return next(here, None) or next(anywhere, None)


def _way(
    procedure: Procedure, rule: CompetenceRule, ward: Ward, desk: Ward | None
) -> tuple[str, ...]:
    """Say what the place of the office means for the way to file."""
    if not ward.is_in_hanoi:
        return (_way_out(procedure, ward),)
    if rule.level is Level.COMMUNE and desk is not None and desk.code != ward.code:
        return (tr("Any point of the center in the city receives it; this office decides."),)
    return ()


def _way_out(procedure: Procedure, ward: Ward) -> str:
    if Channel.ONLINE not in procedure.channels:
        return tr(
            "The office is in {province}: the citizen goes there.",
            province=ward.province_in_sentence,
        )
    if Channel.POST not in procedure.channels:
        return tr(
            "The office is in {province}: file online to it.", province=ward.province_in_sentence
        )
    return tr(
        "The office is in {province}: file online to it; forwarding the paper is second best.",
        province=ward.province_in_sentence,
    )


def _sureness(rule: CompetenceRule) -> tuple[str, ...]:
    if rule.confidence is not Confidence.LOW:
        return ()
    return (tr("Which office decides is not sure: call the one-stop desk to confirm."),)
