"""Load the packs in force on a day; a broken file is refused by name, line and reason.

``<root>/<pack id>/manifest.json``, ``words.json`` and ``procedures/<code>.json``. A fault in one
procedure leaves all others usable.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.decode import DecodeError, line_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.catalog.read import read_manifest, read_procedure
from agent_desk.catalog.read_words import merge_words, read_words
from agent_desk.catalog.spec import STOP, Catalog, Pack, PackProblem, Procedure, Words
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import TypeVar

    from agent_desk.catalog.decode import Node

    T = TypeVar("T")


@dataclass(slots=True)
class _Loader:
    """What has been read so far; files are named relative to ``root``."""

    root: Path
    packs: list[Pack] = field(default_factory=list)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)
    problems: list[PackProblem] = field(default_factory=list)

    def read(self, file: Path, reader: Callable[[Node], T]) -> T | None:
        """Read one file; note the problem and give None if it cannot be used."""
        text = ""
        try:
            text = text_of(file)
            return reader(parse_json(text))
        except DecodeError as fault:
            self.problems.append(problem(file.relative_to(self.root).as_posix(), text, fault))
            return None

    def note(self, file: Path, line: int, reason: str) -> None:
        """Add a problem."""
        name = file.relative_to(self.root).as_posix()
        self.problems.append(PackProblem(file=name, line=line, reason=reason))


def load_catalog(root: Path | None = None, *, on: date) -> Catalog:
    """Load every pack in force on this day; of one pack id, the newest version.

    What could not be used is in ``problems``, with file, line and reason; nothing is raised.
    """
    base = paths.resources() / "catalog" if root is None else root
    loader = _Loader(root=base)
    for folder, pack in _packs_in_force(loader, on):
        _load_pack(loader, folder, pack)
    return Catalog(
        on=on,
        packs=tuple(loader.packs),
        procedures=loader.procedures,
        words=merge_words(loader.words),
        problems=tuple(loader.problems),
    )


def _packs_in_force(loader: _Loader, on: date) -> list[tuple[Path, Pack]]:
    chosen: dict[str, tuple[Path, Pack]] = {}
    late: list[Path] = []
    folders = sorted(loader.root.iterdir()) if loader.root.is_dir() else []
    for folder in folders:
        if not folder.is_dir() or folder.name.startswith((".", "_")):
            continue
        manifest = folder / "manifest.json"
        pack = loader.read(manifest, read_manifest)
        if pack is None:
            continue
        if not pack.valid.covers(on):
            late.append(manifest)
        elif pack.id not in chosen or _rank(pack.version) > _rank(chosen[pack.id][1].version):
            chosen[pack.id] = (folder, pack)
    if not chosen:
        for manifest in late:
            reason = tr("the pack is not in force on {day}; check the date of this PC", day=on)
            loader.note(manifest, 1, reason)
    return list(chosen.values())


def _rank(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _load_pack(loader: _Loader, folder: Path, pack: Pack) -> None:
    loader.packs.append(replace(pack, folder=folder))
    files = [folder / "procedures" / f"{code}.json" for code in pack.codes]
    files += sorted(set((folder / "procedures").glob("*.json")) - set(files))
    codes = {file.stem for file in files} | loader.procedures.keys()
    for file in files:
        procedure = loader.read(file, lambda node: _checked(node, pack, codes))
        if procedure is None:
            continue
        if procedure.code in loader.procedures:
            reason = tr("code: another file already holds {code}", code=procedure.code)
            loader.note(file, line_of(text_of(file), ("code",)), reason)
        elif procedure.code != file.stem:
            reason = tr("code: this file must be named {name}", name=f"{procedure.code}.json")
            loader.note(file, line_of(text_of(file), ("code",)), reason)
        else:
            loader.procedures[procedure.code] = procedure
    words = loader.read(folder / "words.json", lambda node: read_words(node, codes))
    if words is not None:
        loader.words.append(words)


def _checked(node: Node, pack: Pack, codes: set[str]) -> Procedure:
    procedure = read_procedure(node, pack)
    outside = {other.code for other in procedure.see_also if not other.in_catalog}
    for i, other in enumerate(procedure.see_also):
        if other.in_catalog:
            _must_exist(other.code, codes, ("see_also", i, "code"))
    for i, question in enumerate(procedure.questions):
        for j, answer in enumerate(question.answers):
            path = ("eligibility_questions", i, "answers", j, "goto")
            _must_exist(answer.goto, codes | outside | {"", STOP}, path)
    return procedure


def _must_exist(code: str, codes: set[str], path: tuple[str | int, ...]) -> None:
    if code not in codes:
        raise DecodeError(path, tr("the procedure {code} does not exist", code=code))
