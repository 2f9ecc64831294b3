"""The report of sessions as tables of the screen. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date
from agent_desk.domain.training.home_calls import say_outcome
from agent_desk.domain.training.report import OTHER_WARDS, UNKNOWN, Band
from agent_desk.i18n import tr
from agent_desk.ui.table_rows import Table, TableCell, TableRow
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.documents.training_tables import Names, Told
    from agent_desk.domain.training.report import Shown, TrainingReport


def summary(report: TrainingReport) -> Table:
    """Give the figures that stand for themselves."""
    lines = (
        ("session_count", tr("Classes held"), report.session_count),
        ("attendances", tr("Visits"), report.attendances),
        ("people", tr("People who agreed to be counted"), report.people),
        ("new", tr("– for the first time"), report.new),
        ("returning", tr("– who came before"), report.returning),
        ("quick", tr("Lessons of five minutes at the counter"), report.quick_lessons),
        ("accounts", tr("Opened a VNeID account afterwards"), report.accounts_opened),
        ("logins", tr("First login to the portal afterwards"), report.first_logins),
        ("filings", tr("First online filing afterwards"), report.first_filings),
    )
    rows = [TableRow(key=key, title=title, cells=(_cell(n),)) for key, title, n in lines]
    rows += [
        TableRow(key=outcome.value, title=_after(say_outcome(outcome)), cells=(_cell(number),))
        for outcome, number in report.outcomes.items()
    ]
    return Table(head=tr("What"), columns=(tr("Count"),), rows=tuple(rows))


def _after(outcome: str) -> str:
    return tr("Two weeks later: {outcome}", outcome=outcome[:1].lower() + outcome[1:])


def sessions(told: Told) -> Table:
    """Give the classes, the earliest first."""
    rows = tuple(
        TableRow(
            key=f"{n}",
            title=" · ".join(
                (
                    show_date(one.day),
                    one.place,
                    ", ".join(told.names.topics.get(t, t) for t in one.topics),
                )
            ),
            cells=(_cell(one.people),),
        )
        for n, one in enumerate(told.report.sessions)
    )
    return Table(head=tr("Class"), columns=(tr("People"),), rows=rows)


def wards(told: Told) -> Table:
    """Give people by ward and the decade of birth."""
    report = told.report
    rows = [
        TableRow(
            key=line.ward or "unknown",
            title=_ward(line.ward, told.names),
            cells=tuple(_cell(n) for n in (*line.bands, line.total)),
        )
        for line in report.ward_lines
    ]
    if rows:
        totals = tuple(_cell(n) for n in (*report.band_totals, report.people))
        rows.append(TableRow(key="total", title=tr("In all"), cells=totals, is_total=True))
    columns = (*(say_band(band) for band in report.bands), tr("In all"))
    return Table(head=tr("Ward"), columns=columns, rows=tuple(rows))


def skills(told: Told) -> Table:
    """Give each skill: how many were asked, how far they are."""
    rows = tuple(
        TableRow(
            key=one.code,
            title=f"{one.code} {told.names.skills.get(one.code, '')}".strip(),
            cells=tuple(_cell(n) for n in (one.checked, one.saw, one.with_help, one.alone)),
        )
        for one in told.report.skills
    )
    columns = (tr("Asked"), tr("Saw it"), tr("With somebody's help"), tr("Alone"))
    return Table(head=tr("Skill"), columns=columns, rows=rows)


def say_band(band: Band) -> str:
    """Name when people were born."""
    return {
        Band.BEFORE_1950: tr("before 1950"),
        Band.FIFTIES: "1950–1959",
        Band.SIXTIES: "1960–1969",
        Band.SEVENTIES: "1970–1979",
        Band.TO_2000: "1980–1999",
        Band.FROM_2000: tr("from 2000"),
        Band.UNKNOWN: tr("not known"),
    }[band]


def _ward(code: str, names: Names) -> str:
    if code == OTHER_WARDS:
        return tr("Elsewhere (fewer than 5 people each)")
    return tr("Not known") if code == UNKNOWN else names.wards.get(code, code)


def _cell(number: Shown) -> TableCell:
    if number is None:
        return TableCell(text="–", tone=Tone.NEUTRAL, spoken=tr("hidden"))
    return TableCell(text=str(number))
