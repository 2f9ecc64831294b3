"""A report of sessions goes out: what it shows becomes a fact, small groups hidden as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.commands.unit import Act, Desk, Done, Work, perform
from agent_desk.domain.facts import FactKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agent_desk.domain.training.report import TrainingReport


def report_training(desk: Desk, act: Act, days: tuple[date, date], report: TrainingReport) -> Done:
    """Tell the center what a report of some days shows; a hidden number is null."""

    def do(work: Work) -> Mapping[str, str]:
        span = {"first": days[0].isoformat(), "last": days[1].isoformat()}
        body = {**span, "report": _told(report)}
        work.record(FactKind.TRAINING_REPORTED, desk.identity.desk_id, body)
        return span

    return perform(desk, act, "report_training", do)


def _told(report: TrainingReport) -> dict[str, object]:
    bands = [band.value for band in report.bands]
    return {
        "sessions": [
            {"day": one.day.isoformat(), "topics": list(one.topics), "people": one.people}
            for one in report.sessions
        ],
        "attendances": report.attendances,
        "people": report.people,
        "new": report.new,
        "returning": report.returning,
        "bands": bands,
        "wards": [
            {"ward": line.ward, "bands": list(line.bands), "total": line.total}
            for line in report.ward_lines
        ],
        "band_totals": list(report.band_totals),
        "skills": [
            {
                "code": one.code,
                "checked": one.checked,
                "saw": one.saw,
                "with_help": one.with_help,
                "alone": one.alone,
                "alone_by_ward": list(one.alone_by_ward),
                "alone_by_band": list(one.alone_by_band),
            }
            for one in report.skills
        ],
        "calls": {outcome.value: number for outcome, number in report.outcomes.items()},
        "calls_total": report.calls,
        "open_calls": report.open_calls,
        "accounts_opened": report.accounts_opened,
        "first_logins": report.first_logins,
        "first_filings": report.first_filings,
        "quick_lessons": report.quick_lessons,
    }
