"""The catalogs of words: complete, current, with the same places to fill."""

from __future__ import annotations

import re

import pytest

from agent_desk.i18n import LANGUAGES
from tests.support import translations

_PLACE = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def source() -> set[str]:
    return {_first(message.id) for message in translations.extracted() if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_program_is_translated(language: str, source: set[str]) -> None:
    catalog = translations.read(language)
    known = {_first(message.id) for message in catalog if message.id}
    assert known == source
    assert translations.untranslated(catalog) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_current(language: str) -> None:
    compiled = translations.po_path(language).with_suffix(".mo").read_bytes()
    assert compiled == translations.compiled(translations.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_places(language: str) -> None:
    wrong = []
    for message in translations.read(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {place for text in ids for place in _PLACE.findall(text)}
        wrong += [text for text in texts if not set(_PLACE.findall(text)) <= wanted]
    assert wrong == []


def _first(identifier: object) -> str:
    return identifier[0] if isinstance(identifier, tuple) else str(identifier)
