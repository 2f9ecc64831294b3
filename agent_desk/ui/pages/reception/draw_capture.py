"""The strip as the page draws it: words for every page, the size, what is still doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import PREVIEW_SIDE, THUMB_SIDE, with_tint
from agent_desk.domain.page_check import Finding, Tint
from agent_desk.i18n import tr, trn
from agent_desk.ui.finding_words import advice, short
from agent_desk.ui.page_cell import PageCell
from agent_desk.ui.pages.reception.capture_state import CaptureState
from agent_desk.ui.pages.reception.capture_strips import look_key, shown_page
from agent_desk.ui.rows import Choice
from agent_desk.ui.tokens import Tone

if TYPE_CHECKING:
    from agent_desk.domain.page_strip import StripPage
    from agent_desk.queries.dossier import DossierView, PaperView
    from agent_desk.ui.pages.reception.capture_strips import Strips

_SHARE_OF_SPOOL = {Tint.COLOR: 0.6, Tint.GRAY: 0.6, Tint.BITONAL: 0.35}
_UNKNOWN_BYTES = 700_000


def draw_capture(now: Strips, view: DossierView | None) -> CaptureState:
    """Draw an open strip."""
    strip, papers = now.strip, view.papers if view is not None else ()
    names = {paper.component_id: paper.name for paper in papers}
    current, shown = strip.current, shown_page(now)
    preview = now.pictures.get(look_key(shown, PREVIEW_SIDE), b"") if shown else b""
    size, share = _size(now)
    return CaptureState(
        is_open=True,
        paper=names.get(now.component_id, ""),
        cells=tuple(_cell(now, page, number, names) for number, page in enumerate(strip.pages, 1)),
        at=strip.at,
        preview=preview,
        crop=current.crop if current is not None else None,
        is_cropping=now.is_cropping,
        facts=_facts(current) if current is not None else "",
        faults=_faults(current) if current is not None else (),
        warning=_warning(now, papers),
        size=size,
        size_share=share,
        counted=strip.counted,
        is_working=now.intake.is_working or now.is_attaching,
        progress=_progress(now),
        problem=now.problem,
        tint=now.tint.value if now.tint is not None else "auto",
        papers=tuple(
            Choice(key=paper.component_id, label=paper.name)
            for paper in papers
            if paper.copies != "data"
        ),
        accept=_accept(now),
        can_accept=bool(strip.pages) and not (now.intake.is_working or now.is_attaching),
        is_left_out=current is not None and current.is_left_out,
        is_straightened=current is not None and current.is_straightened,
        can_straighten=current is not None and current.tilt != 0,
        can_undo=bool(strip.past),
        phone=now.intake.phone(),
        has_scanner=bool(now.opened.settings.source),
    )


def _cell(now: Strips, page: StripPage, number: int, names: dict[str, str]) -> PageCell:
    remains = page.remains
    note, tone = tr("good"), Tone.GOOD
    if page.is_left_out:
        note, tone = (tr("blank, left out") if page.is_blank else tr("left out")), Tone.NEUTRAL
    elif remains:
        note, tone = ", ".join(short(finding) for finding in remains[:2]), Tone.WAITING
    return PageCell(
        number=str(number),
        thumb=now.pictures.get(look_key(page, THUMB_SIDE), b""),
        note=note,
        tone=tone,
        is_left_out=page.is_left_out,
        begins=names.get(page.begins, "") if page.begins else "",
    )


def _facts(page: StripPage) -> str:
    tints = {Tint.COLOR: tr("color"), Tint.GRAY: tr("gray"), Tint.BITONAL: tr("black and white")}
    parts = [tr("{n} dpi", n=page.dpi), tints[page.tint]]
    if page.is_straightened and page.tilt:
        parts.append(tr("straightened by {n}°", n=f"{abs(page.tilt):.1f}"))
    if not page.crop.is_whole:
        parts.append(tr("edges cut"))
    return " · ".join(parts)


def _faults(page: StripPage) -> tuple[str, ...]:
    shown = page.remains if not page.is_left_out else (Finding.BLANK,) if page.is_blank else ()
    return tuple(advice(finding, page.dpi) for finding in shown)


def _size(now: Strips) -> tuple[str, float]:
    limit = now.opened.settings.limit_bytes
    total = 0.0
    for page in now.strip.kept:
        tint = with_tint(page, now.tint)
        kept = now.sizes.get(page.picture, _UNKNOWN_BYTES)
        total += kept * _SHARE_OF_SPOOL[page.tint] * (0.1 if tint is not page.tint else 1.0)
    pages = trn("{n} page", "{n} pages", len(now.strip.kept))
    words = tr(
        "{pages} · about {size} of {limit} MB",
        pages=pages,
        size=f"{total / 1_000_000:.1f}",
        limit=limit // 1_000_000,
    )
    if total > limit:
        words += " · " + tr("will be written smaller")
    return words, min(total / limit, 1.0)


def _progress(now: Strips) -> str:
    if now.is_attaching:
        return tr("Writing the file…")
    if not now.intake.is_working:
        return ""
    arrived = len(now.strip.pages)
    if now.intake.is_scanning:
        return tr("Scanning page {n}…", n=arrived + 1)
    return tr("Reading page {n}…", n=arrived + 1)


def _warning(now: Strips, papers: tuple[PaperView, ...]) -> str:
    strip = now.strip
    if now.intake.is_working or not strip.pages:
        return ""
    kept = len(strip.kept)
    if strip.is_short:
        missing = strip.counted - kept
        if missing > 0:
            return tr(
                "{counted} pages were counted, {kept} are here: {n} missing. The feeder may have "
                "taken two sheets at once. Compare the page numbers; Ins scans the missing one in.",
                counted=strip.counted,
                kept=kept,
                n=missing,
            )
        return tr(
            "{counted} pages were counted, {kept} are here. Leave out with Del what came twice.",
            counted=strip.counted,
            kept=kept,
        )
    sheets = next((p.sheets for p in papers if p.component_id == now.component_id), 0)
    is_one_paper = not any(page.begins for page in strip.pages)
    if sheets > 1 and is_one_paper and not strip.counted and not sheets <= kept <= 2 * sheets:
        return tr(
            "{sheets} sheets of this paper were counted, but {kept} pages are here. Compare them.",
            sheets=sheets,
            kept=kept,
        )
    return ""


def _accept(now: Strips) -> str:
    kept = len(now.strip.kept)
    if not kept:
        discard = trn("Discard {n} page", "Discard {n} pages", len(now.strip.pages))
        return tr("Really: {what}", what=discard) if now.is_confirming else discard
    papers = len({page.begins for page in now.strip.kept if page.begins} - {now.component_id})
    attach = trn("Attach {n} page", "Attach {n} pages", kept)
    if papers:
        attach = tr("Attach {n} pages to {papers} papers", n=kept, papers=papers + 1)
    return tr("{what} all the same", what=attach) if now.is_confirming else attach
