"""The three codes that try a scanner out: digits, what keyboards rewrite, Vietnamese letters."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum

from agent_desk.domain.text import clean, fold


class TestCode(StrEnum):
    """A code of the test sheet, in the order of scanning."""

    __test__ = False  # pytest would take it for tests

    DIGITS = "digits"
    KEYBOARD = "keyboard"
    LETTERS = "letters"


MARK = "AGENTDESK"
PARTS = (
    "zZyYqQaAwWmM",
    "-./:@#;",
    "aa ee oo dd ow uw aw",
    "as af ar ax aj",
    "a1 a2 a3 a4 a5 a6 d9",
)
"""Of the second code: places of letters, signs, Telex, Telex tones, VNI."""
TEXTS = {
    TestCode.DIGITS: "01234567899876543210",
    TestCode.KEYBOARD: "|".join((MARK, *PARTS)),
    TestCode.LETTERS: "|".join(
        (
            MARK + "2",
            "Nguyễn Thị Mẫu",
            "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ ăâêôơưđ",
            "Số 1 Phố Đường Láng, Hà Nội",
            "15082022",
        )
    ),
}


def which_code(*readings: str) -> TestCode:
    """Say which code of the sheet this is most like, however it was damaged."""

    def likeness(code: TestCode) -> float:
        wanted = fold(TEXTS[code])
        return max(
            SequenceMatcher(None, fold(reading), wanted, autojunk=False).ratio()
            for reading in readings
        )

    return max(TestCode, key=likeness)


def is_test_code(text: str) -> bool:
    """Say whether this is a code of the sheet, read right or not quite."""
    plain = clean(text)
    return plain == TEXTS[TestCode.DIGITS] or plain.upper().startswith(MARK)
