"""What the morning must leave behind: the same facts on both sides, once, receipted, readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from agent_desk.domain.reference import group
from agent_desk.export_file import prove
from agent_desk.queries.export import export
from agent_desk.store.tables import attachments, blobs, dossiers, facts, receipts

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.demo.report import Report
    from agent_desk.ui.office import Office

_DPI = 200
_POINTS_PER_INCH = 72
_NOT_RECEIVED, _RECEIVED = "Trung tâm chưa nhận", "Trung tâm đã giữ"


def same_on_both_sides(report: Report, office: Office, held: dict[str, object]) -> None:
    """Compare the desk's book with what the center holds."""
    with office.desk.store.read() as connection:
        ours = list(connection.execute(select(facts.c.sha256).order_by(facts.c.seq)).scalars())
        references = list(connection.execute(select(dossiers.c.reference)).scalars())
        scans = set(connection.execute(select(attachments.c.sha256)).scalars())
        unreceipted = list(
            connection.execute(select(blobs.c.sha256).where(blobs.c.receipt_id.is_(None))).scalars()
        )
        ids = list(connection.execute(select(receipts.c.receipt_id)).scalars())
    theirs = _list(held, "facts")
    report.check(
        "facts_at_desk_equal_facts_at_center",
        f"{len(ours)} at the desk, {len(theirs)} at the center",
        ok=bool(ours) and ours == theirs,
    )
    report.check("chain_holds_at_the_center", "", ok=held.get("chain_holds") is True)
    report.equal("no_fact_twice", held.get("copied_facts"), 0)
    report.equal("no_act_twice", held.get("split_intents"), 0)
    report.equal("no_reference_twice", len(set(references)), len(references))
    listed = {
        str(name)
        for receipt in _list(held, "receipts")
        if isinstance(receipt, dict)
        for name in receipt["blobs"]
    }
    report.check(
        "every_scan_is_in_a_countersigned_receipt",
        f"{len(scans)} scans, {len(ids)} receipts",
        ok=bool(scans) and scans <= listed and not unreceipted,
    )
    lodged = [d for d in _list(held, "dossiers") if isinstance(d, dict)]
    report.equal("center_counts_each_dossier_once", len({d["reference"] for d in lodged}), 2)
    report.equal("center_knows_the_results_were_returned", [d["status"] for d in lodged], [10, 10])


def export_proves_itself(report: Report, office: Office, folder: Path) -> None:
    """Export the whole history and prove it from the file alone."""
    for name, with_private in (("history.txt", False), ("history-private.txt", True)):
        path = folder / name
        export(office.desk.store, office.desk.clock, path, with_private=with_private)
        proof = prove(path)
        report.check(
            f"export_proves_itself_{'with' if with_private else 'without'}_personal_data",
            f"{proof.chain.count} facts, held through {proof.held_through}; "
            f"{'; '.join(proof.faults) or 'no faults'}",
            ok=proof.holds and proof.held_through == proof.chain.count,
        )


def papers_can_be_read(report: Report, office: Office, folder: Path) -> None:
    """Decode the codes on every printed page and compare them with the reference."""
    with office.desk.store.read() as connection:
        references = set(connection.execute(select(dossiers.c.reference)).scalars())
    papers = [folder / name for name in report.papers]
    for path in papers:
        reference = path.name.split("-", 1)[0]
        found, text = read_paper(path)
        kinds = {kind for kind, _value in found}
        values = {value for _kind, value in found}
        report.check(
            f"codes_on_{path.stem}",
            f"{', '.join(sorted(kinds))} → {', '.join(sorted(values))}",
            ok=values == {reference} and len(kinds) == 2 and reference in references,
        )
        report.check(
            f"reference_in_words_on_{path.stem}", group(reference), ok=group(reference) in text
        )
    report.check("papers_were_printed", f"{len(papers)} files", ok=len(papers) >= 5)


def says_not_received(report: Report, name: str, path: Path) -> None:
    """Read a slip that was printed without a network: it may not say that the center has it."""
    _codes, text = read_paper(path)
    words = " ".join(text.split())
    report.check(
        f"{name}_slip_says_the_center_has_not_got_it",
        path.name,
        ok=_NOT_RECEIVED in words and _RECEIVED not in words,
    )


def read_paper(path: Path) -> tuple[set[tuple[str, str]], str]:
    """Give the codes (kind, content) on every page of a PDF, and its text."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(path)
    try:
        found: set[tuple[str, str]] = set()
        text = ""
        for number in range(len(document)):
            page = document[number]
            text += page.get_textpage().get_text_range()
            picture = page.render(scale=_DPI / _POINTS_PER_INCH).to_pil().convert("L")
            found |= {(code.format.name, code.text) for code in zxingcpp.read_barcodes(picture)}
    finally:
        document.close()
    return found, text


def _list(held: dict[str, object], key: str) -> list[object]:
    value = held.get(key)
    return value if isinstance(value, list) else []
