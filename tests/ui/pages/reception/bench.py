"""Reception on a real desk: presenter, page and a navigator that remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from agent_desk.catalog.guide import questions_of
from agent_desk.queries import desk as desk_query
from agent_desk.ui.jobs_inline import InlineJobs
from agent_desk.ui.office import LateFinder, Office
from agent_desk.ui.pages.reception.presenter import ReceptionPresenter
from agent_desk.ui.pages.reception.steps import Step
from agent_desk.ui.pages.reception.ways import WAY
from tests.support.desks import TestDesk, a_desk
from tests.support.forms import a_text

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.domain.people import CardReading
    from agent_desk.ui.helped import Helped
    from agent_desk.ui.pages.reception.state import CaseStep
    from agent_desk.ui.slips import Printed
    from agent_desk.ui.tokens import Tone

BORN = {"nks_ngay_sinh": "20/11/2026"}
"""No parent can be younger than the child."""

CARD = "001190000123||Nguyễn Thị Mẫu|01021990|Nữ|Số 1 Phố Mẫu, Cửa Nam, Hoàn Kiếm, Hà Nội|15042021"


@dataclass(slots=True)
class Asked:
    """Stands for the composition root."""

    said: list[tuple[str, Tone]] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    helped: list[Helped] = field(default_factory=list)
    changes: int = 0

    def greet(self, card: CardReading | None) -> None: ...

    def open_case(self, dossier_id: str) -> None: ...

    def open_dossier(self, dossier_id: str) -> None:
        self.opened.append(dossier_id)

    def open_page(self, key: str) -> None:
        self.opened.append(key)

    def help_citizen(self, helped: Helped) -> None:
        self.helped.append(helped)

    def teach_citizen(self, helped: Helped | None) -> None:
        self.opened.append(f"teach {helped.name if helped else ''}")

    def say(self, text: str, tone: Tone) -> None:
        self.said.append((text, tone))

    def something_changed(self) -> None:
        self.changes += 1

    def sync_now(self) -> None: ...

    def hand_to_printer(self, printed: Printed) -> None:
        self.printed.append(printed)

    def show_papers(self, dossier_id: str, key: str = "") -> None:
        self.opened.append(f"papers {dossier_id} {key}")

    def show_print(self, print_id: str) -> None:
        self.opened.append(f"print {print_id}")


@dataclass(slots=True)
class Bench:
    """A desk with Reception at it."""

    t: TestDesk
    office: Office
    asked: Asked
    presenter: ReceptionPresenter

    def sit_down_again(self) -> Bench:
        """Start the program anew on the same store, as after a power cut."""
        return Bench(
            self.t,
            self.office,
            self.asked,
            ReceptionPresenter(self.office, InlineJobs(), self.asked),
        )


def a_bench(folder: Path) -> Bench:
    """Open a desk and its Reception, with work done at once."""
    t = a_desk(folder)
    with t.desk.store.read() as connection:
        clerk = desk_query.clerk_rows(connection)[0]
    office = Office(desk=t.desk, keys=t.keys, clerk=clerk, finder=LateFinder(t.desk.catalog))
    asked = Asked()
    return Bench(t, office, asked, ReceptionPresenter(office, InlineJobs(), asked))


def a_scan_file(folder: Path, name: str = "scan.png", tone: int = 200, width: int = 1600) -> Path:
    """Write a readable page to choose; another tone is another page."""
    page = Image.new("L", (width, width + 600), 250)
    draw = ImageDraw.Draw(page)
    for line in range(12):
        for word in range(9):
            left, top = 200 + word * 130, 300 + line * 110
            draw.rectangle((left, top, left + 80 + (word * line) % 30, top + 26), fill=tone // 4)
    path = folder / name
    page.save(path, "PNG", dpi=(200, 200) if width >= 1600 else (72, 72), compress_level=1)
    return path


def greet_with_card(bench: Bench, phone: str = "0912345678") -> None:
    """Go through citizen and consent."""
    from agent_desk.ui.pages.reception.sitting import Who

    bench.presenter.greet(None)
    bench.presenter.citizen.take_scan(CARD)
    bench.presenter.citizen.leave(Who.SUBMITTER, "phone", phone)
    bench.presenter.go_on()
    for purpose in ("filing", "carriage", "result_delivery", "contact"):
        bench.presenter.consent.answer(purpose, is_given=purpose != "contact")
    bench.presenter.consent.choose_method("signed_paper")
    bench.presenter.go_on()


def answer_plainly(
    bench: Bench, channel: str = "online", eid: str = "co", way: str = "center"
) -> None:
    """Answer every question with the first answer that stays in the procedure."""
    wanted = {"channel": channel, "eid": eid, WAY: way}
    for _ in range(40):
        step = bench.presenter.state.case
        if step is None or not step.question_id:
            return
        key = wanted.get(step.question_id) or _first_that_stays(bench, step)
        bench.presenter.ways.answer(step.question_id, key)


def _first_that_stays(bench: Bench, step: CaseStep) -> str:
    if step.question_id.startswith("how "):
        return step.choices[0].key
    catalog, code = bench.t.desk.catalog, bench.presenter._counter.sitting.procedure_code
    questions = {q.id: q for q in questions_of(catalog.procedure(code), catalog)}
    return next(a.key for a in questions[step.question_id].answers if not a.goto)


def fill_in_forms(bench: Bench) -> None:
    """Give every form of the case what it still lacks, as a clerk would type it."""
    counter, step = bench.presenter._counter, bench.presenter.state.step
    bench.presenter.open_step(Step.FORM)
    for form in counter.forms_of(counter.sitting):
        for number in range(80):
            lacks = form.ask_all()
            if not lacks:
                break
            text = BORN.get(lacks) or a_text(form.form, lacks, number)
            form.edit(lacks, text)
            form.leave(lacks, text)
    bench.presenter.open_step(step)
