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
    r"smart ?otp|ma otp|otp|ma pin|pin code"
    r"|ma (?:xac (?:thuc|nhan|minh)|bao mat|kich hoat|dang nhap|mo khoa)"
    r"|verification code|one.time code|passkey"
)
_LINK = (
    r"(?:(?:la|is|cua|ban|toi|em|anh|chi|ong|ba|co|chu|bac|quy|khach|hang|minh|moi|cu|vneid|zalo"
    r"|dvc|dich|vu|cong|tai|khoan|dien|thoai|app|so|ma|otp|your|my|the|dang|nhap)[ ,]+){0,7}"
)
_SIGN = r" ?(?:[:=]|->|=>|-{1,2}| la\b| is\b) ?"
_VALUE = r"(?=[^ ]*[0-9])[^ ]{4,64}"
_WORDLIKE = r"(?![^ ]*[/])[a-z][^ ]{4,63}"
_NUMBER = r"(?<![0-9/.\-])[0-9]{4,8}(?![0-9/\-]|\.[0-9])"

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
_CODE_THEN_VALUE = _after(_CODE, rf"(?:{_SIGN}| ){_LINK}(?P<value>{_NUMBER})")
_VALUE_THEN_WORD = re.compile(
    rf"(?P<value>{_NUMBER}) ?(?:la |is |= ?|- ?)?(?:the |your )?\b(?:{_KEYWORD}|{_CODE})\b"
)
_DAY = re.compile(r"[0-9]{1,4}(?:[/.\-][0-9]{1,4}){1,2}[.,;]?")


def looks_like_secret(text: str) -> str | None:
    """Say why this text may not be kept, if it seems to hold a password or a one-time code."""
    words = fold(clean(text[:_LONGEST]))
    if any(_holds(pattern, words) for pattern in (_CODE_THEN_VALUE, _VALUE_THEN_WORD)):
        return tr(
            "This looks like a one-time code or PIN. Nobody may write it down or know it, not even "
            "a clerk: delete it here. The citizen types it alone on the own phone."
        )
    patterns = (_KEYWORD_THEN_VALUE, _KEYWORD_SIGN_WORD, _KEYWORD_LINK_VALUE)
    if any(_holds(pattern, words) for pattern in patterns):
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
