"""A sync report as JSON, for ``agent-desk sync``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desk.sync.run import SyncReport


def report_json(report: SyncReport) -> dict[str, object]:
    """Give the report as plain values."""
    return {
        "ok": report.is_ok,
        "facts_sent": report.facts_sent,
        "blobs_sent": report.blobs_sent,
        "bytes_sent": report.bytes_sent,
        "notices_applied": report.notices_applied,
        "receipt_id": report.receipt_id,
        "accepted_through": report.accepted_through,
        "clock_offset_ms": report.clock_offset_ms,
        "error": report.error,
        "error_code": report.error_code,
        "may_retry": report.may_retry,
    }
