"""What is printed is read again: by zbarimg, at 200 dpi and from a photo held askew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.office_papers import PAPERS
from tests.documents.photographed import codes_by_zbar, framed, held_askew
from tests.documents.reading import picture_of
from tests.documents.samples import a_reference
from tests.documents.test_tickets import TICKETS

if TYPE_CHECKING:
    from PIL import Image

LAYOUTS = ("handover_minutes", "bag_label", "delivery_label", "emergency_slips")
"""One paper for each way in which codes are laid out; the others share these parts."""
SEEN = {"as printed": lambda picture: picture, "held askew": held_askew}


@pytest.mark.parametrize("how", sorted(SEEN))
def test_the_codes_of_the_office_papers_are_read(how):
    papers = {name: PAPERS[name] for name in LAYOUTS}
    pictures = {
        name: SEEN[how](_seen_part(name, picture_of(paper.ordinary(), dpi=200)))
        for name, paper in papers.items()
    }
    assert codes_by_zbar(pictures) == {name: set(paper.reads) for name, paper in papers.items()}


@pytest.mark.parametrize("how", sorted(SEEN))
def test_the_codes_of_tickets_are_read(how):
    pictures = {name: SEEN[how](make().to_image().convert("L")) for name, make in TICKETS.items()}
    assert codes_by_zbar(pictures) == {name: {a_reference()} for name in TICKETS}


def _seen_part(name: str, picture: Image.Image) -> Image.Image:
    return picture if "label" in name else framed(picture)
