"""Tickets and the poster: offered where they make sense, recorded as every print is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image, ImageChops

from agent_desk import settings
from agent_desk.commands.desk import keep_setting
from agent_desk.domain.printing import PrintReason
from agent_desk.ids import new_intent
from agent_desk.ui.prints.site_papers import print_poster
from agent_desk.ui.slips import draft_of, print_slip
from tests.devices.test_escpos import rows_of
from tests.documents.reading import picture_of, text_of
from tests.support import desks
from tests.ui.test_official_papers import Counter

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKETS = {"sending_ticket", "bring_ticket", "collect_ticket"}


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    with desks.opened_desk(tmp_path_factory.mktemp("tickets") / "desk") as t:
        yield Counter(t)


def choose_roll(counter: Counter, name: str = "Ticket") -> None:
    keep_setting(counter.t.desk.store, settings.PRINTER_TICKET.key, name)


def seen(job: bytes) -> set[str]:
    rows = rows_of(job)
    dots = Image.frombytes("1", (576, len(rows) // 72), rows)
    found = zxingcpp.read_barcodes(ImageChops.invert(dots).convert("L"))
    return {code.text for code in found}


def test_a_desk_without_a_roll_is_not_asked_about_tickets(counter: Counter) -> None:
    choose_roll(counter, "")
    dossier_id = desks.a_lodged_dossier(counter.t)
    assert not TICKETS & set(counter.offered(dossier_id))


def test_a_lodged_dossier_prints_its_short_receipt_as_dots_that_read(counter: Counter) -> None:
    choose_roll(counter)
    dossier_id = desks.a_lodged_dossier(counter.t)
    assert TICKETS & set(counter.offered(dossier_id)) == {"sending_ticket"}
    printed = print_slip(counter.office, new_intent(), dossier_id, "sending_ticket")
    assert printed.path.suffix == ".bin"
    (digits,) = seen(printed.path.read_bytes())
    assert printed.path.name.startswith(digits)


def test_a_reprint_of_a_ticket_is_another_picture(counter: Counter) -> None:
    choose_roll(counter)
    dossier_id = desks.a_lodged_dossier(counter.t)
    first = print_slip(counter.office, new_intent(), dossier_id, "sending_ticket")
    again = print_slip(
        counter.office, new_intent(), dossier_id, "sending_ticket", PrintReason.SMUDGED
    )
    assert again.print_number == 2
    assert first.path.read_bytes() != again.path.read_bytes()


def test_a_ticket_can_be_looked_at_before_it_is_printed(counter: Counter) -> None:
    choose_roll(counter)
    dossier_id = desks.a_lodged_dossier(counter.t)
    page = picture_of(draft_of(counter.office, dossier_id, "sending_ticket"), dpi=203)
    assert abs(page.width - 640) <= 2
    assert len({code.text for code in zxingcpp.read_barcodes(page)}) == 1


def test_the_poster_says_where_and_when_this_post_office_helps(counter: Counter) -> None:
    store = counter.t.desk.store
    keep_setting(store, settings.SITE_ADDRESS.key, "Số 1 Trung Kính, phường Yên Hòa")
    keep_setting(store, settings.OPEN_HOURS.key, "7:30-17:00, thứ Hai đến thứ Sáu")
    text = text_of(print_poster(counter.office, new_intent()).path.read_bytes())
    assert counter.t.desk.identity.site_name.upper() in text
    assert "Địa chỉ: Số 1 Trung Kính, phường Yên Hòa" in text
    assert "Giờ mở cửa: 7:30-17:00, thứ Hai đến thứ Sáu" in text


def test_the_sending_slip_names_the_address_it_goes_to(counter: Counter) -> None:
    dossier_id = desks.a_lodged_dossier(counter.t)
    printed = print_slip(counter.office, new_intent(), dossier_id, "sending_slip")
    assert "258 Võ Chí Công, phường Tây Hồ" in text_of(printed.path.read_bytes())
