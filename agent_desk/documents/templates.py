"""Which wording of a document is in force on a day, and which one a dossier keeps.

A template is a file ``resources/templates/<document>.v<N>.json``. Each says itself from which day
on it holds (``valid_from``), so no second list can disagree with the files. An old version stays
in the folder for good: what was printed under it is printed under it again.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.domain.text import fold
from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = re.compile(r"(?P<document>[a-z0-9_]+)\.v(?P<number>[1-9][0-9]{0,3})\.json")
_LEAST_NAME = 6  # letters of a name, else every form would answer to a syllable
_VERSION = re.compile(r"v[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One version of one document; ``order`` names its sections from top to bottom, if it has any.

    ``texts`` holds the shared texts of the template it extends as well.
    """

    document: str
    version: str
    valid_from: date
    texts: Mapping[str, str]
    order: tuple[str, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of one folder."""

    folder: Path

    def documents(self) -> tuple[str, ...]:
        """Give every document that has a template, shared ones included."""
        return tuple(sorted({name["document"] for name in self._names()}))

    def versions(self, document: str) -> tuple[Template, ...]:
        """Give all versions of a document, oldest first; empty if it has none."""
        numbers = sorted(
            int(name["number"]) for name in self._names() if name["document"] == document
        )
        return tuple(self.version(document, f"v{number}") for number in numbers)

    def at(self, document: str, day: date) -> str:
        """Give the version in force on a day; the oldest one for days before it.

        Raises: NotFound if the document has no template.
        """
        known = self.versions(document)
        if not known:
            raise _absent(document)
        in_force = [template for template in known if template.valid_from <= day]
        newest = max(in_force, key=lambda template: template.valid_from, default=known[0])
        return newest.version

    def version(self, document: str, version: str) -> Template:
        """Give one version of a document. Raises: NotFound if this program does not have it."""
        path = self.folder / f"{document}.{version}.json"
        if not _VERSION.fullmatch(version) or not path.is_file():
            raise _absent(version)
        return _read(path)

    def for_dossier(self, document: str, first_printed: str | None, day: date) -> str:
        """Give the version a dossier prints a document in.

        ``first_printed`` is the version of its first print of this document, which it keeps for
        good; None if there is none yet. ``day`` is when the dossier was taken in, else today.
        """
        return first_printed or self.at(document, day)

    def named(self, text: str) -> tuple[Template, ...]:
        """Give the state's forms that a text names, by their present or by a former name.

        Part of the name is enough, with or without its accents.
        """
        wanted = fold(text)
        if len(wanted) < _LEAST_NAME:
            return ()
        known = _known_names(self)
        return tuple(form for form, names in known if any(wanted in name for name in names))

    def _names(self) -> list[re.Match[str]]:
        found = (_NAME.fullmatch(path.name) for path in self.folder.iterdir())
        return [name for name in found if name]


def installed() -> Templates:
    """Give the templates of this program."""
    return Templates(folder=paths.resources() / "templates")


@lru_cache(maxsize=4)
def _known_names(templates: Templates) -> tuple[tuple[Template, tuple[str, ...]], ...]:
    newest = (templates.versions(document)[-1] for document in templates.documents())
    named = ((form, tuple(_names_of(form))) for form in newest)
    return tuple((form, names) for form, names in named if names)


def _names_of(form: Template) -> list[str]:
    if not form.formerly and "form_number" not in form.texts:
        return []
    present = (form.texts.get("title", ""), form.texts.get("form_number", ""))
    return [fold(name) for name in (*present, *form.formerly)]


def _absent(version: str) -> NotFound:
    return NotFound(
        tr(
            "The form wording {version} is not on this computer. Synchronize or update the "
            "program, then print again.",
            version=version,
        )
    )


@lru_cache(maxsize=128)
def _read(path: Path) -> Template:
    held = json.loads(path.read_text(encoding="utf-8"))
    shared: Mapping[str, str] = {}
    if held["extends"]:
        shared = _read(path.with_name(f"{held['extends']}.json")).texts
    return Template(
        document=held["document"],
        version=held["version"],
        valid_from=date.fromisoformat(held["valid_from"]),
        texts={**shared, **held["texts"]},
        order=tuple(held.get("order", ())),
        formerly=tuple(held.get("formerly", ())),
    )
