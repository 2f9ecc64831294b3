"""An exported history: what it says of itself, and the proof of it without any of our servers.

The file is text. Line 1 is a JSON header (desk, keys, counts, hash of the last fact, whether the
private payloads are in it). Then one line per fact as on the wire. Then one line per receipt:
``{"receipt": body text, "signature": hex}``. Anyone can check it: SHA-256 over each fact line,
``prev_sha256`` against the line before, Ed25519 for the receipts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_desk import signing, wire
from agent_desk.domain.facts import FactKind, is_practice_kind
from agent_desk.domain.ledger import parse, private_digest, verify_chain
from agent_desk.errors import InvalidInput
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agent_desk.domain.ledger import ChainReport, SealedFact

FORMAT = "agent-desk-export"
VERSION = 1
_KEY = re.compile(r"[0-9a-f]{64}")
_MAX_HEADER_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportHeader:
    """What an export says of itself."""

    desk_id: str
    site_name: str
    desk_public_key: str
    center_public_key: str
    exported_at: str
    has_private: bool
    facts: int
    receipts: int
    head_sha256: str
    format: str = FORMAT
    version: int = VERSION
    is_practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the proof of an export found; ``faults`` is empty when all of it holds."""

    header: ExportHeader
    chain: ChainReport
    receipts: int
    held_through: int
    private_payloads: int
    erased_payloads: int
    faults: tuple[str, ...] = field(default=())

    @property
    def holds(self) -> bool:
        """Say whether chain, payloads and receipts are all genuine and complete."""
        return not self.faults


def write(
    path: Path,
    header: ExportHeader,
    facts: Iterable[SealedFact],
    receipts: Iterable[wire.SignedReceipt],
) -> None:
    """Write an export; the file appears whole or not at all."""
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        shown = {name: getattr(header, name) for name in header.__dataclass_fields__}
        file.write(json.dumps(shown, ensure_ascii=False).encode() + b"\n")
        for fact in facts:
            file.write(wire.pack_facts((fact,)))
        for receipt in receipts:
            line = {"receipt": receipt.body, "signature": receipt.signature}
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    partial.replace(path)


def prove(path: Path, *, center_public_key: str = "") -> Proof:
    """Check every line of an export. Raises: InvalidInput if it is not one of ours.

    Receipts are checked against the center's key that the export names; who has that key from
    elsewhere gives it as ``center_public_key`` (64 hexadecimal digits), and it must be the same.
    """
    try:
        with path.open("rb") as file:
            header = _header(file.readline(_MAX_HEADER_BYTES))
            rest = file.read()
    except (OSError, ValueError) as error:
        raise InvalidInput(tr("The file {path} cannot be read.", path=path)) from error
    faults: list[str] = []
    if center_public_key and center_public_key != header.center_public_key:
        faults.append(tr("The export names another key of the center than the one you gave."))
    facts_end = _offset_of_line(rest, header.facts)
    records = _records(rest[:facts_end], faults)
    chain = verify_chain((fact.line for fact in records), desk_id=header.desk_id)
    faults += _chain_faults(header, chain, len(records))
    sound = records[: chain.count]
    faults += _begin_faults(header, sound)
    private, erased = _check_private(header, sound, faults)
    hashes = {number: fact.sha256 for number, fact in enumerate(sound, start=1)}
    receipts, held = _check_receipts(header, rest[facts_end:], hashes, faults)
    return Proof(
        header=header,
        chain=chain,
        receipts=receipts,
        held_through=held,
        private_payloads=private,
        erased_payloads=erased,
        faults=tuple(faults),
    )


def _header(line: bytes) -> ExportHeader:
    refusal = tr("This file is not an export of Agent Desk.")
    try:
        raw = json.loads(line)
        raw = {"is_practice": False, **raw}  # exports of before there was practice
        header = ExportHeader(**{name: raw[name] for name in ExportHeader.__dataclass_fields__})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInput(refusal) from error
    fields = ExportHeader.__dataclass_fields__.values()
    is_shaped = all(type(getattr(header, f.name)).__name__ == f.type for f in fields)
    if not is_shaped or (header.format, header.version) != (FORMAT, VERSION):
        raise InvalidInput(refusal)
    keys = (header.desk_public_key, header.center_public_key)
    if not all(_KEY.fullmatch(key) for key in keys):
        raise InvalidInput(refusal)
    return header


