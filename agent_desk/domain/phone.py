"""Phone numbers: read anything pasted, keep E.164, show as people read it aloud."""

from __future__ import annotations

import re

from agent_desk.domain.text import clean
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

_NOISE = re.compile(r"[\s.\-()/]")
_SEVERAL = re.compile(r"(?:\d[\s.\-]*){9,11}[;,/|](?:[\s.\-]*\d){9,11}")
_DOMESTIC_MOBILE = re.compile(r"\+84([35789]\d{8})")
_OLD_MOBILE = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}
"""Mobile prefixes of 11-digit numbers and what replaced them in September 2018."""


def parse_phone(text: str) -> str:
    """Read a phone number as it was typed or pasted: E.164; empty stays empty, which is legal.

    Raises: InvalidInput that says what is wrong with it.
    """
    text = clean(text)
    if not text:
        return ""
    if _SEVERAL.search(text):
        raise _refused(tr("These are two phone numbers. Keep the one the citizen answers."))
    digits = _NOISE.sub("", text)
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise _refused(tr("A phone number has digits only, for example 0912 345 678."))
    national = _national(digits)
    _refuse_old_prefix(national)
    _refuse_mobile_length(national)
    return _normalize(national)


def show_phone(e164: str) -> str:
    """Write a stored number for reading: ``0912 345 678``; foreign ones with their country code."""
    mobile = _DOMESTIC_MOBILE.fullmatch(e164)
    if mobile:
        national = f"0{mobile[1]}"
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    if not e164:
        return ""
    import phonenumbers

    number = phonenumbers.parse(e164)
    style = phonenumbers.PhoneNumberFormat
    is_domestic = number.country_code == 84
    return phonenumbers.format_number(
        number, style.NATIONAL if is_domestic else style.INTERNATIONAL
    )


def mask_phone(e164: str) -> str:
    """Write a stored number so that only its holder knows it: ``0912 ••• 678``."""
    if not e164:
        return ""
    digits = "0" + e164[3:] if e164.startswith("+84") else e164
    return f"{digits[:4]} ••• {digits[-3:]}"


def _normalize(digits: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as error:
        raise _refused(
            tr("This phone number is too short or too long. Ask for it again.")
        ) from error
    if not phonenumbers.is_valid_number(number):
        raise _refused(tr("No network has such a phone number. Ask for it again."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _national(digits: str) -> str:
    """Give a number of this country as it is dialed here; others stay as they are."""
    return re.sub(r"^(?:\+84|0084|84(?=\d{9}))0?", "0", digits)


def _refuse_mobile_length(national: str) -> None:
    """Refuse what begins as a mobile number; the library takes 9 digits for a fixed line."""
    if not re.match(r"0[35789]", national):
        return
    if len(national) < 10:
        raise _refused(tr("This phone number is too short. A mobile number has 10 digits."))
    if len(national) > 10:
        raise _refused(tr("This phone number is too long. A mobile number has 10 digits."))


def _refuse_old_prefix(national: str) -> None:
    new = _OLD_MOBILE.get(national[:4])
    if new and len(national) == 11:
        raise _refused(
            tr(
                "Since 2018 numbers that began with {old} begin with {new}. Change it.",
                old=national[:4],
                new=new,
            )
        )


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, {"phone": message})
