"""The tables of a training report in Vietnamese words, for paper and for a spreadsheet alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.show import show_date
from agent_desk.domain.training.home_calls import HomeOutcome
from agent_desk.domain.training.report import OTHER_WARDS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.documents.wording import Wording
    from agent_desk.domain.training.report import TrainingReport

Cell = str | int | None
"""Words, a number, or None for a number that is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What codes are called: wards, topics and skills (with whether the code is confirmed)."""

    wards: Mapping[str, str]
    topics: Mapping[str, str]
    skills: Mapping[str, str]
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """One table; ``key`` names its texts in the template, ``words`` are its first text columns."""

    key: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: int = 1
    has_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report with what its codes are called, for which days."""

    report: TrainingReport
    names: Names
    first: date
    last: date


def tables(told: Told, words: Wording) -> tuple[ReportTable, ...]:
    """Give every table in its order; one without rows says that there is nothing."""
    return (
        _summary(told.report, words),
        _sessions(told, words),
        _wards(told, words),
        _skills(told, words),
        *_alone(told, words),
        _calls(told.report, words),
    )


def _summary(report: TrainingReport, words: Wording) -> ReportTable:
    numbers = (
        ("session_count", report.session_count),
        ("attendances", report.attendances),
        ("people", report.people),
        ("new", report.new),
        ("returning", report.returning),
        ("quick_lessons", report.quick_lessons),
        ("accounts_opened", report.accounts_opened),
        ("first_logins", report.first_logins),
        ("first_filings", report.first_filings),
    )
    rows = tuple((words.text(key), number) for key, number in numbers)
    return ReportTable(key="summary", heads=_heads(words, "what", "count"), rows=rows)


def _sessions(told: Told, words: Wording) -> ReportTable:
    rows = tuple(
        (
            show_date(one.day),
            one.place,
            ", ".join(told.names.topics.get(topic, topic) for topic in one.topics),
            one.people,
        )
        for one in told.report.sessions
    )
    heads = _heads(words, "day", "place", "topics", "came")
    return ReportTable(key="sessions", heads=heads, rows=rows, words=3)


def _wards(told: Told, words: Wording) -> ReportTable:
    report = told.report
    rows: list[tuple[Cell, ...]] = [
        (_ward(line.ward, told.names, words), *line.bands, line.total) for line in report.ward_lines
    ]
    if rows:
        rows.append((words.text("total"), *report.band_totals, report.people))
    heads = (words.text("ward"), *_bands(report, words), words.text("total"))
    return ReportTable(key="wards", heads=heads, rows=tuple(rows), has_total=True)


def _skills(told: Told, words: Wording) -> ReportTable:
    rows = tuple(
        (one.code, _skill(one.code, told.names, words), one.checked, one.saw, one.with_help,
         one.alone)
        for one in told.report.skills
    )  # fmt: skip
    heads = _heads(words, "code", "skill", "checked", "saw", "with_help", "alone")
    return ReportTable(key="skills", heads=heads, rows=rows, words=2)


def _alone(told: Told, words: Wording) -> tuple[ReportTable, ReportTable]:
    """Tell who can do it alone: rows are wards or bands, columns the skills by their codes."""
    report = told.report
    codes = tuple(one.code for one in report.skills)
    wards = tuple(
        (_ward(ward, told.names, words), *(one.alone_by_ward[n] for one in report.skills))
        for n, ward in enumerate(report.wards)
    )
    bands = tuple(
        (words.text(f"band_{band.value}"), *(one.alone_by_band[n] for one in report.skills))
        for n, band in enumerate(report.bands)
    )
    total = (words.text("total"), *(one.alone for one in report.skills))

    def made(key: str, head: str, rows: tuple[tuple[Cell, ...], ...]) -> ReportTable:
        whole = (*rows, total) if codes and rows else ()
        heads = (words.text(head), *codes)
        return ReportTable(key=key, heads=heads, rows=whole, has_total=True)

    return made("alone_by_ward", "ward", wards), made("alone_by_band", "day_of_birth", bands)


def _calls(report: TrainingReport, words: Wording) -> ReportTable:
    rows: list[tuple[Cell, ...]] = [
        (words.text(f"outcome_{outcome.value}"), report.outcomes[outcome])
        for outcome in HomeOutcome
    ]
    rows.append((words.text("calls_total"), report.calls))
    rows.append((words.text("open_calls"), report.open_calls))
    return ReportTable(key="calls", heads=_heads(words, "what", "count"), rows=tuple(rows))


def _heads(words: Wording, *keys: str) -> tuple[str, ...]:
    return tuple(words.text(key) for key in keys)


def _bands(report: TrainingReport, words: Wording) -> tuple[str, ...]:
    return tuple(words.text(f"band_{band.value}") for band in report.bands)


def _ward(code: str, names: Names, words: Wording) -> str:
    special = {OTHER_WARDS: "ward_other", UNKNOWN: "ward_unknown"}.get(code)
    return words.text(special) if special else names.wards.get(code, code)


def _skill(code: str, names: Names, words: Wording) -> str:
    name = names.skills.get(code, code)
    if code in names.unconfirmed:
        return words.text("skill_unconfirmed", name=name)
    return name
