"""Legal wording of paper: versioned templates that a document names, so that it reprints alike."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.documents.fonts import Face
from agent_desk.documents.runs import Run
from agent_desk.errors import NotFound
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = re.compile(r"v[1-9][0-9]{0,3}")
_BOLD_MARK = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The title, labels and sentences of one version of one document."""

    document: str
    version: str
    texts: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """Give a label or sentence with its ``{named}`` places filled."""
        sentence = self.texts[key]
        return sentence.format(**values) if values else sentence

    def runs(self, key: str, **values: object) -> tuple[Run, ...]:
        """Give a sentence as runs; what stands between two ``*`` in the template is bold."""
        return tuple(
            Run(part.format(**values), Face.BOLD if place % 2 else Face.REGULAR)
            for place, part in enumerate(self.texts[key].split(_BOLD_MARK))
            if part
        )


@lru_cache(maxsize=32)
def wording(document: str, version: str) -> Wording:
    """Give the wording of a document in a version such as ``v1``.

    Raises: NotFound if this program does not have that version.
    """
    path = paths.resources() / "templates" / f"{document}.{version}.json"
    if not _VERSION.fullmatch(version) or not path.is_file():
        raise NotFound(
            tr(
                "The form wording {version} is not on this computer. Synchronize or update the "
                "program, then print again.",
                version=version,
            )
        )
    template = json.loads(path.read_text(encoding="utf-8"))
    shared: Mapping[str, str] = {}
    if template["extends"]:
        shared = wording(*template["extends"].split(".")).texts
    return Wording(document=document, version=version, texts={**shared, **template["texts"]})
