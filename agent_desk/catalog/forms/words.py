"""Numbers and dates in Vietnamese words, as papers ask for them beside the digits."""

from __future__ import annotations

from agent_desk.domain.partial_date import PartialDate

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_STEPS = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ")


def number_words(number: int) -> str:
    """Write a whole number from 0 below 10^15: ``hai nghìn không trăm hai mươi sáu``."""
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    said = []
    for place in reversed(range(len(groups))):
        if groups[place]:
            is_first = place == len(groups) - 1
            said.append(_hundreds(groups[place], is_first=is_first) + _STEPS[place])
    return " ".join(said)


def money_words(amount_vnd: int) -> str:
    """Write an amount as it stands beside its digits: ``Năm mươi triệu đồng``."""
    words = f"{number_words(amount_vnd)} đồng"
    return words[:1].upper() + words[1:]


def date_words(iso: str) -> str:
    """Write a stored date: ``Ngày mùng năm, tháng …``; what is unknown is left out.

    Raises: ValueError if it is no date.
    """
    found = PartialDate.from_iso(iso)
    parts = []
    if found.day is not None:
        prefix = "mùng " if found.day <= 10 else ""
        parts.append(f"ngày {prefix}{number_words(found.day)}")
    if found.month is not None:
        month = "tư" if found.month == 4 else number_words(found.month)
        parts.append(f"tháng {month}")
    parts.append(f"năm {number_words(found.year)}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _hundreds(number: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if is_first and not hundreds:
        return _tens(rest, after_hundred=False)
    words = f"{_DIGITS[hundreds]} trăm"
    return f"{words} {_tens(rest, after_hundred=True)}" if rest else words


def _tens(number: int, *, after_hundred: bool) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return f"linh {_DIGITS[ones]}" if after_hundred else _DIGITS[ones]
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not ones:
        return words
    if ones == 1 and tens > 1:
        return f"{words} mốt"
    if ones == 5:
        return f"{words} lăm"
    return f"{words} {_DIGITS[ones]}"
