"""The timeline of a dossier in words: what happened, when, who did it. No Qt."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from agent_desk.domain.calls import Outcome, say_outcome
from agent_desk.domain.dossier import NationalStatus
from agent_desk.domain.facts import FactKind
from agent_desk.domain.printing import PrintReason
from agent_desk.i18n import tr, trn
from agent_desk.ui import when
from agent_desk.ui.fact_words import say_kind
from agent_desk.ui.prints.every import say_document
from agent_desk.ui.prints.words import say_reason
from agent_desk.ui.rows import Moment
from agent_desk.ui.tokens import Tone
from agent_desk.wire import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent_desk.queries.dossier import TimelineEntry

_TOLD_AT_ONCE = {
    FactKind.PAPER_RECORDED.value: "papers",
    FactKind.BLOB_ATTACHED.value: "papers",
    FactKind.CASE_ANSWERED.value: "case",
}
"""Small steps by what they are about; a run of the same is one line."""
_TONES = {
    NoticeKind.SUPPLEMENT_REQUESTED.value: Tone.WAITING,
    NoticeKind.REFUSED.value: Tone.WRONG,
    NoticeKind.APOLOGIZED.value: Tone.WAITING,
    NoticeKind.STOPPED.value: Tone.WRONG,
    NoticeKind.FACT_DISPUTED.value: Tone.WRONG,
    NoticeKind.STATUS_CHANGED.value: Tone.BRAND,
    NoticeKind.CODE_ISSUED.value: Tone.BRAND,
    NoticeKind.RESULT_READY.value: Tone.BRAND,
    NoticeKind.SUPPLEMENT_TWICE.value: Tone.WAITING,
    FactKind.CASE_ANSWERED.value: Tone.NEUTRAL,
    FactKind.PAPER_RECORDED.value: Tone.NEUTRAL,
    FactKind.BLOB_ATTACHED.value: Tone.NEUTRAL,
    FactKind.BLOB_DETACHED.value: Tone.NEUTRAL,
    FactKind.DOCUMENT_PRINTED.value: Tone.NEUTRAL,
    FactKind.DOSSIER_ADVISED.value: Tone.WAITING,
}


def moments(entries: Sequence[TimelineEntry], now: datetime) -> tuple[Moment, ...]:
    """Tell the entries in their order; a run of the same small steps becomes one."""
    return tuple(_told(tuple(run), now) for run in _runs(entries))


def _runs(entries: Sequence[TimelineEntry]) -> Iterable[list[TimelineEntry]]:
    def same(pair: tuple[int, TimelineEntry]) -> object:
        number, entry = pair
        about = _TOLD_AT_ONCE.get(entry.kind)
        return (about, entry.author) if about else number

    for _, run in groupby(enumerate(entries), key=same):
        yield [entry for _, entry in run]


def _told(run: tuple[TimelineEntry, ...], now: datetime) -> Moment:
    newest = run[0]
    details = [*_details(newest, run, now), _who(newest)]
    return Moment(
        title=_title(newest),
        when=when.show_iso(newest.at, now),
        detail=" · ".join(part for part in details if part),
        tone=_TONES.get(newest.kind, Tone.GOOD),
    )


def _title(entry: TimelineEntry) -> str:
    if entry.kind == NoticeKind.STATUS_CHANGED.value:
        return tr("Authority: {status}", status=_status(entry.body))
    if _TOLD_AT_ONCE.get(entry.kind) == "papers":
        return tr("Papers looked at")
    if entry.kind == FactKind.DOCUMENT_PRINTED.value:
        return tr("Printed: {paper}", paper=say_document(_text(entry.body, "document")))
    return say_kind(entry.kind)


def _details(entry: TimelineEntry, run: tuple[TimelineEntry, ...], now: datetime) -> list[str]:
    if _TOLD_AT_ONCE.get(entry.kind) == "papers":
        return _papers(run)
    tell = _TELL.get(entry.kind)
    return tell(entry.body) if tell else _told_by_center(entry, now)


def _papers(run: tuple[TimelineEntry, ...]) -> list[str]:
    papers = {entry.body.get("component_id") for entry in run}
    scans = sum(entry.kind == FactKind.BLOB_ATTACHED.value for entry in run)
    counted = [trn("{n} paper", "{n} papers", len(papers))]
    return [*counted, trn("{n} scan", "{n} scans", scans)] if scans else counted


def _told_by_center(entry: TimelineEntry, now: datetime) -> list[str]:
    body = entry.body
    return {
        NoticeKind.CODE_ISSUED.value: [_text(body, "official_code"), _due(body, now)],
        NoticeKind.SUPPLEMENT_REQUESTED.value: [_text(body, "reason")],
        NoticeKind.RESULT_READY.value: [_text(body, "result_name"), _text(body, "result_number")],
        NoticeKind.REFUSED.value: [_text(body, "reason")],
        NoticeKind.APOLOGIZED.value: [_text(body, "reason"), _due(body, now)],
        NoticeKind.STOPPED.value: [_text(body, "asked")],
        NoticeKind.RETURNED_ELSEWHERE.value: [_text(body, "site")],
        NoticeKind.RETURN_DISPUTED.value: [_text(body, "reason")],
        NoticeKind.FACT_DISPUTED.value: [_text(body, "reason")],
        NoticeKind.SUPPLEMENT_TWICE.value: [_text(body, "reason")],
        NoticeKind.SUPPLEMENT_ELSEWHERE.value: _taken_elsewhere(body),
    }.get(entry.kind, [])


def _taken_elsewhere(body: Mapping[str, object]) -> list[str]:
    """Say where, by whom and what; each file by its name and the beginning of its hash."""
    files = body.get("files")
    listed = [one for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    named = [f"{_text(one, 'name')} ({_text(one, 'sha256')[:12]})".strip() for one in listed]
    place = " ".join(word for word in (_text(body, "site"), _text(body, "desk_code")) if word)
    kept = tr("The files lie at the center.") if named else ""
    return [place, _text(body, "clerk"), _text(body, "words"), ", ".join(named), kept]


def _advised(body: Mapping[str, object]) -> list[str]:
    return [trn("{n} paper to bring", "{n} papers to bring", _length(body, "missing"))]


_TELL: dict[str, Callable[[Mapping[str, object]], list[str]]] = {
    FactKind.DOCUMENT_PRINTED.value: lambda body: [_print_number(body), _print_reason(body)],
    FactKind.DOSSIER_LODGED.value: lambda body: [_count_scans(body)],
    FactKind.DOSSIER_TAKEN_IN.value: lambda body: [_count_scans(body)],
    FactKind.DOSSIER_SUPPLEMENTED.value: lambda body: [_count_scans(body)],
    FactKind.DOSSIER_ADVISED.value: _advised,
    FactKind.RESULT_RECEIVED.value: lambda body: [_text(body, "shelf")],
    FactKind.RESULT_SHELVED.value: lambda body: [_text(body, "shelf")],
    FactKind.RESULT_RETURNED.value: lambda body: [_collector(body), _count_things(body)],
    FactKind.CITIZEN_CALLED.value: lambda body: [_outcome(body)],
    FactKind.SUPPLEMENT_REPEATED.value: lambda body: [_round(body)],
}


def say_status(status: NationalStatus) -> str:
    """Name a status of the National Public Service Portal."""
    return {
        NationalStatus.REGISTERED: tr("registered"),
        NationalStatus.ACCEPTED: tr("accepted"),
        NationalStatus.NOT_ACCEPTED: tr("not accepted"),
        NationalStatus.IN_PROCESS: tr("being processed"),
        NationalStatus.SUPPLEMENT: tr("supplement needed"),
        NationalStatus.PAYMENT: tr("payment needed"),
        NationalStatus.WITHDRAWN: tr("withdrawn"),
        NationalStatus.STOPPED: tr("stopped"),
        NationalStatus.SETTLED: tr("settled"),
        NationalStatus.RETURNED: tr("result returned"),
    }[status]


def _who(entry: TimelineEntry) -> str:
    agency = _text(entry.body, "agency")
    if agency:
        is_person = _text(entry.body, "author_type") == "center_person"
        return agency if is_person else tr("{agency}, automatic", agency=agency)
    if entry.kind in {kind.value for kind in NoticeKind}:
        return tr("The center, automatic")
    return tr("automatic") if entry.is_automatic else entry.author


def _status(body: Mapping[str, object]) -> str:
    number = body.get("status")
    if isinstance(number, int) and number in {status.value for status in NationalStatus}:
        return say_status(NationalStatus(number))
    return tr("unknown status")


def _print_number(body: Mapping[str, object]) -> str:
    number = body.get("print_number", 1)
    if str(number) == "1":
        return ""
    return tr("print number {n}", n=str(number))


def _print_reason(body: Mapping[str, object]) -> str:
    """Say why it was printed again; facts of an older program have no reason."""
    try:
        reason = PrintReason(_text(body, "reason"))
    except ValueError:
        return ""
    return "" if reason is PrintReason.FIRST else say_reason(reason)


def _collector(body: Mapping[str, object]) -> str:
    collector = _text(body, "collector")
    if collector == "account":
        return tr("it is in the citizen's own account")
    return tr("to the owner") if collector == "owner" else tr("to a proxy with authorization")


def _outcome(body: Mapping[str, object]) -> str:
    known = {outcome.value: outcome for outcome in Outcome}
    outcome = known.get(_text(body, "outcome"))
    return say_outcome(outcome) if outcome is not None else ""


def _round(body: Mapping[str, object]) -> str:
    return tr("Request no. {n}", n=str(body.get("round", "")))


def _due(body: Mapping[str, object], now: datetime) -> str:
    due = when.read_deadline(_text(body, "due_at"))
    return tr("due {time}", time=when.show_deadline(due, now)) if due else ""


def _count_scans(body: Mapping[str, object]) -> str:
    count = _length(body, "blobs")
    return trn("{n} scan", "{n} scans", count) if count else ""


def _length(body: Mapping[str, object], key: str) -> int:
    value = body.get(key)
    return len(value) if isinstance(value, list) else 0


def _count_things(body: Mapping[str, object]) -> str:
    count = body.get("item_count")
    if not isinstance(count, int):
        return ""
    return trn("{n} thing handed over", "{n} things handed over", count)


def _text(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
