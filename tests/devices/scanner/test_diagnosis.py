"""What is wrong with a scanner is said from what became of a known code."""

from __future__ import annotations

import unicodedata

import pytest

from agent_desk.devices.scanner.diagnosis import (
    Trouble,
    diagnose_burst,
    diagnose_line,
    learned_times,
)
from agent_desk.devices.scanner.wedge import Burst, End
from agent_desk.domain.scanner_test import TEXTS, TestCode
from agent_desk.domain.text import fold

DIGITS, KEYS, LETTERS = (TEXTS[code] for code in TestCode)
FRENCH = str.maketrans("1234567890aqzwmAQZWM", "&é\"'(-è_çàqawz,QAWZ?")
VIETNAMESE = str.maketrans("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ")


def seen(text: str, by_place: str | None = None, end: End = End.ENTER, gap: float = 5):
    place = text if by_place is None else by_place
    return diagnose_burst(Burst(text=text, by_place=place, end=end, mean_ms=gap, longest_ms=gap))


@pytest.mark.parametrize("code", TestCode)
def test_a_code_that_arrives_whole_has_no_trouble(code):
    found = seen(TEXTS[code])
    assert (found.code, found.troubles, found.end) == (code, (), End.ENTER)
    assert diagnose_line(TEXTS[code], is_utf8=True).troubles == ()


@pytest.mark.parametrize(
    ("text", "by_place", "trouble"),
    [
        (DIGITS.translate(FRENCH), DIGITS, Trouble.LAYOUT),
        (DIGITS.translate(VIETNAMESE), DIGITS, Trouble.LAYOUT),
        (KEYS.translate(FRENCH), KEYS, Trouble.LAYOUT),
        (KEYS.replace("z", "y").replace("Z", "Y"), None, Trouble.LAYOUT),
        (KEYS.swapcase(), KEYS, Trouble.CAPS_LOCK),
        (KEYS.replace("aa ee oo dd ow uw aw", "â ê ô đ ơ ư ă"), None, Trouble.TELEX),
        (KEYS.replace("a1 a2 a3 a4 a5 a6 d9", "á à ả ã ạ â đ"), None, Trouble.VNI),
        (KEYS[:30], None, Trouble.CUT),
        (DIGITS[:9], None, Trouble.CUT),
        (DIGITS[4:], None, Trouble.CUT),
        (DIGITS + DIGITS, None, Trouble.TWICE),
        (LETTERS[:60], None, Trouble.CUT),
        (fold(LETTERS), None, Trouble.ACCENTS_LOST),
        ("".join(c for c in LETTERS if c.isascii()), None, Trouble.ACCENTS_LOST),
        ("".join(c if c.isascii() else "?" for c in LETTERS), None, Trouble.ACCENTS_LOST),
        (LETTERS.encode().decode("latin-1"), None, Trouble.CHARACTER_SET),
        (LETTERS.encode().decode("cp1252", "replace"), None, Trouble.CHARACTER_SET),
    ],
)
def test_each_trouble_is_told_from_the_others(text, by_place, trouble):
    assert seen(text, by_place).troubles == (trouble,)


def test_letters_written_in_two_parts_are_right():
    assert seen(unicodedata.normalize("NFD", LETTERS)).troubles == ()


def test_a_slow_scanner_without_an_end_has_both_troubles():
    assert seen(DIGITS, end=End.SILENCE, gap=70).troubles == (Trouble.SLOW, Trouble.NO_END)


def test_bytes_of_another_character_set_are_said():
    assert diagnose_line("Nguy¤n", is_utf8=False).troubles == (Trouble.CHARACTER_SET,)


def test_learned_times_leave_room_and_stay_within_bounds():
    assert learned_times([seen(DIGITS, gap=4), seen(KEYS, gap=8)]) == (20, 15)
    assert learned_times([seen(DIGITS, gap=40)]) == (60, 60)
    assert learned_times([seen(DIGITS, gap=900)]) == (150, 100)
    assert learned_times([]) == (20, 15)
