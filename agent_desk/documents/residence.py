"""CT04, CT05, CT06: what the police give for residence in place of Mẫu 01, 02 and 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.receipt_01 import receipt_01_job
from agent_desk.documents.refusal_03 import refusal_03_job
from agent_desk.documents.sheet import print_pdf
from agent_desk.documents.supplement_02 import supplement_02_job

if TYPE_CHECKING:
    from agent_desk.documents.head import PaperSize
    from agent_desk.documents.receipt_01 import Receipt01
    from agent_desk.documents.refusal_03 import Refusal03
    from agent_desk.documents.supplement_02 import Supplement02

CT04, CT05, CT06 = "ct04", "ct05", "ct06"
INSTEAD = {"receipt_01": CT04, "supplement_02": CT05, "refusal_03": CT06}
"""The form of the police by the form that it replaces."""


def render_ct04(receipt: Receipt01, paper: PaperSize) -> bytes:
    """Write CT04, the receipt with the date of return. Raises: NotFound."""
    return print_pdf(receipt_01_job(receipt, paper, CT04))


def render_ct05(request: Supplement02, paper: PaperSize) -> bytes:
    """Write CT05, what to complete. Raises: NotFound."""
    return print_pdf(supplement_02_job(request, paper, CT05))


def render_ct06(refusal: Refusal03, paper: PaperSize) -> bytes:
    """Write CT06, the refusal. Raises: NotFound."""
    return print_pdf(refusal_03_job(refusal, paper, CT06))
