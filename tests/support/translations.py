"""Keeps the gettext catalogs in line with the source: ``python -m tests.support.translations``.

Extracts every ``tr(`` and ``trn(``, updates ``vi`` and ``en``, compiles both. English text is its
own translation. Prints what Vietnamese still lacks; exit code 1 if anything.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from agent_desk import paths
from agent_desk.i18n import DOMAIN, LANGUAGES

PACKAGE = Path(__file__).resolve().parents[2] / "agent_desk"
KEYWORDS = {"tr": None, "trn": (1, 2)}


def extracted() -> Catalog:
    catalog = Catalog(project="Agent Desk", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    )
    for name, _line, message, comments, context in found:
        catalog.add(
            message, None, [(f"agent_desk/{name}", 1)], context=context, auto_comments=comments
        )
    return catalog


def po_path(language: str) -> Path:
    return paths.resources() / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Agent Desk", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def updated(language: str) -> Catalog:
    catalog = read(language)
    # Each language gets its own template: ``update`` shares the messages of the template.
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if language == "en":
        for message in catalog:
            if message.id:
                plural = isinstance(message.id, tuple)
                message.string = tuple(message.id) if plural else message.id
    return catalog


def compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    mofile.write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    lacking = []
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(texts):
            lacking.append(message.id[0] if isinstance(message.id, tuple) else message.id)
    return lacking


def write(language: str, catalog: Catalog) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.creation_date = catalog.revision_date = datetime(2026, 11, 21, tzinfo=UTC)
    with path.open("wb") as file:
        pofile.write_po(file, catalog, width=100, sort_output=True, no_location=True)
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def main() -> int:
    lacking: list[str] = []
    for language in LANGUAGES:
        catalog = updated(language)
        write(language, catalog)
        lacking += untranslated(catalog)
    for text in lacking:
        sys.stdout.write(f"{text!r}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
