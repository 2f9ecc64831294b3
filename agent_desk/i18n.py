"""Words on the screen: English in the source, Vietnamese and English catalogs by gettext.

The language is the one piece of state a process needs everywhere, so it lives in this module;
``activate`` is called once at start. Paper for citizens is always Vietnamese and is not drawn
from here.
"""

from __future__ import annotations

import gettext as _gettext

from agent_desk import paths

DOMAIN = "agent_desk"
LANGUAGES = ("vi", "en")

_active: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def activate(language: str) -> None:
    """Use this language from now on. Raises: ValueError if there is no such catalog."""
    global _active, _language
    if language not in LANGUAGES:
        raise ValueError(f"no catalog for {language!r}; choose one of {', '.join(LANGUAGES)}")
    _active = _gettext.translation(
        DOMAIN, localedir=str(paths.resources() / "i18n"), languages=[language]
    )
    _language = language


def language() -> str:
    """Give the language of the screen, for texts that lie beside the catalogs."""
    return _language


def tr(message: str, /, **values: object) -> str:
    """Translate a sentence and fill its ``{named}`` places."""
    text = _active.gettext(message)
    return text.format(**values) if values else text


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Translate a sentence that counts; ``{n}`` is the number."""
    return _active.ngettext(one, many, n).format(n=n, **values)
