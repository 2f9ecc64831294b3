"""Wrapping: no line too wide, nothing lost, nothing cut."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desk.documents.fonts import Face, em_width
from agent_desk.documents.runs import bold, labelled, plain, printable, wrap

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyẾỘỸ1234.,()"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=90), min_size=1, max_size=30)


def said(lines) -> str:
    return " ".join("".join(piece.text for piece in line.pieces) for line in lines)


def squeezed(text: str) -> str:
    return text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, st.floats(40, 400))
def test_no_line_is_wider_than_its_width_and_no_letter_is_lost(first, second, width):
    lines = wrap([bold(" ".join(first) + ": "), plain(" ".join(second))], 10, width)
    assert all(line.width <= width + 1e-6 for line in lines)
    assert squeezed(said(lines)) == squeezed(" ".join(first) + ": " + " ".join(second))


def test_the_width_of_a_line_is_the_sum_of_what_is_drawn():
    (line,) = wrap(labelled("Người gửi", "Bùi Đức Long"), 10, 500)
    parts = em_width("Người gửi: ", Face.BOLD) + em_width("Bùi Đức Long", Face.REGULAR)
    assert abs(line.width - 10 * parts) < 1e-6


def test_a_full_stop_stays_with_the_word_before_it():
    lines = wrap([bold("Trung tâm chưa nhận"), plain(". Hồ sơ")], 10, 10 * 8)
    assert not any(line.pieces[0].text.startswith(".") for line in lines)


def test_a_hard_space_never_breaks():
    lines = wrap([plain("Điện thoại 0912\u00a0345\u00a0678")], 10, 75)
    assert [piece.text for piece in lines[-1].pieces] == ["0912\u00a0345\u00a0678"]


def test_text_that_came_apart_is_put_together_and_invisible_marks_go():
    assert printable(unicodedata.normalize("NFD", "Ỹ Ế")) == "Ỹ Ế"
    assert printable("Bùi\u200b\tĐức\nLong ") == "Bùi Đức Long "


def test_nothing_to_say_is_one_empty_line():
    assert len(wrap([plain("")], 10, 100)) == 1