def _records(data: bytes, faults: list[str]) -> list[SealedFact]:
    """Read records up to the first that is cut off or torn."""
    found: list[SealedFact] = []
    records = data.split(b"\n")
    whole = [record + b"\n" for record in records[:-1]]
    for record in [*whole, *filter(None, records[-1:])]:
        try:
            found += wire.unpack_facts(record)
        except ValueError as error:
            seq = len(found) + 1
            faults.append(tr("Fact {seq} is cut off or torn: {reason}.", seq=seq, reason=error))
            break
    return found


def _offset_of_line(data: bytes, lines: int) -> int:
    offset = 0
    for _ in range(lines):
        found = data.find(b"\n", offset)
        if found < 0:
            return len(data)
        offset = found + 1
    return offset


def _chain_faults(header: ExportHeader, chain: ChainReport, count: int) -> list[str]:
    faults = []
    if not chain.holds:
        faults.append(tr("Fact {seq}: {reason}.", seq=chain.bad_seq, reason=chain.reason))
    if count != header.facts:
        faults.append(tr("{n} facts are there, {due} were promised.", n=count, due=header.facts))
    elif chain.holds and chain.head_sha256 != header.head_sha256:
        faults.append(tr("The last fact is not the one the header names."))
    return faults


def _begin_faults(header: ExportHeader, records: list[SealedFact]) -> list[str]:
    """The first fact names the key of the desk, and says if it is practice; no header may lie."""
    if not records:
        return []
    first = parse(records[0].line)
    if is_practice_kind(first.kind) is not header.is_practice:
        return [tr("The header and the first fact differ about whether this is practice.")]
    begins = (FactKind.DESK_ENROLLED, FactKind.PRACTICE_BEGUN)
    if first.kind in begins and first.body.get("public_key") != header.desk_public_key:
        return [tr("The key of the desk is not the one of the first fact.")]
    return []


def _check_private(
    header: ExportHeader, records: list[SealedFact], faults: list[str]
) -> tuple[int, int]:
    there = erased = 0
    for number, fact in enumerate(records, start=1):
        if fact.salt or fact.payload:
            there += 1
            if parse(fact.line).private_sha256 != private_digest(fact.salt, fact.payload):
                faults.append(tr("Fact {seq}: its private part was altered.", seq=number))
        elif header.has_private and b'"private_sha256":null' not in fact.line:
            erased += 1
    return there, erased


def _check_receipts(
    header: ExportHeader, rest: bytes, hashes: dict[int, str], faults: list[str]
) -> tuple[int, int]:
    count = held = 0
    public = bytes.fromhex(header.center_public_key)
    for line in filter(None, rest.split(b"\n")):
        count += 1
        try:
            said = _read_receipt(line, public)
        except (ValueError, KeyError, TypeError, RecursionError):
            faults.append(tr("Receipt {n} cannot be read.", n=count))
            continue
        if said is None or said.desk_id != header.desk_id or hashes.get(said.through) != said.head:
            faults.append(tr("Receipt {n} is not genuine or not of this chain.", n=count))
        else:
            held = max(held, said.through)
    if count != header.receipts:
        faults.append(
            tr("{n} receipts are there, {due} were promised.", n=count, due=header.receipts)
        )
    return count, held


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    desk_id: str
    through: int
    head: str


def _read_receipt(line: bytes, public: bytes) -> _Said | None:
    """Read one receipt; None if the center did not sign it.

    Raises: ValueError, KeyError, TypeError or RecursionError if it is not a receipt at all.
    """
    raw = json.loads(line)
    body = str(raw["receipt"])
    said = json.loads(body)
    through = said["through_seq"]
    if type(through) is not int:
        raise TypeError("through_seq is not a number")
    found = _Said(desk_id=str(said["desk_id"]), through=through, head=str(said["head_sha256"]))
    message = signing.receipt_message(body.encode("utf-8", "surrogatepass"))
    is_genuine = signing.is_signed_by(public, bytes.fromhex(raw["signature"]), message)
    return found if is_genuine else None
