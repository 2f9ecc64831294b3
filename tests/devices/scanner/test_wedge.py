"""A scanner's burst and a person's typing are never taken for each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.devices.scanner.scan_keys import scan_code_of, us_character
from agent_desk.devices.scanner.wedge import (
    End,
    Stroke,
    StrokeKind,
    Timing,
    WedgeDetector,
)
from tests.devices.scanner.strokes import Widget, key, typed

CARD = "001190000123||Nguyen Thi Mau|01021990|Nu|So 1 Pho Mau, Ha Noi|15082022"
CODES = st.text("0123456789ABCXYZabc|-./ ", min_size=6, max_size=60).filter(
    lambda text: text[0] != " "
)


def scanned(text: str, gap: float = 5, *, is_entry: bool = True, before: str = "") -> Widget:
    widget = Widget(WedgeDetector(), is_entry=is_entry, text=before)
    widget.press(typed(text, gap))
    widget.rest()
    return widget


@settings(max_examples=60, deadline=None)
@given(data=st.data(), is_entry=st.booleans())
def test_what_a_person_types_is_never_a_scan_and_always_arrives(data, is_entry):
    text = data.draw(st.text("abcdeABC0123456789 |-\r\t\b", min_size=1, max_size=40))
    gaps = data.draw(st.lists(st.floats(31, 400), min_size=len(text) - 1, max_size=len(text) - 1))
    widget, plain = Widget(WedgeDetector(), is_entry=is_entry), ""
    widget.press(typed(text, gaps))
    widget.rest()
    for char in text:
        plain = plain[:-1] if char == "\b" else plain + char
    assert (widget.bursts, widget.text) == ([], plain)
    assert widget.latest_ms <= 6 * 30 + 50


@settings(max_examples=60, deadline=None)
@given(data=st.data(), text=CODES, is_entry=st.booleans(), end=st.sampled_from(["\r", "\t", ""]))
def test_every_burst_of_a_scanner_is_a_scan_and_leaves_nothing(data, text, is_entry, end):
    count = len(text + end)
    gaps = data.draw(st.lists(st.floats(2, 30), min_size=count - 1, max_size=count - 1))
    widget = Widget(WedgeDetector(), is_entry=is_entry, text="before")
    widget.press(typed(text + end, gaps))
    widget.rest()
    assert [burst.text for burst in widget.bursts] == [text]
    assert widget.bursts[0].end is {"\r": End.ENTER, "\t": End.TAB, "": End.SILENCE}[end]
    assert widget.text == "before"


@settings(max_examples=40, deadline=None)
@given(gaps=st.lists(st.floats(51, 400), min_size=12, max_size=12))
def test_outside_an_entry_no_key_waits_longer_than_one_gap(gaps):
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press(typed("a1b2 c3d4e5f6", gaps))
    widget.rest()
    assert widget.latest_ms <= Timing().gap_ms + 0.001
    assert widget.text == "a1b2 c3d4e5f6"


def test_a_space_that_ticks_a_row_is_not_kept_back():
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press([key(1000, " ")])
    assert widget.text == " "


def test_the_enter_after_a_code_and_a_line_feed_behind_it_press_nothing():
    widget = scanned("001022611230147\r\r\t", is_entry=False)
    assert widget.text == ""
    assert [burst.end for burst in widget.bursts] == [End.ENTER]


def test_enter_and_tab_of_a_person_pass_at_once():
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press([key(1000, "\r"), key(1005, "\t"), key(1010, "\r")])
    assert widget.text == "\r\t\r"


def test_two_codes_in_a_row_are_two_scans():
    widget = scanned("001022611230147\r001022611230253\r", is_entry=False)
    assert [burst.text for burst in widget.bursts] == ["001022611230147", "001022611230253"]


def test_a_code_right_behind_a_burst_without_an_end_is_a_scan_of_its_own():
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press([*typed("12345678", 5), *typed("87654321\r", 5, start_ms=1200)])
    assert [burst.text for burst in widget.bursts] == ["12345678", "87654321"]


def test_a_pause_within_a_burst_does_not_cut_it():
    widget = Widget(WedgeDetector(), is_entry=True)
    widget.press([*typed(CARD[:40], 5), *typed(CARD[40:] + "\r", 5, start_ms=1295)])
    assert [burst.text for burst in widget.bursts] == [CARD]


def test_a_few_quick_keys_are_typing():
    assert scanned("12345\r", gap=3).text == "12345\r"


def test_a_key_held_down_is_typing():
    widget = Widget(WedgeDetector(), is_entry=False)
    held = [Stroke(at_ms=t, kind=StrokeKind.CHARACTER, text="x", is_repeat=t > 0) for t in range(9)]
    widget.press(held)
    widget.rest()
    assert (widget.text, widget.bursts) == ("x" * 9, [])


def test_digits_are_read_by_the_place_of_their_keys():
    french = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
    strokes = [
        Stroke(at_ms=s.at_ms, kind=s.kind, text=french.get(s.text, s.text), scan_code=s.scan_code)
        for s in typed("001022611230147\r", 5)
    ]
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press(strokes)
    assert widget.bursts[0].readings == (
        "àà&àéé-&&éèà&'è".replace("èà&'è", "\"à&'è"),
        "001022611230147",
    )


def test_a_keyboard_program_that_takes_letters_back_is_followed():
    # UniKey: the second E is eaten, then Backspace and Ê come at once.
    widget = Widget(WedgeDetector(), is_entry=True, text="x")
    widget.press(typed("E\bÊ123456785VN\r", 4))
    assert (widget.text, widget.bursts[0].text) == ("x", "Ê123456785VN")


@pytest.mark.parametrize("written", ["uyễn", "Việt Nam, Hà Nội"])
def test_what_a_keyboard_program_puts_in_for_a_person_is_typing(written):
    widget = Widget(WedgeDetector(), is_entry=True)
    rewritten = "\b\b" + written
    widget.press([key(500, "v"), key(650, "n"), *typed(rewritten, 1)])
    widget.rest()
    assert (widget.text, widget.bursts) == (written, [])


def test_composed_text_counts_once():
    strokes = [
        Stroke(at_ms=1000 + 6 * n, kind=StrokeKind.COMPOSING, text=text)
        for n, text in enumerate(["N", "Ng", "Ngu", "Nguy", "Nguyê", "Nguyễ", "Nguyễn"])
    ]
    widget = Widget(WedgeDetector(), is_entry=False)
    widget.press([*strokes, key(1045, "1"), Stroke(at_ms=1050, kind=StrokeKind.ENTER)])
    assert widget.bursts[0].text == "1"  # what was held and not given is gone with the next key
    widget.press(
        [*strokes[:0], *(Stroke(at_ms=s.at_ms + 900, kind=s.kind, text=s.text) for s in strokes)]
    )
    widget.rest()
    assert widget.bursts[1].text == "Nguyễn"


def test_every_character_of_a_us_keyboard_is_found_by_its_place():
    for char in "0123456789abcxyzABCXYZ|-./@#:;,_+ ":
        code = scan_code_of(char)
        assert char in {us_character(code, is_shifted=shift) for shift in (False, True)}
    assert us_character(0, is_shifted=False) == ""


def test_a_slow_scanner_is_read_with_times_of_its_own():
    detector = WedgeDetector(Timing(gap_ms=110, mean_ms=80, silence_ms=200, least=10))
    widget = Widget(detector, is_entry=False)
    widget.press(typed("001022611230147\r", 70))
    assert widget.bursts[0].text == "001022611230147"
