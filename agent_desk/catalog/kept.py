"""A procedure as its pack wrote it, so that an open case keeps it when a newer pack arrives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_desk.catalog.decode import DecodeError, parse_json
from agent_desk.catalog.files import text_of
from agent_desk.catalog.read import read_manifest, read_procedure

if TYPE_CHECKING:
    from agent_desk.catalog.spec import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureText:
    """The text of a procedure and of its pack's manifest."""

    pack: str
    content: str


def text_of_procedure(catalog: Catalog, code: str) -> ProcedureText | None:
    """Read a procedure from its pack; None if the pack is no folder, or has changed since."""
    pack = catalog.pack_of(catalog.procedure(code))
    if pack.folder is None:
        return None
    try:
        text = ProcedureText(
            pack=text_of(pack.folder / "manifest.json"),
            content=text_of(pack.folder / "procedures" / f"{code}.json"),
        )
        is_same = read_manifest(parse_json(text.pack)).version == pack.version
    except DecodeError:
        return None
    return text if is_same else None


def with_kept(catalog: Catalog, kept: ProcedureText) -> Catalog:
    """Give a catalog in which one procedure, and its common questions, are as they were kept.

    A text that this program cannot read any more leaves the catalog as it is.
    """
    try:
        pack = read_manifest(parse_json(kept.pack))
        procedure = read_procedure(parse_json(kept.content), pack)
    except DecodeError:
        return catalog
    return replace(
        catalog,
        packs=(pack, *catalog.packs),
        procedures={**catalog.procedures, procedure.code: procedure},
    )
