"""What must never be written down: passwords, one-time codes and PINs, found before they are kept.

Only what stands beside a word for a secret is refused: numbers, dates and codes by themselves are
the daily bread of a counter.
"""

from __future__ import annotations

import re

from agent_desk.domain.text import clean, fold
from agent_desk.i18n import tr

_LONGEST = 20_000
"""Only so much of a text is read; longer ones are refused as too long wherever they are typed."""

_KEYWORD = r"mat ?khau|password|passwd|passcode|pass ?word|pass|pwd|mk"
_CODE = (
    r"smart ?otp|ma otp|otp|o[ .]t[ .]p|ma pin|pin code|pin(?= ?[:=])"
    r"|ma (?:xac (?:thuc|nhan|minh)|bao mat|kich hoat|dang nhap|mo khoa)"
    r"|verification code|one.time code|passkey"
)
_LINK_WORDS = (
    "la|is|cua|ban|toi|em|anh|chi|ong|ba|co|chu|bac|quy|khach|hang|minh|moi|cu|vneid|zalo"
    "|dvc|dich|vu|cong|tai|khoan|dien|thoai|app|so|ma|otp|your|my|the|dang|nhap"
)
_LINK = rf"(?:(?:{_LINK_WORDS})[ ,:]+){{0,7}}"
_SENT = rf"(?:(?:{_LINK_WORDS}|gui|ve|den|may|vua|nhan|duoc|cho|nhu|sau)[ ,:]+){{1,7}}"
_SIGN = r" ?(?:[:=]|->|=>|-{1,2}| la\b| is\b) ?"
_VALUE = r"(?=[^ ]*[0-9])[^ ]{4,64}"
_WORDLIKE = r"(?![^ ]*[/])[a-z][^ ]{4,63}"
_MORE = r"(?![ .\-]?[0-9]|/| ?(?:mah|mb|gb|%))"
_NUMBER = rf"(?<![0-9/.\-])[0-9](?:[ .\-]?[0-9]){{3,7}}{_MORE}"
_LONG_NUMBER = rf"(?<![0-9/.\-])[0-9](?:[ .\-]?[0-9]){{4,7}}{_MORE}"

_PLAIN_WORDS = (
    "quen chua khong cua khach vneid zalo citizen forgot unknown duoc phai moi dang theo trong "
    "nhung nguoi thoai nhieu nay"
)
_NO_VALUE = frozenset(_PLAIN_WORDS.split())


def _after(word: str, what: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{word})\b{what}")


_KEYWORD_THEN_VALUE = _after(_KEYWORD, rf"(?:{_SIGN}| )(?P<value>{_VALUE})")
_KEYWORD_SIGN_WORD = _after(_KEYWORD, rf" ?[:=] ?(?P<value>{_WORDLIKE})")
_KEYWORD_LINK_VALUE = _after(_KEYWORD, rf" {_LINK}(?:{_SIGN}|la |is )?(?P<value>{_VALUE})")
_KEYWORD_NAMED_VALUE = _after(_KEYWORD, rf"(?: [a-z]+){{1,3}} ?[:=] ?(?P<value>{_VALUE})")
_KEYWORD_LONG_WORD = _after(_KEYWORD, r"(?: la | is )(?P<value>[a-z]{9,64})")
_CODE_SENT_VALUE = _after(_CODE, rf" {_SENT}(?P<value>{_LONG_NUMBER})")
_CODE_THEN_VALUE = _after(_CODE, rf"(?:{_SIGN}| ){_LINK}(?P<value>{_NUMBER})")
_VALUE_THEN_WORD = re.compile(
    rf"(?P<value>(?!(?:19|20)[0-9]{{2}} [a-z]){_NUMBER}) ?(?:la |is |= ?|- ?)?(?:the |your )?"
    rf"\b(?:{_KEYWORD}|{_CODE})\b"
)
_CODES = (_CODE_THEN_VALUE, _CODE_SENT_VALUE, _VALUE_THEN_WORD)
_PASSWORDS = (
    _KEYWORD_THEN_VALUE,
    _KEYWORD_SIGN_WORD,
    _KEYWORD_LINK_VALUE,
    _KEYWORD_NAMED_VALUE,
    _KEYWORD_LONG_WORD,
)
_DAY_MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])[/.\-](?:0?[1-9]|1[0-2])"
_DAY = re.compile(
    rf"(?:{_DAY_MONTH}(?:[/.\-](?:[0-9]{{2}}){{1,2}})?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[.,;]?"
)


def looks_like_secret(text: str) -> str | None:
    """Say why this text may not be kept, if it seems to hold a password or a one-time code."""
    words = fold(clean(text[:_LONGEST]))
    if any(_holds(pattern, words) for pattern in _CODES):
        return tr(
            "This looks like a one-time code or PIN. Nobody may write it down or know it, not even "
            "a clerk: delete it here. The citizen types it alone on the own phone."
        )
    if any(_holds(pattern, words) for pattern in _PASSWORDS):
        return tr(
            "This looks like a password. Nobody may write it down or know it, not even a clerk: "
            "delete it here. The citizen types it alone."
        )
    return None


def _holds(pattern: re.Pattern[str], words: str) -> bool:
    return any(_is_secret(match["value"]) for match in pattern.finditer(words))


def _is_secret(value: str) -> bool:
    """Say whether it can be a secret: a date or a plain word about passwords is none."""
    bare = value.strip(".,;:!?()\"'")
    return not (_DAY.fullmatch(value) or bare in _NO_VALUE) and len(bare) >= 4
