"""Load the forms of every pack; a broken file is refused by name, line and reason.

``<root>/<pack id>/forms/<form id>.json`` is the newest version, ``<form id>@<version>.json`` an
older one that dossiers still use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.decode import DecodeError, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.catalog.forms.read import read_form
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agent_desk.catalog.forms.spec import FormSpec
    from agent_desk.catalog.spec import PackProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLibrary:
    """Every version of every form that could be loaded, newest first, and what could not."""

    forms: tuple[FormSpec, ...]
    problems: tuple[PackProblem, ...]

    def version(self, form_id: str, version: str) -> FormSpec | None:
        """Give exactly this version of a form, in force or not."""
        return next((f for f in self.forms if (f.id, f.version) == (form_id, version)), None)

    def current(self, form_id: str, on: date) -> FormSpec | None:
        """Give the newest version in force on this day."""
        return next((f for f in self.forms if f.id == form_id and f.valid.covers(on)), None)

    def for_procedure(self, code: str, on: date) -> tuple[FormSpec, ...]:
        """Give the forms of a procedure in force on this day, one version each."""
        ids = dict.fromkeys(f.id for f in self.forms if code in f.procedures)
        found = (self.current(form_id, on) for form_id in sorted(ids))
        return tuple(form for form in found if form is not None and code in form.procedures)


def load_forms(root: Path | None = None) -> FormLibrary:
    """Load the forms of all packs; nothing is raised, problems are listed."""
    base = paths.resources() / "catalog" if root is None else root
    found: dict[tuple[str, str], FormSpec] = {}
    problems: list[PackProblem] = []
    for file in sorted(base.glob("*/forms/*.json")):
        name, text = file.relative_to(base).as_posix(), ""
        try:
            text = text_of(file)
            form = parse_form(text)
            _require_name(form, file.stem, found)
            found[form.id, form.version] = form
        except DecodeError as fault:
            problems.append(problem(name, text, fault))
    newest_first = sorted(found.values(), key=lambda f: _rank(f.version), reverse=True)
    return FormLibrary(forms=tuple(newest_first), problems=tuple(problems))


@lru_cache(maxsize=1)
def bundled_forms() -> FormLibrary:
    """Give the forms that came with the program, read once."""
    return load_forms()


@lru_cache(maxsize=64)
def parse_form(text: str) -> FormSpec:
    """Read a form from its text, as a file or a dossier keeps it. Raises: DecodeError."""
    return read_form(parse_json(text), text)


def _require_name(form: FormSpec, stem: str, found: dict[tuple[str, str], FormSpec]) -> None:
    if stem not in (form.id, f"{form.id}@{form.version}"):
        raise DecodeError(("id",), tr("this file must be named {name}", name=f"{form.id}.json"))
    if (form.id, form.version) in found:
        raise DecodeError(
            ("version",), tr("another file already holds {code}", code=f"{form.id} {form.version}")
        )


def _rank(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
