"""Who pays for the way home of a result: decided by rule, with the evidence for it.

There is no price here and no field for one: where the city does not pay, the citizen pays the
postal operator its own published price, outside this program.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.reference import parse_official_code
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class Payer(StrEnum):
    """Who pays the postal operator."""

    CITY = "city"
    CITIZEN = "citizen"


class Why(StrEnum):
    """What decided it."""

    ENTITLED = "entitled"
    ON_PAPER = "on_paper"
    NOT_IN_FORCE = "not_in_force"
    OTHER_AUTHORITY = "other_authority"
    AUTHORITY_UNKNOWN = "authority_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """How a dossier was filed: what the rule looks at, and what proves it."""

    reference: str
    channel: str
    way: str
    filed_on: date | None
    official_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One resolution: from when until when (both included), for which channels and authorities.

    ``agency_parts`` are parts of an official code that name the authority's province.
    """

    name: str
    valid_from: date
    valid_to: date | None
    channels: frozenset[str]
    agency_parts: frozenset[str]

    def covers(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """Who pays, why, under which rule, and what proves it to whoever reimburses."""

    payer: Payer
    why: Why
    rule: str
    evidence: Mapping[str, str]


def decide(filing: Filing, rules: tuple[Rule, ...]) -> Entitlement:
    """Decide who pays for the return by post. Source: NQ 77/2025/NQ-HĐND; rules 6.6.

    What is not proved is not claimed: without a code of the state nobody can show the authority.
    """
    in_force = [
        rule for rule in rules if filing.filed_on is not None and rule.covers(filing.filed_on)
    ]
    named = in_force[0].name if in_force else ""
    evidence = {
        "reference": filing.reference,
        "channel": filing.channel,
        "way": filing.way,
        "filed_on": filing.filed_on.isoformat() if filing.filed_on else "",
        "official_code": filing.official_code,
        "rule": named,
    }
    why = _why(filing, in_force)
    payer = Payer.CITY if why is Why.ENTITLED else Payer.CITIZEN
    return Entitlement(payer=payer, why=why, rule=named, evidence=evidence)


def _why(filing: Filing, in_force: list[Rule]) -> Why:
    if filing.channel != "online":
        return Why.ON_PAPER
    of_channel = [rule for rule in in_force if filing.channel in rule.channels]
    if not of_channel:
        return Why.NOT_IN_FORCE
    agency = parse_official_code(filing.official_code).agency
    if agency is None:
        return Why.AUTHORITY_UNKNOWN
    parts = set(agency.split("."))
    if any(parts & rule.agency_parts for rule in of_channel):
        return Why.ENTITLED
    return Why.OTHER_AUTHORITY


def say_why(why: Why) -> str:
    """Say in a sentence who pays and why."""
    return {
        Why.ENTITLED: tr("Free for the citizen: filed online with an authority of Hanoi."),
        Why.ON_PAPER: tr(
            "Filed on paper, so the city does not pay. The citizen pays the post its own price."
        ),
        Why.NOT_IN_FORCE: tr(
            "No resolution of the city was in force on the day of filing. The citizen pays the "
            "post its own price."
        ),
        Why.OTHER_AUTHORITY: tr(
            "The authority is not one of Hanoi. The citizen pays the post its own price."
        ),
        Why.AUTHORITY_UNKNOWN: tr(
            "There is no official code yet, so nobody can prove the authority. Wait for it, or "
            "the citizen pays the post its own price."
        ),
    }[why]


def read_rules(text: str | bytes) -> tuple[Rule, ...]:
    """Read the table of resolutions. Raises: InvalidInput if it cannot be used."""
    try:
        return tuple(
            Rule(
                name=str(raw["id"]),
                valid_from=date.fromisoformat(raw["valid_from"]),
                valid_to=date.fromisoformat(raw["valid_to"]) if raw["valid_to"] else None,
                channels=frozenset(raw["channels"]),
                agency_parts=frozenset(raw["agency_parts"]),
            )
            for raw in json.loads(text)["rules"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            tr("The table of entitlements cannot be read. Get it again from the center.")
        ) from error


@cache
def bundled_rules() -> tuple[Rule, ...]:
    """Read the table that came with the program."""
    return read_rules((paths.resources() / "reference" / "entitlements.json").read_bytes())
