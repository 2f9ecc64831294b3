"""One person's fields: read on leaving, warned about, turned into particulars. No store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desk.commands.citizen import Particulars, PersonSource
from agent_desk.domain.partial_date import PartialDate, parse_birth
from agent_desk.domain.people import (
    CitizenNumber,
    Sex,
    clean_name,
    cross_check,
    parse_number,
    say_doubt,
    show_number,
    suggest_name,
)
from agent_desk.domain.phone import parse_phone, show_phone
from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr
from agent_desk.ui.pages.reception.sitting import FIELDS, PersonForm, Source, Who

if TYPE_CHECKING:
    from datetime import date

    from agent_desk.domain.people import CardReading
    from agent_desk.queries.citizen import CitizenView

ADULT_YEARS = 18
LEAST_YEARS = 14
"""Below this age nobody files alone: a guardian does. Source: rules 7.1, Civil Code art. 21."""


def tidy(field: str, text: str, today: date) -> str:
    """Give the text of a field as it is shown once left; empty stays empty.

    Raises: InvalidInput that says what is wrong.
    """
    text = clean(text)
    if not text:
        return ""
    match field:
        case "name":
            return clean_name(text)
        case "number":
            return show_number(parse_number(text))
        case "birth":
            return str(parse_birth(text, today))
        case "phone":
            return show_phone(parse_phone(text))
    return text


def with_field(form: PersonForm, field: str, text: str) -> PersonForm:
    """Put a text into a field; typing into it confirms what the card reader gave."""
    if getattr(form, field) == text:
        return form
    left = tuple(name for name in form.unconfirmed if name != field)
    sources = {**form.sources, field: Source.CLERK}
    return replace(_with_text(form, field, text), unconfirmed=left, sources=sources)


def _with_text(form: PersonForm, field: str, text: str) -> PersonForm:
    texts = {name: getattr(form, name) for name in (*FIELDS, "sex")}
    return PersonForm(
        **{**texts, field: text},
        from_card=form.from_card,
        unconfirmed=form.unconfirmed,
        sources=form.sources,
    )


def of_card(card: CardReading, form: PersonForm) -> PersonForm:
    """Fill a form from a card; the phone is kept if it is the same person.

    Name and address come through a scanner that a keyboard program may have rewritten.
    """
    number = show_number(card.number)
    is_same = form.number in ("", number)
    sources: dict[str, str] = dict.fromkeys(("name", "number", "birth", "sex"), Source.CARD)
    sources |= {"address": Source.CARD} if card.address else {}
    if is_same and form.phone:
        sources["phone"] = form.sources.get("phone", Source.CLERK)
    return PersonForm(
        name=card.name,
        number=number,
        birth=str(card.birth),
        sex=card.sex.value,
        address=card.address,
        phone=form.phone if is_same else "",
        from_card=True,
        unconfirmed=() if card.is_exact else _read_letters(card),
        sources=sources,
    )


def _read_letters(card: CardReading) -> tuple[str, ...]:
    return tuple(field for field in ("name", "address") if getattr(card, field))


def of_known(known: CitizenView) -> PersonForm:
    """Fill a form from what this desk knows."""
    return PersonForm(
        name=known.name,
        number=show_number(known.number) if known.number else "",
        birth=str(PartialDate.from_iso(known.birth)) if known.birth else "",
        sex=known.sex,
        address=known.address,
        phone=show_phone(known.phone) if known.phone else "",
        from_card=known.source == PersonSource.CARD.value,
        unconfirmed=tuple(sorted(known.unconfirmed)),
        sources=dict.fromkeys((*FIELDS, "sex"), Source.BEFORE),
    )


def filled_up(form: PersonForm, known: CitizenView) -> PersonForm:
    """Fill only the empty fields from what this desk knows.

    A name without accents, as on the back of a card, gives way to the same name with its accents.
    """
    ours = of_known(known)
    is_bare = (
        "name" in form.unconfirmed
        and form.name.isascii()
        and not ours.name.isascii()
        and fold(form.name) == fold(ours.name)
    )
    empty = {
        name: getattr(ours, name)
        for name in (*FIELDS, "sex")
        if getattr(ours, name) and (not getattr(form, name) or (name == "name" and is_bare))
    }
    left = tuple(
        f for f in form.unconfirmed if f != "name" or not is_bare or "name" in ours.unconfirmed
    )
    sources = {**form.sources, **dict.fromkeys(empty, Source.BEFORE)}
    return replace(form, **empty, unconfirmed=left, sources=sources)


def errors_of(form: PersonForm, who: Who, today: date) -> dict[str, str]:
    """Say what stops this form, keyed ``who.field``; warnings are not errors."""
    errors: dict[str, str] = {}
    for field in FIELDS:
        try:
            tidy(field, getattr(form, field), today)
        except InvalidInput as error:
            errors[f"{who}.{field}"] = error.message
    if not clean(form.name):
        errors[f"{who}.name"] = tr("Type the name as it is written on the card.")
    if who is Who.SUBMITTER and _is_younger(form, LEAST_YEARS, today):
        errors[f"{who}.birth"] = tr(
            "Under 14 nobody may file. Take down the parent or guardian here, and the child under "
            "“On behalf of somebody else”."
        )
    return errors


def warnings_of(
    form: PersonForm, who: Who, today: date, *, is_dead: bool = False
) -> tuple[str, ...]:
    """Say what looks wrong and is worth a look; never blocks.

    ``is_dead``: the death of this person was filed at this desk.
    """
    number, born = _number(form), _born(form, today)
    found = [tr("A death was filed here for this person. Ask what happened.")] * is_dead
    if number is not None:
        sex = Sex(form.sex) if form.sex else None
        found += [say_doubt(doubt) for doubt in cross_check(number, sex, born)]
    is_teenager = _is_younger(form, ADULT_YEARS, today) and not _is_younger(
        form, LEAST_YEARS, today
    )
    if who is Who.SUBMITTER and is_teenager:
        found.append(tr("Under 18: usually a parent or guardian files. Ask who came along."))
    return tuple(found)


def _is_younger(form: PersonForm, years: int, today: date) -> bool:
    born = _born(form, today)
    return born is not None and born.is_at_least(years, today) is False


def suggested_name(form: PersonForm) -> str:
    """Give a spelling with capitals to offer, empty if there is none."""
    try:
        return suggest_name(clean_name(form.name)) or ""
    except InvalidInput:
        return ""


def particulars(form: PersonForm, today: date) -> Particulars:
    """Turn a form into what commands take. Raises: InvalidInput."""
    number = parse_number(form.number) if clean(form.number) else ""
    return Particulars(
        number=number,
        name=clean_name(form.name),
        birth=parse_birth(form.birth, today).iso if clean(form.birth) else "",
        sex=form.sex,
        address=clean(form.address),
        phone=parse_phone(form.phone),
        source=PersonSource.CARD if form.from_card else PersonSource.TYPED,
        unconfirmed=form.unconfirmed,
    )


def tidied(form: PersonForm, today: date) -> PersonForm:
    """Bring every field into form, as leaving it does. Raises: InvalidInput."""
    for field in FIELDS:
        form = _with_text(form, field, tidy(field, getattr(form, field), today))
    return form


def number_of(form: PersonForm) -> str:
    """Give the 12 digits, empty while they are not right."""
    return _number(form) or ""


def _number(form: PersonForm) -> CitizenNumber | None:
    try:
        return parse_number(form.number) if form.number else None
    except InvalidInput:
        return None


def _born(form: PersonForm, today: date) -> PartialDate | None:
    try:
        return parse_birth(form.birth, today) if form.birth else None
    except InvalidInput:
        return None
